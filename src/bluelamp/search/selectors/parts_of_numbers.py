"""Conditions on parts of numbers: the end of a telephone number, some of a registration mark."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.lookups import DataContains
from django.db.models import CharField, Func, Q, QuerySet, TextField, Value
from django.db.models.functions import Reverse
from django.db.models.lookups import Regex, StartsWith

from bluelamp.nominals.enums import IdentifierScheme
from bluelamp.nominals.models import Identifier, PartsOfMark

THREE = 3
_CONFUSED, _FOLDED = "OISBZWY", "01582VV"
_RUN = re.compile(r"[0-9A-Z]{3,}")


def with_number_ending(endings: Collection[str]) -> QuerySet[Any, Any]:
    """Return the people with a telephone number that ends so."""
    numbers = Identifier.objects.filter(scheme=IdentifierScheme.PHONE)
    return numbers.filter(ending_so("value", endings)).values("person")


def ending_so(column: str, endings: Collection[str]) -> Q:
    """Return the condition of ending so, as the index of numbers read from the back answers it."""
    ends = Q()
    for ending in endings:
        ends |= Q(StartsWith(Reverse(column), Value(ending[::-1])))
    return ends


def with_mark(marks: Collection[str]) -> QuerySet[Any, Any]:
    """Return the people with a registration mark of which these are parts, confusables folded."""
    borne = Identifier.objects.filter(scheme=IdentifierScheme.VRM)
    return borne.filter(holding_mark(marks)).values("person")


def holding_mark(marks: Collection[str]) -> Q:
    """Return the condition of a number to hold parts of marks: by the index of threes."""
    fits = Q()
    for mark in marks:
        expression = mark_expression(mark)
        held = Q(Regex(translated("value", _CONFUSED, _FOLDED), Value(expression)))
        pieces = Value(sorted(threes_in(expression)), output_field=ArrayField(TextField()))
        fits |= held & Q(DataContains(PartsOfMark("value"), pieces)) if pieces.value else held
    return fits


def mark_expression(mark: str) -> str:
    """Return the expression that a folded mark must hold: ``?`` one character, ``*`` any."""
    folded = mark.translate(str.maketrans(_CONFUSED, _FOLDED))
    return folded.replace("?", ".").replace("*", ".*")


def threes_in(expression: str) -> set[str]:
    """Return every three characters that stand together in what is asked of a folded mark."""
    return {
        run[at : at + THREE]
        for run in _RUN.findall(expression)
        for at in range(len(run) - THREE + 1)
    }


def translated(what: object, letters: str, others: str) -> Func:
    """Return a text with these letters replaced by others, one for one."""
    return Func(what, Value(letters), Value(others), function="translate", output_field=CharField())
