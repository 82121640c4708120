"""The words of proposals: what is asked of officers, and what has become of it."""

from __future__ import annotations

from bluelamp.core.words import Coded


class ProposalState(Coded):
    """Whether a proposed pair still awaits an officer."""

    OPEN = "open", "Waiting"
    JUDGED = "judged", "Judged"
    LAPSED = "lapsed", "No longer alike"
