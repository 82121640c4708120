"""The questions of the case pages."""

from .offences import OffenceForm
from .opening import OpenForPersonForm, OpenFromCustodyForm
from .working import AddExhibitForm, AddNoteForm, AmendSummaryForm, FindCasesForm

__all__ = [
    "AddExhibitForm",
    "AddNoteForm",
    "AmendSummaryForm",
    "FindCasesForm",
    "OffenceForm",
    "OpenForPersonForm",
    "OpenFromCustodyForm",
]
