"""A catalogue of any size for benchmarks: believable courses in fi and sv, the same ones at every start."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from integrations.liboppi.standin.catalogue import (
    INSTANCES_PER_COURSE,
    TYPED_ON,
    Catalogue,
    Course,
    CourseCategory,
    EnrolmentMethod,
    EnrolmentStatus,
    days_from,
)
from integrations.liboppi.standin.errors import StandInError
from integrations.liboppi.standin.phrases import AREAS, KEY_WORDINGS, PRODUCERS, SENTENCES, SUBJECTS, Phrase

SEED = 20_250_910
MOST_COURSES = 50_000
FIRST_COURSE_ID = 2
BILINGUAL_SHARE = 0.4
SWEDISH_SHARE = 0.1
SUMMARY_LENGTH = (1_000, 2_600)  # characters; with tags and the other language up to about 3 kB


def generated_catalogue(count: int, today: date, seed: int = SEED) -> Catalogue:
    """`count` visible courses beside the front page. The same `seed` and `count` give the same ones."""
    if not 0 < count <= MOST_COURSES:
        raise StandInError(f"The stand-in can make 1 to {MOST_COURSES} courses, not {count}.")
    random = Random(seed)  # noqa: S311 - texts, not secrets
    categories = _categories()
    places = [category.id for category in categories if category.parent] + [categories[0].id]
    ids = range(FIRST_COURSE_ID, FIRST_COURSE_ID + count)
    return Catalogue.of(categories, [_course(course_id, random, places, today) for course_id in ids])


def _categories() -> list[CourseCategory]:
    """Two levels: an area of work, and under it one category for each of its subjects."""
    categories = []
    next_id = 2
    for area, subjects in AREAS:
        parent = CourseCategory(next_id, _both(area))
        children = [
            CourseCategory(next_id + place, _both(s), parent.id) for place, s in enumerate(subjects, start=1)
        ]
        categories += [parent, *children]
        next_id += 1 + len(children)
    return categories


def _course(course_id: int, random: Random, categories: Sequence[int], today: date) -> Course:
    languages = random.choices(
        ("fi", "sv", "both"), (1 - BILINGUAL_SHARE - SWEDISH_SHARE, SWEDISH_SHARE, BILINGUAL_SHARE)
    )[0]
    key = random.choice(("digi", "kirja", "luku", "tieto", "selko")) + str(random.randrange(100, 1_000))
    key_place = random.choice(("field", "summary", "none"))
    subject = random.choice(SUBJECTS)
    numbered = Phrase(f"{subject.fi} {course_id}", f"{subject.sv} {course_id}")
    course = Course(
        id=course_id,
        fullname=_in(numbered, languages),
        shortname=f"kurssi-{course_id}",
        category=random.choice(categories),
        summary=_summary(random, languages, key if key_place == "summary" else ""),
        enrolkey=key if key_place == "field" else "",
        producer=_both(random.choice(PRODUCERS)),
        language="" if languages == "both" else languages,
        methods=_methods(course_id, random, key_required=key_place != "none"),
        modified=TYPED_ON + timedelta(minutes=course_id),
    )
    if random.random() < 0.8:
        return course
    starts = random.randrange(-120, 120)
    return replace(
        course, starts=days_from(today, starts), ends=days_from(today, starts + random.randrange(14, 120))
    )


def _summary(random: Random, languages: str, key: str) -> str:
    wanted = random.randrange(*SUMMARY_LENGTH)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < wanted:
        sentences = random.sample(SENTENCES, k=random.randrange(2, 5))
        both = Phrase(" ".join(s.fi for s in sentences), " ".join(s.sv for s in sentences))
        paragraphs.append(f"<p>{_in(both, languages)}</p>")
    if key:
        wording = random.choice(KEY_WORDINGS)
        paragraphs.append(_in(Phrase(wording.fi.format(key=key), wording.sv.format(key=key)), languages))
    return "".join(paragraphs)


def _methods(course_id: int, random: Random, *, key_required: bool) -> tuple[EnrolmentMethod, ...]:
    first = course_id * INSTANCES_PER_COURSE + 1
    own = EnrolmentMethod(first, "self", "Self enrolment (Student)", key_required)
    kind = random.randrange(20)
    if kind == 0:
        return (EnrolmentMethod(first, "guest", "Guest access"),)
    if kind == 1:
        return (replace(own, status=EnrolmentStatus.NOT_ACCEPTING),)
    if kind == 2:
        return (replace(own, name="Henkilöstö"), replace(own, id=first + 1, name="Opiskelijat"))
    return (own,)


def _in(phrase: Phrase, languages: str) -> str:
    return _both(phrase) if languages == "both" else phrase.sv if languages == "sv" else phrase.fi


def _both(phrase: Phrase) -> str:
    return "".join(
        f'<span lang="{language}" class="multilang">{text}</span>'
        for language, text in phrase._asdict().items()
    )
