"""The six verbs of OAI-PMH 2.0 and its errors: what the validators of openarchives.org and BASE look at."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from wagtail.models import Site

from pages.catalogue.harvest.listing import PART
from pages.catalogue.harvest.refresh import refresh_all
from pages.catalogue.models import HarvestRecord
from tests.integrations.liboppi.admin_catalogue import make_course

from .harvester import ADDRESS, OAI, RULES, error_of

pytestmark = pytest.mark.django_db

START = datetime(2026, 1, 1, tzinfo=UTC)
RECORDS = "verb=ListRecords&metadataPrefix=oai_dc"
UNKNOWN = "oai:testserver:course:99"


def add_records(count: int, *, since: datetime = START, first: int = 1000) -> None:
    """Records of courses that have gone, each a minute younger than the one before."""
    HarvestRecord.objects.bulk_create(
        HarvestRecord(
            kind="course",
            key=str(first + number),
            datestamp=since + timedelta(minutes=number // 3),
            is_deleted=True,
            sets=("course",),
        )
        for number in range(count)
    )


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "badVerb"),
        ("junk", "badVerb"),
        ("verb=junk", "badVerb"),
        ("verb=identify", "badVerb"),
        ("verb=Identify&verb=Identify", "badVerb"),
        ("verb=Identify&junk=1", "badArgument"),
        ("verb=Identify&set=", "badArgument"),
        ("verb=ListSets&resumptionToken=junk", "badResumptionToken"),
        (f"verb=ListMetadataFormats&identifier={UNKNOWN}", "idDoesNotExist"),
        ("verb=ListMetadataFormats&identifier=in%20valid", "badArgument"),
        ("verb=ListIdentifiers", "badArgument"),
        (f"{RECORDS}&metadataPrefix=oai_dc", "badArgument"),
        (f"{RECORDS}&from=junk", "badArgument"),
        (f"{RECORDS}&until=2026-02-30", "badArgument"),
        (f"{RECORDS}&from=2026-01-01T00:00:00", "badArgument"),
        (f"{RECORDS}&from=2026-1-1", "badArgument"),
        (f"{RECORDS}&from=2026-01-01&until=2026-01-02T00:00:00Z", "badArgument"),
        (f"{RECORDS}&from=2026-01-02&until=2026-01-01", "badArgument"),
        (f"{RECORDS}&from=%D9%A2026-01-01", "badArgument"),
        (f"{RECORDS}&set=really%20wrong", "badArgument"),
        (f"{RECORDS}&set=really_wrong", "noRecordsMatch"),
        (f"{RECORDS}&until=2001-01-01", "noRecordsMatch"),
        (f"{RECORDS}&from=9999-12-31", "noRecordsMatch"),
        (f"{RECORDS}&resumptionToken=junk", "badArgument"),
        ("verb=ListRecords&resumptionToken=junk", "badResumptionToken"),
        ("verb=ListRecords&resumptionToken=", "badResumptionToken"),
        ("verb=ListRecords&metadataPrefix=really_wrong", "cannotDisseminateFormat"),
        ("verb=ListIdentifiers&metadataPrefix=", "badArgument"),
        (f"verb=GetRecord&identifier={UNKNOWN}", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc", "badArgument"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier={UNKNOWN}", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:elsewhere.fi:course:7", "idDoesNotExist"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=invalid%22id", "badArgument"),
        ("verb=GetRecord&metadataPrefix=mods&identifier=oai:testserver:course:7", "cannotDisseminateFormat"),
        (f"verb=GetRecord&metadataPrefix=oai_dc&identifier={'x' * 3000}", "badArgument"),
        ("verb=GetRecord&metadataPrefix=oai_dc&identifier=%00%01%FF", "badArgument"),
    ],
)
def test_a_question_that_makes_no_sense_gets_the_errors_code(harvester, shown, query, code):
    by_get = harvester.read(harvester.client.get(f"{ADDRESS}?{query}"))
    assert error_of(by_get) == code
    assert by_get.findtext(f"{OAI}error")
    form = "application/x-www-form-urlencoded"
    by_post = harvester.read(harvester.client.post(ADDRESS, query, content_type=form))
    assert (error_of(by_post), by_post.find(f"{OAI}request").attrib) == (
        code,
        by_get.find(f"{OAI}request").attrib,
    )


def test_identifies_itself(harvester, shown, settings):
    settings.OAI_ADMIN_EMAIL = "keeper@example.fi"
    told = {one.tag.removeprefix(OAI): one.text for one in harvester.ask("Identify").find(f"{OAI}Identify")}
    earliest = told.pop("earliestDatestamp")
    assert told == {
        "repositoryName": "Lounais-Suomen kirjastot",
        "baseURL": "http://testserver/api/oai/",
        "protocolVersion": "2.0",
        "adminEmail": "keeper@example.fi",
        "deletedRecord": "persistent",
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "compression": "gzip",
    }
    assert harvester.identifiers(until=earliest)
    before = datetime.fromisoformat(earliest) - timedelta(seconds=1)
    assert harvester.identifiers(until=f"{before:%Y-%m-%dT%H:%M:%S}Z") == []


def test_names_a_site_with_a_domain_by_the_scheme_of_identifiers(client, shown):
    Site.objects.update(hostname="extranet.example.fi", port=443)
    answer = client.get(ADDRESS, {"verb": "Identify"})
    RULES["oai"].assertValid(etree.fromstring(answer.content))
    assert b"<repositoryIdentifier>extranet.example.fi</repositoryIdentifier>" in answer.content
    assert b"<baseURL>https://extranet.example.fi/api/oai/</baseURL>" in answer.content


@pytest.mark.parametrize("method", ["get", "post"])
def test_lists_formats_and_sets_by_get_and_post(harvester, shown, method):
    ask = getattr(harvester.client, method)
    formats = harvester.read(ask(ADDRESS, {"verb": "ListMetadataFormats", "identifier": shown.course_id}))
    prefixes = [one.text for one in formats.iter(f"{OAI}metadataPrefix")]
    assert prefixes == ["oai_dc", "lom", "lrmi_fi"]
    sets = harvester.read(ask(ADDRESS, {"verb": "ListSets"}))
    named = [(one.findtext(f"{OAI}setSpec"), one.findtext(f"{OAI}setName")) for one in sets.iter(f"{OAI}set")]
    assert named == [
        ("material", "Materials"),
        ("course", "Courses"),
        ("language", "By language"),
        ("language:fi", "Finnish"),
        ("language:sv", "Swedish"),
        ("theme", "By theme"),
        ("theme:lukeminen", "Lukeminen – Läsning"),
    ]


def test_a_set_holds_what_it_says(harvester, shown):
    both, material = [shown.material_id, shown.course_id], [shown.material_id]
    found = {
        spec: harvester.identifiers(set=spec)
        for spec in ("", "material", "course", "language", "language:sv", "theme", "theme:lukeminen", "them")
    }
    assert found == {
        "": both,
        "material": material,
        "course": [shown.course_id],
        "language": both,
        "language:sv": material,
        "theme": material,
        "theme:lukeminen": material,
        "them": [],
    }


def test_gives_what_changed_between_two_dates_which_count_themselves(harvester, shown):
    HarvestRecord.objects.filter(kind="material").update(datestamp=START)
    HarvestRecord.objects.filter(kind="course").update(datestamp=START + timedelta(days=1, seconds=-1))
    moment = "2026-01-01T00:00:00Z"
    assert harvester.identifiers(from_=moment, until=moment) == [shown.material_id]
    assert harvester.identifiers(from_="2026-01-01T00:00:01Z") == [shown.course_id]
    assert len(harvester.identifiers(from_="2026-01-01", until="2026-01-01")) == 2
    assert harvester.identifiers(from_="2026-01-02") == []
    assert harvester.identifiers(until="2025-12-31") == []


def test_a_long_list_comes_in_parts_none_left_out_or_twice(harvester, shown):
    add_records(2 * PART + 20)
    pages = list(harvester.pages("ListRecords", metadataPrefix="oai_dc"))
    tokens = [page.find(f".//{OAI}resumptionToken") for page in pages]
    assert [token.get("cursor") for token in tokens] == ["0", str(PART), str(2 * PART)]
    assert {token.get("completeListSize") for token in tokens} == {str(2 * PART + 22)}
    assert [bool(token.text) for token in tokens] == [True, True, False]
    left = datetime.fromisoformat(tokens[0].get("expirationDate")) - datetime.now(UTC)
    assert timedelta(hours=24) < left < timedelta(hours=49)
    found = [one.findtext(f"{OAI}identifier") for page in pages for one in page.iter(f"{OAI}header")]
    assert len(found) == len(set(found)) == 2 * PART + 22
    exact = harvester.ask("ListIdentifiers", metadataPrefix="oai_dc", set="material")
    assert exact.find(f".//{OAI}resumptionToken") is None


def test_what_changes_during_a_harvest_comes_at_its_end(harvester, shown):
    add_records(PART + 10)
    pages = harvester.pages("ListIdentifiers", metadataPrefix="oai_dc", set="course")
    first = next(pages)
    seen = [one.findtext(f"{OAI}identifier") for one in first.iter(f"{OAI}header")]
    HarvestRecord.objects.filter(key=seen[0].rpartition(":")[2]).update(
        datestamp=datetime.now(UTC).replace(microsecond=0)
    )
    add_records(1, since=START - timedelta(days=9), first=1)
    rest = [one.findtext(f"{OAI}identifier") for page in pages for one in page.iter(f"{OAI}header")]
    assert rest[-1] == seen[0]
    assert len({*seen, *rest}) == PART + 11


def test_a_token_is_good_for_its_own_list_and_time_alone(harvester, shown, monkeypatch):
    add_records(PART)
    token = harvester.ask("ListRecords", metadataPrefix="oai_dc").findtext(f".//{OAI}resumptionToken")
    assert error_of(harvester.ask("ListRecords", resumptionToken=token)) == ""
    for verb, spoilt in (
        ("ListIdentifiers", token),
        ("ListRecords", token[:-1]),
        ("ListRecords", f"x{token}"),
    ):
        assert error_of(harvester.ask(verb, resumptionToken=spoilt)) == "badResumptionToken"
    monkeypatch.setattr("pages.catalogue.harvest.tokens.LASTS", timedelta(seconds=-1))
    assert error_of(harvester.ask("ListRecords", resumptionToken=token)) == "badResumptionToken"


def test_other_methods_are_refused(client, shown):
    assert client.put(ADDRESS).status_code == 405
    head = client.head(ADDRESS, {"verb": "Identify"})
    assert (head.status_code, head.content) == (200, b"")


VERBS = ("Identify", "ListRecords", "ListIdentifiers", "GetRecord", "ListSets", "ListMetadataFormats")
NAMES = ("verb", "metadataPrefix", "identifier", "set", "from", "until", "resumptionToken", "junk")
VALUES = st.one_of(
    st.sampled_from([*VERBS, "oai_dc", "lom", "course", "2026-01-01", "2026-01-01T00:00:00Z", "0000-01-01"]),
    st.text(max_size=30),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    verb=st.sampled_from([*VERBS, ""]), pairs=st.lists(st.tuples(st.sampled_from(NAMES), VALUES), max_size=4)
)
def test_any_arguments_get_a_valid_answer(harvester, shown, verb, pairs):
    arguments: dict[str, list[str]] = {"verb": [verb]}
    for name, value in pairs:
        arguments.setdefault(name, []).append(value.encode(errors="replace").decode())
    harvester.read(harvester.client.get(ADDRESS, arguments))


def test_an_answer_costs_the_same_queries_however_much_it_holds(harvester, shown):
    def queries(prefix: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            harvester.ask("ListRecords", metadataPrefix=prefix)
        return len(captured)

    queries("lom")  # keeps what the site keeps: content types, root paths
    few = queries("lom")
    for number in range(5):
        shown.add_material(f"polku-{number}")
        make_course(20 + number, titles={"fi": "Kurssi", "sv": "Kurs"})
    refresh_all()
    assert queries("lom") == queries("oai_dc") == few <= 19
