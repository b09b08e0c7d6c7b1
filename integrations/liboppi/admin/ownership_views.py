"""What an editor does to one part of a course with one click: give it back to Liboppi, undo that, keep it."""

from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _
from django.views.generic import View
from wagtail.admin import messages
from wagtail.models import ModelLogEntry
from wagtail.permissions import policy_registry

from ..models import Course, EnrolmentKey, KeySource
from ..permissions import may_set_key
from .audit import GIVE_BACK, KEEP_OWN, TAKE_BACK, log_deed
from .own_parts import KEY, KEY_METHOD, Part, part_named
from .own_values import OwnValues
from .own_writing import UNKNOWN, keep, lock_course, take_back, write

EDIT_URL = "liboppi_courses:edit"
GIVE_BACK_URL = "liboppi_courses:give_back"
KEEP_URL = "liboppi_courses:keep"
TAKE_BACK_URL = "liboppi_courses:take_back"
START_FROM = "start_from"  # in the address of the edit page: the part whose field begins with Liboppi's words


class PartView(View):
    """A deed on one part of a course, by POST only, for those who may write that part.

    Posted are the part's name and the mark of the value that the editor saw: where another one stands there
    meanwhile, nothing is done.
    """

    http_method_names = ["post"]
    course: Course
    own: OwnValues

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        if not policy_registry.get_by_type(Course).user_has_permission(request.user, "change"):
            raise PermissionDenied
        with transaction.atomic():
            self.course = self._locked(pk)
            self.own = OwnValues(self.course)
            part = self.find_part()
            if part.is_key and not may_set_key(request.user):
                raise PermissionDenied
            self.carry_out(part)
        return HttpResponseRedirect(f"{reverse(EDIT_URL, args=(quote(pk),))}#part-{part.name}")

    def find_part(self) -> Part:
        """The part that was posted, with a mark after it."""
        name, _sign, self.seen = self.request.POST.get("part", "").partition(" ")
        return _part_or_404(name)

    def carry_out(self, part: Part) -> None:
        """Do it, and tell the editor."""
        raise NotImplementedError

    def is_as_seen(self, part: Part) -> bool:
        """Whether the value is still the one that the editor saw; tells the editor if not."""
        if constant_time_compare(self.seen, self.own.mark(part)):
            return True
        messages.warning(
            self.request,
            _("Someone else has changed this meanwhile: %(part)s. Nothing was done. Look at it as it is now.")
            % {"part": part.label},
        )
        return False

    def _locked(self, pk: int) -> Course:
        courses = Course.objects.with_texts().with_pictures().prefetch_related("keys")
        lock_course(get_object_or_404(Course, pk=pk).pk)
        return get_object_or_404(courses, pk=pk)


class GiveBackView(PartView):
    """Liboppi's value counts again; the message offers to undo that."""

    def carry_out(self, part: Part) -> None:
        if not self.own.own(part) or not self.is_as_seen(part):
            return
        entry = log_deed(GIVE_BACK, self.own, self.request.user, [part], [part])
        write(self.course, {part.name: ""}, self.request.user)
        undo = render_to_string(
            "liboppi/admin/given_back.html",
            {"part": part, "url": reverse(TAKE_BACK_URL, args=(self.course.pk,)), "entry": entry.pk},
            self.request,
        )
        messages.success(self.request, undo)


class KeepView(PartView):
    """The editor has seen Liboppi's new value and keeps the own one."""

    def carry_out(self, part: Part) -> None:
        if not self.own.has_changed(part) or not self.is_as_seen(part):
            return
        log_deed(KEEP_OWN, self.own, self.request.user, [part])
        keep(self.course, part)
        messages.success(
            self.request,
            _("Kept: %(part)s. You will be told when Liboppi's changes again.") % {"part": part.label},
        )


class TakeBackView(PartView):
    """Undoes a giving back that stands in the history, unless someone has written something new meanwhile."""

    def find_part(self) -> Part:
        number = self.request.POST.get("entry", "")
        entries = ModelLogEntry.objects.for_instance(self.course).filter(action=GIVE_BACK)
        entry = entries.filter(pk=number).first() if number.isdecimal() and len(number) < 19 else None
        if entry is None:
            raise Http404
        name, self.kept = next(iter(entry.data["before"].items()))
        return _part_or_404(name)

    def carry_out(self, part: Part) -> None:
        if self.own.own(part):
            messages.warning(
                self.request,
                _("Not undone: there is an own value again: %(part)s. The history tells the former one.")
                % {"part": part.label},
            )
            return
        value, method = self._former(part)
        if not value:
            messages.warning(
                self.request,
                _("Not undone: what was chosen is no more there: %(part)s.") % {"part": part.label},
            )
            return
        log_deed(TAKE_BACK, self.own, self.request.user, [part])
        imported_then = self.kept.get("imported", UNKNOWN)
        take_back(self.course, {part.name: value} | method, part, imported_then, self.request.user)
        messages.success(self.request, _("Your own value counts again: %(part)s.") % {"part": part.label})

    def _former(self, part: Part) -> tuple[str, dict[str, str]]:
        """The value that was given back, and for a key the method that it opens."""
        if part.kind != KEY:
            value = self.kept["value"]
            return (value if self._is_there(part, value) else ""), {}
        keys = EnrolmentKey.objects.filter(course=self.course, source=KeySource.EDITOR)
        key = keys.filter(pk=self.kept["key"]).first()
        if key is None:
            return "", {}
        return key.value, {f"own_{KEY_METHOD}": str(key.method_id or "")}

    def _is_there(self, part: Part, value: str) -> bool:
        """Whether the category or picture that was chosen still is."""
        if part.is_text or part.kind not in ("category", "image"):
            return True
        model = Course._meta.get_field(f"own_{part.kind}").related_model
        return model.objects.filter(pk=value).exists()  # type: ignore[union-attr]


def _part_or_404(name: str) -> Part:
    try:
        part = part_named(name)
    except KeyError as error:
        raise Http404 from error
    if not part.can_be_compared:
        raise Http404
    return part
