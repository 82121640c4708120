"""Writing staff, units and roles."""

from .staff_import import ImportReport, RowProblem, import_staff
from .units import UnitRow, import_units, read_units

__all__ = [
    "ImportReport",
    "RowProblem",
    "UnitRow",
    "import_staff",
    "import_units",
    "read_units",
]
