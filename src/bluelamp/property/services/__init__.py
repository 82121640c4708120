"""Writing property: every change of an item is a link in its chain."""

from .handling import (
    book_into_store,
    book_out_item,
    change_basis,
    hand_over_item,
    return_item,
    seal_item,
)
from .recording import ItemDetails, record_item

__all__ = [
    "ItemDetails",
    "book_into_store",
    "book_out_item",
    "change_basis",
    "hand_over_item",
    "record_item",
    "return_item",
    "seal_item",
]
