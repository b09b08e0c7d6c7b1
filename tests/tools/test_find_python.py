"""The search for a Python: what it takes, and what it says where there is none that will do."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

FIND_PYTHON = Path(__file__).resolve().parents[2] / "tools" / "find-python"
Find = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The only folder on PATH."""
    path = tmp_path / "bin"
    path.mkdir()
    return path


@pytest.fixture
def find(folder: Path) -> Find:
    def run(**environment: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["/bin/sh", FIND_PYTHON],
            env={"PATH": str(folder), **environment}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    return run


def put_python(path: Path, version: tuple[int, int], *, can_make_environments: bool = True) -> Path:
    """A stand-in for a Python: it answers the three questions that are asked of it."""
    is_new_enough = 0 if version >= (3, 11) else 1
    path.write_text(
        "#!/bin/sh\n"
        'case "$2" in\n'
        f'  *print*) echo "{version[0]}.{version[1]}" ;;\n'
        f"  *sys.exit*) exit {is_new_enough} ;;\n"
        f"  *ensurepip*) exit {int(not can_make_environments)} ;;\n"
        "esac\n"
    )
    path.chmod(0o755)
    return path


def test_without_any_python_it_says_what_to_install(find):
    result = find()
    assert result.returncode == 1
    assert "No Python was found. Install 3.11 or newer" in result.stderr
    assert "apt install python3" in result.stderr


def test_an_old_python_is_named(find, folder):
    put_python(folder / "python3", (3, 9))
    result = find()
    assert result.returncode == 1
    assert "The newest Python found is 3.9; the project needs 3.11 or newer" in result.stderr


def test_a_python_without_venv_is_named_with_the_package_that_has_it(find, folder):
    put_python(folder / "python3.11", (3, 11), can_make_environments=False)
    result = find()
    assert result.returncode == 1
    assert "apt install python3.11-venv" in result.stderr


def test_the_newest_of_several_is_taken(find, folder):
    put_python(folder / "python3.11", (3, 11))
    newest = put_python(folder / "python3.12", (3, 12))
    assert find().stdout.strip() == str(newest)


def test_a_name_that_stands_for_no_python_is_passed_over(find, folder):
    (folder / "python3.13").write_text("#!/bin/sh\nexit 127\n")
    (folder / "python3.13").chmod(0o755)
    usable = put_python(folder / "python3", (3, 11))
    assert find().stdout.strip() == str(usable)


def test_the_python_that_is_asked_for_is_taken(find, folder, tmp_path):
    put_python(folder / "python3", (3, 13))
    own = put_python(tmp_path / "python-of-mine", (3, 12))
    assert find(PYTHON=str(own)).stdout.strip() == str(own)


@pytest.mark.parametrize(
    ("version", "usable", "said"),
    [((3, 10), True, "is Python 3.10"), ((3, 12), False, "python3.12-venv")],
)
def test_a_python_that_is_asked_for_and_will_not_do_is_refused(find, tmp_path, version, usable, said):
    own = put_python(tmp_path / "python-of-mine", version, can_make_environments=usable)
    result = find(PYTHON=str(own))
    assert result.returncode == 1
    assert said in result.stderr


def test_a_python_that_is_asked_for_and_does_not_run_is_refused(find):
    result = find(PYTHON="/nowhere/python")
    assert result.returncode == 1
    assert '"/nowhere/python", which doesn\'t run' in result.stderr
