"""Asking a search who was found, and by which words of the town."""

from __future__ import annotations

from datetime import date

from bluelamp.search.presenters import (
    why_words,
)
from bluelamp.search.selectors import found_for, people_of

TODAY = date(2026, 3, 10)


def found_by(sought, by):
    found = found_for(sought, by, TODAY)
    keys = [each.person_id for each in found.people]
    people = people_of(found.people)
    for each in found.people:
        known = found.backgrounds[each.person_id]
        assert why_words(each, found.sought, people[each.person_id], known)
    return keys


def names_of(keys, town) -> set[str]:
    return {word for word, person in town.items() if person.pk in keys}
