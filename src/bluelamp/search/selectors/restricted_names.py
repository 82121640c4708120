"""Leaving out who is found by a name that is restricted: it would tell who bore it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from rapidfuzz.distance import OSA

from bluelamp.nominals.enums import NameType
from bluelamp.nominals.models import PersonName
from bluelamp.nominals.panels import Finding, comparison_tokens

SLIP_FROM = 4  # letters of a name in which one slip is believed


def without_restricted_names(found: Sequence[Finding], words: str) -> list[Finding]:
    """Return whom the words find by a name that is no secret (Gender Recognition Act 2004 s.22).

    One statement. No reason names a word of a restricted name.
    """
    ids = [each.person_id for each in found]
    rows = PersonName.objects.filter(person__in=ids, person__names__type=NameType.RESTRICTED)
    shown: dict[UUID, set[str]] = defaultdict(set)
    hidden: dict[UUID, set[str]] = defaultdict(set)
    for person, kind, full in rows.values_list("person_id", "type", "full").distinct():
        names = hidden if kind == NameType.RESTRICTED else shown
        names[person] |= set(comparison_tokens(full))
    typed = comparison_tokens(words)
    return [
        _telling(each, hidden[each.person_id] - shown[each.person_id])
        if each.person_id in hidden
        else each
        for each in found
        if each.person_id not in hidden
        or all(_is_one_of(word, shown[each.person_id]) for word in typed)
    ]


def _is_one_of(word: str, names: set[str]) -> bool:
    return any(
        name.startswith(word) or (len(word) >= SLIP_FROM and OSA.distance(word, name) <= 1)
        for name in names
    )


def _telling(each: Finding, secret: set[str]) -> Finding:
    """Return a finding without the reasons that name what is secret."""
    told = (reason for reason in each.reasons if not secret & set(comparison_tokens(reason)))
    return replace(each, reasons=tuple(told))
