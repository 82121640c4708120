"""Words of virtual sessions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from bluelamp.core.time import lasting, shown
from bluelamp.training.models import TrainingSession, VirtualPresence

PRESENCE_HEAD = ("Who", "Joined", "Left", "By", "There for")


def session_facts(session: TrainingSession) -> list[dict[str, str]]:
    """Return what, when and where."""
    facts = {
        "Course": session.course.title,
        "Session": session.reference,
        "Begins": shown(session.starts_at),
        "Ends": shown(session.ends_at),
        "Room": str(session.virtual_room),
    }
    return [{"key": key, "value": value} for key, value in facts.items()]


def phone_of(session: TrainingSession) -> str:
    """Return the number to call instead."""
    return session.virtual_room.phone if session.virtual_room else ""


def presence_rows(
    session: TrainingSession, presences: Iterable[VirtualPresence]
) -> list[tuple[str, str, str, str, str]]:
    """Return who joined and left when."""
    return [
        (
            each.learner.staff.label,
            shown(each.joined_at),
            shown(each.left_at) if each.left_at else "",
            "Telephone" if each.by_phone else "Link",
            _there_for(session, each),
        )
        for each in presences
    ]


def _there_for(session: TrainingSession, presence: VirtualPresence) -> str:
    left = min(presence.left_at or session.ends_at, session.ends_at)
    return lasting(max(left - max(presence.joined_at, session.starts_at), timedelta()))
