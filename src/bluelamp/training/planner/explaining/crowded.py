"""How many no plan can place, however good: the caps of their teams leave too few days."""

from __future__ import annotations

import numpy as np

from bluelamp.training.planner.solving.arrays import Bools, Ints
from bluelamp.training.planner.solving.layout import Layout


def left_out_by_caps(layout: Layout) -> int:
    """Return how many learners with a feasible start every plan leaves out, at least.

    Whoever is taught takes as many days of their team's cap as the course has, all of them days on
    which they could come. The shortest courses first, as many are counted as those days hold; the
    rest of the team is left out by any plan. Trainers and rooms are not looked at.
    """
    starts = _possible_starts(layout)
    days = _days_from(layout, starts)
    team = layout.units_of[:, 0]
    able = layout.placeable & starts.any(axis=1)
    beyond = int((layout.placeable & ~able).sum())
    order = np.argsort(team[able], kind="stable")
    learners = np.flatnonzero(able)[order]
    for own in np.split(learners, np.flatnonzero(np.diff(team[learners])) + 1):
        beyond += _beyond(layout, own, days) if len(own) else 0
    return beyond


def _beyond(layout: Layout, own: Ints, days: Bools) -> int:
    most = layout.most_away[layout.units_of[own[0], 0]]
    room = int(np.minimum(most, days[own].sum(axis=0)).sum())
    taken = np.cumsum(np.sort(layout.durations[own]))
    return len(own) - int(np.searchsorted(taken, room, side="right"))


def _possible_starts(layout: Layout) -> Bools:
    """Tell by learner and day whether they could start, were no place or trainer taken."""
    found = np.zeros((len(layout.delivery_of), len(layout.days)), bool)
    for key, learners in enumerate(layout.learners_of):
        for site in range(len(layout.sites)):
            able = learners[np.isfinite(layout.travel[learners, site])]
            for needs in np.unique(layout.needs[able]):
                some = able[layout.needs[able] == needs]
                there = layout.starts[layout.clock_of[site], some]
                found[some] |= there & layout.open_for(key, site, int(needs))
        if len(learners):
            found[learners] &= _released(layout, key, learners)
    return found


def _released(layout: Layout, key: int, learners: Ints) -> Bools:
    """Tell on which first days the caps of all units let somebody go at all."""
    chains = layout.units_of[learners]
    own = np.where(chains[:, :, None] >= 0, layout.most_away[chains] > 0, True)
    spared: Bools = np.logical_and.reduce(own, axis=1)
    found = np.zeros_like(spared)
    last = len(layout.days) - layout.deliveries[key].offsets[-1]
    found[:, :last] = True
    for offset in layout.deliveries[key].offsets:
        found[:, :last] &= spared[:, offset : offset + last]
    return found


def _days_from(layout: Layout, starts: Bools) -> Bools:
    """Tell by learner and day whether some possible start has them taught that day."""
    found = np.zeros_like(starts)
    for key, learners in enumerate(layout.learners_of):
        for offset in layout.deliveries[key].offsets:
            found[learners, offset:] |= starts[learners, : starts.shape[1] - offset]
    return found
