"""Everything that changes a custody record: lock, ask policy, apply rule, write, audit."""

from .booking import (
    choose_person,
    discard_booking,
    finish_booking,
    save_answers,
    show_candidates,
    start_booking,
)
from .calls import CallNote, note_call
from .cells import place_in_cell
from .detention import authorise_detention, refuse_detention
from .entries import add_entry, correct_entry
from .extensions import ExtensionReasons, extend_detention
from .hospital import leave_for_hospital, return_from_hospital
from .observation import set_observation_level
from .opening import ArrestDetails, OffenceFacts, open_record
from .release import record_disposal, release_person
from .reviews import NOTHING_SAID, HowReviewed, hold_review, tell_of_review
from .rights import RightsTold, give_rights
from .risk import RiskTold, assess_risk
from .samples import DrugTestTold, SampleTold, record_drug_test, record_samples
from .searching import SearchTold, record_search
from .steps import save_step
from .visits import record_visit, record_visits
from .warrants import CourtDecision, apply_for_warrant, record_court_decision

__all__ = [
    "NOTHING_SAID",
    "ArrestDetails",
    "CallNote",
    "CourtDecision",
    "DrugTestTold",
    "ExtensionReasons",
    "HowReviewed",
    "OffenceFacts",
    "RightsTold",
    "RiskTold",
    "SampleTold",
    "SearchTold",
    "add_entry",
    "apply_for_warrant",
    "assess_risk",
    "authorise_detention",
    "choose_person",
    "correct_entry",
    "discard_booking",
    "extend_detention",
    "finish_booking",
    "give_rights",
    "hold_review",
    "leave_for_hospital",
    "note_call",
    "open_record",
    "place_in_cell",
    "record_court_decision",
    "record_disposal",
    "record_drug_test",
    "record_samples",
    "record_search",
    "record_visit",
    "record_visits",
    "refuse_detention",
    "release_person",
    "return_from_hospital",
    "save_answers",
    "save_step",
    "set_observation_level",
    "show_candidates",
    "start_booking",
    "tell_of_review",
]
