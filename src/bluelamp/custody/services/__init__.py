"""Everything that changes a custody record: lock, ask policy, apply rule, write, audit."""

from bluelamp.custody.rules.risk import Answered, questions_on
from bluelamp.custody.rules.search_authority import Present

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
from .copies import give_copy, print_copy, print_record, record_inspection, request_copy
from .detention import authorise_detention, refuse_detention
from .entries import add_entry, correct_entry
from .handover import make_briefing, take_over
from .hospital import leave_for_hospital, return_from_hospital
from .notices import give_notice
from .observation import set_observation_level
from .opening import ArrestDetails, OffenceFacts, open_record
from .outage import add_back_entry, confirm_back_entry, declare_outage
from .release import record_disposal, release_person
from .reviews import hold_review
from .rights import RightsTold, give_rights
from .risk import RiskTold, assess_risk
from .samples import DrugTestTold, SampleTold, record_drug_test, record_samples
from .searching import SearchTold, record_search
from .steps import save_step
from .visits import record_visit, record_visits

__all__ = [
    "Answered",
    "ArrestDetails",
    "CallNote",
    "DrugTestTold",
    "OffenceFacts",
    "Present",
    "RightsTold",
    "RiskTold",
    "SampleTold",
    "SearchTold",
    "add_back_entry",
    "add_entry",
    "assess_risk",
    "authorise_detention",
    "choose_person",
    "confirm_back_entry",
    "correct_entry",
    "declare_outage",
    "discard_booking",
    "finish_booking",
    "give_copy",
    "give_notice",
    "give_rights",
    "hold_review",
    "leave_for_hospital",
    "make_briefing",
    "note_call",
    "open_record",
    "place_in_cell",
    "print_copy",
    "print_record",
    "questions_on",
    "record_disposal",
    "record_drug_test",
    "record_inspection",
    "record_samples",
    "record_search",
    "record_visit",
    "record_visits",
    "refuse_detention",
    "release_person",
    "request_copy",
    "return_from_hospital",
    "save_answers",
    "save_step",
    "set_observation_level",
    "show_candidates",
    "start_booking",
    "take_over",
]
