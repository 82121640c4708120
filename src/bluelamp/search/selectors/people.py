"""Whom a search finds: names weighed in spite of slips, and everything else as it was said."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import reduce
from operator import and_
from uuid import UUID

from django.db.models import Q

from bluelamp.nominals.models import Person
from bluelamp.nominals.panels import (
    Finding,
    KnownPerson,
    Sought,
    candidate_finder,
)
from bluelamp.nominals.selectors.sameness import once_a_person

from .conditions import (
    Fitting,
    bearing,
    exactly_as_said,
    may_answer,
    must_answer,
    names_fitting,
)
from .restricted_names import without_restricted_names
from .sight import Sight

MOST_PEOPLE = 300
# Counting ends here: nobody narrows a search because it finds 60,000 rather than 10,000.
MOST_COUNTED = 10_000


@dataclass(frozen=True, slots=True)
class PeopleFound:
    """People, the best first, and how many fit altogether, of whom only the best are listed."""

    findings: tuple[Finding, ...] = ()
    fitting: int = 0
    too_vague: bool = False

    @property
    def is_too_wide(self) -> bool:
        """Tell whether more people fit than are listed."""
        return self.fitting > MOST_PEOPLE


def people_found(sought: Sought, sight: Sight, today: date) -> PeopleFound:
    """Return whom is looked for: a constant number of statements, however many there are."""
    names = names_fitting(sought)
    musts = must_answer(sought, names, sight, today)
    if musts and not sought.words:
        sought = replace(sought, in_parts=True)
        musts = must_answer(sought, names, sight, today)
    if _is_vague(sought, names, musts):
        return PeopleFound(too_vague=True)
    others, fitting = _fitting(sought, musts, sight)
    found = candidate_finder().people_like(sought.words, _facts(sought), others, MOST_PEOPLE)
    found = without_restricted_names(found, sought.words)
    if musts:
        kept = _answering([each.person_id for each in found], musts)
        found = [each for each in found if each.person_id in kept]
    return PeopleFound(tuple(once_a_person(found)), max(fitting, len(found)))


def _is_vague(sought: Sought, names: Fitting, musts: Sequence[Q]) -> bool:
    """Tell whether nothing was said but beginnings of names that too many people bear."""
    found_by_name = sought.words or any(keys is not None for keys in names.values())
    return bool(names) and not found_by_name and len(musts) == len(names)


def _fitting(sought: Sought, musts: Sequence[Q], sight: Sight) -> tuple[list[UUID], int]:
    """Return people who answer exactly what was said, and how many do: two statements."""
    named = bearing(sought.words)
    elsewise = may_answer(sought, sight)
    if sought.words:
        people = Person.objects.filter(reduce(and_, musts, named & exactly_as_said(sought, sight)))
    elif musts:
        people = Person.objects.filter(reduce(and_, musts))
    elif elsewise:
        people = Person.objects.filter(elsewise)
    else:
        return [], 0
    count = people.order_by()[: MOST_COUNTED + 1].count()
    latest = people.order_by("-pk").values_list("pk", flat=True)
    return list(latest[:MOST_PEOPLE]) if musts or not sought.words else [], count


def _answering(ids: Collection[UUID], musts: Sequence[Q]) -> set[UUID]:
    """Return who of these people answers every condition: one statement."""
    people = Person.objects.filter(reduce(and_, musts), pk__in=ids)
    return set(people.values_list("pk", flat=True))


def _facts(sought: Sought) -> KnownPerson:
    """Return what was said as the facts that are weighed.

    Not where somebody lives: the weighing knows addresses that the officer may not see (L5).
    """
    known = KnownPerson(names=(), born=sought.born, identifiers=sought.numbers)
    if sought.sex:
        known = replace(known, sex=sought.sex)
    return known
