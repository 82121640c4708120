"""Pages about people, objects and places."""

from .adding import describe, new_name, new_number, new_unknown, number_conflict
from .amending import amend
from .network import network
from .people import person
from .photographs import add_photograph, photograph, remove_photograph, small_photograph
from .places import amend as amend_place
from .places import new_address, new_place, place
from .recording import new_person
from .sameness import end_judgement, parting_notice, settle_parting
from .things import amend as amend_object
from .things import new_object, new_object_of_kind, object_number, thing
from .ties import infer, lift, object_event, place_event, restrict, tie, tie_object

__all__ = [
    "add_photograph",
    "amend",
    "amend_object",
    "amend_place",
    "describe",
    "end_judgement",
    "infer",
    "lift",
    "network",
    "new_address",
    "new_name",
    "new_number",
    "new_object",
    "new_object_of_kind",
    "new_person",
    "new_place",
    "new_unknown",
    "number_conflict",
    "object_event",
    "object_number",
    "parting_notice",
    "person",
    "photograph",
    "place",
    "place_event",
    "remove_photograph",
    "restrict",
    "settle_parting",
    "small_photograph",
    "thing",
    "tie",
    "tie_object",
]
