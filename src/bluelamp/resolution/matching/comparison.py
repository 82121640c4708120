"""The one question put to the engine: are these two claims about the same person?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from .findings import find
from .prepared import Prepared, prepare
from .verdict import decide

if TYPE_CHECKING:
    from .claim import Claim, Comparison


def compare(
    a: Claim | Prepared,
    b: Claim | Prepared,
    *,
    today: date | None = None,
    crowded: frozenset[str] = frozenset(),
) -> Comparison:
    """Compare two claims; the order of the two makes no difference.

    ``today`` is for plausible ages (the present day in UTC when not given); ``crowded`` lists
    postcodes and UPRNs with many unrelated residents. Prepare a claim once, with ``prepare``, to
    compare it with many.
    """
    day = today or datetime.now(UTC).date()
    first, second = (
        side if isinstance(side, Prepared) else prepare(side, today=day, crowded=crowded)
        for side in (a, b)
    )
    return decide(find(first, second, day))
