"""The places of the demonstration where property is kept."""

from __future__ import annotations

from bluelamp.access.models import Unit
from bluelamp.property.models import Store

# Unit, code, name, and whether an item only waits there until a store takes it in.
STORES = (
    ("NE-CU", "LL-SAFE", "Lantern Lane drop safe", True),
    ("NE-PS", "NE-GEN", "North East property store", False),
    ("NE-PS", "NE-VAL", "North East strongroom", False),
    ("NE-PS", "NE-COLD", "North East cold store", False),
)


def make_stores() -> None:
    """Make the drop safe of the suite and the stores of its BCU."""
    units = Unit.objects.in_bulk({code for code, *_rest in STORES}, field_name="code")
    Store.objects.bulk_create(
        Store(unit=units[unit], code=code, name=name, is_transient=transient)
        for unit, code, name, transient in STORES
    )
