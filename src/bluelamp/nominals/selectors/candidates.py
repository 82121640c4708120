"""Reading who of the index may be the person claimed."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from bluelamp.core.time import day_of, now

from ..finder import Finding, Sameness, candidate_finder
from ..models import Person
from ..rules.claims import KnownPerson, PersonClaim, known
from .people import LastEvent, last_event_of, people_by_id
from .sameness import once_a_person

# How many resembling people are weighed before somebody new is recorded (NV-11).
WEIGHED = 50
NOTHING_ELSE = "Nothing but the name is known, so nobody can be told apart yet."


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody of the index who may be the person claimed, and why (G3)."""

    person: Person
    result: Sameness
    score: float
    reasons: tuple[str, ...]
    last_event: LastEvent | None


def candidates_for(claim: PersonClaim, *, limit: int = 10) -> list[Candidate]:
    """Return who of the index may be the person claimed, the likeliest first: six statements.

    Whoever the comparison calls different is left out. Where nothing but a name is claimed, people
    of that name follow, with five statements more. Expects a claim without blocking problems.
    """
    facts = known(claim, day_of(now()))
    found = likely_people(facts)[:limit]
    if _only_named(facts):
        met = {each.person_id for each in found}
        found += [each for each in _namesakes(facts, limit) if each.person_id not in met]
    return candidates_of(found[:limit])


def likely_people(facts: KnownPerson, besides: Container[UUID] = ()) -> list[Finding]:
    """Return who may be this person, the likeliest first, without those judged different.

    Somebody with several records is found once, as the record that stands for them. Records that
    are known already (``besides``) are not weighed again.
    """
    found = candidate_finder().candidates(facts, WEIGHED, besides)
    return once_a_person(each for each in found if each.result is not Sameness.NO)


def _only_named(facts: KnownPerson) -> bool:
    return not (facts.born or facts.identifiers or facts.addresses)


def _namesakes(facts: KnownPerson, limit: int) -> list[Finding]:
    """Return people of the same name: too little to weigh, yet worth a look before somebody new."""
    words = " ".join(name.verbatim for name in facts.names)
    if not words:
        return []
    bare = replace(facts, names=())
    found = once_a_person(candidate_finder().people_like(words, bare, (), limit))
    return [
        replace(each, result=Sameness.REVIEW, reasons=(*each.reasons, NOTHING_ELSE))
        for each in found
    ]


def candidates_of(found: Sequence[Finding]) -> list[Candidate]:
    """Return findings with the people they are about: one statement."""
    people = people_by_id(each.person_id for each in found)
    return [
        Candidate(person, each.result, each.score, each.reasons, last_event_of(person))
        for each in found
        if (person := people.get(each.person_id))
    ]
