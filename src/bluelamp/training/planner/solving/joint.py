"""A bound for problems of few trainers: all deliveries at once, then each whole at fair prices.

The blocks of all deliveries together, with fractions of sessions, tell what a day of each trainer,
room and unit is worth. At these prices every block is solved by itself with whole sessions. What
the blocks prove, less what everything shared could earn, is at most the cost of any plan: for
whatever prices, and for whatever a block proves in its time.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from math import ceil

import highspy
import numpy as np
from scipy.sparse import block_diag, csr_matrix, vstack

from .arrays import Floats
from .blocks import Block, Shared, blocks_of, supplies_of
from .layout import Layout
from .mip import Model, lp_of, solve_model

NEAR = 1.0
PRICING_SHARE, COUNTING_SHARE = 0.3, 0.08
COUNTED = range(100, 2_000)
"""Columns of a block of which it is soon told how few sessions will do."""
FRACTION = 1e-4
SURE = 1e-6


@dataclass(frozen=True)
class Joint:
    """The blocks, how much there is of what they share, and what they take of it."""

    blocks: list[Block]
    supply: Floats
    takes: csr_matrix

    @property
    def anyhow(self) -> float:
        """Return what is paid whatever is done."""
        return sum(each.paid_anyhow for each in self.blocks)


def joint_of(layout: Layout) -> Joint | None:
    """Return the blocks of a problem with what they share, None if they are too large."""
    blocks = blocks_of(layout)
    if blocks is None:
        return None
    supplies = supplies_of(layout)
    shared: dict[Shared, list[tuple[int, float]]] = defaultdict(list)
    first = 0
    for each in blocks:
        for what, terms in each.takes.items():
            shared[what] += [(first + column, part) for column, part in terms]
        first += len(each.model.cost)
    entries = [
        (row, column, part) for row, what in enumerate(shared) for column, part in shared[what]
    ]
    told = np.array(entries, np.float64).reshape(-1, 3)
    where = told[:, 0].astype(np.int64), told[:, 1].astype(np.int64)
    takes = csr_matrix((told[:, 2], where), shape=(len(shared), first))
    return Joint(blocks, np.array([supplies.of(what) for what in shared]), takes)


def prove_jointly(joint: Joint, seconds: float) -> Iterator[float]:
    """Yield ever higher lower bounds on the cost of any plan, proven in so many seconds."""
    ends = time.monotonic() + seconds
    joint = counted_out(joint, COUNTING_SHARE * seconds)
    prices = fair_prices(joint, PRICING_SHARE * seconds)
    yield from values_at(joint, prices, ends - time.monotonic())


def counted_out(joint: Joint, seconds: float) -> Joint:
    """Return the blocks with as many sessions as are needed at least, where that is soon told.

    It makes the prices fairer and the blocks easier; each block has so many seconds.
    """

    def told(block: Block) -> Block:
        if len(block.model.cost) not in COUNTED:
            return block
        bound = solve_model(block.fewest(), seconds, near=0.9).bound
        return block.with_at_least(ceil(bound - FRACTION)) if np.isfinite(bound) else block

    return replace(joint, blocks=[told(each) for each in joint.blocks])


def fair_prices(joint: Joint, seconds: float) -> Floats:
    """Return what a unit of everything shared is worth when sessions may be held in parts."""
    models = [each.model for each in joint.blocks]
    own = block_diag([each.rows for each in models], format="csr")
    model = Model(
        np.concatenate([each.cost for each in models]),
        np.concatenate([each.lower for each in models]),
        np.concatenate([each.upper for each in models]),
        np.zeros(joint.takes.shape[1], bool),
        vstack([own, joint.takes]).tocsr(),
        np.concatenate([*(each.row_lower for each in models), np.full(len(joint.supply), -np.inf)]),
        np.concatenate([*(each.row_upper for each in models), joint.supply]),
    )
    solver = highspy.Highs()
    for option, value in (("output_flag", False), ("threads", 1), ("solver", "ipm"),
                          ("run_crossover", "off"), ("time_limit", float(seconds))):  # fmt: skip
        solver.setOptionValue(option, value)
    solver.passModel(lp_of(model))
    solver.run()
    dual = np.array(solver.getSolution().row_dual)
    if len(dual) != len(model.row_lower) or not np.isfinite(dual).all():
        return np.zeros(len(joint.supply))
    found: Floats = np.maximum(-dual[own.shape[0] :], 0.0)
    return found


def values_at(joint: Joint, prices: Floats, seconds: float) -> Iterator[float]:
    """Yield ever higher bounds at these prices.

    Sessions in parts prove most of it quickly; then the smallest blocks come first with whole ones.
    """
    ends = time.monotonic() + seconds
    models = sorted(_priced(joint, prices), key=lambda each: len(each.cost))
    quickly = [
        _proven(replace(each, whole=np.zeros_like(each.whole)), max(seconds, 1.0))
        for each in models
    ]
    value = joint.anyhow - float(prices @ joint.supply) + sum(quickly)
    yield value
    for number, (model, known) in enumerate(zip(models, quickly, strict=True)):
        own = (ends - time.monotonic()) * _part(models[number:])
        if own > 0:
            value += max(_proven(model, own) - known, 0.0)
            yield value


def _priced(joint: Joint, prices: Floats) -> list[Model]:
    """Return the blocks, in which what they take is paid for."""
    more = joint.takes.T @ prices
    first, found = 0, []
    for each in joint.blocks:
        many = len(each.model.cost)
        found.append(replace(each.model, cost=each.model.cost + more[first : first + many]))
        first += many
    return found


def _part(left: list[Model]) -> float:
    """Return what share of the time the smallest of the models left may take."""
    sizes = [len(each.cost) + 1 for each in left]
    return min(3.0 * sizes[0] / sum(sizes), 1.0)


def _proven(model: Model, seconds: float) -> float:
    """Return what a block proves; nothing costs less than nought."""
    if not len(model.cost):
        return 0.0
    bound = solve_model(model, seconds).bound
    return max(bound - NEAR - SURE * abs(bound), 0.0) if np.isfinite(bound) else 0.0
