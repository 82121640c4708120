"""Words with a code for the database and a label for people."""

from __future__ import annotations

from enum import StrEnum


class Worded(StrEnum):
    """A word whose label is itself in sentence case, unless it says otherwise."""

    @property
    def label(self) -> str:
        """Return the words shown to people."""
        return self.value.replace("_", " ").capitalize()


class Coded(StrEnum):
    """A code together with the words shown to people."""

    label: str

    def __new__(cls, code: str, label: str = "") -> Coded:
        """Keep the code as the value and the words beside it."""
        word = str.__new__(cls, code)
        word._value_ = code
        word.label = label
        return word


def choices(words: type[Worded] | type[Coded]) -> list[tuple[str, str]]:
    """Return code and label of every word, in order, as forms and columns want them."""
    return [(word.value, word.label) for word in words]
