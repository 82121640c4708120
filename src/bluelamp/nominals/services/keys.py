"""The keys under which a person is found, computed anew from all that is recorded of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import transaction

from bluelamp.nominals.finder import candidate_finder
from bluelamp.nominals.models import Person
from bluelamp.nominals.selectors import known_people


def rebuild_keys(person: Person) -> None:
    """Compute anew the keys under which a person is found, from all that is recorded of them."""
    facts = known_people([person.pk])[person.pk]
    person.keys = candidate_finder().keys_of(facts)
    person.save(update_fields=["keys"])


def rebuild_all_keys(
    *,
    after: UUID | None = None,
    batch: int = 500,
    tell: Callable[[int, UUID], None] = lambda people, last: None,
) -> int:
    """Compute the keys of everybody anew, as after a change of how they are made: how many changed.

    Each batch is a transaction of its own, and ``tell`` is given the records looked at and the last
    of them: whoever is stopped goes on with that key as ``after``.
    """
    seen = changed = 0
    while people := _next_people(after, batch):
        changed += _rebuild_batch(people)
        seen, after = seen + len(people), people[-1]
        tell(seen, after)
    return changed


def _next_people(after: UUID | None, batch: int) -> list[UUID]:
    found = Person.objects.order_by("pk").filter(**({"pk__gt": after} if after else {}))
    return list(found.values_list("pk", flat=True)[:batch])


@transaction.atomic
def _rebuild_batch(people: Sequence[UUID]) -> int:
    # Locked in order of keys, so that two runs wait for each other and not in a circle.
    locked = list(Person.objects.select_for_update().filter(pk__in=people).order_by("pk"))
    facts, finder = known_people(people), candidate_finder()
    changed = []
    for person in locked:
        keys = finder.keys_of(facts[person.pk])
        if keys != person.keys:
            person.keys = keys
            changed.append(person)
    Person.objects.bulk_update(changed, ["keys"])
    return len(changed)
