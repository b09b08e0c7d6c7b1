"""The page on which readers browse courses, materials and trainings; each course has an address under it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.routable_page.models import path

from integrations.liboppi.models import Course, CourseQuerySet
from pages.core.models import BasePage
from pages.core.moved import to_route_of_today
from pages.search.missed import noting
from pages.ui.json_ld import json_ld
from pages.ui.languages import Shown

from .asked import Asked
from .course import CourseView, producers_of
from .feed import FeedOf, feed
from .harvest.models import HarvestRecord
from .harvest.repository import repository
from .key_reports import KeyReportForm, answer_report, report_form
from .listing import Listing, is_htmx
from .producers import with_keys
from .related.models import Pin, Pinboard
from .saved.models import Finding, SavedSearch
from .saved.routes import SavedSearchRoutes
from .schema_org import course_data
from .subjects.models import CourseSubjects
from .subjects.shown import shown_about, theme_tags, with_facets

LIST = "catalogue/catalogue_page.html"

__all__ = ["CataloguePage", "CourseSubjects", "Finding", "HarvestRecord", "Pin", "Pinboard", "SavedSearch"]


class CataloguePage(SavedSearchRoutes, BasePage):
    """Lists what can be learned or borrowed, with words and facets. One in each language."""

    page_description = gettext_lazy(
        "Lists the courses of Liboppi, the materials and the trainings. Nothing is written here by hand."
    )
    parent_page_types = ["core.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = gettext_lazy("course catalogue")
        verbose_name_plural = gettext_lazy("course catalogues")

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        """All that there is, or what the reader's words and choices leave."""
        listing = Listing(request, self.locale.language_code, self.get_url(request) or "/", self.address_of)
        response = self.render(request, context_overrides={"listing": listing}, template=LIST)
        response.holds_no_key = True  # as lists know the public texts alone: it may be compressed for all
        patch_vary_headers(response, ["HX-Request"])
        if is_htmx(request):
            response["HX-Push-Url"] = listing.address
        if listing.is_missed:
            return noting(response.render(), listing.asked.words, self.locale.language_code)
        return response

    @path(gettext_lazy("feed/"))
    def feed(self, request: HttpRequest) -> HttpResponse:
        """The same as the list, as a feed."""
        home = self.get_parent()
        asked = with_keys(Asked.from_query(request.GET, self.locale.language_code))
        url = self.get_url(request) or "/"
        return feed(request, FeedOf(asked, url, self.title, home.title if home else "", self.address_of))

    @path("<int:number>/")
    def course(self, request: HttpRequest, number: int) -> HttpResponse:
        """One course. Its enrolment keys only for those who have the right to see them."""
        course = self._course(request, number)
        response = self._render_course(request, course, report_form(course), "catalogue/course.html")
        if course.shows_keys:
            response["Cache-Control"] = "no-store"
        return response

    @path(gettext_lazy("<int:number>/report-key/"))
    def report_key(self, request: HttpRequest, number: int) -> HttpResponse:
        """The form by which those who may see keys tell that one doesn't work; no cache keeps any of it."""
        course = self._course(request, number)
        answer = answer_report(request, course, self._address(request, "course", number))
        if isinstance(answer, KeyReportForm):
            answer = self._render_course(request, course, answer, "catalogue/report_key.html")
        answer["Cache-Control"] = "no-store"
        return answer

    @path("feed/", name="old_feed")
    @path("<int:number>/report-key/", name="old_report_key")
    def moved(self, request: HttpRequest, **values: int) -> HttpResponse:
        """Where the feed and the form stood before their addresses were in the reader's language."""
        return to_route_of_today(self, request, **values)

    def highlights(self, _request: HttpRequest | None) -> CourseQuerySet:
        """The courses, those first that were last changed in Liboppi."""
        return Course.objects.in_catalogue().newest_first()

    def address_of(self, course: Course) -> str:
        """The address of the course's page."""
        return f"{self.get_url() or '/'}{course.moodle_id}/"

    def _course(self, request: HttpRequest, number: int) -> CourseView:
        every = Course.objects.in_catalogue().with_texts().with_pictures()
        courses = with_facets(every, self.locale.language_code)
        course = courses.filter(moodle_id=number).first() if number < 2**63 else None
        if course is None:
            raise Http404(_("There is no such course in the catalogue."))
        return CourseView(course, self.locale.language_code, request.user)

    def _render_course(
        self, request: HttpRequest, course: CourseView, form: KeyReportForm | None, template: str
    ) -> HttpResponse:
        number = course.course.moodle_id
        publisher = next(iter(producers_of(course.course)), "") or repository(request).name
        about = shown_about(course.course, course.language)
        address = f"{self.get_full_url(request)}{number}/"
        context = {
            "course": course,
            "shown": Shown(
                title=course.text.title,
                language=course.text.language,
                languages=tuple(course.course.languages),
                description=course.description,
                picture=course.picture,
            ),
            "theme_tags": theme_tags(about, self.get_url(request) or "/"),
            "report_form": form,
            "report_url": self._address(request, "report_key", number),
            "course_url": self._address(request, "course", number),
            "json_ld": json_ld(course_data(course, address, publisher, about)),
            "publisher": publisher,
            "about": about,
        }
        return self.render(request, context_overrides=context, template=template)

    def _address(self, request: HttpRequest, route: str, number: int) -> str:
        return f"{self.get_url(request)}{self.reverse_subpage(route, kwargs={'number': number})}"
