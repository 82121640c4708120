"""What messages about refreshers say: which courses, from when and by when, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bluelamp.training.models import RefresherDue

from .messages import MARKING
from .words import day_in_words


def refreshers_title(open_ones: Sequence[RefresherDue], *, is_reminder: bool) -> str:
    """Return the subject: marking first (INF-9.12)."""
    if not open_ones:
        return f"{MARKING}: No refresher needed any more"
    before = "Reminder: " if is_reminder else ""
    return f"{MARKING}: {before}Refresh your training before go-live"


def refreshers_words(open_ones: Sequence[RefresherDue], page: str, today: date) -> str:
    """Return what a message says (TRN-10.11)."""
    if not open_ones:
        said = "You have no refresher to do: what you have learnt is fresh enough as it stands."
        return "\n".join([MARKING, "", said, "", "Your training:", page, "", MARKING])
    lines = [
        MARKING,
        "",
        "What you have learnt would be too long ago at go-live. A refresher makes it fresh:",
        "a short e-learning and one task in the practice copy, which somebody else signs off.",
        "",
        *(_line(each, today) for each in open_ones),
        "",
        "Until it is done, the parts of the platform it is for stay closed to you at go-live.",
        "Begin on your page:",
        page,
        "",
        MARKING,
    ]
    return "\n".join(lines)


def _line(due: RefresherDue, today: date) -> str:
    return f"  {due.course.title}: {span_in_words(due, today)}"


def span_in_words(due: RefresherDue, today: date) -> str:
    """Return when a refresher may be done, as its person reads it today."""
    if due.days.is_late(today):
        return "as soon as you can, go-live is here"
    last = f"by {day_in_words(due.due_by)}"
    if due.days.is_too_early(today):
        return f"from {day_in_words(due.opens_on)}, {last}"
    return last
