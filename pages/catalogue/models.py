"""The page on which readers browse Liboppi's courses; each course has an address under it."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.contrib.routable_page.models import RoutablePageMixin, path

from integrations.liboppi.models import Course
from pages.core.courses import course_cards
from pages.core.models import BasePage
from pages.ui.cards import Card

from .course import CourseView
from .forms import CatalogueForm
from .groups import course_groups
from .key_reports import KeyReportForm, answer_report, report_form


class CataloguePage(RoutablePageMixin, BasePage):
    """Lists the courses by category, with search by words. One in each language."""

    courses_per_page = 20

    parent_page_types = ["core.HomePage"]
    subpage_types: list[str] = []
    max_count_per_parent = 1

    class Meta:
        verbose_name = gettext_lazy("course catalogue")
        verbose_name_plural = gettext_lazy("course catalogues")

    @path("")
    def listing(self, request: HttpRequest) -> HttpResponse:
        """All courses, or those that the reader's words and category leave."""
        form = CatalogueForm(request.GET, language=self.locale.language_code)
        language = self.locale.language_code
        entries = Paginator(form.courses(), self.courses_per_page).get_page(request.GET.get("page"))
        context = {
            "form": form,
            "entries": entries,
            "groups": course_groups(list(entries), language, by_category=not form.words),
        }
        return self.render(request, context_overrides=context, template="catalogue/catalogue_page.html")

    @path("<int:number>/")
    def course(self, request: HttpRequest, number: int) -> HttpResponse:
        """One course. Its enrolment keys only for those who have the right to see them."""
        course = self._course(request, number)
        response = self._render_course(request, course, report_form(course), "catalogue/course.html")
        if course.shows_keys:
            response["Cache-Control"] = "no-store"
        return response

    @path("<int:number>/report-key/")
    def report_key(self, request: HttpRequest, number: int) -> HttpResponse:
        """The form by which those who may see keys tell that one doesn't work; no cache keeps any of it."""
        course = self._course(request, number)
        answer = answer_report(request, course, self._address(request, "course", number))
        if isinstance(answer, KeyReportForm):
            answer = self._render_course(request, course, answer, "catalogue/report_key.html")
        answer["Cache-Control"] = "no-store"
        return answer

    def highlights(self, request: HttpRequest, limit: int) -> list[Card]:
        """The courses that were last changed in Liboppi."""
        newest = Course.objects.in_catalogue().with_texts().order_by("-modified", "moodle_id")[:limit]
        return course_cards(newest, self.locale.language_code)

    def _course(self, request: HttpRequest, number: int) -> CourseView:
        courses = Course.objects.in_catalogue().with_texts().with_pictures()
        course = courses.filter(moodle_id=number).first() if number < 2**63 else None
        if course is None:
            raise Http404(_("There is no such course in the catalogue."))
        return CourseView(course, self.locale.language_code, request.user)

    def _render_course(
        self, request: HttpRequest, course: CourseView, form: KeyReportForm | None, template: str
    ) -> HttpResponse:
        number = course.course.moodle_id
        context = {
            "course": course,
            "report_form": form,
            "report_url": self._address(request, "report_key", number),
            "course_url": self._address(request, "course", number),
        }
        return self.render(request, context_overrides=context, template=template)

    def _address(self, request: HttpRequest, route: str, number: int) -> str:
        return f"{self.get_url(request)}{self.reverse_subpage(route, kwargs={'number': number})}"
