"""A calendar: a section's own events month by month, or a calendar of an outside service."""

from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.core.agenda import Month, agenda, asked_month, month_address
from pages.core.chosen import Chosen
from pages.core.outside import read_address
from pages.ui.events import Event

from .addresses import OutsideAddressBlock
from .choosers import SectionBlock
from .groups import CURRENT

LOOKS_AHEAD = timedelta(days=366)  # for the next event after an empty month


class CalendarBlock(blocks.StructBlock):
    """What happens, by month. A section can be shown when its kind of page has
    `events(request, first, last)`: the events (pages.ui.events.Event) of these days that the reader may see.
    """

    title = blocks.CharBlock(label=_("Title"), max_length=120, default=_("Calendar"))
    section = SectionBlock(
        tells="events",
        refusal=_("“%(title)s” has no events. Choose the list of trainings, or give an address."),
        required=False,
        help_text=_("Shows the events of a section, such as the trainings."),
    )
    url = OutsideAddressBlock(
        "calendar",
        label=_("Calendar elsewhere"),
        required=False,
        help_text=_("The address by which Google, Outlook or Teamup lets a calendar be shown elsewhere."),
    )

    class Meta:
        icon = "calendar"
        group = CURRENT
        label = _("Calendar")
        description = _("The trainings month by month, or a calendar of Google, Outlook or Teamup.")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not self.is_deferred_validation and bool(cleaned["section"]) == bool(cleaned["url"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Choose a section or give an address: one of them, not both.")]
            )
        return cleaned

    def get_template(self, value: Any = None, context: Any = None) -> str:
        outside = value and value.get("url")
        return "core/blocks/outside_calendar.html" if outside else "core/blocks/calendar.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context=parent_context)
        if value.get("url"):
            return {**context, "calendar": read_address("calendar", value["url"])}
        request = context.get("request")
        section = Chosen.for_value(self, value, request).specific(value["section"])
        return {**context, "section": section, **(self._month(section, request) if section else {})}

    def get_preview_value(self) -> Any:
        section = self.child_blocks["section"].example()
        url = "" if section else "https://teamup.com/ks0000000000000000"
        return self.normalize({"title": _("Calendar"), "section": section, "url": url})

    def _month(self, section: Any, request: Any) -> dict[str, Any]:
        """The asked month's days; where there are none, the next event after it."""
        month = asked_month(request)
        days = agenda(section.events(request, month.first, month.last), month)
        return {
            "month": month,
            "previous_url": month_address(request, month.previous),
            "next_url": month_address(request, month.next),
            "days": days,
            "next_event": None if days else _next(section, request, month),
        }


def _next(section: Any, request: Any, month: Month) -> Event | None:
    after = month.last + timedelta(days=1)
    events = section.events(request, after, after + LOOKS_AHEAD)
    return min(events, key=lambda event: event.starts, default=None)
