"""Reading what officers have judged of records, and which records are one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet

from ..enums import IdentifierScheme, JoinCaution, NameType, Verdict, WarningSignal
from ..finder import Finding
from ..models import ClusterMember, Identifier, Judgement, PersonName, WarningMarker
from ..registry import cares_of_modules
from ..rules.sameness import in_order, print_conflicts

GRAVE_MARKERS = (WarningSignal.FI, WarningSignal.WE, WarningSignal.XP)
PRINTS = (IdentifierScheme.PNC, IdentifierScheme.CRO)


@dataclass(frozen=True, slots=True)
class Caution:
    """What speaks against joining two records and must be answered, in a sentence."""

    code: JoinCaution
    words: str


@dataclass(frozen=True, slots=True)
class PairStanding:
    """What must be known before two records are judged.

    ``sides`` are all records judged one with each of the two; ``cares`` say why a second officer
    must confirm (MG-01); ``cautions`` must be answered (G5, G7).
    """

    first: UUID
    second: UUID
    sides: tuple[frozenset[UUID], frozenset[UUID]]
    current: Judgement | None
    cautions: tuple[Caution, ...] = ()
    cares: tuple[str, ...] = field(default=())

    @property
    def members(self) -> frozenset[UUID]:
        """Return every record on either side."""
        return self.sides[0] | self.sides[1]

    @property
    def is_joined(self) -> bool:
        """Tell whether the two are one person already, directly or through others."""
        return self.second in self.sides[0]

    @property
    def verdict(self) -> Verdict | None:
        """Return what stands of the pair."""
        return Verdict(self.current.verdict) if self.current else None


def standing_judgements() -> QuerySet[Judgement]:
    """Return the judgements that no later one of their pair supersedes; withdrawn ones left out."""
    return Judgement.objects.filter(superseded_by=None).exclude(verdict=Verdict.WITHDRAWN)


def standing_among(ids: Collection[UUID]) -> QuerySet[Judgement]:
    """Return the judgements that stand between any two of these records."""
    return standing_judgements().filter(first__in=ids, second__in=ids).order_by("pk")


def latest_of_pair(one: UUID, other: UUID) -> Judgement | None:
    """Return the last judgement of a pair, withdrawn or not: one statement."""
    first, second = in_order(one, other)
    return Judgement.objects.filter(first=first, second=second, superseded_by=None).first()


def golden_ids(ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return for each record the one that stands for its person: one statement."""
    wanted = list(ids)
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        # One array as text, for a search asks this of hundreds and a list costs more to send.
        cursor.execute(
            "SELECT person_id, golden_id FROM nominals_clustermember"
            " WHERE person_id = ANY (%s::uuid[])",
            [f"{{{','.join(map(str, wanted))}}}"],
        )
        found = dict(cursor.fetchall())
    return {key: found.get(key, key) for key in wanted}


def golden_id(person_id: UUID) -> UUID:
    """Return the record that stands for a person: one statement."""
    return golden_ids([person_id])[person_id]


def once_a_person(found: Iterable[Finding]) -> list[Finding]:
    """Return findings, the best first, each person once as the record that stands.

    The reasons are those of the record that fits best. One statement, or none where the finder
    has read which records stand for all of them.
    """
    ranked = list(found)
    golden = golden_ids(each.person_id for each in ranked if each.stands_for is None)
    best: dict[UUID, Finding] = {}
    for each in ranked:
        best.setdefault(each.stands_for or golden[each.person_id], each)
    return [
        each if each.person_id == key else replace(each, person_id=key)
        for key, each in best.items()
    ]


def clusters_of(ids: Iterable[UUID]) -> dict[UUID, frozenset[UUID]]:
    """Return for each record all records judged one with it, itself among them: one statement."""
    wanted = list(ids)
    goldens = ClusterMember.objects.filter(person__in=wanted).values("golden")
    rows = ClusterMember.objects.filter(golden__in=goldens).values_list("person_id", "golden_id")
    by_golden: dict[UUID, set[UUID]] = {}
    for person, golden in rows:
        by_golden.setdefault(golden, set()).add(person)
    every = {person: frozenset(group) for group in by_golden.values() for person in group}
    return {key: every.get(key, frozenset({key})) for key in wanted}


def pair_standing(one: UUID, other: UUID) -> PairStanding:
    """Return what must be known before two records are judged: a constant number of statements."""
    first, second = in_order(one, other)
    found = clusters_of([first, second])
    sides = (found[first], found[second])
    cautions = tuple(_cautions(first, second, sides))
    by_person = cares_about(sides[0] | sides[1])
    differ = [each.words for each in cautions if each.code is JoinCaution.NUMBERS_DIFFER]
    cares = dict.fromkeys(said for key in sorted(by_person) for said in by_person[key])
    return PairStanding(
        first=first,
        second=second,
        sides=sides,
        current=latest_of_pair(first, second),
        cautions=cautions,
        cares=(*cares, *differ),
    )


def cares_about(people: Collection[UUID]) -> dict[UUID, list[str]]:
    """Return of whom there is something that makes joining need a second officer (MG-01).

    Two statements and those of the modules.
    """
    found = cares_of_modules(people)
    markers = WarningMarker.objects.filter(
        person__in=list(people), code__in=GRAVE_MARKERS, ended_at=None
    )
    for person, code in markers.order_by("code").values_list("person_id", "code").distinct():
        found.setdefault(person, []).append(f"Warning marker {code}.")
    restricted = PersonName.objects.filter(person__in=list(people), type=NameType.RESTRICTED)
    for person in restricted.values_list("person_id", flat=True).distinct():
        found.setdefault(person, []).append("Protected status.")
    return found


def _cautions(
    first: UUID, second: UUID, sides: tuple[frozenset[UUID], frozenset[UUID]]
) -> Iterable[Caution]:
    here, there = sides
    if apart := _judged_apart(here, there):
        who = (
            "these two records"
            if (apart.first_id, apart.second_id) == (first, second)
            else ("two of the records that would become one")
        )
        said = f"{apart.judged_by} judged {who} to be two people: “{apart.reason}” (G5)."
        yield Caution(JoinCaution.EARLIER_NOT_SAME, said)
    if here != there:
        numbers = _prints(here | there)
        mine, theirs = (_together(numbers, side) for side in sides)
        for conflict in print_conflicts(mine, theirs):
            label = IdentifierScheme(conflict.scheme).label
            said = (
                f"Two different valid {label}s, {', '.join(conflict.here)} and "
                f"{', '.join(conflict.there)}: check with the national records office first (G7)."
            )
            yield Caution(JoinCaution.NUMBERS_DIFFER, said)


def _judged_apart(here: frozenset[UUID], there: frozenset[UUID]) -> Judgement | None:
    across = Q(first__in=here, second__in=there) | Q(first__in=there, second__in=here)
    apart = standing_judgements().filter(across, verdict=Verdict.NOT_SAME)
    return apart.order_by("-pk").first()


def _prints(ids: Collection[UUID]) -> list[tuple[UUID, str, str]]:
    found = Identifier.objects.filter(person__in=list(ids), scheme__in=PRINTS, valid=True)
    return list(found.values_list("person_id", "scheme", "value"))


def _together(
    numbers: Iterable[tuple[UUID, str, str]], side: frozenset[UUID]
) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for person, scheme, value in numbers:
        if person in side:
            found.setdefault(scheme, set()).add(value)
    return {scheme: frozenset(values) for scheme, values in found.items()}


def judgement_with_people(judgement_id: int) -> Judgement | None:
    """Return a judgement with the two it is about: one statement."""
    found = Judgement.objects.select_related("first", "second", "superseded_by")
    return found.filter(pk=judgement_id).first()
