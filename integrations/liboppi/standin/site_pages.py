"""The HTML pages of the stand-in: its front page, those that links to courses lead to, and its controls."""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from integrations.liboppi.standin.catalogue import Course
from integrations.liboppi.standin.failure_kinds import KINDS
from integrations.liboppi.standin.texts import plain

COURSE_ACTIONS = ("change", "hide", "show", "close", "delete", "restore")
MOST_ROWS = 200

_PAGE = """<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>
body {{ font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }}
table {{ border-collapse: collapse }}
th, td {{ text-align: left; padding: .25rem .75rem .25rem 0; vertical-align: top }}
label {{ display: block; margin-top: .75rem }} form.inline {{ display: inline }}
</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
_COURSE = """<h1>{fi}</h1>
<p>Tämä on Libopin sijainen: se palvelee kehitystä ja kokeiluja, eikä täällä ole oikeita kursseja.
Oikeassa Libopissa tästä osoitteesta avautuu kurssi, jolle ilmoittaudutaan.</p>
<section lang="sv">
<h2>{sv}</h2>
<p>Det här är en ersättare för Liboppi: den är till för utveckling och prov, och här finns
inga riktiga kurser. I det riktiga Liboppi öppnas kursen, som man anmäler sig till, på den här adressen.</p>
</section>
"""
_NO_COURSE = """<h1>Kurssia ei löydy</h1>
<p>Libopin sijaisessa ei ole tätä kurssia, tai se on piilotettu.</p>
<section lang="sv">
<h2>Kursen hittas inte</h2>
<p>Den här kursen finns inte i Liboppis ersättare, eller så är den dold.</p>
</section>
"""
_FRONT = """<h1>Libopin sijainen</h1>
<p>Tämä palvelin esittää Liboppia kehityksessä ja kokeiluissa.
<a href="/standin/" hreflang="en">Ohjaimet (englanniksi)</a></p>
<section lang="sv">
<h2>Ersättare för Liboppi</h2>
<p>Den här servern föreställer Liboppi i utveckling och prov.
<a href="/standin/" hreflang="en">Kontroller (på engelska)</a></p>
</section>
"""
_CONTROLS = """<h1>Stand-in for Liboppi</h1>
<table>
<tr><th scope="row">Catalogue</th><td>{catalogue}</td></tr>
<tr><th scope="row">Failure</th><td>{fail}</td></tr>
<tr><th scope="row">Delay, seconds a request</th><td>{delay}</td></tr>
<tr><th scope="row">Calls so far</th><td>{calls}</td></tr>
</table>
<h2>Change</h2>
<form method="post" action="/standin/mode">
<label>Failure, as KIND[:function][:after=N][:times=N]; empty for none
<input name="fail" list="kinds" value="{fail_value}" size="48"></label>
<datalist id="kinds">{options}</datalist>
<label>Delay in seconds <input name="delay" inputmode="decimal" value="{delay}"></label>
{courses_field}
<p><button>Change</button></p>
</form>
<h2>Kinds of failure</h2>
<table>{kinds}</table>
{categories}
{courses}
"""
_COURSES_FIELD = """<label>Generated courses; 0 for the region's catalogue
<input name="courses" inputmode="numeric" value="{count}"></label>"""


@dataclass(frozen=True)
class CourseRow:
    """A course in the controls; `state` is "", "hidden" or "deleted"."""

    course: Course
    state: str


@dataclass(frozen=True)
class CategoryRow:
    """A course category in the controls."""

    id: int
    name: str
    is_hidden: bool


@dataclass(frozen=True)
class Present:
    """What the controls show of the stand-in as it is now."""

    catalogue: str
    fail: str
    delay: float
    calls: int
    generated: int | None  # None when recordings are replayed
    recordings: tuple[str, ...] = ()
    courses: tuple[CourseRow, ...] = ()
    categories: tuple[CategoryRow, ...] = ()


def front_page() -> str:
    return _page("fi", "Libopin sijainen", _FRONT)


def course_page(titles: dict[str, str]) -> str:
    """`titles` by language, as plain text; empty when there is no such course."""
    if not titles:
        return _page("fi", "Kurssia ei löydy", _NO_COURSE)
    fi, sv = escape(titles["fi"]), escape(titles["sv"])
    return _page("fi", titles["fi"], _COURSE.format(fi=fi, sv=sv))


def message_page(title: str, text: str) -> str:
    body = f'<h1>{escape(title)}</h1>\n<p>{escape(text)}</p>\n<p><a href="/standin/">Controls</a></p>'
    return _page("en", title, body)


def controls_page(present: Present) -> str:
    body = _CONTROLS.format(
        catalogue=escape(present.catalogue),
        fail=escape(present.fail or "none"),
        fail_value=escape(present.fail),
        delay=f"{present.delay:g}",
        calls=present.calls,
        options="".join(f'<option value="{escape(name)}">' for name in _failure_names(present)),
        kinds="".join(_kind_row(name, kind.description) for name, kind in KINDS.items()),
        courses_field="" if present.generated is None else _COURSES_FIELD.format(count=present.generated),
        categories=_categories_table(present.categories),
        courses=_courses_table(present.courses),
    )
    return _page("en", "Stand-in for Liboppi", body)


def _page(language: str, title: str, body: str) -> str:
    return _PAGE.format(language=language, title=escape(title), body=body)


def _failure_names(present: Present) -> Iterable[str]:
    return (*KINDS, *(f"recorded:{name}" for name in present.recordings))


def _kind_row(name: str, description: str) -> str:
    return f'<tr><th scope="row">{escape(name)}</th><td>{escape(description)}</td></tr>\n'


def _categories_table(categories: tuple[CategoryRow, ...]) -> str:
    if not categories:
        return ""
    return f"<h2>Categories</h2>\n<table>{''.join(map(_category_row, categories))}</table>"


def _category_row(row: CategoryRow) -> str:
    name = escape(plain(row.name, "fi"))
    action, state = ("show", " (hidden)") if row.is_hidden else ("hide", "")
    button = f'<button name="action" value="{action}" aria-label="{action}: {name}">{action}</button>'
    form = f'<form class="inline" method="post" action="/standin/category/{row.id}">{button}</form>'
    return f'<tr><td>{row.id}</td><td><span lang="fi">{name}</span>{state}</td><td>{form}</td></tr>\n'


def _courses_table(courses: tuple[CourseRow, ...]) -> str:
    if not courses:
        return ""
    rows = "".join(map(_course_row, courses[:MOST_ROWS]))
    more = f"<p>{len(courses) - MOST_ROWS} more.</p>" if len(courses) > MOST_ROWS else ""
    return f"<h2>Courses</h2>\n<table>{rows}</table>{more}"


def _course_row(row: CourseRow) -> str:
    course = row.course
    name = escape(plain(course.fullname, "fi"))
    state = f" ({row.state})" if row.state else ""
    buttons = "".join(
        f'<button name="action" value="{action}" aria-label="{action}: {name}">{action}</button> '
        for action in COURSE_ACTIONS
    )
    form = f'<form class="inline" method="post" action="/standin/course/{course.id}">{buttons}</form>'
    return f'<tr><td>{course.id}</td><td><span lang="fi">{name}</span>{state}</td><td>{form}</td></tr>\n'
