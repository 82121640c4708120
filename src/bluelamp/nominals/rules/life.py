"""Title, origin, birth to come and death of a person (section 2, DS_035, DS_075, DS_076)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..enums import DeathSource, Gender, PersonState
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from .claims import PersonClaim

# A child is not due later than this many days from now.
LONGEST_WAIT = 300
_COUNTRY = re.compile(r"[A-Z]{3}")


def problems_of_life(claim: PersonClaim, today: date) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with title, origin, expected birth and death, by answer."""
    for answer, label, text, longest in (
        ("title", "Title", claim.title, 35),
        ("place_of_birth", "Place of birth", claim.place_of_birth, 60),
    ):
        if len(text) > longest:
            said = f"{label} can have at most {longest} characters."
            yield answer, Problem(label, "DS_035", said)
    if claim.gender_identity not in ("", *Gender):
        said = "Gender identity is not one of the words in use."
        yield "gender_identity", Problem("Gender identity", "DS_037", said)
    if not all(_COUNTRY.fullmatch(each) for each in claim.other_nationalities):
        said = "Nationality is not one of the codes in use."
        yield "other_nationalities", Problem("Other nationality", "ISO 3166", said)
    yield from _problems_of_expected_birth(claim, today)
    yield from _problems_of_death(claim, today)


def _problems_of_expected_birth(claim: PersonClaim, today: date) -> Iterator[tuple[str, Problem]]:
    if claim.expected_on is None:
        return
    if claim.state is not PersonState.UNBORN:
        said = "Only the birth of an unborn child is expected."
        yield "expected_on", Problem("Birth expected", "P_011", said)
    elif (claim.expected_on - today).days > LONGEST_WAIT:
        said = "A birth is expected within ten months."
        yield "expected_on", Problem("Birth expected", "P_011", said)


def _problems_of_death(claim: PersonClaim, today: date) -> Iterator[tuple[str, Problem]]:
    if claim.death_source not in ("", *DeathSource):
        said = "How the death was verified is not one of the words in use."
        yield "death_source", Problem("Death verified by", "DS_076", said)
    if claim.died_on is None:
        return
    if claim.died_on > today:
        said = "The date of death is not in the future."
        yield "died_on", Problem("Date of death", "DS_075", said)
        return
    try:
        born = claim.born(today) if claim.birth else None
    except ValueError:
        return
    if born and claim.died_on < born.earliest:
        said = "The date of death is not before the date of birth."
        yield "died_on", Problem("Date of death", "DS_034", said)
