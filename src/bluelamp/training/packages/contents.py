"""What a package holds, whatever made it, and the refusal of one that will not do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from bluelamp.core.errors import NotPossible
from bluelamp.training.packages.kinds import PackageKind


@dataclass(frozen=True, slots=True)
class UnitFound:
    """One thing to launch: a SCO of SCORM, an assignable unit of cmi5, a video.

    ``mastery`` is the score to reach, between 0 and 1. ``query`` is added to the address.
    """

    key: str
    title: str
    href: str
    query: str = ""
    mastery: Decimal | None = None
    launch_data: str = ""
    move_on: str = ""
    own_window: bool = False
    entitlement_key: str = ""


@dataclass(frozen=True, slots=True)
class PackageFound:
    """A package as its manifest tells it. ``notes`` say what is not acted on."""

    kind: PackageKind
    identifier: str
    title: str
    units: tuple[UnitFound, ...]
    edition: str = ""
    notes: tuple[str, ...] = ()


class BadPackage(NotPossible):
    """A package that cannot be taken in; ``faults`` names each bad thing."""

    def __init__(self, faults: Sequence[str], *, field: str = "file", rule: str = "TRN-10") -> None:
        super().__init__(" ".join(faults), field=field, rule=rule)
        self.faults = tuple(faults)


def refuse_if(faults: Sequence[str], *, field: str = "file", rule: str = "TRN-10") -> None:
    """Raise BadPackage where anything is wrong."""
    if faults:
        raise BadPackage(faults, field=field, rule=rule)
