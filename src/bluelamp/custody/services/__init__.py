"""Everything that changes a custody record: lock, ask policy, apply rule, write, audit."""

from bluelamp.custody.rules.risk import Answered, questions_on
from bluelamp.custody.rules.search_authority import Present
from bluelamp.custody.rules.visits import VisitTold

from .booking import (
    choose_person,
    discard_booking,
    finish_booking,
    save_answers,
    show_candidates,
    start_booking,
)
from .calls import CallNote, note_call
from .care import give_care, give_medication
from .cells import place_in_cell
from .copies import give_copy, print_copy, print_record, record_inspection, request_copy
from .detention import authorise_detention, refuse_detention
from .entries import add_entry, correct_entry
from .handover import make_briefing, take_over
from .healthcare import call_healthcare, finish_task, record_healthcare_visit
from .hospital import leave_for_hospital, return_from_hospital
from .incidents import record_complaint, record_force, record_incident
from .mental_health import check_mental_health, extend_mental_health_detention
from .notices import give_notice
from .observation import set_observation_level
from .opening import ArrestDetails, OffenceFacts, open_record
from .outage import add_back_entry, confirm_back_entry, declare_outage
from .release import record_disposal, release_person
from .rest import begin_rest, end_rest, hand_to_interviewer, return_from_interview
from .reviews import hold_review
from .rights import RightsTold, give_rights
from .risk import RiskTold, assess_risk
from .samples import DrugTestTold, SampleTold, record_drug_test, record_samples
from .searching import SearchTold, record_search
from .steps import save_step
from .visits import record_visit, record_visits
from .watch import end_watch, hand_over_watch

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
    "VisitTold",
    "add_back_entry",
    "add_entry",
    "assess_risk",
    "authorise_detention",
    "begin_rest",
    "call_healthcare",
    "check_mental_health",
    "choose_person",
    "confirm_back_entry",
    "correct_entry",
    "declare_outage",
    "discard_booking",
    "end_rest",
    "end_watch",
    "extend_mental_health_detention",
    "finish_booking",
    "finish_task",
    "give_care",
    "give_copy",
    "give_medication",
    "give_notice",
    "give_rights",
    "hand_over_watch",
    "hand_to_interviewer",
    "hold_review",
    "leave_for_hospital",
    "make_briefing",
    "note_call",
    "open_record",
    "place_in_cell",
    "print_copy",
    "print_record",
    "questions_on",
    "record_complaint",
    "record_disposal",
    "record_drug_test",
    "record_force",
    "record_healthcare_visit",
    "record_incident",
    "record_inspection",
    "record_samples",
    "record_search",
    "record_visit",
    "record_visits",
    "refuse_detention",
    "release_person",
    "request_copy",
    "return_from_hospital",
    "return_from_interview",
    "save_answers",
    "save_step",
    "set_observation_level",
    "show_candidates",
    "start_booking",
    "take_over",
]
