"""Everything that changes the training programme: lock, ask policy, apply rule, write, audit."""

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
    end_exception,
    gate_modules,
    let_in_untrained,
    move_go_live,
    set_clearances,
)
from .results import ResultTold, record_result, waive_course
from .sessions import (
    Rebooking,
    SessionPlan,
    add_session,
    cancel_sessions,
    lock_session,
    move_session,
    open_session,
)
from .swaps import agree_swap, ask_swap, refuse_swap
from .waiting import (
    decline_offer,
    expire_offers,
    join_waiting_list,
    leave_waiting_list,
    offer_free_places,
    take_offer,
)

__all__ = [
    "NotBooked",
    "Rebooking",
    "ResultTold",
    "SessionPlan",
    "Slip",
    "accept_booking",
    "add_session",
    "agree_swap",
    "ask_swap",
    "book_place",
    "cancel_booking",
    "cancel_sessions",
    "decline_booking",
    "decline_offer",
    "end_exception",
    "expire_offers",
    "gate_modules",
    "hindrances_of",
    "invite_learners",
    "join_waiting_list",
    "keep_booking_open",
    "leave_waiting_list",
    "let_in_untrained",
    "lock_session",
    "move_go_live",
    "move_session",
    "offer_free_places",
    "open_session",
    "record_result",
    "refuse_release",
    "refuse_swap",
    "release_learner",
    "set_clearances",
    "take_offer",
    "waive_course",
]
