"""Records of the index that are worth comparing with a claim, of those that share its keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from bluelamp.nominals.selectors import span_of

from .kept_homes import home_of
from .kept_names import engine_name, parts_of
from .matching import Prepared, is_worth_comparing


def resembles(asked: Prepared, today: date, *row: Any) -> bool:
    """Tell whether a claim may be about somebody who shares keys with it.

    ``row`` is what ``plans.SHARING_KEYS`` tells of them besides their key.
    """
    owned, first, last, quality, names, homes = row
    if owned:
        return True
    born = span_of(first, last, quality)
    return is_worth_comparing(
        asked,
        [engine_name(*parts_of(name)) for name in names],
        [born] if born else [],
        [home_of(home) for home in homes],
        today,
    )
