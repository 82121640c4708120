"""Writing staff, units, roles and tokens."""

from .kept_responses import begin_write, forget_write, keep_response
from .roles import deactivate_staff, end_role, give_role, reactivate_staff
from .staff_import import ImportReport, RowProblem, import_staff
from .tokens import issue_token, note_use, revoke_token
from .units import UnitRow, import_units, read_units

__all__ = [
    "ImportReport",
    "RowProblem",
    "UnitRow",
    "begin_write",
    "deactivate_staff",
    "end_role",
    "forget_write",
    "give_role",
    "import_staff",
    "import_units",
    "issue_token",
    "keep_response",
    "note_use",
    "reactivate_staff",
    "read_units",
    "revoke_token",
]
