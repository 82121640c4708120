"""Plans: the problem made from the records, solved by a job, looked at, accepted."""

from .acceptance import Prospect, accept_plan, changes_of, look_ahead, take_plan_back
from .decisions import carry_out_decision, decide_plan, decision_is_silent
from .differences import Difference
from .holds import Held, hold_part, let_go
from .runs import (
    Effort,
    PlanAsked,
    WhatIf,
    ask_plan,
    ask_what_if,
    begin_again,
    go_on_with_plan,
    is_lost,
    stop_plan,
)
from .solving import carry_out_plan

__all__ = [
    "Difference",
    "Effort",
    "Held",
    "PlanAsked",
    "Prospect",
    "WhatIf",
    "accept_plan",
    "ask_plan",
    "ask_what_if",
    "begin_again",
    "carry_out_decision",
    "carry_out_plan",
    "changes_of",
    "decide_plan",
    "decision_is_silent",
    "go_on_with_plan",
    "hold_part",
    "is_lost",
    "let_go",
    "look_ahead",
    "stop_plan",
    "take_plan_back",
]
