"""Which addresses of videos and calendars can be shown, and where their frames come from."""

import pytest
from django.core.exceptions import ValidationError

from pages.core.blocks.addresses import OutsideAddressBlock
from pages.core.outside import FRAME_HOSTS, read_address

YOUTUBE = "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa"
VIMEO = "https://player.vimeo.com/video/123456789"
GOOGLE = "https://calendar.google.com/calendar/embed?src=ake%40example.fi"
OUTLOOK = "https://outlook.office365.com/owa/calendar/abc@example.fi/123abc/calendar.html"


@pytest.mark.parametrize(
    ("kind", "address", "frame"),
    [
        ("video", "https://www.youtube.com/watch?v=aaaaaaaaaaa&t=10s", YOUTUBE),
        ("video", "http://m.youtube.com/watch?list=x&v=aaaaaaaaaaa", YOUTUBE),
        ("video", "https://youtu.be/aaaaaaaaaaa?si=x", YOUTUBE),
        ("video", "https://www.youtube.com/shorts/aaaaaaaaaaa", YOUTUBE),
        ("video", "https://www.youtube.com/live/aaaaaaaaaaa", YOUTUBE),
        ("video", "https://www.youtube-nocookie.com/embed/aaaaaaaaaaa", YOUTUBE),
        ("video", "https://vimeo.com/123456789", f"{VIMEO}?dnt=1"),
        ("video", "https://vimeo.com/channels/ake/123456789", f"{VIMEO}?dnt=1"),
        ("video", "https://vimeo.com/123456789/0123456789", f"{VIMEO}?h=0123456789&dnt=1"),
        ("video", f"{VIMEO}?h=0123456789", f"{VIMEO}?h=0123456789&dnt=1"),
        ("calendar", GOOGLE, GOOGLE),
        ("calendar", OUTLOOK, OUTLOOK),
        ("calendar", "https://teamup.com/ks12345678abcdef", "https://teamup.com/ks12345678abcdef"),
    ],
)
def test_known_addresses_become_frames_of_allowed_hosts(kind, address, frame):
    found = read_address(kind, address)
    assert found.frame == frame
    assert any(frame.startswith(f"{host}/") for host in FRAME_HOSTS)
    assert OutsideAddressBlock(kind).clean(address) == address


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("video", "https://example.fi/watch?v=aaaaaaaaaaa"),
        ("video", "https://www.youtube.com.example.fi/watch?v=aaaaaaaaaaa"),
        ("video", "https://www.youtube.com@example.fi/watch?v=aaaaaaaaaaa"),
        ("video", "https://www.youtube.com:8080/watch?v=aaaaaaaaaaa"),
        ("video", "https://www.youtube.com/@channel"),
        ("video", "https://www.youtube.com/watch?v=short"),
        ("video", "https://youtu.be/%22%3E%3Cscript"),
        ("video", "https://vimeo.com/about"),
        ("video", "javascript:alert(1)"),
        ("video", "https://[youtube.com/watch?v=aaaaaaaaaaa"),
        ("video", GOOGLE),
        ("calendar", "https://www.youtube.com/watch?v=aaaaaaaaaaa"),
        ("calendar", "https://calendar.google.com/calendar/u/0/r"),
        ("calendar", "https://outlook.office365.com/mail/"),
        ("calendar", "https://teamup.com/login"),
    ],
)
def test_other_addresses_are_refused(kind, address):
    assert read_address(kind, address) is None


def test_the_refusal_names_the_address_and_those_that_work():
    with pytest.raises(ValidationError) as refused:
        OutsideAddressBlock("video").clean("https://example.fi/elokuva")
    [message] = refused.value.messages
    assert all(word in message for word in ("https://example.fi/elokuva", "youtube.com", "vimeo.com"))


def test_pages_may_frame_the_services_and_nothing_else(client, admin_client):
    policy = client.get("/health/").headers["Content-Security-Policy"]
    [allowed] = [part for part in policy.split("; ") if part.startswith("frame-src ")]
    assert allowed.split()[1:] == [
        "https://www.youtube-nocookie.com",
        "https://player.vimeo.com",
        "https://calendar.google.com",
        "https://outlook.office365.com",
        "https://outlook.office.com",
        "https://outlook.live.com",
        "https://teamup.com",
    ]
    in_admin = admin_client.get("/admin/login/", follow=True).headers["Content-Security-Policy"]
    assert "frame-src" in in_admin
    assert "'self'" in in_admin.split("frame-src ")[1].split(";")[0]
