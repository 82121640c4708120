"""Numbers by which a person is known elsewhere: checked, and never on two people unseen."""

from __future__ import annotations

from uuid import UUID

from bluelamp.nominals.enums import IdentifierScheme
from bluelamp.nominals.models import Identifier
from bluelamp.nominals.selectors import clusters_of

from .refusals import HeldByAnother

# One holder only: fingerprints or the national computer stand behind them (NV-08).
ONE_HOLDER = (IdentifierScheme.PNC, IdentifierScheme.CRO)


def refuse_number_of_another(scheme: str, value: str, *, than: UUID | None = None) -> None:
    """Raise HeldByAnother for a PNC ID or CRO number that is on another person (NV-08).

    Records that are judged one with ``than`` are not another person.
    """
    if scheme not in ONE_HOLDER:
        return
    mine = clusters_of([than])[than] if than else ()
    others = Identifier.objects.filter(scheme=scheme, value=value).exclude(person__in=mine)
    if other := others.values_list("person_id", flat=True).first():
        label = IdentifierScheme(scheme).label
        raise HeldByAnother(label=label, field=scheme, person_id=other)
