"""Duplicate proposals against the answer key, and what one more person costs."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from uuid import UUID

from bluelamp.access.enums import Rank, Role
from bluelamp.access.policies import Officer
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.core.time import day_of, now
from bluelamp.demo.population import SyntheticPerson, generate_people
from bluelamp.nominals.panels import KnownPerson
from bluelamp.nominals.rules.claims import PersonClaim
from bluelamp.nominals.selectors import known_people
from bluelamp.resolution.crowded import count_crowded_places
from bluelamp.resolution.matching import Comparison, Result
from bluelamp.resolution.pairing import weigh_batch

from .figures import percentile

BATCH = 200
# Proposals of at least this score besides the two results that the engine tells apart.
SCORES = (5.0, 10.0, 15.0)
Pair = tuple[UUID, UUID]


@dataclass
class Proposed:
    """What the background job proposes of some people, how many pairs it looked at, the seconds."""

    alike: dict[Pair, Comparison] = field(default_factory=dict)
    looked_at: int = 0
    compared: int = 0
    seconds: float = 0.0


def propose(people: list[UUID]) -> Proposed:
    """Return the pairs proposed as the background job does."""
    done, began = Proposed(), time.perf_counter()
    for start in range(0, len(people), BATCH):
        found = weigh_batch(people[start : start + BATCH], (), day_of(now()))
        done.alike |= found.alike
        done.looked_at += found.looked_at
        done.compared += found.compared
    done.seconds = time.perf_counter() - began
    return done


def report_duplicates(
    any_people: list[UUID], second: list[UUID], same: Callable[[UUID, UUID], bool]
) -> None:
    """Print precision among people drawn at random, and recall among second recordings."""
    began = time.perf_counter()
    crowded = count_crowded_places()
    print(f"\nCrowded places: {crowded:,}, counted in {time.perf_counter() - began:.1f} s")
    of_drawn, of_again = propose(any_people), propose(second)
    drawn, again = of_drawn.alike, of_again.alike
    many, took = len(any_people) + len(second), of_drawn.seconds + of_again.seconds
    looked_at = of_drawn.looked_at + of_again.looked_at
    compared = of_drawn.compared + of_again.compared
    print(
        f"\nDuplicates: {len(any_people):,} people drawn at random and {len(second):,} second"
        f" recordings; {looked_at / many:.1f} looked at for each, {compared / many:.1f} of them"
        f" compared in full; {looked_at / took:,.0f} pairs a second with reading and writing"
        f" nothing, {took / many * 1000:.1f} ms a person\n"
    )
    print("| threshold | proposals | precision | recall |\n|---|---|---|---|")
    _print_at("MATCH", drawn, again, second, same, lambda found: found.result is Result.MATCH)
    for score in sorted(SCORES, reverse=True):
        name = f"MATCH, or REVIEW of {score:g} bits"
        _print_at(name, drawn, again, second, same, _at_least(score))
    _print_at("MATCH or REVIEW", drawn, again, second, same, lambda found: True)


def _at_least(score: float) -> Callable[[Comparison], bool]:
    return lambda found: found.result is Result.MATCH or found.score >= score


def _print_at(
    name: str,
    drawn: dict[Pair, Comparison],
    again: dict[Pair, Comparison],
    second: list[UUID],
    same: Callable[[UUID, UUID], bool],
    counts: Callable[[Comparison], bool],
) -> None:
    right = [same(*pair) for pair, found in drawn.items() if counts(found)]
    met = {key for pair, found in again.items() if counts(found) and same(*pair) for key in pair}
    precision = sum(right) / len(right) if right else float("nan")
    recall = len(met.intersection(second)) / len(second) if second else float("nan")
    print(f"| {name} | {len(right)} | {precision:.3f} | {recall:.3f} |", flush=True)


def report_pairs(people: list[UUID]) -> None:
    """Print how many pairs a second the engine compares, on one core, once claims are ready."""
    from bluelamp.resolution.claims import claim_of
    from bluelamp.resolution.matching import compare, prepare

    today = day_of(now())
    ready = [prepare(claim_of(facts), today=today) for facts in known_people(people).values()]
    began, count = time.perf_counter(), 0
    for first in ready:
        for second in ready[:100]:
            compare(first, second, today=today)
            count += 1
    print(f"\nPairs compared a second on one core: {count / (time.perf_counter() - began):,.0f}")


def time_adding(seed: int, count: int = 60) -> tuple[float, float]:
    """Return median and 95th percentile in milliseconds of recording somebody, undone after."""
    from django.db import transaction

    from bluelamp.nominals.selectors import likely_people
    from bluelamp.nominals.services import create_person

    times = []
    for person in generate_people(count, seed, duplicate_share=0):
        claim = claim_about(person)
        with transaction.atomic():
            shown = [each.person_id for each in likely_people(facts_of(person))]
            began = time.perf_counter()
            create_person(claim=claim, candidates_shown=shown, by=sergeant(), at=now())
            times.append((time.perf_counter() - began) * 1000)
            transaction.set_rollback(True)
    return percentile(times, 0.5), percentile(times, 0.95)


def claim_about(person: SyntheticPerson) -> PersonClaim:
    """Return somebody as an officer records them, without numbers."""
    from bluelamp.demo.loading.people import _loaded

    return _loaded(_without_numbers(person), {person.truth_id: UUID(int=0)}).claim


def facts_of(person: SyntheticPerson) -> KnownPerson:
    """Return somebody as the index compares them."""
    from bluelamp.nominals.rules.claims import known

    return known(claim_about(person), now().date())


def _without_numbers(person: SyntheticPerson) -> SyntheticPerson:
    """A police number of this stream may be on somebody already, which is refused by rule."""
    from dataclasses import replace

    return replace(person, identifiers=(), phones=(), emails=())


def sergeant() -> Officer:
    """Return an officer who may record and judge."""
    return Officer(
        id=UUID(int=1),
        label="Sergeant A Lamp 1",
        rank=Rank.SERGEANT,
        roles=frozenset({Role.CUSTODY_OFFICER, Role.SUPERVISOR}),
        unit_id=UUID(int=1),
        reason=Reason(ReasonCode.CUSTODY, "CU-26-0000001-E"),
    )
