"""The pages of search."""

from .saved import change, delete, pause, save, saved, saved_list, seen
from .searching import precise, results, start

__all__ = [
    "change",
    "delete",
    "pause",
    "precise",
    "results",
    "save",
    "saved",
    "saved_list",
    "seen",
    "start",
]
