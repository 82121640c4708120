"""What cases show on other modules' pages, in the navigation and in the work queue."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.access.enums import Permission
from bluelamp.access.panels import NavigationItem, WorkItem, register_navigation, register_work
from bluelamp.access.policies import Officer
from bluelamp.custody.panels import register_involvement
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import (
    EventPage,
    Panel,
    register_care,
    register_event_page,
    register_event_panel,
    register_owners,
    register_person_panel,
)

from .enums import CaseState
from .models import Case
from .policies import can_open_case, can_open_case_from
from .selectors import (
    cases_of_person,
    cases_of_record,
    custody_record,
    live_defendants,
    officers_on_cases,
    records_without_case,
)


def custody_panel(event_id: UUID, officer: Officer) -> dict[str, Any]:
    """Return the cases opened from a custody record, or why there is none yet."""
    record = custody_record(event_id)
    may_open = can_open_case_from(officer, record) if record else can_open_case(officer)
    return {
        "rows": _rows(cases_of_record(event_id)),
        "empty": "No case has been opened from this custody record.",
        "open_url": reverse("cases:open", args=[event_id]) if may_open else "",
    }


def person_panel(person_ids: Sequence[UUID], officer: Officer) -> dict[str, Any]:
    """Return the cases in which a person is a defendant."""
    may_open = can_open_case(officer)
    return {
        "rows": _rows(cases_of_person(person_ids)),
        "empty": "This person is not a defendant in any case.",
        "open_url": reverse("cases:open_for_person", args=[person_ids[0]]) if may_open else "",
    }


def live_cases(people: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return which of these people are defendants in a live case (MG-01): one statement."""
    found: dict[UUID, list[str]] = {}
    for person, urn in live_defendants(people).values_list("person_id", "case__urn"):
        found.setdefault(person, []).append(f"Live case: {urn}.")
    return found


def owners_of_live_cases(people: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Return the live cases of these people with their officers (MG-06): one statement."""
    return list(live_defendants(people).values_list("case_id", "case__officer_in_case_id"))


def _rows(cases: list[Case]) -> list[dict[str, str]]:
    return [
        {
            "url": reverse("cases:case", args=[case.pk]),
            "urn": case.urn,
            "state": CaseState(case.state).label,
            "officer": case.officer_in_case.label,
        }
        for case in cases
    ]


def cases_to_open(officer: Officer, at: datetime) -> Iterator[WorkItem]:
    """Yield the officer's detentions that ended in charge, bail or RUI and have no case yet."""
    if not can_open_case(officer):
        return
    for record in records_without_case(officer):
        yield WorkItem(
            what="Open a case",
            about=record.event.reference,
            url=reverse("cases:open", args=[record.pk]),
            waiting_since=record.ended_at or record.arrived_at,  # type: ignore[attr-defined]
            due_at=None,
        )


def register() -> None:
    """Show cases where they belong."""
    register_navigation(NavigationItem("Cases", "cases:cases", Permission.VIEW_CASE, order=50))
    register_work(cases_to_open)
    register_care(live_cases)
    register_involvement(officers_on_cases)
    register_owners(owners_of_live_cases)
    register_event_page(EventPage(EventKind.CASE, Permission.VIEW_CASE, "cases:case"))
    template = "cases/includes/panel.html"
    register_event_panel(
        EventKind.CUSTODY, Panel("Cases", Permission.VIEW_CASE, template, custody_panel, order=50)
    )
    register_person_panel(Panel("Cases", Permission.VIEW_CASE, template, person_panel, order=50))
