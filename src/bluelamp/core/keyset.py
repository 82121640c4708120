"""Where the next page of a long list begins: after which row, whatever was added meanwhile."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from .errors import NotPossible


@dataclass(frozen=True, slots=True)
class Place:
    """The last row of a page: its time and its key."""

    at: datetime
    key: UUID

    def as_text(self) -> str:
        """Return the place as programs hand it back: opaque, and no personal data."""
        text = f"{self.at.astimezone(UTC).isoformat()} {self.key}"
        return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def read_place(text: str) -> Place:
    """Return the place that ``as_text`` made. Raises NotPossible for anything else."""
    try:
        padded = text + "=" * (-len(text) % 4)
        at, _, key = base64.b64decode(padded, altchars=b"-_", validate=True).decode().partition(" ")
        place = Place(datetime.fromisoformat(at), UUID(key))
    except (ValueError, binascii.Error) as error:
        raise _strange() from error
    if place.at.utcoffset() is None or place.as_text() != text:
        raise _strange()
    return place


def _strange() -> NotPossible:
    return NotPossible("Hand back ‘next’ of the page before, as it was given.", field="after")
