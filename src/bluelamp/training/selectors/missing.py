"""Who misses or declines training again and again, for their line manager (TRN-8.6)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from bluelamp.training.enums import BookingState, Outcome
from bluelamp.training.models import ALIVE, Booking, Learner, Requirement
from bluelamp.training.rules.booking_states import goes_to_manager

MISSED = (BookingState.NO_SHOW, BookingState.DECLINED, BookingState.EXPIRED)
DONE = (Outcome.PASSED, Outcome.WAIVED, Outcome.COMPLETED)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who did not come twice, or declined twice, and when the last of them began."""

    learner: Learner
    last: datetime


def missing_people(manager_id: UUID) -> list[Missing]:
    """Return a manager's own people who go to them: one statement.

    Until the course is done or they have a place on it again: then it is settled.
    """
    course = {"learner": OuterRef("learner"), "course": OuterRef("course")}
    open_ = Requirement.objects.filter(**course).exclude(outcome__in=DONE)
    again = Booking.objects.filter(**course, state__in=ALIVE)
    missed = Booking.objects.filter(
        Exists(open_),
        ~Exists(again),
        learner__staff__line_manager=manager_id,
        learner__staff__is_active=True,
        learner__out_of_scope="",
        state__in=MISSED,
    ).select_related("learner__staff", "session")
    found: dict[UUID, list[Booking]] = defaultdict(list)
    for each in missed.order_by("session__starts_at"):
        found[each.learner_id].append(each)
    return [
        Missing(all_[-1].learner, all_[-1].session.starts_at)
        for all_ in found.values()
        if goes_to_manager(BookingState(each.state) for each in all_)
    ]
