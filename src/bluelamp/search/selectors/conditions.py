"""What a person must answer to be found, as conditions on their record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import CharField, F, Func, Q, QuerySet, Value
from django.db.models.functions import Concat, Upper

from bluelamp.core.time import start_of_day
from bluelamp.nominals.enums import NameType
from bluelamp.nominals.models import PersonName, PhysicalDescription
from bluelamp.nominals.panels import NamePattern, Sought, asked_words, candidate_finder

from ..rules.looks import hair_like
from .parts_of_numbers import translated, with_mark, with_number_ending
from .sight import Sight

_APOSTROPHES = "'’‘ʼ`"


# The keys of the names that fit each part of a name, None where they are too many.
Fitting = Mapping[NamePattern, list[int] | None]


def names_fitting(sought: Sought) -> Fitting:
    """Return which names fit the parts of names: one statement, or none for initials."""
    finder = candidate_finder()
    return {
        each: None if each.is_initial else finder.names_fitting(each.text)
        for each in sought.patterns
    }


def must_answer(sought: Sought, fitting: Fitting, sight: Sight, today: date) -> list[Q]:
    """Return what everybody found must answer, of what the officer may see."""
    return [
        *_by_facts(sought, today),
        *_by_place(sought, sight),
        *_by_events(sought, sight),
        *([_looking_so(sought)] if sought.describes else []),
        *([Q(pk__in=with_number_ending(sought.endings))] if sought.endings else []),
        *(named_like(pattern, keys) for pattern, keys in fitting.items()),
    ]


def exactly_as_said(sought: Sought, sight: Sight) -> Q:
    """Return the birth and the postcode as said, which people found by name only resemble."""
    found = Q()
    if sought.born:
        found &= _born_within(sought.born.earliest, sought.born.latest)
    if sought.postcode:
        there = Q(pk__in=_living_at(sight, Q(target__location__postcode=sought.postcode)))
        found &= _or_part_of_mark(there, sought)
    return found


def may_answer(sought: Sought, sight: Sight) -> Q:
    """Return by what somebody may be found who is told by no name; nothing where that is nobody."""
    found = Q()
    if sought.born or sought.postcode:
        found |= exactly_as_said(sought, sight)
    if sought.phone_ends:
        found |= Q(pk__in=with_number_ending(sought.phone_ends))
    if sought.marks:
        found |= Q(pk__in=with_mark(sought.marks))
    return found


def bearing(words: str) -> Q:
    """Return the condition of bearing all of these names."""
    finder, found = candidate_finder(), Q()
    for word in words.split():
        found &= Q(keys__overlap=finder.names_fitting(word) or [])
    return found


def named_like(pattern: NamePattern, keys: list[int] | None) -> Q:
    """Return the condition of bearing a name that fits a pattern."""
    # A restricted name is found by nobody: it would tell who bore it (Gender Recognition Act s.22).
    open_names = PersonName.objects.exclude(type=NameType.RESTRICTED)
    fitting = open_names.alias(
        plain=_plain({"given": _given(), "family": F("family")}.get(pattern.where, _whole()))
    ).filter(plain__regex=_expression(pattern))
    found = Q(pk__in=fitting.values("person"))
    return found if keys is None else Q(keys__overlap=keys) & found


def _by_facts(sought: Sought, today: date) -> Iterator[Q]:
    aged = sought.born_by_age(today)
    if aged and sought.ages:
        young, old = sought.ages
        looks = PhysicalDescription.objects.filter(age_from__lte=old, age_to__gte=young)
        unborn = Q(born_from=None, pk__in=looks.values("person"))
        yield Q(born_from__lte=aged.latest, born_to__gte=aged.earliest) | unborn
    for column in ("sex", "self_defined_ethnicity"):
        if value := getattr(sought, column):
            yield Q(**{column: value})
    if observed := sought.observed_ethnicity:
        looks = PhysicalDescription.objects.filter(observed_ethnicity=observed)
        yield Q(observed_ethnicity=observed) | Q(pk__in=looks.values("person"))


def _by_place(sought: Sought, sight: Sight) -> Iterator[Q]:
    if sought.district:
        starts = Q(target__location__postcode__startswith=f"{sought.district} ")
        yield _or_part_of_mark(Q(pk__in=_living_at(sight, starts)), sought)
    if sought.in_parts and (said := exactly_as_said(sought, sight)):
        yield said
    if sought.street:
        yield Q(pk__in=_living_at(sight, Q(target__location__line__icontains=sought.street)))


def _or_part_of_mark(found: Q, sought: Sought) -> Q:
    """Return the condition of living there, or of having the mark of which this may be a part."""
    marks = sought.marks_for_place
    return found | Q(pk__in=with_mark(marks)) if marks else found


def _by_events(sought: Sought, sight: Sight) -> Iterator[Q]:
    if not sought.asks_for_event:
        return
    parts = sight.parts()
    if sought.event_kind:
        parts = parts.filter(target__event__kind=sought.event_kind)
    if sought.role:
        parts = parts.filter(role=sought.role)
    if sought.since:
        parts = parts.filter(target__event__occurred_at__gte=start_of_day(sought.since))
    if sought.until:
        after = start_of_day(sought.until + timedelta(days=1))
        parts = parts.filter(target__event__occurred_at__lt=after)
    yield Q(pk__in=parts.values("source"))


def _looking_so(sought: Sought) -> Q:
    """Return the condition of one description that agrees in something and contradicts nothing."""
    agrees, fits = Q(), Q()
    for column, wanted in (("build", {sought.build}), ("hair", hair_like(sought.hair))):
        if getattr(sought, column):
            agrees |= Q(found_by__overlap=sorted(f"{column}:{each}" for each in wanted))
            fits &= Q(**{f"{column}__in": {*wanted, "", "not_known"}})
    if sought.height:
        low, high = sought.height
        tall = Q(height_from__lte=high, height_to__gte=low)
        agrees, fits = agrees | tall, fits & (tall | Q(height_from=None))
    for alike in asked_words(sought.features):
        fits &= Q(found_by__overlap=sorted(alike))
        agrees = Q()  # what is said in words must all be so
    found = PhysicalDescription.objects.filter(agrees, fits)
    return Q(pk__in=found.values("person"))


def _born_within(first: date, last: date) -> Q:
    """Return the condition of a birthday in a span; a year alone lies within it or overlaps it."""
    beginning = first.replace(month=1, day=1)  # keeps to the index of the beginnings
    return Q(born_from__lte=last, born_to__gte=first, born_from__gte=beginning)


def _living_at(sight: Sight, where: Q) -> QuerySet[Any, Any]:
    return sight.homes().filter(where).values("source")


def _expression(pattern: NamePattern) -> str:
    """Return the expression that one word of a name must fit."""
    text = "".join(letter for letter in pattern.whole if letter not in _APOSTROPHES)
    letters = {"*": "[^ -]*", "?": "[^ -]", "-": "[ -]"}
    inner = "".join(letters.get(letter) or re.escape(letter) for letter in text)
    return f"(^|[ -]){inner}($|[ -])"


def _given() -> Func:
    return Func(F("given"), Value(" "), function="array_to_string", output_field=CharField())


def _whole() -> Concat:
    return Concat(_given(), Value(" "), F("family"), Value(" "), F("full"))


def _plain(name: Any) -> Func:
    return translated(Upper(name), _APOSTROPHES, "")
