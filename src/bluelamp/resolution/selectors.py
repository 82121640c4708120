"""Reading the queue of pairs and one pair side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from bluelamp.nominals.models import ClusterMember, Judgement, Person
from bluelamp.nominals.panels import KnownPerson, read_sought
from bluelamp.nominals.selectors import (
    Candidate,
    PairStanding,
    candidates_of,
    cares_about,
    clusters_of,
    known_people,
    likely_people,
    pair_standing,
    people_by_id,
    people_sought,
    standing_among,
)

from .enums import ProposalState
from .matching import Comparison
from .models import Proposal
from .pairing import compare_known

Found = TypeVar("Found")
MOST_LIKE = 20


@dataclass(frozen=True, slots=True)
class PairInQueue:
    """A pair that awaits an officer, with its people, what was judged so far, and the care due."""

    proposal: Proposal
    people: tuple[Person, Person]
    judgement: Judgement | None
    cares: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PairPage:
    """All that the page of a pair shows."""

    proposal: Proposal
    people: tuple[Person, Person]
    facts: tuple[KnownPerson, KnownPerson]
    comparison: Comparison
    standing: PairStanding


def pairs_waiting() -> QuerySet[Proposal]:
    """Return the pairs that await an officer, the likeliest first.

    What has become one person through other judgements asks nothing any more.
    """
    with_first = ClusterMember.objects.filter(person=OuterRef(OuterRef("first"))).values("golden")
    one_already = ClusterMember.objects.filter(person=OuterRef("second"), golden__in=with_first)
    waiting = Proposal.objects.filter(~Exists(one_already), state=ProposalState.OPEN)
    return waiting.order_by("result", "-score", "pk")


def pairs_in_queue(proposals: Sequence[Proposal]) -> list[PairInQueue]:
    """Return one page of the queue: a constant number of statements."""
    ids = {key for each in proposals for key in (each.first_id, each.second_id)}
    people, cares = people_by_id(ids), cares_about(ids)
    judged = {(each.first_id, each.second_id): each for each in standing_among(ids)}
    return [
        PairInQueue(
            proposal=each,
            people=(people[each.first_id], people[each.second_id]),
            judgement=judged.get((each.first_id, each.second_id)),
            cares=tuple(cares.get(each.first_id, [])) + tuple(cares.get(each.second_id, [])),
        )
        for each in proposals
    ]


def pair_page(proposal_id: int, today: date) -> PairPage | None:
    """Return a pair side by side, compared now: a constant number of statements."""
    proposal = Proposal.objects.filter(pk=proposal_id).first()
    if proposal is None:
        return None
    ids = (proposal.first_id, proposal.second_id)
    people, facts = people_by_id(ids), known_people(ids)
    return PairPage(
        proposal=proposal,
        people=_both(people, ids),
        facts=_both(facts, ids),
        comparison=compare_known(facts[ids[0]], facts[ids[1]], today),
        standing=pair_standing(*ids),
    )


def records_like(person_id: UUID, words: str, today: date) -> list[Candidate]:
    """Return the records that ``words`` find, or those that comparing finds alike to this one.

    The record itself and those judged one with it are left out: at most eleven statements.
    """
    if words:
        found = people_sought(read_sought(words, today))[:MOST_LIKE]
    else:
        found = likely_people(known_people([person_id])[person_id])[:MOST_LIKE]
    own = clusters_of([person_id]).get(person_id, frozenset({person_id}))
    return candidates_of([each for each in found if each.person_id not in {person_id, *own}])


def _both(found: dict[UUID, Found], ids: tuple[UUID, UUID]) -> tuple[Found, Found]:
    return found[ids[0]], found[ids[1]]
