"""Whether a venue may be used for classroom training at all (TRN-4.6)."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.training.enums import VenueLack


@dataclass(frozen=True, slots=True)
class VenueFacts:
    """What a venue has, of what the decision asks of every one (TRN-1.5)."""

    step_free: bool
    parking_spaces: int
    loops: int
    adjustable_desks: int
    breakout: bool
    contemplation_room: bool


def lacks(venue: VenueFacts) -> list[VenueLack]:
    """Return why a venue may not be used; none, and it may.

    What is lacking closes a venue even when nobody booked there asks for it (V20).
    """
    asked = (
        (venue.step_free, VenueLack.NOT_STEP_FREE),
        (venue.parking_spaces > 0, VenueLack.NO_PARKING),
        (venue.loops > 0, VenueLack.NO_LOOP),
        (venue.adjustable_desks > 0, VenueLack.NO_ADJUSTABLE_DESK),
        (venue.breakout, VenueLack.NO_BREAKOUT),
        (venue.contemplation_room, VenueLack.NO_CONTEMPLATION_ROOM),
    )
    return [lack for has, lack in asked if not has]
