"""What can be set while the stand-in runs: the failure, the delays, the catalogue and its courses."""

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from integrations.liboppi.standin.catalogue import Course, regional_catalogue
from integrations.liboppi.standin.course_answers import CourseAnswers
from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.failures import Failure, FailureOrder
from integrations.liboppi.standin.generated import generated_catalogue
from integrations.liboppi.standin.live import CourseChange, LiveCatalogue
from integrations.liboppi.standin.recordings import read_recordings
from integrations.liboppi.standin.replay import Replay
from integrations.liboppi.standin.rest import RestService, Source
from integrations.liboppi.standin.site_pages import CategoryRow, CourseRow, Present
from integrations.liboppi.standin.texts import TextSetting
from integrations.liboppi.standin.wire import Answer

LONGEST_DELAY = 3_600.0  # seconds
TEXT_FIELDS = ("fullname", "shortname", "summary", "enrolkey", "producer", "cover")


@dataclass(frozen=True)
class Rights:
    """What the token's service and user have beyond the usual: groups, and a view of what is hidden."""

    groups: bool = False
    sees_hidden: bool = False


class Controls:
    """The state behind the HTTP server. A setter that raises StandInError has changed nothing."""

    def __init__(
        self, site_url: str, token: str | None, courses: int, replay: Path | None, rights: Rights
    ) -> None:
        self._site_url = site_url
        self._rights = rights
        self._folder = replay
        self._replay = Replay(read_recordings(replay)) if replay else None
        self._generated = courses
        self._delay = 0.0
        self._per_course_delay = 0.0
        self.service = RestService(self._replay or self._catalogue_answers(courses), token)

    @property
    def source(self) -> Source:
        return self.service.source

    def fail(self, text: str) -> None:
        """Fail from now on as told; with an empty text, stop failing. See FailureOrder for the words."""
        self.service.failure = self._failure(text) if text else None

    def set_courses(self, count: int) -> None:
        """Serve `count` generated courses, or the region's catalogue again with 0."""
        if self._replay:
            raise StandInError(
                "Recordings are being replayed, so courses cannot be generated. Start without --replay."
            )
        self.service.source = self._catalogue_answers(count)
        self._generated = count

    def set_delays(self, *, seconds: float, milliseconds_per_course: float) -> None:
        for delay in (seconds, milliseconds_per_course / 1_000):
            if not 0 <= delay <= LONGEST_DELAY:
                raise StandInError(f"A delay is from 0 to {LONGEST_DELAY:g} seconds, not {delay:g}.")
        self._delay, self._per_course_delay = seconds, milliseconds_per_course

    def delay_of(self, answer: Answer) -> float:
        """How long to wait before this answer, in seconds."""
        return self._delay + self._per_course_delay / 1_000 * answer.course_count

    def set_mode(self, fields: Mapping[str, str]) -> None:
        """The controls' form: `fail`, `delay` in seconds and `courses`; a field left out stays as it is."""
        delay = _number(fields, "delay", self._delay)
        count = int(_number(fields, "courses", self._generated))
        failure = self._failure(fields["fail"]) if fields.get("fail") else None
        self.set_delays(seconds=delay, milliseconds_per_course=self._per_course_delay)
        if count != self._generated:
            self.set_courses(count)
        if "fail" in fields:
            self.service.failure = failure

    def edit_course(self, course_id: int, fields: Mapping[str, str]) -> None:
        """The form of one course: `action`, and for `change` the new texts and `category`."""
        action = fields.get("action", "")
        match action:
            case "change":
                texts = {name: fields[name] for name in TEXT_FIELDS if name in fields}
                category = int(_number(fields, "category", 0)) or None
                self.live.change(course_id, CourseChange(**texts, category=category))
            case "hide":
                self.live.hide(course_id)
            case "show":
                self.live.show(course_id)
            case "close":
                self.live.close_enrolment(course_id)
            case "delete":
                self.live.delete(course_id)
            case "restore":
                self.live.restore(course_id)
            case _:
                raise StandInError(
                    f'There is no action "{action}". There are change, hide, show, close, delete and restore.'
                )

    def edit_category(self, category_id: int, fields: Mapping[str, str]) -> None:
        """The form of one category: `action` hide or show."""
        action = fields.get("action", "")
        if action == "hide":
            self.live.hide_category(category_id)
        elif action == "show":
            self.live.show_category(category_id)
        else:
            raise StandInError(f'There is no action "{action}". There are hide and show.')

    @property
    def live(self) -> LiveCatalogue:
        """The catalogue to edit."""
        if not isinstance(self.source, CourseAnswers):
            raise StandInError(
                "Recordings are being replayed, so courses cannot be changed. Start without --replay."
            )
        return self.source.live

    def present(self) -> Present:
        failure = self.service.failure
        return Present(
            catalogue=self._catalogue_name(),
            fail=failure.order.text if failure else "",
            delay=self._delay,
            calls=self.service.calls.total(),
            generated=None if self._replay else self._generated,
            recordings=tuple(self._replay.names) if self._replay else (),
            courses=() if self._replay else tuple(self._rows()),
            categories=() if self._replay else tuple(self._category_rows()),
        )

    def _catalogue_answers(self, count: int) -> CourseAnswers:
        today = datetime.now(tz=UTC).date()
        catalogue = generated_catalogue(count, today) if count else regional_catalogue(today)
        live = LiveCatalogue(replace(catalogue, sees_hidden=self._rights.sees_hidden))
        answers = CourseAnswers(live, self._site_url, groups=self._rights.groups)
        for setting in (TextSetting(raw=True), TextSetting()):
            answers.prepare(setting)
        return answers

    def _failure(self, text: str) -> Failure:
        order = FailureOrder.parse(text)
        if not order.recording:
            return Failure(order)
        if self._replay is None:
            raise StandInError(f'"{text}" is answered from recordings. Start with --replay FOLDER.')
        return Failure(order, self._replay.scenario(order.recording))

    def _catalogue_name(self) -> str:
        if self._folder:
            return f"recordings in {self._folder}"
        return f"{self._generated} generated courses" if self._generated else "the region's"

    def _rows(self) -> list[CourseRow]:
        now = self.live.now.courses
        return [_row(now.get(c.id), c) for c in self.live.original.courses.values() if not c.is_front_page]

    def _category_rows(self) -> list[CategoryRow]:
        now = self.live.now
        return [CategoryRow(c.id, c.name, c.id in now.hidden_categories) for c in now.categories.values()]


def _row(now: Course | None, original: Course) -> CourseRow:
    if now is None:
        return CourseRow(original, "deleted")
    return CourseRow(now, "" if now.visible else "hidden")


def _number(fields: Mapping[str, str], name: str, otherwise: float) -> float:
    text = fields.get(name, "")
    if not text:
        return otherwise
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        raise StandInError(f'{name} is a number, not "{text}".') from None
    if not math.isfinite(number):
        raise StandInError(f'{name} is a number with an end, not "{text}".')
    return number
