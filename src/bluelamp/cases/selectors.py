"""Reading cases: lists, one case whole, and detentions that still want a case."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from bluelamp.access.enums import Permission
from bluelamp.access.policies import Officer
from bluelamp.custody.models import ArrestOffence, CustodyEntry, CustodyRecord
from bluelamp.nominals.enums import IdentifierScheme, LinkRole
from bluelamp.nominals.models import Identifier, Link
from bluelamp.property.models import ContinuityEvent, Item
from bluelamp.property.selectors import continuity_of, exhibits_taken_in, items_by_id

from .enums import CaseState
from .models import Case, CaseExhibit, CaseNote, CaseOffence, Defendant
from .rules.need import CALLS_FOR_CASE

ADDRESSES = (LinkRole.HOME, LinkRole.BAIL_ADDRESS)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case with everything its page shows."""

    case: Case
    defendants: list[Defendant]
    exhibits: list[CaseExhibit]
    items: dict[UUID, Item]
    entries: list[CustodyEntry]
    chain: list[ContinuityEvent]
    notes: list[CaseNote]
    housed: set[UUID]
    on_pnc: set[UUID]


def case_file(case_id: UUID, officer: Officer) -> CaseFile | None:
    """Return a case whole: eleven statements, however much it holds.

    Custody entries and property are left out for who may not see them.
    """
    case = one_case(case_id)
    if case is None:
        return None
    defendants = list(_defendants(case))
    people = [each.person_id for each in defendants]
    exhibits = list(case.exhibits.order_by("reference"))
    sees_items = officer.may(Permission.VIEW_PROPERTY)
    ids = [each.item_id for each in exhibits if sees_items]
    return CaseFile(
        case=case,
        defendants=defendants,
        exhibits=exhibits,
        items={item.pk: item for item in items_by_id(ids)},
        entries=_entries(defendants) if officer.may(Permission.VIEW_CUSTODY_RECORD) else [],
        chain=list(continuity_of(ids)),
        notes=list(case.notes.select_related("author")),
        housed=_housed(people),
        on_pnc=_on_pnc(people),
    )


def one_case(case_id: UUID) -> Case | None:
    """Return a case with its event and its officer."""
    return (
        Case.objects.select_related("event", "officer_in_case__line_manager")
        .filter(pk=case_id)
        .first()
    )


def officers_on_cases(record_id: UUID) -> list[UUID]:
    """Return who works on a case about a detention (ROL-7): one statement.

    Officers in the case; who only opened it did no more than start a file.
    """
    cases = Case.objects.filter(defendants__custody_record=record_id)
    return list(cases.values_list("officer_in_case", flat=True))


def cases_found(query: str, officer: Officer | None = None) -> QuerySet[Case]:
    """Return cases whose URN begins so, the latest first; with ``officer`` only their own."""
    typed = "".join(query.split()).upper()
    found = Case.objects.filter(urn__startswith=typed) if typed else Case.objects.all()
    if officer:
        found = found.filter(officer_in_case=officer.id)
    defendants = Defendant.objects.select_related("person").prefetch_related("offences__offence")
    return (
        found.select_related("event", "officer_in_case")
        .prefetch_related(Prefetch("defendants", defendants))
        .order_by("-pk")
    )


def cases_of_record(record_id: UUID) -> list[Case]:
    """Return the cases opened from a custody record: one statement."""
    return list(_small().filter(defendants__custody_record=record_id))


def cases_of_person(person_ids: Collection[UUID]) -> list[Case]:
    """Return the cases in which a person is a defendant, under any record: one statement."""
    mine = Defendant.objects.filter(person__in=list(person_ids))
    return list(_small().filter(pk__in=mine.values("case")))


def live_defendants(people: Collection[UUID]) -> QuerySet[Defendant]:
    """Return these people's parts as defendants in cases that are not over."""
    over = [CaseState.FINALISED, CaseState.CLOSED]
    found = Defendant.objects.filter(person__in=list(people)).exclude(case__state__in=over)
    return found.order_by("case__urn")


def custody_record(record_id: UUID) -> CustodyRecord | None:
    """Return a custody record with what opening a case asks of it: two statements."""
    offences = ArrestOffence.objects.select_related("offence")
    return (
        CustodyRecord.objects.select_related(
            "event", "person", "investigating_officer", "arrested_by"
        )
        .prefetch_related(Prefetch("offences", offences))
        .filter(pk=record_id)
        .first()
    )


def case_offence(case_id: UUID, case_offence_id: UUID) -> CaseOffence | None:
    """Return an offence of a case."""
    found = CaseOffence.objects.select_related("offence", "defendant__case", "defendant__person")
    return found.filter(defendant__case=case_id, pk=case_offence_id).first()


def exhibits_to_add(case: Case) -> list[Item]:
    """Return the evidence of the defendants' detentions that is not in the case yet."""
    records = case.defendants.exclude(custody_record=None).values_list("custody_record", flat=True)
    return list(exhibits_taken_in(list(records)).exclude(exhibited_in__case=case))


def records_without_case(officer: Officer) -> QuerySet[CustodyRecord]:
    """Return this officer's detentions that ended in charge, bail or release under investigation
    and have no case yet, with ``ended_at``: one statement."""
    mine = Q(investigating_officer=officer.id) | Q(
        investigating_officer=None, arrested_by=officer.id
    )
    disposed = ArrestOffence.objects.filter(record=OuterRef("pk"), disposal__in=CALLS_FOR_CASE)
    opened = Defendant.objects.filter(custody_record=OuterRef("pk"))
    return (
        CustodyRecord.objects.filter(mine)
        .filter(Exists(disposed), ~Exists(opened))
        .select_related("event")
        .annotate(ended_at=Max("offences__disposed_at"))
        .order_by("ended_at")
    )


def _small() -> QuerySet[Case]:
    return Case.objects.select_related("officer_in_case").distinct().order_by("-pk")


def _defendants(case: Case) -> QuerySet[Defendant]:
    offences = CaseOffence.objects.select_related("offence").order_by("pk")
    return (
        case.defendants.select_related("person", "custody_record__event", "custody_record__suite")
        .prefetch_related(Prefetch("offences", offences), "custody_record__event__numbers")
        .order_by("pk")
    )


def _entries(defendants: Collection[Defendant]) -> list[CustodyEntry]:
    records = [each.custody_record_id for each in defendants if each.custody_record_id]
    later = CustodyEntry.objects.filter(supersedes=OuterRef("pk"))
    # The headline only: the words of an entry stay in the custody record.
    entries = CustodyEntry.objects.filter(record__in=records).defer("text", "detail")
    return list(entries.annotate(corrected=Exists(later)).order_by("occurred_at"))


def _housed(people: list[UUID]) -> set[UUID]:
    links = Link.objects.filter(source__in=people, role__in=ADDRESSES, held_until=None)
    return set(links.values_list("source", flat=True))


def _on_pnc(people: list[UUID]) -> set[UUID]:
    numbers = Identifier.objects.filter(person__in=people, scheme=IdentifierScheme.PNC, valid=True)
    return set(numbers.values_list("person", flat=True))
