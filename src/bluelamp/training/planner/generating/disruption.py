"""What goes wrong with a plan: trainers fall out, a venue is shut, people are ill."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from bluelamp.training.planner.instance import Absence, Instance
from bluelamp.training.planner.plan import Plan


@dataclass(frozen=True, slots=True)
class Disruption:
    """Which share of sessions and people, how many venues, and how far go-live moves."""

    sessions: float = 0.05
    people: float = 0.03
    venues: int = 1
    go_live_days: int = 0
    seed: int = 1


def disrupt(instance: Instance, plan: Plan, what: Disruption) -> tuple[Instance, Plan]:
    """Return the problem as it then is, and the old plan without its cancelled sessions' hours.

    A cancelled session is not in the old plan any more; its bookings still are, so that their
    people are known to have lost a seat. A shut venue and the ill stand in the problem.
    """
    random = Random(what.seed)  # noqa: S311
    names = sorted(plan.sessions)
    cancelled = set(random.sample(names, round(len(names) * what.sessions)))
    shut = set(_busiest(instance, plan)[: what.venues])
    settings = instance.settings
    changed = replace(
        instance,
        settings=replace(settings, go_live=settings.go_live + timedelta(what.go_live_days)),
        venues={
            key: replace(each, usable=each.usable and key not in shut)
            for key, each in instance.venues.items()
        },
        unavailable=instance.unavailable | _ill(random, instance, what.people),
    )
    old = replace(
        plan, sessions={key: each for key, each in plan.sessions.items() if key not in cancelled}
    )
    return changed, old


def _busiest(instance: Instance, plan: Plan) -> list[str]:
    """Return the venues in the order of their sessions, the middle one first."""
    many = Counter(instance.rooms[each.room_id].venue_id for each in plan.sessions.values())
    ordered = [key for key, _ in many.most_common()]
    return ordered[len(ordered) // 2 :] + ordered[: len(ordered) // 2]


def _ill(random: Random, instance: Instance, share: float) -> dict[str, tuple[Absence, ...]]:
    found = {}
    days = instance.settings.days
    for key in random.sample(sorted(instance.people), round(len(instance.people) * share)):
        first = random.choice(days)
        span = Absence(first, first + timedelta(days=random.choice((6, 13, 27))), "ill")
        found[key] = (*instance.unavailable.get(key, ()), span)
    return found
