"""Judging whether two records are one person; joining and parting them is the consequence.

No record is rewritten and nothing is moved (G1, MG-02): the judgement is written, and which record
stands for which is computed anew for the records that the judgement can touch. So joining costs
the same however much is recorded of the two.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from django.db import connection, transaction

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change, record_combination
from bluelamp.core.errors import NotPossible
from bluelamp.nominals.enums import JoinCaution, Verdict
from bluelamp.nominals.models import ClusterMember, Judgement, Parting, PartingNotice
from bluelamp.nominals.policies import can_judge_sameness
from bluelamp.nominals.registry import owners_of_live_records
from bluelamp.nominals.rules.sameness import membership
from bluelamp.nominals.selectors import (
    PairStanding,
    cares_about,
    judgement_with_people,
    pair_standing,
    standing_among,
)

from .refusals import UnansweredCautions

# Any number that nothing else locks: judgements follow one another, and lock no record.
_ONE_AT_A_TIME = 7_266_432
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Judged:
    """What the officer says: why, what was compared, and which cautions they have answered how."""

    reason: str
    evidence: str = ""
    answered: frozenset[JoinCaution] = frozenset()
    answer: str = ""


@transaction.atomic
def judge_same(*, one: UUID, other: UUID, said: Judged, by: Officer, at: datetime) -> Judgement:
    """Judge two records to be one person. Where care is asked for, the first officer proposes.

    Raises NotPossible without reason or evidence and where another officer must confirm (MG-01);
    UnansweredCautions for an earlier "not the same" (G5) or different fingerprint numbers (G7).
    """
    standing = _standing(one, other, by)
    _check_words(said, evidence=True)
    if standing.verdict is Verdict.SAME:
        raise NotPossible("These are judged the same already.", rule="MG-04")
    _check_cautions(standing, said)
    proposed = standing.current if standing.verdict is Verdict.SAME_PROPOSED else None
    if proposed and proposed.judged_by_id == by.id:
        raise NotPossible("You have proposed this: another officer must confirm it.", rule="MG-01")
    if standing.cares and not proposed:
        return _write(standing, Verdict.SAME_PROPOSED, said, by, at)
    made = _write(standing, Verdict.SAME, said, by, at, proposed=proposed)
    _redraw(standing.members, made, "join_records", by)
    return made


@transaction.atomic
def judge_not_same(*, one: UUID, other: UUID, said: Judged, by: Officer, at: datetime) -> Judgement:
    """Judge two records to be two people; where they had been judged one, this parts them.

    Matching will not propose them again (MG-07).
    """
    standing = _standing(one, other, by)
    _check_words(said)
    if standing.verdict is Verdict.NOT_SAME:
        raise NotPossible("These are judged to be two people already.", rule="G5")
    joined = standing.current if standing.verdict is Verdict.SAME else None
    made = _write(standing, Verdict.NOT_SAME, said, by, at)
    if joined:
        _part(standing, joined, made, by)
    return made


@transaction.atomic
def judge_unsure(*, one: UUID, other: UUID, said: Judged, by: Officer, at: datetime) -> Judgement:
    """Record that it cannot be told yet. Raises NotPossible for records judged the same."""
    standing = _standing(one, other, by)
    _check_words(said)
    if standing.verdict is Verdict.SAME:
        raise NotPossible("These are judged the same: end that judgement first.", rule="G5")
    return _write(standing, Verdict.UNSURE, said, by, at)


@transaction.atomic
def end_judgement(*, judgement_id: int, reason: str, by: Officer, at: datetime) -> Judgement:
    """End a judgement that stands. Ending "the same" leaves "not the same" in its place (MG-07).

    Raises NotPossible for a judgement that another has superseded.
    """
    found = judgement_with_people(judgement_id)
    if found is None:
        raise NotPossible("There is no such judgement.", rule="G5")
    standing = _standing(found.first_id, found.second_id, by)
    if standing.current is None or standing.current.pk != judgement_id:
        raise NotPossible("A later judgement has taken the place of this one.", rule="G5")
    said = Judged(reason)
    if standing.verdict is Verdict.SAME:
        return judge_not_same(one=standing.first, other=standing.second, said=said, by=by, at=at)
    if standing.verdict is Verdict.WITHDRAWN:
        raise NotPossible("This judgement is withdrawn already.", rule="G5")
    _check_words(said)
    return _write(standing, Verdict.WITHDRAWN, said, by, at)


def _standing(one: UUID, other: UUID, by: Officer) -> PairStanding:
    """Return how the pair stands, once no other judgement is being written."""
    require(can_judge_sameness(by))
    if one == other:
        raise NotPossible("A record cannot be judged against itself.", rule="MG-04")
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])
    return pair_standing(one, other)


def _check_words(said: Judged, *, evidence: bool = False) -> None:
    for field, words in (("reason", said.reason), ("answer", said.answer)):
        if len(words) > LONGEST:
            raise NotPossible(f"Use at most {LONGEST} characters.", field=field)
    if not said.reason.strip():
        raise NotPossible("Say why you judge so (MG-01).", field="reason", rule="MG-01")
    if evidence and not said.evidence.strip():
        raise NotPossible(
            "Say what you compared: a number, a document, fingerprints or a record (MG-01).",
            field="evidence",
            rule="MG-01",
        )


def _check_cautions(standing: PairStanding, said: Judged) -> None:
    asked = {caution.code for caution in standing.cautions}
    if asked - said.answered or (asked and not said.answer.strip()):
        raise UnansweredCautions(standing.cautions)


def _write(
    standing: PairStanding,
    verdict: Verdict,
    said: Judged,
    by: Officer,
    at: datetime,
    proposed: Judgement | None = None,
) -> Judgement:
    joins = verdict in (Verdict.SAME, Verdict.SAME_PROPOSED)
    cautions = [caution.code for caution in standing.cautions] if joins else []
    made = Judgement.objects.create(
        first_id=standing.first,
        second_id=standing.second,
        verdict=verdict,
        reason=said.reason.strip(),
        evidence=said.evidence.strip()[:200],
        cautions=cautions,
        answer=said.answer.strip() if cautions else "",
        judged_at=at,
        judged_by_id=by.id,
        judged_by=by.label,
        proposed_by_id=proposed.judged_by_id if proposed else None,
        proposed_by=proposed.judged_by if proposed else "",
        supersedes=standing.current,
    )
    # The database clock fills this in, and a parting needs it.
    made.refresh_from_db(fields=["recorded_at"])
    subject = Subject(kind="judgement", ids=(standing.first, standing.second))
    record_change(by=by, of=subject, action="judge_sameness", detail=verdict)
    return made


def _part(standing: PairStanding, joined: Judgement, made: Judgement, by: Officer) -> None:
    """Draw the clusters anew, and queue what a human must look at where the two come apart."""
    fresh = _redraw(standing.members, made, "part_records", by)
    kept = fresh.get(standing.first, standing.first)
    other = fresh.get(standing.second, standing.second)
    if kept == other:
        return
    parting = Parting.objects.create(
        judgement=made,
        kept_id=min(kept, other),
        other_id=max(kept, other),
        joined_at=joined.recorded_at,
        parted_at=made.recorded_at,
        rechecks=_rechecks(standing.members),
    )
    PartingNotice.objects.bulk_create(
        PartingNotice(parting=parting, event_id=event, staff_id=owner)
        for event, owner in sorted(owners_of_live_records(standing.members))
    )


def _rechecks(members: Collection[UUID]) -> list[str]:
    """Return what must be looked at again, for it was done on a false combination (MG-06)."""
    found = cares_about(members)
    return [
        said[:200] for said in dict.fromkeys(each for one in sorted(found) for each in found[one])
    ]


def _redraw(
    members: Iterable[UUID], made: Judgement, action: str, by: Officer
) -> Mapping[UUID, UUID]:
    """Compute which record stands for which among these, and log what changed (L5, MG-10)."""
    touched = sorted(members)
    before = dict(
        ClusterMember.objects.filter(person__in=touched).values_list("person_id", "golden_id")
    )
    same = standing_among(touched).filter(verdict=Verdict.SAME)
    after = membership(touched, same.values_list("first_id", "second_id"))
    ClusterMember.objects.filter(person__in=touched).delete()
    ClusterMember.objects.bulk_create(
        ClusterMember(person_id=person, golden_id=golden) for person, golden in after.items()
    )
    detail = f"before {_digest(before)}, after {_digest(after)}"
    sources = Subject(kind="person", ids=(made.first_id, made.second_id))
    record_combination(by=by, of=sources, action=action, detail=detail)
    for person in touched:
        if before.get(person, person) != after.get(person, person):
            record_change(by=by, of=Subject(kind="person", ids=(person,)), action=action)
    return after


def _digest(membership_then: Mapping[UUID, UUID]) -> str:
    """Return a short digest of who stood for whom, by which a state is recognised again (MG-10)."""
    lines = "\n".join(f"{person} {golden}" for person, golden in sorted(membership_then.items()))
    return sha256(lines.encode()).hexdigest()[:16]
