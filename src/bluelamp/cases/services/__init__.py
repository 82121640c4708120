"""Writing cases."""

from .amending import amend_offence, amend_summary
from .collecting import add_exhibit, add_note, add_offence
from .offences import OffenceDetails
from .opening import open_case

__all__ = [
    "OffenceDetails",
    "add_exhibit",
    "add_note",
    "add_offence",
    "amend_offence",
    "amend_summary",
    "open_case",
]
