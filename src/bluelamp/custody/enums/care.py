"""Words of care: cells and observation."""

from __future__ import annotations

from bluelamp.core.words import Coded


class ObservationLevel(Coded):
    """How closely a person is watched (section 11.1)."""

    GENERAL = "1", "Level 1: general"
    INTERMITTENT = "2", "Level 2: intermittent"
    CONSTANT = "3", "Level 3: constant"
    CLOSE_PROXIMITY = "4", "Level 4: close proximity"


class CellKind(Coded):
    """What kind of room a person is kept in."""

    CELL = "CELL", "Cell"
    ACCESSIBLE = "ACCESSIBLE", "Accessible cell"
    OBSERVATION = "OBSERVATION", "Observation cell"
    DRY = "DRY", "Dry cell"
    DETENTION_ROOM = "DETENTION_ROOM", "Detention room"
    HOLDING_ROOM = "HOLDING_ROOM", "Holding room"
