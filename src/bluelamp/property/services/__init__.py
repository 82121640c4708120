"""Writing property: every change of an item is a link in its chain."""

from bluelamp.property.rules.batches import ItemDetails

from .evidence import change_basis, check_exhibit_reference, disclose_statement
from .handling import (
    book_into_store,
    book_out_item,
    drop_item,
    hand_over_item,
    return_item,
    seal_item,
)
from .recording import check_items, record_item, record_items

__all__ = [
    "ItemDetails",
    "book_into_store",
    "book_out_item",
    "change_basis",
    "check_exhibit_reference",
    "check_items",
    "disclose_statement",
    "drop_item",
    "hand_over_item",
    "record_item",
    "record_items",
    "return_item",
    "seal_item",
]
