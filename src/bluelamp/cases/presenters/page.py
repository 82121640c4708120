"""A case at one glance."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.urls import reverse

from bluelamp.access.policies import Decision, Officer
from bluelamp.cases.enums import CaseState, Severity
from bluelamp.cases.models import Case
from bluelamp.cases.policies import can_edit_case
from bluelamp.cases.readiness import facts_of
from bluelamp.cases.rules.readiness import Lack, lacks_of
from bluelamp.cases.selectors import CaseFile
from bluelamp.core.time import day_of
from bluelamp.core.time import shown as shown_in_london

from .rows import COLOURS, DefendantRow, ExhibitRow, OffenceRow
from .timeline import timeline_of
from .words import person_url, when_committed

BUTTONS = (
    ("Change the summary", "cases:amend_summary"),
    ("Add an exhibit", "cases:add_exhibit"),
    ("Add an offence", "cases:add_offence"),
    ("Add a note", "cases:add_note"),
)


@dataclass(frozen=True, slots=True)
class LackRow:
    """All that one subject lacks by one rule, with a link to where it is put right."""

    subject: str
    what: str
    rule: str
    url: str
    tag: str
    colour: str


@dataclass(frozen=True, slots=True)
class CasePage:
    """A case at one glance."""

    case: Case
    state: str
    colour: str
    facts: list[dict[str, str]]
    may_edit: Decision
    defendants: list[DefendantRow]
    offences: list[OffenceRow]
    exhibits: list[ExhibitRow]
    lacks: list[LackRow]
    timeline: list[dict[str, Any]]
    buttons: list[dict[str, str]]

    @classmethod
    def of(cls, file: CaseFile, officer: Officer, at: datetime) -> CasePage:
        """Return the page of a case."""
        case, today = file.case, day_of(at)
        may_edit = can_edit_case(officer, case)
        links = _Links(case, may_edit=bool(may_edit))
        return cls(
            case=case,
            state=CaseState(case.state).label,
            colour=COLOURS[CaseState(case.state)],
            facts=_facts(case),
            may_edit=may_edit,
            defendants=[DefendantRow.of(each, officer) for each in file.defendants],
            offences=list(_offences(file, links)),
            exhibits=[ExhibitRow.of(each, file.items.get(each.item_id)) for each in file.exhibits],
            lacks=[links.row(each) for each in _by_subject(lacks_of(facts_of(file), today))],
            timeline=timeline_of(file),
            buttons=[
                {"label": label, "url": reverse(name, args=[case.pk])} for label, name in BUTTONS
            ],
        )


@dataclass(frozen=True, slots=True)
class _Links:
    """Where what is missing is put right."""

    case: Case
    may_edit: bool

    def row(self, lacks: list[Lack]) -> LackRow:
        lack = lacks[0]
        blocks = lack.severity is Severity.BLOCKS
        return LackRow(
            subject=lack.subject,
            what=", ".join(each.what for each in lacks),
            rule=lack.rule,
            url=self.to(lack),
            tag=lack.severity.label,
            colour="red" if blocks else "yellow",
        )

    def to(self, lack: Lack) -> str:
        if lack.part == "offence":
            return self.offence(UUID(lack.key))
        if lack.part == "defendant":
            return person_url(UUID(lack.key))
        return reverse("property:item", args=[lack.key]) if lack.part == "exhibit" else ""

    def offence(self, key: UUID) -> str:
        if not self.may_edit:
            return f"#offence-{key}"
        return reverse("cases:amend_offence", args=[self.case.pk, key])


def _by_subject(lacks: list[Lack]) -> list[list[Lack]]:
    together = groupby(lacks, key=lambda each: (each.rule, each.severity, each.part, each.key))
    return [list(group) for _, group in together]


def _facts(case: Case) -> list[dict[str, str]]:
    supervisor = case.officer_in_case.line_manager
    return [
        {"key": "Officer in the case", "value": case.officer_in_case.label},
        {"key": "Supervisor", "value": supervisor.label if supervisor else "None on record"},
        {"key": "Opened", "value": shown_in_london(case.event.occurred_at)},
    ]


def _offences(file: CaseFile, links: _Links) -> Iterator[OffenceRow]:
    for defendant in file.defendants:
        for each in defendant.offences.all():
            yield OffenceRow(
                title=each.offence.title,
                code=each.offence.code,
                person=defendant.person.known_as,
                when=when_committed(each),
                where=each.where or "No place",
                wording=each.wording,
                url=links.offence(each.pk) if links.may_edit else "",
                anchor=f"offence-{each.pk}",
            )
