"""What each limit costs, as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bluelamp.training.models import PlanRun

from .planning import number, per_cent

KINDS = {
    "supplier": "supplier’s trainer",
    "facilitator": "facilitator",
    "room": "room",
}
MOST = 4


def price_sentences(
    told: Mapping[str, Any], courses: Mapping[str, str], venues: Mapping[str, str]
) -> list[str]:
    """Return what one more trainer or room would save, the dearest of each kind first.

    Each thing is named once, in its dearest week.
    """
    found = []
    for kind, words in KINDS.items():
        own = [each for each in told.get("prices", ()) if each["kind"] == kind]
        dearest: dict[str, Mapping[str, Any]] = {}
        for each in own:
            dearest.setdefault(each["key"], each)
        names = venues if kind == "room" else courses
        found += [
            _sentence(words, kind, names.get(key, "the virtual rooms"), each)
            for key, each in list(dearest.items())[:MOST]
        ]
        if not own:
            found.append(f"One more {words} would save nothing: none is short at any time.")
    return found


def _sentence(words: str, kind: str, name: str, price: Mapping[str, Any]) -> str:
    monday = date.fromisoformat(price["monday"])
    where = f"at {name}" if kind == "room" else f"for {name}"
    return (
        f"One more {words} {where} on one day in the week of {monday.day} {monday:%B} "
        f"would save up to about {number(price['worth'])}."
    )


def what_if_sentences(base: PlanRun, variants: Sequence[PlanRun]) -> list[tuple[PlanRun, str]]:
    """Return what each what-if of a plan costs beside it, and what of that is proven."""
    return [(each, what_if_sentence(base, each)) for each in variants if not each.goes_on]


def what_if_sentence(base: PlanRun, other: PlanRun) -> str:
    """Return what another limit costs: found, and proven whatever the plan."""
    mine, theirs = base.summary, other.summary
    cost, more = mine["objective"]["total"], theirs["objective"]["total"]
    by = more - cost
    share = f" ({per_cent(abs(by) / cost)})" if cost else ""
    if abs(by) < 0.5:
        said = "The plan found costs the same"
    else:
        said = f"The plan found costs {number(abs(by))} {'more' if by > 0 else 'less'}{share}"
    fewer = mine["placed"] - theirs["placed"]
    if fewer:
        said += f" and places {abs(fewer):,} {'fewer' if fewer > 0 else 'more'}"
    return f"{said}. {_proven(theirs['lower_bound'] - cost, mine['lower_bound'] - more)}"


def _proven(at_least: float, at_least_less: float) -> str:
    if at_least > 0.5:
        return f"Whatever the plan, it costs at least {number(at_least)} more than this one."
    if at_least_less > 0.5:
        return f"No plan under the limits of this one could save as much: {number(at_least_less)}."
    return "It is not proven that every plan must cost more or less: the gaps of the two overlap."
