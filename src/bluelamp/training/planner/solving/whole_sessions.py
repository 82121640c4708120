"""A better bound where classes are few: sessions are whole.

At given prices of trainers and rooms the deliveries have nothing more to do with each other. The
dual lets each person pay a share of a full session; a model of one delivery, with whole sessions
and a least class, proves more, above all where few people ask for the same. Whatever it proves in
its time holds.
"""

from __future__ import annotations

from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from math import ceil

import numpy as np

from .arrays import Floats, Ints
from .ascent import Bound
from .cores import Cores
from .mip import Builder, Model, Solution
from .prices import Dual, over_days

MOST_SEATS = 60_000
DISAGGREGATED = 20_000
NEAR = 1.0


@dataclass
class WholeSessions:
    """Models of single deliveries, solved beside other work."""

    dual: Dual
    bound: Bound
    cores: Cores
    seconds: float
    running: list[tuple[Ints, Future[Solution]]] = field(default_factory=list)

    def begin(self) -> None:
        """Hand the models to the cores, the largest first."""
        models = [
            (learners, model)
            for key, learners in enumerate(self.dual.layout.learners_of)
            if (model := delivery_model(self.dual, self.bound, key)) is not None
        ]
        large = sum(len(model.cost) > 1_000 for _, model in models)
        each = max(2 * self.seconds / max(large, 1), 2.0)
        models.sort(key=lambda told: -len(told[1].cost))
        self.running = [(own, self.cores.solve(model, each)) for own, model in models]

    def raised(self) -> Bound:
        """Wait for the models; return the bound with what they prove more."""
        value = self.bound.value
        for learners, future in self.running:
            more = future.result().bound - float(self.bound.paid[learners].sum())
            if np.isfinite(more) and more > NEAR:
                value += more - NEAR
        return replace(self.bound, value=value)


def delivery_model(dual: Dual, bound: Bound, key: int) -> Model | None:
    """Return the model of one delivery at these prices; None for one-to-one or too large a one."""
    layout, delivery = dual.layout, dual.layout.deliveries[key]
    learners = layout.learners_of[key]
    if delivery.most == 1 or not len(learners):
        return None
    sessions = _sessions(dual, bound, key)
    able = {
        (site, start): learners[
            layout.loose_starts[learners, start] & np.isfinite(layout.travel[learners, site])
        ]
        for site, start in sessions
    }
    size = sum(map(len, able.values()))
    if not size or size > MOST_SEATS:
        return None
    model = _Single(Builder(), learners, float(layout.instance.settings.prices.untrained))
    for (site, start), people in able.items():
        cost = layout.travel[people, site] * delivery.days + layout.early[key, start]
        held = [
            (model.builder.column(price, _most_sessions(len(people), seats, delivery.least)), seats)
            for price, seats in sessions[site, start]
        ]
        model.seat(people, cost, held, delivery.least, apart=size <= DISAGGREGATED)
    model.finish()
    return model.builder.model()


def _most_sessions(people: int, seats: float, least: int) -> int:
    """Return how many sessions of one start could be worth holding for so many people."""
    return min(ceil(people / seats - 1e-9), people // max(least, 1))


@dataclass
class _Single:
    """The model of one delivery as it grows."""

    builder: Builder
    learners: Ints
    untrained: float
    choices: dict[int, list[tuple[int, float]]] = field(init=False)
    held: list[tuple[int, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.choices = {
            each: [(self.builder.column(self.untrained, whole=False), 1.0)]
            for each in self.learners.tolist()
        }
        self.left_out = [own[0] for own in self.choices.values()]

    def seat(
        self,
        people: Ints,
        cost: Floats,
        held: list[tuple[int, float]],
        least: int,
        *,
        apart: bool,
    ) -> None:
        """Add the seats of one site and first day, and the sessions that have them."""
        self.held += held
        terms = []
        for learner, price in zip(people.tolist(), cost.tolist(), strict=True):
            column = self.builder.column(price, whole=False)
            terms.append((column, 1.0))
            self.choices[learner].append((column, 1.0))
            if apart:
                self.builder.row([(column, 1.0), *((each, -1.0) for each, _ in held)], -np.inf, 0)
        self.builder.row([*terms, *((each, -seats) for each, seats in held)], -np.inf, 0)
        if least > 1:
            classes = [(each, -float(least)) for each, _ in held]
            self.builder.row([*terms, *classes], 0, np.inf)

    def finish(self) -> None:
        """Everybody sits once or is left out; so many sessions at least as would hold them."""
        for own in self.choices.values():
            self.builder.row(own, 1, 1)
        most = max(seats for _, seats in self.held)
        sessions = [(column, 1.0) for column, _ in self.held]
        fewest = ceil(len(self.learners) / most - 1e-9)
        self.builder.row([*sessions, *self.left_out], fewest, np.inf)


def _sessions(
    dual: Dual, bound: Bound, key: int
) -> dict[tuple[int, int], list[tuple[float, float]]]:
    """Return by site and first day price and seats of the sessions that no other there outdoes."""
    layout, delivery = dual.layout, dual.layout.deliveries[key]
    course = dual.courses.index(delivery.course_id)
    daily = delivery.trainers[0] * bound.prices[0][course]
    daily = daily + delivery.trainers[1] * bound.prices[1][course]
    found: dict[tuple[int, int], list[tuple[float, float]]] = {}
    for crowd in dual.crowds:
        if crowd.key != key:
            continue
        part = layout.share_of_day(delivery.minutes)
        whole = layout.price_of_days(key) + over_days(
            part * (daily + bound.prices[2][crowd.grades]), delivery.offsets
        )
        for row, start in np.argwhere((crowd.seats > 0) & np.isfinite(whole)).tolist():
            offer = float(whole[row, start]), float(crowd.seats[row, start])
            found.setdefault((int(dual.grade_site[crowd.grades[row]]), start), []).append(offer)
    return {
        where: [
            one
            for one in dict.fromkeys(offers)
            if not any(
                other != one and other[0] <= one[0] and other[1] >= one[1] for other in offers
            )
        ]
        for where, offers in found.items()
    }
