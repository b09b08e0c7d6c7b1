"""A small site with every kind of page, made of all that pages can hold, and its lists as long as wanted."""

import json
from datetime import date
from io import StringIO
from typing import Any, NamedTuple

from django.contrib.auth.models import Group
from django.core.management import call_command
from wagtail.models import Locale, PageViewRestriction

from cms.accounts.roles import SPECIALISTS
from integrations.liboppi.models import Course, EditorText
from pages.accessibility.models import AccessibilityStatementPage
from pages.catalogue.models import CataloguePage, CourseSubjects
from pages.core.models import StandardPage
from pages.materials.models import (
    MaterialFile,
    MaterialIndexPage,
    MaterialPage,
    MaterialUse,
    MaterialUseFile,
    TargetGroup,
    Theme,
)
from pages.materials.uses.choices import UseState
from pages.trainings.models import TrainingIndexPage, TrainingPage
from pages.workgroups.models import WorkgroupIndexPage, WorkgroupMember, WorkgroupNewsPage, WorkgroupPage
from tests.factories.bodies import Library, every_block, stored
from tests.factories.core import DocumentFactory, Homes, ImageFactory
from tests.factories.trainings import session
from tests.integrations.liboppi.admin_catalogue import make_category, make_course
from tests.integrations.liboppi.courses import make_cover, make_summary_picture

MOST_CARDS = 12  # in a block
TEXT = json.dumps([{"type": "heading", "value": "Ohjelma"}, {"type": "text", "value": "<p>Lue tämä.</p>"}])
STATEMENT = {
    "service_name": "Extranet",
    "provider": "AKE",
    "service_url": "https://extranet.example.fi/",
    "assessed_on": date(2026, 1, 7),
    "published_on": date(2026, 1, 7),
    "made_on": date(2026, 1, 8),
    "feedback_email": "saavutettavuus@example.fi",
}
SUMMARY = '<p>Alku.</p><p><img alt="Kaavio" src="liboppi:{}/course/summary/kuva.png"></p>'


class Pair(NamedTuple):
    """A published page of the Finnish tree, and its counterpart in the Swedish one."""

    fi: Any
    sv: Any

    def add(self, model: Any, name: str, *, is_translated: bool = False, **values: Any) -> "Pair":
        """A page under this one; in Swedish it is an alias unless it is translated."""
        values = {"title": name.capitalize(), "slug": name, "lead": "Johdanto.", **values}
        page = self.fi.add_child(instance=model(locale=self.fi.locale, **values))
        alias_of = None if is_translated else page
        version = model(
            locale=self.sv.locale, translation_key=page.translation_key, alias_of=alias_of, **values
        )
        return Pair(page, self.sv.add_child(instance=version))

    def save(self, **values: Any) -> None:
        """Set the values in both languages."""
        for page in self:
            for name, value in values.items():
                setattr(page, name, value)
            page.save()


class WholeSite:
    """The site. Its sections are translated; what they list stands in Swedish as it is in Finnish."""

    def __init__(self, homes: Homes) -> None:
        self.home = Pair(homes.fi, homes.sv)
        self.size = 0
        self.document = DocumentFactory.create()
        self.themes = [_theme("digitaidot", homes.sv.locale), _theme("lukeminen", homes.sv.locale)]
        parent = make_category(1, fi="Digitaidot", sv="Digitala färdigheter")
        self.category = make_category(2, parent=parent, fi="Digituki", sv="Digitalt stöd")
        self.groups = [TargetGroup.objects.create(name="Lapset", slug="lapset", age_to=12)]
        CourseSubjects.objects.create(category=parent, themes=self.themes, target_groups=self.groups)
        self.catalogue = self._section(CataloguePage, "kurssit")
        self.materials = self._section(MaterialIndexPage, "materiaalit")
        self.trainings = self._section(TrainingIndexPage, "koulutukset")
        self.workgroups = self._section(WorkgroupIndexPage, "ryhmat")
        self._keep_for_staff()
        self.page = self._section(StandardPage, "ohjeet")
        self.statement = self.home.add(AccessibilityStatementPage, "seloste", is_translated=True, **STATEMENT)
        self.group = self.workgroups.add(WorkgroupPage, "tutorit", purpose="<p>Apua.</p>")
        self.listed: dict[str, list[int]] = {"courses": [], "trainings": [], "materials": []}
        self.grow(3)

    def grow(self, size: int) -> None:
        """Make every list `size` long, and let every page show as many things of each kind."""
        for number in range(self.size + 1, size + 1):
            self._add_one_of_each(number)
        self.size = size
        self._fill()
        call_command("index_search", stdout=StringIO())

    def pages(self) -> dict[str, Pair]:
        """A page of each kind, by the kind's name."""
        return {
            "home page": self.home,
            "standard page": self.page,
            "accessibility statement": self.statement,
            "workgroup": self.group,
            "news": self.news,
            "training": self.training,
            "material": self.material,
            "list of courses": self.catalogue,
            "list of materials": self.materials,
            "list of trainings": self.trainings,
            "list of workgroups": self.workgroups,
        }

    def addresses(self, language: str) -> dict[str, str]:
        """The address of each of the pages, of a course's page and of searches."""
        urls = {kind: getattr(pair, language).url for kind, pair in self.pages().items()}
        search = {"fi": "/fi/haku/", "sv": "/sv/sok/"}[language]
        feed = {"fi": "syote", "sv": "flode"}[language]
        return urls | {
            "course": f"{urls['list of courses']}1/",
            "narrowed list": f"{urls['list of courses']}?kind=material&theme=digitaidot&language=fi",
            "feed": f"{urls['list of courses']}{feed}/",
            "search": f"{search}?q=kurs",
            "wide search": f"{search}?q=k",
        }

    def _section(self, model: Any, name: str) -> Pair:
        return self.home.add(model, name, is_translated=True, show_in_menus=True)

    def _keep_for_staff(self) -> None:
        for name, kind in (("staff", PageViewRestriction.LOGIN), ("experts", PageViewRestriction.GROUPS)):
            for page in self.home.add(StandardPage, name):
                restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind)
                restriction.groups.set(Group.objects.filter(name=SPECIALISTS))

    def _add_one_of_each(self, number: int) -> None:
        picture = ImageFactory.create(file__width=64, file__height=48)
        self._add_course(number, picture)
        self.workgroups.add(WorkgroupPage, f"k-ryhma-{number}")
        self.news = self.group.add(WorkgroupNewsPage, f"k-uutinen-{number}", body=TEXT)
        self.training = self.trainings.add(
            TrainingPage, f"k-koulutus-{number}", kind="webinar", languages=["fi"], body=TEXT
        )
        self.material = self.materials.add(
            MaterialPage,
            f"k-materiaali-{number}",
            kind="guide",
            material_languages=["fi"],
            picture=picture,
            body=TEXT,
        )
        for page in self.training:
            page.sessions = [session(-1), session(number), session(number + 24)]
            page.themes = self.themes
            page.save()
        for page in self.material:
            page.themes = self.themes
            page.save()
        self.listed["trainings"].append(self.training.fi.pk)
        self.listed["materials"].append(self.material.fi.pk)

    def _add_course(self, number: int, picture: Any) -> None:
        course = make_course(
            number,
            titles={"fi": f"Kurssi {number}", "sv": f"Kurs {number}"},
            category=self.category,
            summary=SUMMARY.format(number + 100),
            key_required=True,
            keys=[("summary", "avain"), ("custom_field", "lukko")],
        )
        EditorText.objects.create(course=course, language="fi", producer="AKE", note="Suosittelemme.")
        make_cover(course, image=picture)
        make_summary_picture(course, image=picture)
        if number % 2:
            Course.objects.filter(pk=course.pk).update(own_image=picture, own_category=self.category)
        self.listed["courses"].append(course.pk)

    def _fill(self) -> None:
        for page in self.group:
            page.members = [WorkgroupMember(role=f"Jäsen {number}") for number in range(self.size)]
        self.group.save(body=TEXT)
        files = [_block("document", document=self.document.pk, note="") for _number in range(self.size)]
        pages = [{"type": "page", "value": key} for key in self.listed["materials"]]
        self.training.save(materials=json.dumps([*files, *pages]))
        for page in self.material:
            page.files = [MaterialFile(document=self.document) for _number in range(self.size)]
            page.save()
        self._tell_uses()
        body = self._body()
        self.page.save(body=json.dumps(body))
        sections = (self.trainings, self.materials, self.workgroups, self.catalogue)
        number = min(self.size, MOST_CARDS)
        highlights = [_block("highlights", section=section.fi.pk, number=number) for section in sections]
        footer = [{"type": "page", "value": pair.fi.pk} for pair in (self.statement, self.page)]
        self.home.save(
            body=json.dumps([*body, *highlights]),
            footer="<p>Ota yhteyttä.</p>",
            footer_pages=json.dumps(footer),
        )

    def _tell_uses(self) -> None:
        material = self.material.fi.translation_key
        told = {"language": "fi", "library": "Raisio", "used_on": date(2026, 3, 14), "text": "Hyvin."}
        for _number in range(MaterialUse.objects.of(material).count(), self.size):
            use = MaterialUse.objects.create(material=material, state=UseState.SHOWN, **told)
            MaterialUseFile.objects.create(use=use, file="oma.pdf", name="oma.pdf", size=1)

    def _body(self) -> list[dict[str, Any]]:
        links = [{"text": "Lue", "page": key} for key in self.listed["materials"]]
        pictures = MaterialPage.objects.filter(pk__in=self.listed["materials"]).values_list(
            "picture", flat=True
        )
        return [
            *json.loads(self._every_block()),
            *(_block("picture", image={"image": picture, "alt_text": "Kirja"}) for picture in pictures),
            *(_block("file", document=self.document.pk, note="") for _number in range(self.size)),
            _block("link_list", title="Lisää", links=links),
            *(_block(kind, title=kind, items=keys[:MOST_CARDS]) for kind, keys in self.listed.items()),
        ]

    def _every_block(self) -> str:
        """A block of each kind; its calendar has an event in whatever month it is."""
        course, training, material = (self.listed[kind][-1] for kind in ("courses", "trainings", "materials"))
        chosen = Library(
            picture=self.material.fi.picture_id,
            document=self.document.pk,
            page=material,
            training=training,
            material=material,
            course=course,
            trainings=self.trainings.fi.pk,
            catalogue=self.catalogue.fi.pk,
        )
        return stored(*every_block(chosen).items())


def _block(kind: str, **value: Any) -> dict[str, Any]:
    return {"type": kind, "value": value}


def _theme(slug: str, swedish: Locale) -> Theme:
    theme = Theme.objects.create(name=slug, slug=slug)
    theme.copy_for_translation(swedish).save()
    return theme
