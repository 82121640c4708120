"""Making claims and officers for tests."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from bluelamp.access.enums import Rank, Role
from bluelamp.access.policies import Officer
from bluelamp.audit.enums import ReasonCode
from bluelamp.audit.services import Reason
from bluelamp.nominals.enums import NameOrder, NameType, Sex
from bluelamp.nominals.services import AddressClaim, NameClaim, PersonClaim

CUSTODY = Reason(ReasonCode.CUSTODY, "CU-26-0000001-E")


def officer(*roles: Role, reason: Reason | None = CUSTODY) -> Officer:
    return Officer(
        id=uuid4(),
        label="Sergeant A Lamp 1",
        rank=Rank.SERGEANT,
        roles=frozenset(roles),
        unit_id=uuid4(),
        reason=reason,
    )


def name(*given: str, family: str = "", **more: Any) -> NameClaim:
    kind = {"type": NameType.CURRENT, "order": NameOrder.GIVEN_FAMILY, **more}
    return NameClaim(given=given, family=family, **kind)


def claim(*given: str, family: str = "", postcode: str = "", **more: Any) -> PersonClaim:
    address = AddressClaim(line="1 Lamp Street", postcode=postcode) if postcode else None
    facts = {"sex": Sex.MALE, "address": address, **more}
    return PersonClaim(names=(name(*given, family=family),), **facts)


WILLIAM = claim("William", family="O’Connor", birth="1979-11-02", postcode="M14 5RX")
BILL = claim("Bill", family="OCONNOR", birth="1979-11-02", postcode="m145rx")
