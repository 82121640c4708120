"""The demonstration force: its tree of units and its workforce, in the shape of London's.

Pure generators: no Django, no database, no clock. The same arguments give the same force.
"""

from .files import write_staff_csv, write_units_csv
from .units import Unit, generate_units
from .workforce import DEFAULT_COUNT, DEFAULT_SEED, StaffMember, generate_staff

__all__ = [
    "DEFAULT_COUNT",
    "DEFAULT_SEED",
    "StaffMember",
    "Unit",
    "generate_staff",
    "generate_units",
    "write_staff_csv",
    "write_units_csv",
]
