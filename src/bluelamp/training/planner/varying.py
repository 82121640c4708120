"""The same problem a little otherwise: what if a venue were missing, a cap lower, a day earlier."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from fractions import Fraction

from .instance import Instance, Unit


@dataclass(frozen=True, slots=True)
class Variation:
    """What is otherwise: a venue not used, another cap for every team, go-live moved by weeks."""

    without_venue: str = ""
    cap: Fraction | None = None
    go_live_weeks: int = 0


def vary(instance: Instance, what: Variation) -> Instance:
    """Return the problem as it would be. Raises ValueError when no training day would be left."""
    settings = instance.settings
    go_live = settings.go_live + timedelta(weeks=what.go_live_weeks)
    if go_live <= settings.window_start:
        raise ValueError("go-live would be before the first day of training")
    return replace(
        instance,
        settings=replace(settings, go_live=go_live),
        venues={
            key: replace(each, usable=each.usable and key != what.without_venue)
            for key, each in instance.venues.items()
        },
        units={
            key: each if what.cap is None else _capped(instance, each, what.cap)
            for key, each in instance.units.items()
        },
    )


def _capped(instance: Instance, unit: Unit, cap: Fraction) -> Unit:
    """Return a team with another cap on everybody away; other units have none to change."""
    if not unit.min_strength:
        return unit
    strength = instance.strength[unit.unit_id]
    return replace(unit, min_strength=strength - int(strength * cap))
