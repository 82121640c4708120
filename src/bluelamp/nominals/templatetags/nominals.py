"""Template library ``nominals``: candidates as the cards from which an officer chooses."""

from __future__ import annotations

from collections.abc import Sequence

from django import template

from bluelamp.core.time import LONDON, now
from bluelamp.nominals.presenters import PersonCard, candidate_cards
from bluelamp.nominals.selectors import Candidate

register = template.Library()


@register.filter
def as_cards(candidates: Sequence[Candidate]) -> list[PersonCard]:
    """Return candidates in words, as they stand today."""
    return candidate_cards(candidates, now().astimezone(LONDON).date())
