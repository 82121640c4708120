"""Duplicate proposals against the answer key, and what one more person costs."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from uuid import UUID

from bluelamp.access.enums import Rank, Role
from bluelamp.access.policies import Officer
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.demo.population import SyntheticPerson, generate_people
from bluelamp.nominals.panels import Finding, Sameness, candidate_finder
from bluelamp.nominals.selectors import known_people

from .figures import percentile

MOST_CANDIDATES = 50
Proposals = dict[UUID, list[Finding]]


def propose(people: Iterable[UUID]) -> tuple[Proposals, float]:
    """Return whom each of these people may be the same as, and the seconds it took."""
    found: Proposals = {}
    began = time.perf_counter()
    for key in people:
        facts = known_people([key])[key]
        likely = candidate_finder().candidates(facts, MOST_CANDIDATES)
        found[key] = [each for each in likely if each.person_id != key]
    return found, time.perf_counter() - began


def report_duplicates(
    any_people: list[UUID], second: list[UUID], same: Callable[[UUID, UUID], bool]
) -> None:
    """Print precision among people drawn at random, and recall among second recordings."""
    drawn, took = propose(any_people)
    again, took_again = propose(second)
    print(
        f"\nDuplicates: {len(drawn):,} people drawn at random and {len(again):,} second recordings;"
        f" {(took + took_again) / (len(drawn) + len(again)) * 1000:.1f} ms a person\n"
    )
    print("| threshold | proposals | precision | recall |\n|---|---|---|---|")
    for name, results in (
        ("MATCH", {Sameness.MATCH}),
        ("MATCH or REVIEW", {Sameness.MATCH, Sameness.REVIEW}),
    ):
        proposed = [
            same(key, each.person_id)
            for key, likely in drawn.items()
            for each in likely
            if each.result in results
        ]
        hits = [
            any(same(key, each.person_id) and each.result in results for each in likely)
            for key, likely in again.items()
        ]
        right = sum(proposed) / len(proposed) if proposed else float("nan")
        share = sum(hits) / len(hits) if hits else float("nan")
        print(f"| {name} | {len(proposed)} | {right:.3f} | {share:.3f} |", flush=True)


def report_pairs(people: list[UUID]) -> None:
    """Print how many pairs a second the engine compares, on one core, once claims are ready."""
    from bluelamp.core.time import LONDON, now
    from bluelamp.resolution.claims import claim_of
    from bluelamp.resolution.matching import compare, prepare

    today = now().astimezone(LONDON).date()
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

    from bluelamp.core.time import now
    from bluelamp.demo.loading.people import _loaded
    from bluelamp.nominals.selectors import likely_people
    from bluelamp.nominals.services import create_person

    times = []
    for person in generate_people(count, seed, duplicate_share=0):
        claim = _loaded(_without_numbers(person), {person.truth_id: UUID(int=0)}).claim
        from bluelamp.nominals.rules.claims import known

        with transaction.atomic():
            facts = known(claim, now().date())
            shown = [each.person_id for each in likely_people(facts)]
            began = time.perf_counter()
            create_person(claim=claim, candidates_shown=shown, by=sergeant(), at=now())
            times.append((time.perf_counter() - began) * 1000)
            transaction.set_rollback(True)
    return percentile(times, 0.5), percentile(times, 0.95)


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
        reason=Reason(ReasonCode.CUSTODY, "CU-26-0000001-A"),
    )
