"""Courses and categories as the catalogue keeps them: immutable, clean, split by language.

Made from validated answers. Knows neither the network nor the database.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache

from .conf import Options
from .course_language import course_language
from .course_pictures import COVER, PictureRecord, picture_records
from .keys import find_keys, hide_keys
from .shapes import READER_METHODS, CategoryAnswer, CourseAnswer, EnrolmentMethodAnswer, GroupAnswer
from .texts import plain_name, plain_text, split_languages, summary_html

LONGEST_TITLE = 500
LONGEST_SHORTNAME = 255
LONGEST_PRODUCER = 255
LONGEST_STATUS = 500
LONGEST_KEY = 255  # Moodle's own keys have at most 50 signs
LONGEST_LABEL = 255

CUSTOM_FIELD = "custom_field"
SUMMARY = "summary"
GROUP_KEY = "group_key"


@dataclass(frozen=True, slots=True)
class CategoryRecord:
    """A course category. `parent_id` is None at the top; `names` has at least one language."""

    moodle_id: int
    parent_id: int | None
    names: Mapping[str, str]
    position: int


@dataclass(frozen=True, slots=True)
class TextRecord:
    """A course's texts in one language. Summaries are clean HTML; `public_summary` gives no key away."""

    language: str
    title: str
    summary: str = field(repr=False)
    public_summary: str
    producer: str


@dataclass(frozen=True, slots=True)
class MethodRecord:
    """A way to enrol by oneself ("self") or to visit ("guest").

    `key_required` is None where Moodle doesn't tell: a self method that is closed just now, and every guest
    method, for core_enrol_get_course_enrolment_methods says the same of guests with and without a password.
    `status` is Moodle's words for why one can't enrol, "" when one can.
    """

    moodle_id: int
    type: str
    names: Mapping[str, str]
    open: bool
    key_required: bool | None
    status: str


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """An enrolment key and where it was read: "custom_field", "summary" or "group_key".

    `label` tells keys of one source apart: the name of the group that the key leads into.
    """

    source: str
    value: str = field(repr=False)
    label: str = ""


@dataclass(frozen=True, slots=True)
class CourseRecord:
    """A course. `methods` is None when Moodle wasn't asked for them this time: what is known of them stays.

    `language` is the course's own; `texts` begins with it where the course has a text in it. Keys stand in
    the order of trust, a value once a source; unless `group_keys_told`, Moodle wasn't asked for those of
    groups, and what is known of them stays. `pictures` begins with the cover, if there is one.
    """

    moodle_id: int
    shortname: str
    category_id: int | None
    language: str
    starts: datetime | None
    ends: datetime | None
    modified: datetime | None
    position: int
    url: str
    texts: tuple[TextRecord, ...]
    methods: tuple[MethodRecord, ...] | None
    keys: tuple[KeyRecord, ...]
    group_keys_told: bool = False
    pictures: tuple[PictureRecord, ...] = ()

    @property
    def cover(self) -> PictureRecord | None:
        """The picture that stands for the course in Moodle's own lists."""
        return next((picture for picture in self.pictures if picture.place == COVER), None)


def category_record(answer: CategoryAnswer, options: Options) -> CategoryRecord:
    """A category; a name without marks of languages is in the default language."""
    return CategoryRecord(
        moodle_id=answer.id,
        parent_id=answer.parent or None,
        names=_names(answer.name, options.default_language) or {options.default_language: str(answer.id)},
        position=answer.sortorder,
    )


def course_record(
    answer: CourseAnswer,
    methods: Iterable[EnrolmentMethodAnswer] | None,
    options: Options,
    groups: Iterable[GroupAnswer] | None = None,
) -> CourseRecord:
    """A course with its texts, the methods by which a reader can enrol, and the keys that Moodle gives."""
    language = course_language(answer, options)
    summaries = {
        code: summary_html(part, answer.summaryformat, base_url=f"{options.url}/")
        for code, part in split_languages(answer.summary, language).items()
    }
    keys, public = _keys(answer, summaries, options, groups or ())
    shortnames = _names(answer.shortname, language)
    return CourseRecord(
        moodle_id=answer.id,
        shortname=_in_language(shortnames, language)[:LONGEST_SHORTNAME],
        category_id=answer.categoryid or None,
        language=language,
        starts=_moment(answer.startdate),
        ends=_moment(answer.enddate),
        modified=_moment(answer.timemodified),
        position=answer.sortorder,
        url=f"{options.url}/course/view.php?id={answer.id}",
        texts=_texts(answer, language, summaries, public, options),
        methods=None if methods is None else method_records(methods, language),
        keys=keys,
        group_keys_told=groups is not None,
        pictures=picture_records(answer, summaries.values()),
    )


def method_records(answers: Iterable[EnrolmentMethodAnswer], language: str) -> tuple[MethodRecord, ...]:
    """The methods that a reader can use, by their number; `language` is that of names without marks."""
    records = (_method(answer, language) for answer in answers if answer.type in READER_METHODS)
    return tuple(sorted(records, key=lambda record: record.moodle_id))


def _method(answer: EnrolmentMethodAnswer, language: str) -> MethodRecord:
    is_open = answer.status is True
    tells_of_key = is_open and answer.type == "self"
    return MethodRecord(
        moodle_id=answer.id,
        type=answer.type,
        names=_names(answer.name, language),
        open=is_open,
        key_required=answer.wsfunction is not None if tells_of_key else None,
        status=plain_text(answer.status)[:LONGEST_STATUS] if isinstance(answer.status, str) else "",
    )


def _texts(
    answer: CourseAnswer,
    language: str,
    summaries: Mapping[str, str],
    public: Mapping[str, str],
    options: Options,
) -> tuple[TextRecord, ...]:
    """A text for each language that has a title or a summary of its own.

    A summary is never lent to another language: readers would take it for theirs. Titles and producers are
    names, and better in any language than not at all.
    """
    titles = _names(answer.fullname, language)
    producers = _producers(answer, language, options)
    fallback = _in_language(titles, language) or plain_name(answer.shortname) or str(answer.id)
    codes = {code for texts in (titles, summaries) for code, text in texts.items() if text} or {language}
    records = []
    for code in sorted(codes, key=lambda code: (code != language, code)):
        record = TextRecord(
            language=code,
            title=titles.get(code, fallback),
            summary=summaries.get(code, ""),
            public_summary=public.get(code, ""),
            producer=_in_language(producers, code, language)[:LONGEST_PRODUCER],
        )
        records.append(record)
    return tuple(records)


def _producers(answer: CourseAnswer, language: str, options: Options) -> Mapping[str, str]:
    custom_field = answer.custom_field(options.producer_field)
    if custom_field is None:
        return {}
    return _producer_names(custom_field.text, language, custom_field.type == "textarea")


@lru_cache(maxsize=256)
def _producer_names(text: str, language: str, is_html: bool) -> Mapping[str, str]:
    to_words = plain_text if is_html else plain_name
    parts = split_languages(text, language)
    return {code: words for code, part in parts.items() if (words := to_words(part))}


def _keys(
    answer: CourseAnswer, summaries: Mapping[str, str], options: Options, groups: Iterable[GroupAnswer]
) -> tuple[tuple[KeyRecord, ...], dict[str, str]]:
    """The keys, and the summaries without what gives any of them away.

    The custom field's key comes first, then those in the summaries; what both give comes from both, so that
    one sees that they agree. Then those that are of groups only. A key found in one language is hidden in
    every other too.
    """
    field_keys, labels = _field_keys(answer, options), _group_keys(groups)
    known = (*field_keys, *labels)
    found = {code: find_keys(summary, known=known) for code, summary in summaries.items()}
    told = dict.fromkeys(value for item in found.values() for value in item.keys)
    public = {
        code: item.public_html
        if told.keys() <= {*known, *item.keys}
        else hide_keys(summaries[code], (*known, *told))
        for code, item in found.items()
    }
    courses_own = {*field_keys, *told}
    keys = (
        *(KeyRecord(CUSTOM_FIELD, value) for value in field_keys),
        *(KeyRecord(SUMMARY, value) for value in told),
        *(KeyRecord(GROUP_KEY, value, labels[value]) for value in labels if value not in courses_own),
    )
    return tuple(key for key in keys if len(key.value) <= LONGEST_KEY), public


def _group_keys(groups: Iterable[GroupAnswer]) -> dict[str, str]:
    """Each key with the name of the first group that it leads into."""
    labels: dict[str, str] = {}
    for group in groups:
        if value := group.enrolmentkey.strip():
            labels.setdefault(value, plain_name(group.name)[:LONGEST_LABEL])
    return labels


def _field_keys(answer: CourseAnswer, options: Options) -> list[str]:
    custom_field = answer.custom_field(options.key_field)
    if custom_field is None:
        return []
    text = plain_text(custom_field.text) if custom_field.type == "textarea" else custom_field.text
    return [text] if text else []


def _names(raw: str, language: str) -> dict[str, str]:
    """A name in each language that has one."""
    parts = split_languages(raw, language)
    return {code: name[:LONGEST_TITLE] for code, part in parts.items() if (name := plain_name(part))}


def _in_language(texts: Mapping[str, str], *languages: str) -> str:
    """The text in the first of the languages that has one, else in any, else ""."""
    chosen = (texts[language] for language in languages if texts.get(language))
    return next(chosen, next(iter(texts.values()), ""))


def _moment(seconds: int | None) -> datetime | None:
    """Moodle's Unix seconds; 0 is none."""
    return datetime.fromtimestamp(seconds, UTC) if seconds else None
