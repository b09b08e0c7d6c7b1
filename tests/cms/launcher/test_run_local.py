"""`make run` from its start to its end, whichever way it ends: nothing of it is left."""

import json
import os
import signal
import urllib.request
from collections.abc import Iterator, Mapping

import pytest

from cms.demo.users import DEMO_USERS
from tests.local_site import READY, Ended, LocalSite


@pytest.fixture
def another_run(first_run: Ended, site_data: Mapping[str, str]) -> Iterator[LocalSite]:
    """One more run, on the data of the first one."""
    site = LocalSite(site_data)
    yield site
    site.stop(signal.SIGTERM)


@pytest.fixture
def hangups_are_heard() -> Iterator[None]:
    """As on a terminal, though the tests themselves may run under nohup, which programs hand on."""
    before = signal.signal(signal.SIGHUP, signal.SIG_DFL)
    yield
    signal.signal(signal.SIGHUP, before)


@pytest.fixture
def run_on_empty_data(empty_data: Mapping[str, str], hangups_are_heard: None) -> Iterator[LocalSite]:
    """A run that has its database to make."""
    site = LocalSite(empty_data)
    yield site
    site.stop(signal.SIGTERM)


def get(address: str) -> str:
    with urllib.request.urlopen(address) as answer:
        return answer.read().decode()


def process_of(site: LocalSite, word: str) -> int:
    """The main process among those whose command line holds `word`: the first one started."""
    return min(number for number, words in site.processes() if word in words)


def test_first_run_prints_addresses_users_and_the_size_of_the_catalogue(first_run):
    assert "/fi/" in first_run.output
    assert "/sv/" in first_run.output
    assert "The catalogue holds" in first_run.output
    for user in DEMO_USERS:
        assert user.password in first_run.output


def test_ctrl_c_ends_it_with_0_and_leaves_no_process(first_run):
    assert (first_run.exit_code, first_run.left) == (0, [])


@pytest.mark.parametrize(("language", "home"), [("fi", "/fi/"), ("sv", "/sv/")])
def test_running_site_answers_in_both_languages(running_site, language, home):
    assert f'lang="{language}"' in get(f"{running_site.url}{home}")


def test_worker_has_synced_the_catalogue_of_the_stand_in(running_site):
    assert json.loads(get(f"{running_site.url}/api/v1/courses/"))["count"] >= 9
    assert json.loads(get(f"{running_site.url}/health/"))["catalogue"]["last_synced"]


def test_a_taken_port_ends_a_second_run_with_a_sentence(running_site, empty_data):
    ended = LocalSite(empty_data, port=running_site.port).wait()
    assert ended.exit_code == 1
    assert f"Port {running_site.port} is taken" in ended.output
    assert "Traceback" not in ended.output


def test_half_of_liboppis_settings_ends_a_run_with_a_sentence(empty_data):
    ended = LocalSite({**empty_data, "LIBOPPI_URL": "https://liboppi.example"}).wait()
    assert ended.exit_code == 1
    assert "LIBOPPI_URL is set but LIBOPPI_TOKEN is not" in ended.output


def test_a_setting_that_cannot_be_read_ends_a_run_with_a_sentence(empty_data):
    ended = LocalSite({**empty_data, "DATABASE_URL": "elsewhere"}).wait()
    assert ended.exit_code == 1
    assert "DATABASE_URL can't be read" in ended.output
    assert "Traceback" not in ended.output


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_wish_to_stop_while_the_database_is_made_ends_it_at_once(run_on_empty_data, number):
    run_on_empty_data.wait_for("Preparing the database")
    ended = run_on_empty_data.stop(number)
    assert (ended.exit_code, ended.left) == (0, [])


def test_ctrl_c_while_parts_are_starting_leaves_no_process(another_run):
    another_run.wait_for("stand-in |")
    ended = another_run.stop()
    assert (ended.exit_code, ended.left) == (0, [])


def test_nothing_outlives_a_killed_launcher(another_run):
    another_run.wait_for(READY)
    another_run.process.kill()
    another_run.wait_until_gone()
    assert another_run.wait().exit_code == -signal.SIGKILL


@pytest.mark.parametrize(("part", "word"), [("worker", "qcluster"), ("web", "gunicorn")])
def test_a_part_that_dies_ends_everything_and_is_named(another_run, part, word):
    another_run.wait_for(READY)
    os.kill(process_of(another_run, word), signal.SIGKILL)
    ended = another_run.wait()
    assert (ended.exit_code, ended.left) == (1, [])
    assert f"The {part} ended by itself" in ended.output
