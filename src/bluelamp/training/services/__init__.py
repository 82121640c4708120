"""Everything that changes the training programme: lock, ask policy, apply rule, write, audit."""

from .adjustments import (
    Measures,
    agree_adjustments,
    end_adjustments,
    request_adjustments,
    review_adjustments,
)
from .bookings import (
    NotBooked,
    accept_booking,
    book_place,
    cancel_booking,
    decline_booking,
    hindrances_of,
    invite_learners,
    keep_booking_open,
    refuse_release,
    release_learner,
)
from .clearances import (
    Slip,
    check_go_live,
    end_exception,
    gate_modules,
    let_in_untrained,
    move_go_live,
    open_modules,
    set_clearances,
)
from .closing import finish_session, sign_off_missed
from .enrolment import Derived, TeamPlace, derive_requirements, enrol_staff, set_mode
from .equality import Regard, accept_equality_version, add_equality_entry
from .evaluation import (
    code_comment,
    declare_characteristics,
    delete_comment,
    give_evaluation,
)
from .exchange import (
    CurriculumReport,
    curriculum_as_csv,
    curriculum_as_xlsx,
    import_curriculum,
)
from .feeds import count_read, make_feed, stop_feed
from .messages import uid_of
from .places import save_equipment, save_room, save_venue, save_virtual_room
from .readiness import take_snapshot
from .record_keeping import ChangedMeanwhile
from .refresher_mail import (
    remind_of_refreshers,
    send_refresher_message,
    send_refreshers_again,
)
from .refresher_plans import Planned, carry_out_run, plan_by_the_clock, plan_refreshers
from .refreshers import (
    RefresherTold,
    begin_e_learning,
    finish_e_learning,
    return_task,
    set_up_refresher,
    sign_off_task,
    tell_task_done,
)
from .register import MarkState, MarkTold, Taken, start_session, take_mark, take_marks
from .reminders import remind_learners
from .reopening import Reopened, reopen_register
from .replies import take_reply
from .results import ResultTold, record_result, waive_course
from .sending import NotDelivered, send_again, send_message
from .sessions import (
    Rebooking,
    SessionPlan,
    add_session,
    cancel_sessions,
    change_team,
    lock_session,
    move_session,
    open_session,
)
from .swaps import agree_swap, ask_swap, refuse_swap
from .teams import set_team_limit
from .tests_before import TestsReport, import_tests_before, tell_tests_before
from .timetable import Timetable, make_timetable
from .trainers import add_trainer_absence, remove_trainer_absence, save_trainer
from .waiting import (
    decline_offer,
    expire_offers,
    join_waiting_list,
    leave_waiting_list,
    offer_free_places,
    take_offer,
)

__all__ = [
    "ChangedMeanwhile",
    "CurriculumReport",
    "Derived",
    "MarkState",
    "MarkTold",
    "Measures",
    "NotBooked",
    "NotDelivered",
    "Planned",
    "Rebooking",
    "RefresherTold",
    "Regard",
    "Reopened",
    "ResultTold",
    "SessionPlan",
    "Slip",
    "Taken",
    "TeamPlace",
    "TestsReport",
    "Timetable",
    "accept_booking",
    "accept_equality_version",
    "add_equality_entry",
    "add_session",
    "add_trainer_absence",
    "agree_adjustments",
    "agree_swap",
    "ask_swap",
    "begin_e_learning",
    "book_place",
    "cancel_booking",
    "cancel_sessions",
    "carry_out_run",
    "change_team",
    "check_go_live",
    "code_comment",
    "count_read",
    "curriculum_as_csv",
    "curriculum_as_xlsx",
    "declare_characteristics",
    "decline_booking",
    "decline_offer",
    "delete_comment",
    "derive_requirements",
    "end_adjustments",
    "end_exception",
    "enrol_staff",
    "expire_offers",
    "finish_e_learning",
    "finish_session",
    "gate_modules",
    "give_evaluation",
    "hindrances_of",
    "import_curriculum",
    "import_tests_before",
    "invite_learners",
    "join_waiting_list",
    "keep_booking_open",
    "leave_waiting_list",
    "let_in_untrained",
    "lock_session",
    "make_feed",
    "make_timetable",
    "move_go_live",
    "move_session",
    "offer_free_places",
    "open_modules",
    "open_session",
    "plan_by_the_clock",
    "plan_refreshers",
    "record_result",
    "refuse_release",
    "refuse_swap",
    "release_learner",
    "remind_learners",
    "remind_of_refreshers",
    "remove_trainer_absence",
    "reopen_register",
    "request_adjustments",
    "return_task",
    "review_adjustments",
    "save_equipment",
    "save_room",
    "save_trainer",
    "save_venue",
    "save_virtual_room",
    "send_again",
    "send_message",
    "send_refresher_message",
    "send_refreshers_again",
    "set_clearances",
    "set_mode",
    "set_team_limit",
    "set_up_refresher",
    "sign_off_missed",
    "sign_off_task",
    "start_session",
    "stop_feed",
    "take_mark",
    "take_marks",
    "take_offer",
    "take_reply",
    "take_snapshot",
    "tell_task_done",
    "tell_tests_before",
    "uid_of",
    "waive_course",
]
