"""Photographs of a person: the one that stands for them, earlier and removed ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from bluelamp.core.time import shown

from ..enums import PhotographSource
from ..models import Photograph


@dataclass(frozen=True, slots=True)
class Portrait:
    """A photograph with its words; without an address it has been removed."""

    url: str
    small_url: str
    remove_url: str
    taken: str
    age: str
    source: str
    recorded: str
    removed: str = ""


def portraits(photographs: Sequence[Photograph], today: date) -> list[Portrait]:
    """Return the photographs in the order in which they were read."""
    return [_portrait(each, today) for each in photographs]


def small_photograph_url(photograph_id: object) -> str:
    """Return where the small form of a photograph is sent from, nothing for none."""
    return reverse("nominals:small_photograph", args=[photograph_id]) if photograph_id else ""


def _portrait(each: Photograph, today: date) -> Portrait:
    gone = each.removed_at
    return Portrait(
        url="" if gone else reverse("nominals:photograph", args=[each.pk]),
        small_url="" if gone else small_photograph_url(each.pk),
        remove_url="" if gone else reverse("nominals:remove_photograph", args=[each.pk]),
        taken=f"{each.taken_on:%d/%m/%Y}",
        age=age_of(each.taken_on, today),
        source=PhotographSource(each.source).label,
        recorded=f"{each.recorded_by}, {shown(each.recorded_at)}",
        removed=f"Removed by {each.removed_by}, {shown(gone)}: {each.removed_because}"
        if gone
        else "",
    )


def age_of(taken_on: date, today: date) -> str:
    """Return how old a photograph is, in years, where that may mislead: ``3 years old``."""
    years = today.year - taken_on.year - ((today.month, today.day) < (taken_on.month, taken_on.day))
    return "" if years < 1 else f"{years} year{'' if years == 1 else 's'} old"
