"""One line of a case page: a case, a person, an offence, an exhibit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from bluelamp.access.policies import Officer
from bluelamp.cases.enums import CaseState
from bluelamp.cases.models import Case, CaseExhibit, Defendant
from bluelamp.core.time import shown as shown_in_london
from bluelamp.custody.enums import CustodyState
from bluelamp.custody.models import CustodyRecord
from bluelamp.property.enums import ItemState

from .words import custody_url, person_url, where_now

COLOURS = {
    CaseState.OPEN: "blue",
    CaseState.REFERRED: "yellow",
    CaseState.CHARGED: "purple",
    CaseState.AT_COURT: "purple",
    CaseState.FINALISED: "grey",
    CaseState.CLOSED: "grey",
}
ITEM_COLOURS = {
    ItemState.STORED: "green",
    ItemState.OUT: "blue",
    ItemState.MISSING: "red",
    ItemState.DISPOSED: "grey",
}


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case in a list."""

    url: str
    urn: str
    state: str
    colour: str
    people: str
    offences: str
    officer: str
    opened_at: datetime

    @classmethod
    def of(cls, case: Case) -> CaseRow:
        """Return the row of a case read by ``selectors.cases_found``."""
        defendants = list(case.defendants.all())
        alleged = [each.offence.title for one in defendants for each in one.offences.all()]
        return cls(
            url=reverse("cases:case", args=[case.pk]),
            urn=case.urn,
            state=CaseState(case.state).label,
            colour=COLOURS[CaseState(case.state)],
            people=", ".join(one.person.known_as for one in defendants),
            offences=", ".join(dict.fromkeys(alleged)),
            officer=case.officer_in_case.label,
            opened_at=case.event.occurred_at,
        )


@dataclass(frozen=True, slots=True)
class DefendantRow:
    """A person of a case, with how they stand in custody."""

    name: str
    url: str
    role: str
    custody: str
    custody_reference: str
    custody_url: str
    anchor: str

    @classmethod
    def of(cls, defendant: Defendant, officer: Officer) -> DefendantRow:
        """Return the row of a defendant."""
        record = defendant.custody_record
        return cls(
            name=defendant.person.known_as,
            url=person_url(defendant.person_id),
            role="Defendant",
            custody=custody_line(record) if record else "No detention for this case",
            custody_reference=record.event.reference if record else "",
            custody_url=custody_url(record, officer) if record else "",
            anchor=f"person-{defendant.person_id}",
        )


def custody_line(record: CustodyRecord) -> str:
    """Return how a detention stands, with its times."""
    moments = [
        ("arrested", record.arrested_at),
        ("arrived", record.arrived_at),
        ("detention authorised", record.authorised_at),
        ("left custody", record.released_at),
    ]
    times = ", ".join(f"{what} {shown_in_london(at)}" for what, at in moments if at)
    state = CustodyState(record.state).label
    return f"{state} at {record.suite.name}: {times}"


@dataclass(frozen=True, slots=True)
class OffenceRow:
    """An offence of a case."""

    title: str
    code: str
    person: str
    when: str
    where: str
    wording: str
    url: str
    anchor: str


@dataclass(frozen=True, slots=True)
class ExhibitRow:
    """An exhibit of a case: its seal and where it is now."""

    reference: str
    description: str
    url: str
    seal: str
    state: str
    colour: str
    where: str

    @classmethod
    def of(cls, exhibit: CaseExhibit, item: Any) -> ExhibitRow:
        """Return the row of an exhibit; without its item nothing but the reference is shown."""
        if item is None:
            return cls(exhibit.reference, "Not shown to you", "", "", "", "", "")
        state = ItemState(item.state)
        return cls(
            reference=exhibit.reference,
            description=item.description,
            url=reverse("property:item", args=[item.pk]),
            seal=item.seal or "Not sealed",
            state=state.label,
            colour=ITEM_COLOURS.get(state, "yellow"),
            where=where_now(item),
        )
