"""One booking as one event (TRN-10.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from itertools import pairwise

from icalendar import Alarm, vCalAddress
from icalendar import Event as IcalEvent

from bluelamp.training.rules.rosters import Span

from .zones import on_the_wall

ALARMS = (timedelta(days=-1), timedelta(hours=-1))


class Status(StrEnum):
    """How sure an event is."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class Event:
    """What a calendar is told of one booking.

    ``title`` and ``words`` begin with the marking (INF-9.12) and say nothing of health, of reasons
    or of anybody else (TRN-10.11). ``times`` are those of each day, in order. ``organiser`` and
    ``attendee`` are e-mail addresses, both empty in a calendar that is only read.
    """

    uid: str
    sequence: int
    times: tuple[Span, ...]
    title: str
    place: str
    words: str
    url: str
    stamped: datetime
    status: Status = Status.CONFIRMED
    organiser: str = ""
    attendee: str = ""


def vevent(event: Event) -> IcalEvent:
    """Return the VEVENT; further days recur by rule where they are alike, else they are listed."""
    made = IcalEvent()
    first = event.times[0]
    made.add("uid", event.uid)
    made.add("sequence", event.sequence)
    made.add("dtstamp", event.stamped.astimezone(UTC).replace(microsecond=0))
    made.add("dtstart", on_the_wall(first.begins))
    made.add("dtend", on_the_wall(first.ends))
    _add_further_days(made, event.times)
    made.add("summary", event.title)
    made.add("location", event.place)
    made.add("description", event.words)
    made.add("url", event.url)
    made.add("status", event.status.value)
    _add_people(made, event)
    if event.status is not Status.CANCELLED:
        for alarm in _alarms(event.title):
            made.add_component(alarm)
    return made


def _add_further_days(made: IcalEvent, times: tuple[Span, ...]) -> None:
    if len(times) == 1:
        return
    starts = [on_the_wall(each.begins) for each in times]
    alike = len({each.length for each in times}) == 1
    daily = all(then - now == timedelta(days=1) for now, then in pairwise(starts))
    if alike and daily:
        made.add("rrule", {"freq": "daily", "count": len(times)})
    elif alike:
        made.add("rdate", starts[1:])
    else:
        further = [(on_the_wall(each.begins), on_the_wall(each.ends)) for each in times[1:]]
        made.add("rdate", further, parameters={"VALUE": "PERIOD"})


def _add_people(made: IcalEvent, event: Event) -> None:
    if event.organiser:
        organiser = vCalAddress(f"mailto:{event.organiser}")
        organiser.params["CN"] = "Training"
        made.add("organizer", organiser)
    if event.attendee:
        attendee = vCalAddress(f"mailto:{event.attendee}")
        attendee.params.update({"RSVP": "TRUE", "PARTSTAT": "NEEDS-ACTION"})
        made.add("attendee", attendee)


def _alarms(title: str) -> Iterable[Alarm]:
    for before in ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", title)
        alarm.add("trigger", before)
        yield alarm
