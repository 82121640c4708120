"""A class with a trainer, and what can be done to its register."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import uuid4

from tests.training.world import FIRST_DAY

from bluelamp.access.enums import Role
from bluelamp.training.enums import (
    RegisterField,
    RegisterMark,
)
from bluelamp.training.models import (
    Booking,
    SessionTrainer,
    Trainer,
)
from bluelamp.training.rules.register import Said
from bluelamp.training.services import (
    MarkTold,
    finish_session,
    take_marks,
)

F, M = RegisterField, RegisterMark
MORNING = datetime(2027, 2, 8, 9, 5, tzinfo=UTC)
EVENING = datetime(2027, 2, 8, 17, 0, tzinfo=UTC)


class Class:
    """A class with a trainer, and what can be done to its register."""

    def __init__(self, world, number: int = 1, **more) -> None:
        self.world = world
        self.session = world.session(**more)
        self.trainer = self.teacher()
        self.learners = world.learners(number)
        self.bookings = [world.booked(self.session, each) for each in self.learners]

    def teacher(self):
        officer = self.world.officer(Role.TRAINER)
        trainer = Trainer.objects.create(
            name=officer.label, kind="FACILITATOR", staff_id=officer.id
        )
        SessionTrainer.objects.create(session=self.session, trainer=trainer)
        return officer

    def told(self, learner, mark, field=F.ARRIVAL, **more) -> MarkTold:
        given = {"day": None if field is F.RESULT else FIRST_DAY, "made_at": MORNING, **more}
        said = Said(mark, given.pop("at", None), given.pop("score", None), given.pop("words", ""))
        key = given.pop("key", None) or uuid4()
        return MarkTold(key, field, said, learner_id=learner and learner.pk, **given)

    def take(self, *marks, by=None, at=MORNING):
        return take_marks(session_id=self.session.pk, marks=marks, by=by or self.trainer, at=at)

    def mark_whole(self, learner, **more) -> None:
        self.take(self.told(learner, M.HERE), self.told(learner, M.STAYED, F.DEPARTURE), **more)

    def finish(self, at=EVENING, by=None):
        return finish_session(session_id=self.session.pk, by=by or self.trainer, at=at)

    def states(self) -> list[str]:
        found = Booking.objects.filter(session=self.session).order_by("joined_at", "pk")
        return [each.state for each in found]
