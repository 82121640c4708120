"""Proposing pairs of records that may be one person, and judging what is proposed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from bluelamp.access.policies import Officer, require
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import Verdict
from bluelamp.nominals.models import Judgement
from bluelamp.nominals.policies import can_judge_sameness
from bluelamp.nominals.selectors import (
    changes_after,
    known_people,
    pair_standing,
    people_after,
    standing_judgements,
)
from bluelamp.nominals.services import Judged, judge_not_same, judge_same, judge_unsure

from .crowded import count_crowded_places
from .enums import ProposalState
from .matching import Flag, Result
from .models import Proposal, ProposingMark
from .pairing import Pair, Weighed, compare_known, weigh_batch
from .word_counts import count_words

BATCH = 200
# Whoever is recorded now may be committed after somebody recorded later: wait until all are there.
SETTLED_AFTER = timedelta(minutes=1)
FINAL = (Verdict.SAME, Verdict.NOT_SAME)
# Bits from which a pair that may be one person is put before an officer unasked: of those below
# hardly one in ten is (docs/performance.md). At entry, and by hand, they are shown all the same.
PROPOSED_FROM = 10.0


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run has come: records looked at, pairs compared, pairs that may be one person."""

    people: int = 0
    compared: int = 0
    alike: int = 0

    def after(self, people: int, found: Weighed) -> Progress:
        """Return the progress after one more batch."""
        return Progress(
            self.people + people, self.compared + found.compared, self.alike + len(found.alike)
        )


def propose_pairs(
    *,
    by: Officer,
    at: datetime,
    batch: int = BATCH,
    most: int | None = None,
    from_start: bool = False,
    settled_after: timedelta = SETTLED_AFTER,
    tell: Callable[[Progress], None] = lambda progress: None,
) -> Progress:
    """Look through records that are new or have changed, and propose whom they may be one with.

    Every batch is a transaction of its own that also keeps how far it came: whoever stops this
    loses nothing, and the next run goes on from there. ``most`` ends a run
    after that many records. Records younger than ``settled_after`` wait for the next run.
    """
    if from_start:
        ProposingMark.objects.all().delete()
    count_crowded_places()
    count_words()
    progress = Progress()
    while most is None or progress.people < most:
        size = batch if most is None else min(batch, most - progress.people)
        looked_at, found = _next_batch(size, at, at - settled_after)
        if not looked_at:
            break
        progress = progress.after(looked_at, found)
        tell(progress)
    return progress


@transaction.atomic
def _next_batch(size: int, at: datetime, until: datetime) -> tuple[int, Weighed]:
    """Look through the next records, new ones first; none are left when it says 0."""
    ProposingMark.objects.get_or_create(id=1)
    mark = ProposingMark.objects.select_for_update().get(id=1)
    people = people_after(mark.person, until, size)
    if people:
        mark.person = people[-1]
    else:
        changes = changes_after(mark.change, until, size)
        people = list(dict.fromkeys(person for _, person in changes))
        mark.change = changes[-1][0] if changes else mark.change
    if not people:
        return 0, Weighed(0, 0, {})
    mark.marked_at = at
    mark.save()
    return len(people), _propose(people, at)


def _propose(people: Sequence[UUID], at: datetime) -> Weighed:
    """Write what is alike; what was proposed and no longer is, lapses."""
    waiting = Proposal.objects.filter(
        Q(first__in=people) | Q(second__in=people), state=ProposalState.OPEN
    )
    before = list(waiting.values_list("first_id", "second_id"))
    found = _worth_an_officer(weigh_batch(people, before, day_of(at)), frozenset(before))
    written = Proposal.objects.bulk_create(
        [
            Proposal(
                first_id=first,
                second_id=second,
                result=answer.result,
                score=answer.score,
                reasons=list(answer.reasons),
            )
            for (first, second), answer in sorted(found.alike.items())
        ],
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["result", "score", "reasons"],
    )
    kept = [each.pk for each in written]
    waiting.exclude(pk__in=kept).update(state=ProposalState.LAPSED)
    same_pair = {"first": OuterRef("first"), "second": OuterRef("second"), "verdict__in": FINAL}
    final = Exists(standing_judgements().filter(**same_pair))
    closed = Proposal.objects.filter(pk__in=kept).exclude(state=ProposalState.OPEN)
    closed.exclude(final).update(state=ProposalState.OPEN, found_at=at, judged_at=None)
    return found


def _worth_an_officer(found: Weighed, waiting: frozenset[Pair]) -> Weighed:
    """Leave out pairs that are too little alike to ask somebody, unless they wait already."""
    alike = {
        pair: answer
        for pair, answer in found.alike.items()
        if pair in waiting
        or answer.result is Result.MATCH
        or answer.score >= PROPOSED_FROM
        or answer.flags - {Flag.RESTRICTED}
    }
    return replace(found, alike=alike)


@transaction.atomic
def propose_by_hand(*, one: UUID, other: UUID, by: Officer, at: datetime) -> Proposal:
    """Propose a pair that an officer has chosen, whatever the comparison says of it.

    Raises NotPossible for one record twice, for a record that the index has not, and for two that
    are judged one person already.
    """
    require(can_judge_sameness(by))
    first, second = min(one, other), max(one, other)
    if first == second:
        raise NotPossible("Choose another record than this one.", field="other", rule="MG-04")
    facts = known_people([first, second])
    if len(facts) < 2:
        raise NotPossible("The index has no such record.", field="other", rule="G3")
    if pair_standing(first, second).verdict is Verdict.SAME:
        raise NotPossible("These are judged one person already.", field="other", rule="MG-04")
    answer = compare_known(facts[first], facts[second], day_of(at))
    proposal, made = Proposal.objects.get_or_create(
        first_id=first,
        second_id=second,
        defaults={
            "result": answer.result,
            "score": answer.score,
            "reasons": list(answer.reasons),
        },
    )
    if not made and proposal.state != ProposalState.OPEN:
        proposal.state, proposal.found_at, proposal.judged_at = ProposalState.OPEN, at, None
        proposal.save(update_fields=["state", "found_at", "judged_at"])
    pair = Subject(kind="person", ids=(first, second))
    record_change(by=by, of=pair, action="propose_by_hand")
    return proposal


@transaction.atomic
def judge_pair(
    *, proposal_id: int, verdict: Verdict, said: Judged, by: Officer, at: datetime
) -> Judgement:
    """Judge a proposed pair: same, not the same, or unsure.

    The pair leaves the queue when it is judged one or two people; "unsure" and what awaits a
    second officer stay in it. Raises as the services of ``nominals`` do.
    """
    proposal = Proposal.objects.select_for_update().get(pk=proposal_id)
    judge = {
        Verdict.SAME: judge_same,
        Verdict.NOT_SAME: judge_not_same,
        Verdict.UNSURE: judge_unsure,
    }[verdict]
    made = judge(one=proposal.first_id, other=proposal.second_id, said=said, by=by, at=at)
    if made.verdict in FINAL:
        proposal.state, proposal.judged_at = ProposalState.JUDGED, at
        proposal.save(update_fields=["state", "judged_at"])
    return made
