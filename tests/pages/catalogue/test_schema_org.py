"""What machines read of a course's page and of a training's."""

import json
import re
from datetime import UTC, datetime

import pytest
from wagtail.models import Site

from pages.catalogue.models import CourseSubjects
from tests.factories.materials import TargetGroupFactory, ThemeFactory
from tests.factories.trainings import TrainingIndexPageFactory, TrainingPageFactory, session
from tests.integrations.liboppi.admin_catalogue import make_category, make_course
from tests.pages.catalogue.answers import index_courses

pytestmark = pytest.mark.django_db
KEY = "puolukka"


def told(answer):
    """The page's JSON-LD, the only one it has."""
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', answer.content.decode())
    return json.loads(text)


@pytest.mark.parametrize(("language", "title"), [("fi", "Digi</script>"), ("sv", "Digi på svenska")])
def test_a_course_tells_its_facts_in_the_pages_language_and_no_key(addresses, sign_in, language, title):
    course = make_course(
        8,
        titles={"fi": "Digi</script>", "sv": "Digi på svenska"},
        producers={"fi": "AKE", "sv": "AKE"},
        summary=f"<p>Avain: {KEY}</p>",
        public_summary="<p>Perusteet.</p>",
        keys=[("summary", KEY)],
        starts=datetime(2099, 1, 31, 22, 30, tzinfo=UTC),
        ends=datetime(2099, 6, 1, tzinfo=UTC),
    )
    client, _user = sign_in("library staff")
    answer = client.get(f"{addresses[language]}8/")
    data = told(answer)
    assert KEY in answer.content.decode()
    assert KEY not in json.dumps(data)
    assert data == {
        "@context": "https://schema.org",
        "@type": "Course",
        "@id": f"http://testserver{addresses[language]}8/",
        "url": f"http://testserver{addresses[language]}8/",
        "name": title,
        "description": "Perusteet.",
        "courseCode": "K8",
        "inLanguage": language,
        "availableLanguage": ["fi", "sv"],
        "provider": {"@type": "Organization", "name": "AKE"},
        "isAccessibleForFree": True,
        "offers": {
            "@type": "Offer",
            "category": "Free",
            "price": 0,
            "priceCurrency": "EUR",
            "availability": "https://schema.org/InStock",
        },
        "sameAs": course.url,
        "learningResourceType": "course",
        "hasCourseInstance": {
            "@type": "CourseInstance",
            "courseMode": "online",
            "inLanguage": language,
            "startDate": "2099-02-01",
            "endDate": "2099-06-01",
            "url": course.url,
        },
    }


def test_a_course_without_a_producer_is_published_by_the_site_as_harvesters_hear(addresses, client):
    Site.objects.update(site_name="Lounais-Suomen kirjastot")
    make_course(9, producers={})
    answer = client.get(f"{addresses['fi']}9/")
    assert told(answer)["provider"] == {"@type": "Organization", "name": "Lounais-Suomen kirjastot"}
    publisher = re.search(r'name="DC.publisher" content="([^"]*)"', answer.content.decode(), re.IGNORECASE)
    assert publisher
    assert publisher[1] == "Lounais-Suomen kirjastot"


@pytest.mark.parametrize(("language", "theme"), [("fi", "Lukeminen"), ("sv", "Läsning")])
def test_a_course_tells_what_editors_say_it_is_about_and_for_whom(addresses, homes, client, language, theme):
    finnish = ThemeFactory.create(name="Lukeminen", slug="reading", yso="http://www.yso.fi/onto/yso/p11406")
    swedish = finnish.copy_for_translation(homes.sv.locale)
    swedish.name = "Läsning"
    swedish.save()
    group = TargetGroupFactory.create(name="Koululaiset", slug="pupils", age_from=7, age_to=12)
    course = make_course(9, category=make_category(3, fi="Kirjat"))
    CourseSubjects.objects.create(category=course.category, themes=[finnish], target_groups=[group])
    index_courses()
    data = told(client.get(f"{addresses[language]}9/"))
    about = {"@type": "DefinedTerm", "name": theme, "sameAs": "http://www.yso.fi/onto/yso/p11406"}
    assert data["about"] == [about]
    [whom] = data["audience"]
    assert (whom["audienceType"], whom["suggestedMinAge"], whom["suggestedMaxAge"]) == ("Koululaiset", 7, 12)
    assert data["typicalAgeRange"] == ["7-12"]


def test_a_start_that_says_nothing_is_left_out(addresses, client):
    make_course(9, starts=datetime(2020, 1, 1, tzinfo=UTC))
    instance = told(client.get(f"{addresses['fi']}9/"))["hasCourseInstance"]
    assert instance.keys() == {"@type", "courseMode", "inLanguage", "url"}


def test_a_training_is_an_event_with_its_sessions(homes, client):
    sessions = [session(24, title="Alku"), session(72)]
    section = TrainingIndexPageFactory.create(parent=homes.fi)
    page = TrainingPageFactory.create(parent=section, title="Tutorit", is_remote=True, sessions=sessions)
    data = told(client.get(page.url))
    assert (data["@type"], data["name"], data["inLanguage"]) == ("EducationEvent", "Tutorit", ["fi"])
    assert datetime.fromisoformat(data["startDate"]) == sessions[0].starts
    assert datetime.fromisoformat(data["endDate"]) == sessions[1].ends
    assert data["eventAttendanceMode"] == "https://schema.org/MixedEventAttendanceMode"
    assert [place["@type"] for place in data["location"]] == ["Place", "VirtualLocation"]
    assert [part["name"] for part in data["subEvent"]] == ["Alku", "Tutorit"]
