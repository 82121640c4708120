"""Writing staff, units and roles."""

from .roles import deactivate_staff, end_role, give_role, reactivate_staff
from .staff_import import ImportReport, RowProblem, import_staff
from .units import UnitRow, import_units, read_units

__all__ = [
    "ImportReport",
    "RowProblem",
    "UnitRow",
    "deactivate_staff",
    "end_role",
    "give_role",
    "import_staff",
    "import_units",
    "reactivate_staff",
    "read_units",
]
