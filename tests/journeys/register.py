"""A class that runs now, made in the shell of the site beside the server."""

from __future__ import annotations

import json
from dataclasses import dataclass

from tests.journeys.real_site import RealSite

MAKE = """
import json
from datetime import timedelta
from bluelamp.access.models import Staff
from bluelamp.core.time import day_of, now
from bluelamp.training.models import *
from bluelamp.training.models import Booking, SessionDay, SessionTrainer

at = now()
trainer = Trainer.objects.get(staff__staff_number={number!r})
version = CourseVersion.objects.filter(delivery="CLASSROOM").select_related("course").first()
room = Room.objects.create(
    venue=Venue.objects.exclude(code="OLD-HALL").first(), name="Journey {place}", seats=8
)
begins, ends = at - timedelta(minutes=5), at + timedelta(hours=3)
session = TrainingSession.objects.create(
    reference="TR-JOURNEY-{place}", drop=version.course.drop, course=version.course,
    course_version=version, room=room, state="LOCKED", seats=8, starts_at=begins, ends_at=ends,
)
SessionTrainer.objects.filter(
    trainer=trainer, session__starts_at__lt=ends, session__ends_at__gt=begins
).delete()
SessionDay.objects.create(session=session, day=day_of(begins), starts_at=begins, ends_at=ends)
SessionTrainer.objects.create(session=session, trainer=trainer)
busy = Booking.objects.filter(session__starts_at__lt=ends, session__ends_at__gt=begins)
people = Learner.objects.exclude(bookings__course=version.course).exclude(
    bookings__in=busy
).exclude(staff=trainer.staff).select_related("staff").order_by("number")
people = people[{skip}:{skip} + 3]
for seat, learner in enumerate(people, start=1):
    Booking.objects.create(
        session=session, learner=learner, course=version.course, state="CONFIRMED",
        seat_number=seat, told_at=at, joined_at=at,
    )
print("MADE" + json.dumps([str(session.pk), [each.staff.label for each in people]]))
"""
READ = """
import json
from bluelamp.training.models import RegisterEntry
entries = RegisterEntry.objects.filter(session={session!r}).select_related("learner__staff")
print("READ" + json.dumps(sorted([each.learner.staff.label, each.mark] for each in entries)))
"""


@dataclass(frozen=True)
class RunningClass:
    """A class that runs now and the people in it."""

    site: RealSite
    session: str
    people: list[str]

    @property
    def path(self) -> str:
        return f"/training/register/{self.session}/"

    def marks(self) -> list[list[str]]:
        """Return who has which mark, as the server has it."""
        return _said(self.site.run(READ.format(session=self.session)), "READ")


def running_class(site: RealSite, place: int) -> RunningClass:
    code = MAKE.format(number=site.sign_ins["Trainer"].number, place=place, skip=3 * place)
    session, people = _said(site.run(code), "MADE")
    return RunningClass(site, session, people)


def _said(printed: str, word: str) -> list:
    line = next(each for each in printed.splitlines() if each.startswith(word))
    found: list = json.loads(line.removeprefix(word))
    return found
