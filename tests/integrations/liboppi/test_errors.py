"""Failures can be stored and put into words later, whatever version of the program reads them."""

import pickle
import re
from pathlib import Path
from typing import Any

import polib
import pytest
from django.utils import translation

from integrations.liboppi.errors import (
    FAILED,
    NOT_CONFIGURED,
    REFUSED,
    DegradedAnswer,
    LiboppiError,
    TimedOut,
    UnderMaintenance,
    known_kinds,
    message_for,
    remedy_for,
)

KINDS = sorted(known_kinds())


def test_the_kinds_are_those_that_runs_are_stored_under() -> None:
    assert KINDS == [
        "access_denied",
        "account_refused",
        "already_running",
        "answer_too_large",
        "certificate_invalid",
        "course_hidden",
        "degraded_answer",
        "empty_catalogue",
        "endpoint_missing",
        "function_missing",
        "interrupted",
        "moodle_fault",
        "not_configured",
        "not_json",
        "out_of_time",
        "parameter_refused",
        "permission_missing",
        "picture_broken",
        "picture_missing",
        "picture_not_accepted",
        "picture_not_stored",
        "picture_refused",
        "picture_too_detailed",
        "picture_too_large",
        "picture_unusable",
        "rate_limited",
        "raw_ignored",
        "record_unknown",
        "redirected",
        "request_refused",
        "server_failed",
        "site_policy_not_agreed",
        "timed_out",
        "token_rejected",
        "too_many_missing",
        "under_maintenance",
        "unexpected_failure",
        "unexpected_shape",
        "unreachable",
        "upgrade_running",
        "web_services_disabled",
    ]


def test_only_the_guard_and_the_settings_have_exit_codes_of_their_own() -> None:
    codes = {kind: error.exit_code for kind, error in known_kinds().items() if error.exit_code != FAILED}
    assert codes == {
        "not_configured": NOT_CONFIGURED,
        "degraded_answer": REFUSED,
        "empty_catalogue": REFUSED,
        "raw_ignored": REFUSED,
        "too_many_missing": REFUSED,
    }
    assert (FAILED, NOT_CONFIGURED, REFUSED) == (1, 2, 3)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_words_even_without_its_details(kind: str) -> None:
    assert len(message_for(kind, {})) > 10
    assert len(remedy_for(kind, {})) > 10


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_says_in_its_docstring_which_details_its_words_need(kind: str) -> None:
    error = known_kinds()[kind]
    needed = set(re.findall(r"%\((\w+)\)s", f"{error.message} {error.remedy}")) | set(error.choices)
    described = set(re.findall(r"\w+", (error.__doc__ or "").partition("Details:")[2]))
    assert needed <= described


def test_a_kind_of_a_later_version_is_named() -> None:
    assert "sky_fell" in message_for("sky_fell", {"height": 3})
    assert remedy_for("sky_fell", {}) == ""


def test_a_code_of_a_later_version_is_shown_as_it_is() -> None:
    assert "dreaming" in message_for(
        "timed_out", {"host": "liboppi.example", "phase": "dreaming", "seconds": 3}
    )


def test_what_the_server_does_not_say_is_said_to_be_so() -> None:
    assert "not said" in str(UnderMaintenance(host="liboppi.example", seconds=None))


def test_lists_are_told_in_full() -> None:
    assert "lang, timemodified missing" in str(DegradedAnswer(missing=["lang", "timemodified"], courses=3))


def test_details_may_hold_percent_signs() -> None:
    assert "50 %(x)s" in str(TimedOut(host="50 %(x)s", phase="read", seconds=1))


def test_words_are_in_the_language_of_the_reader(settings: Any, tmp_path: Path) -> None:
    failure = UnderMaintenance(host="liboppi.example", seconds=None)
    folder = tmp_path / "fi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    source = "%(host)s is under maintenance. Seconds to wait: %(seconds)s."
    catalogue.append(polib.POEntry(msgid=source, msgstr="Huoltokatko: %(host)s (%(seconds)s)"))
    catalogue.append(polib.POEntry(msgid="not said", msgstr="ei kerrottu"))
    catalogue.save_as_mofile(str(folder / "django.mo"))
    settings.LOCALE_PATHS = [tmp_path]
    with translation.override("fi"):
        assert str(failure) == "Huoltokatko: liboppi.example (ei kerrottu)"


def test_failures_survive_the_task_queue() -> None:
    failure = pickle.loads(pickle.dumps(TimedOut(host="liboppi.example", phase="read", seconds=1)))  # noqa: S301
    assert isinstance(failure, TimedOut)
    assert failure.details == {"host": "liboppi.example", "phase": "read", "seconds": 1}


def test_two_kinds_can_not_share_a_name() -> None:
    with pytest.raises(TypeError, match="timed_out"):
        type("Again", (LiboppiError,), {"kind": "timed_out"})
