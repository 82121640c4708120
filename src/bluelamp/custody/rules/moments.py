"""Whether something can have happened when it is said to have happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.core.time import told
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

RULE = "REC-3"


def may_have_happened(
    what: str,
    occurred_at: datetime,
    *,
    now: datetime,
    after: Iterable[tuple[str, datetime | None]] = (),
) -> Answer:
    """Tell whether `what` can have happened then: not in the future, nor before what came first.

    `after` names earlier facts with their times; one without a time did not happen (REC-3).
    """
    at = in_utc(occurred_at)
    if at > in_utc(now):
        return no(RULE, f"{what} cannot be in the future.")
    for name, earlier in after:
        if earlier is not None and at < in_utc(earlier):
            return no(RULE, f"{what} cannot be before {name}, {told(earlier)}.")
    return yes(RULE, f"{what} at {told(at)}.")
