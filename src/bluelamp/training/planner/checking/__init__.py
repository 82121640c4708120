"""Judging a plan without the solver: nothing here is shared with it but the reading of files."""

from .judge import check_plan
from .objective import Objective, price_plan
from .violations import Violation

__all__ = ["Objective", "Violation", "check_plan", "price_plan"]
