"""What is written is what calendars read: each file is read by a second parser (TRN-10.8)."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bluelamp.training.invitations import Event, Method, Status, calendar_of
from bluelamp.training.rules.invitations import Invitation, cancelled, changed
from bluelamp.training.rules.rosters import Duty, Span

COURSE = Duty(time(9), time(17))
MONDAY = date(2027, 3, 22)
AT = datetime(2027, 2, 1, 9, tzinfo=UTC)


def days(*after: int, hours: Duty = COURSE) -> tuple[Span, ...]:
    return tuple(hours.on(MONDAY + timedelta(days=each)) for each in after)


def event(times: tuple[Span, ...] = days(0), **more) -> Event:
    given = {
        "uid": "b1@bluelamp",
        "sequence": 0,
        "times": times,
        "title": "OFFICIAL: Response",
        "place": "Room 1, Lambeth; “Old” School",
        "words": "OFFICIAL\n\nAnswer on your page.",
        "url": "https://bluelamp.test/training/mine/",
        "stamped": AT,
        "organiser": "training@force.test",
        "attendee": "ada@force.test",
        **more,
    }
    return Event(**given)


def read(content: bytes):
    return vobject.readOne(content.decode())


def test_an_invitation_says_who_what_when_where():
    found = read(calendar_of(Method.REQUEST, [event()]))
    told = found.vevent
    assert found.method.value == "REQUEST"
    assert (told.uid.value, told.sequence.value) == ("b1@bluelamp", "0")
    assert told.summary.value == "OFFICIAL: Response"
    assert told.location.value == "Room 1, Lambeth; “Old” School"
    assert told.description.value == "OFFICIAL\n\nAnswer on your page."
    assert told.organizer.value == "mailto:training@force.test"
    assert told.attendee.value == "mailto:ada@force.test"
    assert told.attendee.params == {"PARTSTAT": ["NEEDS-ACTION"], "RSVP": ["TRUE"]}
    assert told.dtstart.params["X-VOBJ-ORIGINAL-TZID"] == ["Europe/London"]
    assert told.dtstart.value == datetime(2027, 3, 22, 9, tzinfo=UTC)
    assert told.dtstamp.value == AT
    assert [each.trigger.value for each in told.valarm_list] == [
        timedelta(days=-1),
        timedelta(hours=-1),
    ]


def test_a_cancellation_says_so_twice_and_rings_no_more():
    found = read(calendar_of(Method.CANCEL, [event(status=Status.CANCELLED, sequence=2)]))
    assert (found.method.value, found.vevent.status.value) == ("CANCEL", "CANCELLED")
    assert "valarm" not in found.vevent.contents


def test_a_calendar_to_be_read_has_a_name_and_no_people():
    own = event(organiser="", attendee="")
    found = read(calendar_of(Method.PUBLISH, [own, replace(own, uid="b2")], name="Training"))
    assert found.contents["x-wr-calname"][0].value == "Training"
    assert [each.uid.value for each in found.vevent_list] == ["b1@bluelamp", "b2"]
    assert not {"attendee", "organizer"} & set(found.vevent.contents)


@pytest.mark.parametrize(
    "times",
    [
        days(0),
        days(0, 1, 2),
        days(0, 2, 9),
        (*days(0), *days(1, hours=Duty(time(10), time(12, 30)))),
        days(3, 4, 5, 6, 7),
    ],
    ids=["one", "in a row", "here and there", "of different lengths", "over the change of clocks"],
)
def test_every_day_is_told_with_its_hours_on_the_wall(times):
    """The clocks go forward on 28 March 2027: nine o'clock stays nine o'clock."""
    told = Calendar.from_ical(calendar_of(Method.REQUEST, [event(times)])).walk("VEVENT")[0]
    assert list(_spans(told)) == list(times)


def _spans(told):
    """Unfold the days as RFC 5545 says, on the wall clock."""
    starts, ends = told["dtstart"].dt, told["dtend"].dt
    yield Span(starts.astimezone(UTC), ends.astimezone(UTC))
    for number in range(1, told["rrule"]["count"][0] if "rrule" in told else 1):
        day = timedelta(days=number)
        yield Span((starts + day).astimezone(UTC), (ends + day).astimezone(UTC))
    for each in told["rdate"].dts if "rdate" in told else ():
        begins, end = (
            each.dt if isinstance(each.dt, tuple) else (each.dt, each.dt + (ends - starts))
        )
        yield Span(begins.astimezone(UTC), end.astimezone(UTC))


@given(st.integers(0, 5 * 366 * 24 * 60), st.integers(15, 14 * 60))
def test_the_instant_is_the_same_for_a_reader_who_knows_only_our_time_zone(after, minutes):
    """vobject computes with the VTIMEZONE of the file, in summer, in winter and between."""
    starts = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=after)
    span = Span(starts, starts + timedelta(minutes=minutes))
    told = read(calendar_of(Method.REQUEST, [event((span,))])).vevent
    assert told.dtstart.value.astimezone(UTC) == span.begins
    assert told.dtend.value.astimezone(UTC) == span.ends


TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=200)


@given(TEXT, TEXT)
def test_lines_are_folded_at_75_octets_and_no_letter_is_lost(title, place):
    content = calendar_of(Method.REQUEST, [event(title=title, place=place)])
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    told = Calendar.from_ical(content).walk("VEVENT")[0]
    assert (str(told["summary"]), str(told["location"])) == (title, place)


@given(st.lists(st.sampled_from(["Room 1", "Room 2", "later", "earlier"]), max_size=12))
def test_the_sequence_rises_with_every_change_and_never_falls(changes):
    sent = [Invitation("b1@bluelamp", days(7), "Room 1")]
    for each in changes:
        place = each if each.startswith("Room") else None
        moved = {"later": days(8), "earlier": days(6)}.get(each)
        now = changed(sent[-1], times=moved, place=place)
        assert (now.sequence > sent[-1].sequence) == (now != sent[-1])
        sent.append(now)
    sent.append(cancelled(sent[-1]))
    numbers = [each.sequence for each in sent]
    assert numbers == sorted(numbers)
    assert numbers[-1] > numbers[-2]
    assert {each.uid for each in sent} == {"b1@bluelamp"}
