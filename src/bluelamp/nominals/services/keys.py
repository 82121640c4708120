"""The keys under which a person is found, computed anew from all that is recorded of them."""

from __future__ import annotations

from bluelamp.nominals.finder import candidate_finder
from bluelamp.nominals.models import Person
from bluelamp.nominals.selectors import known_people


def rebuild_keys(person: Person) -> None:
    """Compute anew the keys under which a person is found, from all that is recorded of them."""
    facts = known_people([person.pk])[person.pk]
    person.keys = candidate_finder().keys_of(facts)
    person.save(update_fields=["keys"])
