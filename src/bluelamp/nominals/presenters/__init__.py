"""Words, tags and dates of the pages about people."""

from .header import PersonHeader
from .network import NetworkDrawing
from .people import (
    CONFLICT_HEAD,
    RESULT_COLOURS,
    EventCard,
    PersonCard,
    candidate_cards,
    conflict_rows,
    event_card,
    number_words,
    person_card,
)
from .records import JudgementFacts, NoticeFacts, PartingFacts

__all__ = [
    "CONFLICT_HEAD",
    "RESULT_COLOURS",
    "EventCard",
    "JudgementFacts",
    "NetworkDrawing",
    "NoticeFacts",
    "PartingFacts",
    "PersonCard",
    "PersonHeader",
    "candidate_cards",
    "conflict_rows",
    "event_card",
    "number_words",
    "person_card",
]
