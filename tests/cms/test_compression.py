"""What is compressed on its way to the reader, and what must not be."""

import gzip

import pytest
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory

from cms.compression import PublicGZipMiddleware

TEXT = "Kirjasto on auki. " * 100
HTML = "text/html; charset=utf-8"


def answer(path: str = "/fi/", *, cookies=None, headers=None, status: int = 200, content_type: str = HTML):
    request = RequestFactory().get(path, headers={"Accept-Encoding": "gzip", **(headers or {})})
    request.COOKIES.update(cookies or {})
    return PublicGZipMiddleware(lambda _: HttpResponse(TEXT, content_type, status))(request)


def test_what_strangers_read_is_compressed():
    found = answer()
    assert found.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(found.content).decode() == TEXT


@pytest.mark.parametrize("identity", [{"cookies": {"sessionid": "x"}}, {"headers": {"Authorization": "x"}}])
def test_what_the_signed_in_read_is_not(identity):
    assert "Content-Encoding" not in answer(**identity).headers
    assert "Content-Encoding" in answer("/static/ui/site.css", content_type="text/css", **identity).headers


def test_parts_and_pictures_are_not():
    assert "Content-Encoding" not in answer(status=206).headers
    assert "Content-Encoding" not in answer(content_type="image/webp").headers


def test_a_text_file_is_compressed_while_it_streams():
    request = RequestFactory().get("/static/file.css", headers={"Accept-Encoding": "gzip"})
    file = StreamingHttpResponse([TEXT.encode(), TEXT.encode()], content_type="text/css")
    found = PublicGZipMiddleware(lambda _: file)(request)
    assert gzip.decompress(b"".join(found.streaming_content)).decode() == TEXT * 2
