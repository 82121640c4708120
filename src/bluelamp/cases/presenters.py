"""Words, tags and dates of cases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from bluelamp.access.policies import Decision, Officer
from bluelamp.core.time import LONDON
from bluelamp.core.time import shown as shown_in_london
from bluelamp.custody.enums import CustodyEntryKind, CustodyState
from bluelamp.custody.models import CustodyRecord
from bluelamp.nominals.enums import EventKind
from bluelamp.nominals.panels import event_page
from bluelamp.property.enums import ContinuityKind, ItemState
from bluelamp.property.models import Item

from .enums import CaseState, Severity
from .models import Case, CaseExhibit, CaseOffence, Defendant
from .policies import can_edit_case
from .readiness import facts_of
from .rules.readiness import Lack, lacks_of
from .selectors import CaseFile

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
BUTTONS = (
    ("Change the summary", "cases:amend_summary"),
    ("Add an exhibit", "cases:add_exhibit"),
    ("Add an offence", "cases:add_offence"),
    ("Add a note", "cases:add_note"),
)


def person_url(person_id: UUID) -> str:
    """Return the address of a person's page."""
    try:
        return reverse("nominals:person", args=[person_id])
    except NoReverseMatch:
        return ""


def custody_url(record: CustodyRecord, officer: Officer | None = None) -> str:
    """Return the address of a custody record, if it may be opened."""
    page = event_page(EventKind.CUSTODY, officer) if officer else None
    if officer and page is None:
        return ""
    return reverse(page.url_name if page else "custody:record", args=[record.pk])


def day(value: date) -> str:
    """Return a date as written."""
    return f"{value.day} {value:%B %Y}"


def when_committed(offence: CaseOffence) -> str:
    """Return the dates of an offence in words."""
    first, last = offence.committed_from, offence.committed_to
    if first is None:
        return "No date"
    return f"{day(first)} to {day(last)}" if last and last != first else day(first)


def offence_lines(offence: CaseOffence) -> str:
    """Return an offence as it stands, line by line."""
    lines = [
        f"{offence.offence.title} ({offence.offence.code})",
        when_committed(offence),
        offence.where or "No place",
        offence.wording or "No wording",
    ]
    return "\n".join(lines)


def where_now(item: Item) -> str:
    """Return where an exhibit is."""
    if item.store:
        return str(item.store)
    if item.holder:
        return f"With {item.holder.label}"
    return ItemState(item.state).label


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
    return f"{state}: {record.event.reference} at {record.suite.name}; {times}"


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


@dataclass(frozen=True, slots=True)
class LackRow:
    """Something missing for the file, with a link to where it is put right."""

    message: str
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
        case, today = file.case, at.astimezone(LONDON).date()
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
            lacks=[links.row(lack) for lack in lacks_of(facts_of(file), today)],
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

    def row(self, lack: Lack) -> LackRow:
        blocks = lack.severity is Severity.BLOCKS
        return LackRow(
            message=lack.message,
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


def timeline_of(file: CaseFile) -> list[dict[str, Any]]:
    """Return what happened in custody, to the exhibits and in the case, in order of time."""
    merged = [*_custody(file), *_continuity(file), *_notes(file)]
    return sorted(merged, key=lambda each: (each["at"], each["recorded_at"]))


def _custody(file: CaseFile) -> Iterator[dict[str, Any]]:
    for entry in file.entries:
        corrected: bool = entry.corrected  # type: ignore[attr-defined]
        yield {
            "title": f"Custody: {CustodyEntryKind(entry.kind).label}",
            "by": entry.author_label,
            "at": entry.occurred_at,
            "recorded_at": entry.recorded_at,
            "tag": "Corrected later" if corrected else "",
            "colour": "grey",
        }


def _continuity(file: CaseFile) -> Iterator[dict[str, Any]]:
    references = {each.item_id: each.reference for each in file.exhibits}
    for link in file.chain:
        yield {
            "title": f"{references[link.item_id]}: {ContinuityKind(link.kind).label}",
            "href": reverse("property:item", args=[link.item_id]),
            "by": link.recorded_by.label,
            "at": link.occurred_at,
            "recorded_at": link.recorded_at,
            "text": f"To {link.to_holder}",
        }


def _notes(file: CaseFile) -> Iterator[dict[str, Any]]:
    for note in file.notes:
        yield {
            "title": "Note",
            "by": note.author.label,
            "at": note.occurred_at,
            "recorded_at": note.recorded_at,
            "text": note.text,
        }
