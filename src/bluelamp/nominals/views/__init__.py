"""Pages about people."""

from .amending import amend
from .network import network
from .people import person
from .photographs import add_photograph, photograph, remove_photograph, small_photograph
from .recording import new_person
from .sameness import end_judgement, parting_notice, settle_parting

__all__ = [
    "add_photograph",
    "amend",
    "end_judgement",
    "network",
    "new_person",
    "parting_notice",
    "person",
    "photograph",
    "remove_photograph",
    "settle_parting",
    "small_photograph",
]
