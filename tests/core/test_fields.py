from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django import forms

from bluelamp.core.fields import LocalDateTimeField, PartialDateField
from bluelamp.core.time import LONDON, now
from bluelamp.core.wall_clock import TypedDate


class Compact(forms.Form):
    arrested = LocalDateTimeField(label="Time of arrest", compact=True)


class InFour(forms.Form):
    arrived_at = LocalDateTimeField(not_future=True)


class Born(forms.Form):
    born = PartialDateField(label="Date of birth", required=False, not_future=True)


def typed(date: str, time: str, offset: str = "") -> Compact:
    return Compact({"arrested_date": date, "arrested_time": time, "arrested_offset": offset})


def four(instant: datetime) -> InFour:
    local = instant.astimezone(LONDON)
    return InFour(
        {
            "arrived_at_day": local.day,
            "arrived_at_month": local.month,
            "arrived_at_year": local.year,
            "arrived_at_time": f"{local:%H%M}",
        }
    )


def said(form: forms.Form, name: str) -> list[str]:
    return list(form[name].errors)


def test_a_summer_time_is_answered_in_utc() -> None:
    form = typed("10/7/2026", "14:52")
    assert form.is_valid()
    assert form.cleaned_data["arrested"] == datetime(2026, 7, 10, 13, 52, tzinfo=UTC)


def test_four_boxes_are_read_as_well() -> None:
    moment = datetime(2026, 1, 5, 9, 5, tzinfo=UTC)
    form = four(moment)
    assert form.is_valid()
    assert form.cleaned_data["arrived_at"] == moment


def test_the_future_is_refused_where_it_cannot_be() -> None:
    assert said(four(now() + timedelta(days=1)), "arrived_at") == [
        "Arrived at must not be in the future"
    ]


@pytest.mark.parametrize(
    ("date", "time", "words"),
    [
        ("", "", "Enter time of arrest"),
        ("10/7/2026", "", "Time of arrest must include a time, like 14:52"),
        ("", "14:52", "Time of arrest must be a date, like 27/3/2026"),
        ("31/6/2026", "14:52", "Time of arrest must be a real date"),
        (
            "29/3/2026",
            "01:30",
            "Time of arrest cannot be 01:30 on 29 March 2026: the clocks went forward from 01:00 "
            "to 02:00 that night",
        ),
    ],
)
def test_errors_name_the_field_and_say_what_to_do(date: str, time: str, words: str) -> None:
    assert said(typed(date, time), "arrested") == [words]


def test_bst_or_gmt_is_asked_only_in_the_repeated_hour() -> None:
    ordinary, repeated = typed("10/7/2026", "01:30"), typed("25/10/2026", "01:30")
    assert 'type="radio"' not in str(ordinary["arrested"])
    assert 'name="arrested_offset"' in str(repeated["arrested"])
    assert said(repeated, "arrested")[0].endswith("Select which")
    assert repeated["arrested"].error_target == "id_arrested_offset"


@pytest.mark.parametrize(("offset", "hour"), [("BST", 0), ("GMT", 1)])
def test_the_answer_tells_the_two_apart(offset: str, hour: int) -> None:
    form = typed("25/10/2026", "01:30", offset)
    assert form.is_valid()
    assert form.cleaned_data["arrested"] == datetime(2026, 10, 25, hour, 30, tzinfo=UTC)


def test_a_moment_in_the_repeated_hour_is_shown_with_its_answer() -> None:
    form = Compact(initial={"arrested": datetime(2026, 10, 25, 1, 30, tzinfo=UTC)})
    shown = str(form["arrested"])
    assert 'value="25/10/2026"' in shown
    assert shown.index('value="GMT"') < shown.index("checked") < shown.index("GMT, the second")


def test_what_was_typed_is_kept() -> None:
    assert 'value="half past"' in str(typed("<b>", "half past")["arrested"])
    assert 'value="&lt;b&gt;"' in str(typed("<b>", "half past")["arrested"])


def test_now_is_offered_where_asked() -> None:
    class Offered(forms.Form):
        at = LocalDateTimeField(compact=True, offers_now=True)

    local = now().astimezone(LONDON)
    shown = str(Offered()["at"])
    assert f'value="{local.day}/{local.month}/{local.year}"' in shown
    assert "data-now" in shown


@pytest.mark.parametrize(
    ("day", "month", "year", "answer"),
    [
        ("", "", "1990", TypedDate(1990)),
        ("", "5", "1990", TypedDate(1990, 5)),
        ("3", "May", "1990", TypedDate(1990, 5, 3)),
        ("", "", "", None),
    ],
)
def test_a_partial_date_may_leave_out_what_is_not_known(
    day: str, month: str, year: str, answer: Any
) -> None:
    form = Born({"born_day": day, "born_month": month, "born_year": year})
    assert form.is_valid()
    assert form.cleaned_data["born"] == answer


def test_a_partial_date_cannot_be_in_the_future() -> None:
    form = Born({"born_year": str(now().year + 1)})
    assert said(form, "born") == ["Date of birth must not be in the future"]
    assert form["born"].error_target == "id_born_year"
