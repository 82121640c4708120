from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.paginator import Paginator
from django.template.loader import render_to_string
from django.test import RequestFactory

from bluelamp.core.templatetags import bluelamp

AT = datetime(2026, 7, 10, 13, 52, tzinfo=UTC)


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(hours=5, minutes=30), "5 h 30 min"),
        (timedelta(hours=24), "24 h"),
        (timedelta(minutes=59, seconds=59), "59 min"),
        (timedelta(), "0 min"),
        (timedelta(minutes=-90), "−1 h 30 min"),
        (timedelta(seconds=-20), "0 min"),
        (None, ""),
    ],
)
def test_a_length_of_time_is_said_in_hours_and_minutes(
    length: timedelta | None, words: str
) -> None:
    assert bluelamp.span(length) == words


def test_an_instant_is_shown_in_london_and_marked_in_utc() -> None:
    shown = render_to_string("components/time.html", {"at": AT})
    assert shown.strip() == (
        '<time datetime="2026-07-10T13:52:00+00:00">Fri 10 Jul 2026 14:52</time>'
    )
    assert bluelamp.clock(AT) == "14:52"
    assert not render_to_string("components/time.html", {"at": None}).strip()


def test_pagination_keeps_the_rest_of_the_address() -> None:
    request = RequestFactory().get("/search/?q=o%27brien&page=2")
    page = Paginator(range(100), 10).get_page(2)
    shown = render_to_string("components/pagination.html", {"page": page}, request=request)
    assert "?q=o%27brien&amp;page=3" in shown
    assert 'aria-current="page"' in shown


def test_a_timeline_escapes_what_people_wrote() -> None:
    items = [{"title": "Note", "by": "<PC>", "at": AT, "recorded_at": AT, "text": "<b>a\nb"}]
    shown = render_to_string("components/timeline.html", {"items": items})
    assert "&lt;b&gt;a<br>b" in shown
    assert "<bdi>&lt;PC&gt;</bdi>" in shown
    assert shown.count("<time") == 2
