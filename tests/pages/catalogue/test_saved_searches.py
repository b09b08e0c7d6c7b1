"""A reader saves searches of the catalogue, sees, changes and deletes them; nobody else does."""

import re

import pytest
from django.test import Client

from pages.catalogue.models import SavedSearch
from pages.catalogue.saved import tasks
from pages.catalogue.saved.models import MOST_SEARCHES
from tests.integrations.liboppi.admin_catalogue import words_of

from .saved import new_course

pytestmark = pytest.mark.django_db
PLACES = {"fi": "tallennetut/", "sv": "sparade/"}
NEW = {"fi": "tallennetut/uusi/", "sv": "sparade/ny/"}
WEEKLY = {"name": "Digi", "frequency": "weekly"}


@pytest.fixture
def reader(sign_in):
    client, user = sign_in("library staff")
    user.email = "lukija@example.fi"
    user.save()
    client.user = user
    return client


@pytest.fixture
def saved(addresses):
    """The address of the Finnish list."""
    return f"{addresses['fi']}{PLACES['fi']}"


@pytest.fixture
def search(reader):
    return SavedSearch.objects.create(user=reader.user, locale="fi", name="Digi", query="q=digi")


@pytest.mark.parametrize("language", ["fi", "sv"])
def test_a_reader_saves_the_search_in_the_address_once(addresses, reader, language):
    own = f"{addresses[language]}{PLACES[language]}"
    address = f"{addresses[language]}{NEW[language]}?q=digi&kind=course&nonsense=1"
    form = reader.get(address)
    assert form.headers["Cache-Control"] == "no-store"
    assert "digi" in form.context["form"].initial["name"]
    answer = reader.post(address, WEEKLY, follow=True)
    assert answer.redirect_chain == [(own, 302)]
    assert "Digi" in words_of(answer)
    search = SavedSearch.objects.get()
    assert (search.user, search.locale, search.frequency) == (reader.user, language, "weekly")
    assert reader.get(f"{addresses[language]}{NEW[language]}?kind=course&q=digi").url == f"{own}{search.pk}/"
    again = reader.post(address, WEEKLY | {"name": "Toinen"})
    assert "“Digi”" in str(again.context["form"].non_field_errors()) or "Digi" in words_of(again)
    assert SavedSearch.objects.count() == 1


def test_the_language_switch_leads_to_the_same_place_in_the_other_language(addresses, reader, saved):
    shown = reader.get(f"{saved}uusi/?q=digi").content.decode()
    there = f"{addresses['sv']}{NEW['sv']}?q=digi"
    assert f'href="{there}"' in shown
    assert reader.get(there).status_code == 200


@pytest.mark.parametrize(
    ("former", "place"),
    [
        ("sparade/new/?q=x%26y", "sparade/ny/?q=x%26y"),
        ("sparade/7/delete/", "sparade/7/ta-bort/"),
        ("tallennetut/", "sparade/"),
        ("tallennetut/new/", "sparade/ny/"),
        ("tallennetut/7/", "sparade/7/"),
    ],
)
def test_former_addresses_with_english_steps_lead_there_for_good(addresses, client, former, place):
    answer = client.get(f"{addresses['sv']}{former}")
    assert (answer.status_code, answer.url) == (301, f"{addresses['sv']}{place}")


def test_no_link_of_the_list_has_an_english_step(addresses, reader, search):
    for language in ("fi", "sv"):
        shown = reader.get(f"{addresses[language]}{PLACES[language]}").content.decode()
        links = re.findall(rf'href="[^"]*{PLACES[language]}{search.pk}/([^"]*)"', shown)
        assert links == ["", {"fi": "poista/", "sv": "ta-bort/"}[language]]


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"name": "", "frequency": "weekly"}, "name"),
        ({"name": "x" * 121, "frequency": "weekly"}, "name"),
        ({"name": "a\0b", "frequency": "weekly"}, "name"),
        ({"name": "Digi", "frequency": "hourly"}, "frequency"),
    ],
)
def test_what_makes_no_sense_is_told_and_nothing_is_saved(reader, saved, data, field):
    answer = reader.post(f"{saved}uusi/?q=digi", data)
    assert field in answer.context["form"].errors
    assert not SavedSearch.objects.exists()


def test_what_a_search_is_called_by_itself_is_said_once(reader, saved):
    name = reader.get(f"{saved}uusi/?q=digi").context["form"].initial["name"]
    reader.post(f"{saved}uusi/?q=digi", WEEKLY | {"name": name})
    assert f"{name} {name}" not in words_of(reader.get(saved))
    search = SavedSearch.objects.get()
    reader.post(f"{saved}{search.pk}/", WEEKLY | {"name": "Toinen"})
    assert f"Toinen {name}" in words_of(reader.get(saved))


def test_markup_in_a_name_stays_text(reader, saved):
    reader.post(f"{saved}uusi/?q=%3Cb%3E", WEEKLY | {"name": "<b>x</b>"})
    assert "<b>x" not in reader.get(saved).content.decode()


def test_there_is_a_most(reader, saved):
    SavedSearch.objects.bulk_create(
        SavedSearch(user=reader.user, locale="fi", name="x", query=f"q={n}") for n in range(MOST_SEARCHES)
    )
    answer = reader.post(f"{saved}uusi/?q=digi", WEEKLY)
    assert str(MOST_SEARCHES) in str(answer.context["form"].non_field_errors())
    assert SavedSearch.objects.count() == MOST_SEARCHES


def test_who_has_no_address_is_told(reader, saved):
    assert "ds-alert" not in reader.get(f"{saved}uusi/?q=digi").content.decode()
    reader.user.email = ""
    reader.user.save()
    assert "ds-alert" in reader.get(f"{saved}uusi/?q=digi").content.decode()
    assert "ds-alert" in reader.get(saved).content.decode()


def test_a_reader_renames_and_deletes(reader, saved, search):
    answer = reader.post(f"{saved}{search.pk}/", {"name": "Uusi nimi", "frequency": "never"}, follow=True)
    assert "Uusi nimi" in words_of(answer)
    search.refresh_from_db()
    assert (search.name, search.frequency) == ("Uusi nimi", "never")
    assert reader.get(f"{saved}{search.pk}/poista/").status_code == 200
    assert SavedSearch.objects.exists()
    reader.post(f"{saved}{search.pk}/poista/")
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize("place", ["", "uusi/?q=x", "{pk}/", "{pk}/poista/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_strangers_are_led_to_sign_in(saved, search, place, method):
    answer = getattr(Client(), method)(saved + place.format(pk=search.pk), WEEKLY)
    assert answer.status_code == 302
    assert answer.url.startswith("/fi/")
    assert "next=" in answer.url
    assert SavedSearch.objects.get().name == "Digi"


@pytest.mark.parametrize("role", ["library staff", "specialist", "superuser"])
def test_others_find_nothing_of_it(sign_in, saved, search, role):
    other, _user = sign_in(role)
    assert "Digi" not in words_of(other.get(saved))
    for place in (f"{search.pk}/", f"{search.pk}/poista/", f"{'9' * 30}/"):
        assert {other.get(saved + place).status_code, other.post(saved + place, WEEKLY).status_code} == {404}
    assert SavedSearch.objects.get().name == "Digi"


def test_the_list_shows_what_came_up_last_at_a_constant_cost(
    reader, saved, search, django_assert_max_num_queries
):
    new_course(1, "Digituki")
    tasks.daily()
    assert "Digituki" in words_of(reader.get(saved))
    for number in range(2, 12):
        new_course(number, f"Digi {number}")
        SavedSearch.objects.create(
            user=reader.user, locale="fi", name=f"Haku {number}", query=f"q=digi+{number}"
        )
    tasks.daily()
    with django_assert_max_num_queries(24):
        reader.get(saved)


def test_a_users_searches_go_with_the_user(reader, search):
    reader.user.delete()
    assert not SavedSearch.objects.exists()


@pytest.mark.parametrize(("rest", "swedish"), [("", ""), ("{}/", "{}/"), ("{}/poista/", "{}/ta-bort/")])
def test_a_name_is_marked_with_the_language_it_was_saved_in(addresses, reader, search, saved, rest, swedish):
    SavedSearch.objects.update(name="Digi <& tuki>")
    there = f"{addresses['sv']}{PLACES['sv']}{swedish.format(search.pk)}"
    marked = r'lang="fi"[^>]*>Digi &lt;&amp; tuki&gt;</'
    assert re.search(marked, reader.get(there).content.decode())
    assert not re.search(marked, reader.get(f"{saved}{rest.format(search.pk)}").content.decode())


def test_a_message_marks_the_name_too(addresses, reader, search):
    there = f"{addresses['sv']}{PLACES['sv']}{search.pk}/"
    told = reader.post(there, WEEKLY | {"name": "<b>Digi</b>"}, follow=True).content.decode()
    assert '”<span lang="fi">&lt;b&gt;Digi&lt;/b&gt;</span>”' in told


def test_languages_are_written_small_in_running_text(addresses, reader, saved):
    SavedSearch.objects.create(user=reader.user, locale="fi", name="Kielet", query="language=fi&language=sv")
    assert "Kieli: suomi, ruotsi" in words_of(reader.get(saved))
    assert "Språk: finska, svenska" in words_of(reader.get(f"{addresses['sv']}{PLACES['sv']}"))
