"""The stand-in as a whole: a server on a thread of this process, and its controls."""

from pathlib import Path
from threading import Thread
from types import TracebackType
from typing import Self

from integrations.liboppi.standin.catalogue import Course
from integrations.liboppi.standin.controls import Controls, Rights
from integrations.liboppi.standin.live import CourseChange
from integrations.liboppi.standin.server import HOST, LoopbackServer
from integrations.liboppi.standin.site import respond

DEFAULT_TOKEN = "standin-token"  # noqa: S105 - opens nothing but made-up courses


class StandIn:
    """A Moodle to talk to over HTTP on loopback.

    >>> with StandIn(courses=1000) as stand_in:
    ...     LiboppiClient(stand_in.url, stand_in.token).courses()

    The port is bound once the object is made (0: any that is free); requests are answered from `start` to
    `stop`, or inside `with`. `courses` are generated, 0 is the region's catalogue; `replay` is a folder of
    recordings. `groups`: whether the service offers core_group_get_course_groups; `sees_hidden`: whether the
    token's user may see hidden courses and categories. `delay` is in seconds a request and `per_course_delay`
    in milliseconds. Replaying, any token that is not empty is right unless one
    is given. Raises StandInError for what cannot be.
    """

    def __init__(
        self,
        *,
        host: str = HOST,
        port: int = 0,
        token: str | None = None,
        courses: int = 0,
        delay: float = 0.0,
        per_course_delay: float = 0.0,
        groups: bool = False,
        sees_hidden: bool = False,
        fail: str = "",
        replay: Path | None = None,
    ) -> None:
        self.token = token or DEFAULT_TOKEN
        self._server = LoopbackServer(host, port)
        try:
            right_token = token or (None if replay else DEFAULT_TOKEN)
            self._controls = Controls(self.url, right_token, courses, replay, Rights(groups, sees_hidden))
            self._controls.set_delays(seconds=delay, milliseconds_per_course=per_course_delay)
            self.fail(fail)
        except BaseException:
            self._server.server_close()
            raise
        self._server.respond = lambda request: respond(request, self._controls)
        self._server.delay_of = self._controls.delay_of
        self._thread = Thread(target=self._server.serve, name="liboppi-standin", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        """Returns when the port is free again. Clients that still wait see their connection break."""
        self._server.stop()
        self._thread.join()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, exc_type: type[BaseException] | None, exc: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def url(self) -> str:
        """The site's address, without a slash at the end."""
        return self._server.url

    @property
    def requests(self) -> int:
        """How many web service calls came so far, failed ones included."""
        return self._controls.service.calls.total()

    @property
    def calls(self) -> dict[str, int]:
        """The same by function."""
        return dict(self._controls.service.calls)

    def asked(self, function: str) -> list[dict[str, str]]:
        """The parameters of every call of a function, in the order in which they came.

        Of pictures (`pluginfile`) the path and the ETag that the asker had.
        """
        calls = list(self._controls.service.asked)
        return [dict(call.params) for call in calls if call.function == function]

    @property
    def most_at_once(self) -> int:
        """The largest number of requests that were under way at the same time."""
        return self._server.most_at_once

    @property
    def courses(self) -> dict[int, Course]:
        """The courses as they stand now, by id, hidden ones included and the front page not."""
        return {
            key: course for key, course in self._controls.live.now.courses.items() if not course.is_front_page
        }

    def fail(self, text: str = "") -> None:
        """Fail from now on: `KIND[:function][:after=N][:times=N]` or `recorded:NAME…`; nothing stops it."""
        self._controls.fail(text)

    def set_courses(self, count: int) -> None:
        """Serve `count` generated courses from now on, or the region's catalogue with 0."""
        self._controls.set_courses(count)

    def change_course(self, course_id: int, change: CourseChange | None = None) -> Course:
        """The course with these texts and a later `timemodified`; without a change, with a longer summary."""
        return self._controls.live.change(course_id, change or CourseChange())

    def hide_course(self, course_id: int) -> Course:
        return self._controls.live.hide(course_id)

    def show_course(self, course_id: int) -> Course:
        return self._controls.live.show(course_id)

    def change_group_key(self, course_id: int, name: str, key: str) -> Course:
        """The course whose group of that name has another key; as in Moodle, `timemodified` stays."""
        return self._controls.live.change_group_key(course_id, name, key)

    def close_enrolment(self, course_id: int) -> Course:
        """No method takes people in any more; as in Moodle, `timemodified` stays."""
        return self._controls.live.close_enrolment(course_id)

    def hide_category(self, category_id: int) -> None:
        """Hide a category with all courses in it and under it."""
        self._controls.live.hide_category(category_id)

    def show_category(self, category_id: int) -> None:
        self._controls.live.show_category(category_id)

    def delete_course(self, course_id: int) -> None:
        self._controls.live.delete(course_id)

    def restore_course(self, course_id: int) -> Course:
        """The course as it was at the start."""
        return self._controls.live.restore(course_id)
