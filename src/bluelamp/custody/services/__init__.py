"""Everything that changes a custody record: lock, ask policy, apply rule, write, audit."""

from .booking import (
    choose_person,
    discard_booking,
    finish_booking,
    save_answers,
    show_candidates,
    start_booking,
)
from .cells import place_in_cell
from .detention import authorise_detention, refuse_detention
from .entries import add_entry, correct_entry
from .extensions import ExtensionReasons, extend_detention
from .hospital import leave_for_hospital, return_from_hospital
from .opening import ArrestDetails, open_record
from .release import record_disposal, release_person
from .reviews import NOTHING_SAID, HowReviewed, hold_review, tell_of_review
from .warrants import CourtDecision, apply_for_warrant, record_court_decision

__all__ = [
    "NOTHING_SAID",
    "ArrestDetails",
    "CourtDecision",
    "ExtensionReasons",
    "HowReviewed",
    "add_entry",
    "apply_for_warrant",
    "authorise_detention",
    "choose_person",
    "correct_entry",
    "discard_booking",
    "extend_detention",
    "finish_booking",
    "hold_review",
    "leave_for_hospital",
    "open_record",
    "place_in_cell",
    "record_court_decision",
    "record_disposal",
    "refuse_detention",
    "release_person",
    "return_from_hospital",
    "save_answers",
    "show_candidates",
    "start_booking",
    "tell_of_review",
]
