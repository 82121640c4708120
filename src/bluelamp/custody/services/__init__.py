"""Everything that changes a custody record: lock, ask policy, apply rule, write, audit."""

from bluelamp.custody.rules.risk import Answered, questions_on
from bluelamp.custody.rules.search_authority import Present
from bluelamp.custody.rules.visits import VisitTold

from .arrest_here import ArrestHere, arrest_while_held
from .authorities import end_drug_tests, notify_drug_tests, set_search_authority
from .bail import BailTerms, extend_bail, suspend_bail, vary_bail
from .bail_return import (
    Reauthorised,
    add_further_arrest,
    answer_bail,
    arrest_on_bail,
    end_bail,
)
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
from .charging import CertificateFacts, ChargeFacts, KeptFor, certify_child, charge_person
from .copies import give_copy, print_copy, print_record, record_inspection, request_copy
from .corrections import acknowledge_flag, correct_time
from .death_or_escape import (
    Preserved,
    close_after_incident,
    record_death_or_escape,
    take_back_after_escape,
)
from .detention import authorise_detention, refuse_detention
from .disposals import Decision, record_disposal
from .entries import add_entry, correct_entry
from .extensions import ExtensionReasons, extend_detention
from .handover import make_briefing, take_over
from .healthcare import call_healthcare, finish_task, record_healthcare_visit
from .hospital import leave_for_hospital, return_from_hospital
from .incidents import record_complaint, record_force, record_incident
from .looking_again import look_again
from .mental_health import check_mental_health, extend_mental_health_detention
from .notices import give_notice
from .observation import set_observation_level
from .opening import ArrestDetails, OffenceFacts, open_record
from .outage import add_back_entry, confirm_back_entry, declare_outage
from .powers import InspectorAuthority, hold_under_power
from .release import Handover, before_release, has_assessment, open_matters, release_person
from .rest import begin_rest, end_rest, hand_to_interviewer, return_from_interview
from .reviews import NOTHING_SAID, HowReviewed, hold_review, tell_of_review
from .rights import RightsTold, give_rights
from .risk import RiskTold, assess_risk
from .samples import DrugTestTold, SampleTold, record_drug_test, record_samples
from .searching import SearchTold, record_search
from .steps import save_step
from .suites import add_cell, add_suite, change_cell
from .transfers import receive_transfer, send_to_station
from .visit_corrections import correct_visit
from .visits import record_visit, record_visits
from .warrants import CourtDecision, apply_for_warrant, record_court_decision
from .watch import end_watch, hand_over_watch

__all__ = [
    "NOTHING_SAID",
    "Answered",
    "ArrestDetails",
    "ArrestHere",
    "BailTerms",
    "CallNote",
    "CertificateFacts",
    "ChargeFacts",
    "CourtDecision",
    "Decision",
    "DrugTestTold",
    "ExtensionReasons",
    "Handover",
    "HowReviewed",
    "InspectorAuthority",
    "KeptFor",
    "OffenceFacts",
    "Present",
    "Preserved",
    "Reauthorised",
    "RightsTold",
    "RiskTold",
    "SampleTold",
    "SearchTold",
    "VisitTold",
    "acknowledge_flag",
    "add_back_entry",
    "add_cell",
    "add_entry",
    "add_further_arrest",
    "add_suite",
    "answer_bail",
    "apply_for_warrant",
    "arrest_on_bail",
    "arrest_while_held",
    "assess_risk",
    "authorise_detention",
    "before_release",
    "begin_rest",
    "call_healthcare",
    "certify_child",
    "change_cell",
    "charge_person",
    "check_mental_health",
    "choose_person",
    "close_after_incident",
    "confirm_back_entry",
    "correct_entry",
    "correct_time",
    "correct_visit",
    "declare_outage",
    "discard_booking",
    "end_bail",
    "end_drug_tests",
    "end_rest",
    "end_watch",
    "extend_bail",
    "extend_detention",
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
    "has_assessment",
    "hold_review",
    "hold_under_power",
    "leave_for_hospital",
    "look_again",
    "make_briefing",
    "note_call",
    "notify_drug_tests",
    "open_matters",
    "open_record",
    "place_in_cell",
    "print_copy",
    "print_record",
    "questions_on",
    "receive_transfer",
    "record_complaint",
    "record_court_decision",
    "record_death_or_escape",
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
    "send_to_station",
    "set_observation_level",
    "set_search_authority",
    "show_candidates",
    "start_booking",
    "suspend_bail",
    "take_back_after_escape",
    "take_over",
    "tell_of_review",
    "vary_bail",
]
