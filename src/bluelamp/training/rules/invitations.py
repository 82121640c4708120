"""What calendars are told of a booking, and which replies count (TRN-10.8 to TRN-10.10)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bluelamp.core.errors import NotPossible
from bluelamp.training.enums import InvitationMethod
from bluelamp.training.rules.rosters import Span


@dataclass(frozen=True, slots=True)
class Invitation:
    """What was last sent of a booking; ``uid`` never changes, ``sequence`` never falls.

    ``times`` are those of each day.
    """

    uid: str
    times: tuple[Span, ...]
    place: str
    sequence: int = 0
    method: InvitationMethod = InvitationMethod.REQUEST

    @property
    def is_cancelled(self) -> bool:
        """Tell whether the calendar was told to drop it."""
        return self.method is InvitationMethod.CANCEL


def changed(
    sent: Invitation, *, times: tuple[Span, ...] | None = None, place: str | None = None
) -> Invitation:
    """Return what is sent of a change; the same invitation where nothing changes (TRN-10.10).

    Raises NotPossible for one that is cancelled: a new booking has a UID of its own.
    """
    _check_open(sent)
    new = replace(sent, times=times or sent.times, place=place or sent.place)
    return sent if new == sent else replace(new, sequence=sent.sequence + 1)


def cancelled(sent: Invitation) -> Invitation:
    """Return what is sent to cancel: the same UID, a sequence that calendars heed (V26)."""
    _check_open(sent)
    return replace(sent, sequence=sent.sequence + 1, method=InvitationMethod.CANCEL)


def reply_counts(sent: Invitation, replied_to: int) -> bool:
    """Say whether a reply is to what was last sent: one to an older time confirms nothing (V27)."""
    return not sent.is_cancelled and replied_to == sent.sequence


def _check_open(sent: Invitation) -> None:
    if sent.is_cancelled:
        raise NotPossible("This booking is cancelled already.", rule="TRN-10.9")
