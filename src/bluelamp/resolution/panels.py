"""What resolution shows in the work queue: pairs of records that await an officer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import NavigationItem, WorkItem, register_shortcut, register_work
from bluelamp.access.policies import Officer
from bluelamp.nominals.panels import Panel, Sameness, register_person_panel
from bluelamp.nominals.policies import can_judge_sameness

from .presenters import LIKELY
from .selectors import pairs_in_queue, pairs_waiting

MOST_IN_QUEUE = 5


def pairs_to_judge(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the likeliest pairs, and that more wait: a constant number of statements."""
    if not can_judge_sameness(officer):
        return
    waiting = list(pairs_waiting()[: MOST_IN_QUEUE + 1])
    for each in pairs_in_queue(waiting[:MOST_IN_QUEUE]):
        label = LIKELY[Sameness(each.proposal.result)].lower()
        yield WorkItem(
            what="Judge: one person or two?",
            about=f"Pair {each.proposal.pk}, {label}",
            url=reverse("resolution:pair", args=[each.proposal.pk]),
            waiting_since=each.proposal.found_at,
            due_at=None,
            risk="Asks for care" if each.cares else "",
        )
    if len(waiting) > MOST_IN_QUEUE:
        yield WorkItem(
            what="More pairs of records wait",
            about="See the queue of pairs",
            url=reverse("resolution:pairs"),
            waiting_since=waiting[-1].found_at,
            due_at=None,
        )


def other_records(person_ids: Sequence[UUID], officer: Officer) -> dict[str, Any]:
    """Return where an officer looks for a second record of this person: no statement."""
    return {"choose_url": reverse("resolution:choose", args=[person_ids[0]])}


def register() -> None:
    """Show the pairs to those who judge them."""
    judge = Permission.JUDGE_SAMENESS
    register_shortcut(NavigationItem("Pairs of records", "resolution:pairs", judge, order=60))
    register_work(pairs_to_judge)
    template = "resolution/includes/person_panel.html"
    register_person_panel(Panel("Another record?", judge, template, other_records, order=90))
