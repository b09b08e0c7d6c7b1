"""Dates and times in words."""

from datetime import UTC, date, datetime

import pytest
from django.utils import timezone, translation

from pages.core.dates import day_tag, day_text, time_span


@pytest.mark.parametrize(
    ("language", "text"),
    [("fi", "ke 4. maaliskuuta 2026"), ("sv", "ons 4 mars 2026"), ("en", "Wed March 4, 2026")],
)
def test_a_day_is_written_as_the_readers_language_does(language, text):
    with translation.override(language):
        assert day_text(date(2026, 3, 4)) == text


def test_a_day_is_kept_for_machines():
    with translation.override("sv"):
        assert day_tag(date(2026, 3, 4)) == '<time datetime="2026-03-04">4 mars 2026</time>'


def test_a_span_within_a_day_says_the_day_once():
    with translation.override("en"):
        span = time_span(datetime(2026, 3, 4, 7, tzinfo=UTC), datetime(2026, 3, 4, 8, 30, tzinfo=UTC))
    assert span == (
        '<time datetime="2026-03-04T09:00+02:00">Wed March 4, 2026 at 9 a.m.</time>–'
        '<time datetime="2026-03-04T10:30+02:00">10:30 a.m.</time>'
    )


def test_a_span_over_midnight_in_finland_says_both_days():
    with translation.override("en"):
        span = time_span(datetime(2026, 3, 4, 21, tzinfo=UTC), datetime(2026, 3, 4, 23, tzinfo=UTC))
    assert "Wed March 4, 2026 at 11 p.m." in span
    assert "Thu March 5, 2026 at 1 a.m." in span


def test_times_are_finlands_whatever_time_zone_is_active():
    with timezone.override("America/New_York"), translation.override("fi"):
        span = time_span(datetime(2026, 7, 1, 6, tzinfo=UTC), datetime(2026, 7, 1, 7, tzinfo=UTC))
    assert 'datetime="2026-07-01T09:00+03:00"' in span
