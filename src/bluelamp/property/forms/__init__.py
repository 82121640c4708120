"""The questions of the property pages."""

from .finding import FindItemsForm
from .handling import (
    BookInForm,
    BookOutForm,
    DiscloseStatementForm,
    DropItemForm,
    HandleItemForm,
    KeepAsEvidenceForm,
    ReturnItemForm,
    SealItemForm,
    TakeOverForm,
)
from .taking import ItemsForm

__all__ = [
    "BookInForm",
    "BookOutForm",
    "DiscloseStatementForm",
    "DropItemForm",
    "FindItemsForm",
    "HandleItemForm",
    "ItemsForm",
    "KeepAsEvidenceForm",
    "ReturnItemForm",
    "SealItemForm",
    "TakeOverForm",
]
