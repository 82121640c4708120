"""Representations before a decision on detention: who had the chance, and what they said."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bluelamp.custody.enums import RepresentationHow, Representer
from bluelamp.custody.rules.answers import Answer, no, yes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

WITH_WORDS = frozenset({RepresentationHow.ORAL, RepresentationHow.WRITTEN, RepresentationHow.UNFIT})
# Nobody but the detained person is unfit or asleep; the detained person is never absent.
OF_THE_PERSON = tuple(how for how in RepresentationHow if how is not RepresentationHow.ABSENT)
OF_OTHERS = (
    RepresentationHow.ABSENT,
    RepresentationHow.NONE,
    RepresentationHow.ORAL,
    RepresentationHow.WRITTEN,
)


@dataclass(frozen=True, slots=True)
class Representation:
    """What one of them made of the chance; `text` is what was said, or why it was refused."""

    who: Representer
    how: RepresentationHow
    text: str = ""

    @property
    def words(self) -> str:
        """Return it as a sentence of the record."""
        text = f" – {self.text.strip()}" if self.text.strip() else ""
        return f"{self.who.label}: {self.how.label.lower()}{text}."

    def as_row(self) -> dict[str, str]:
        """Return it as kept in a record."""
        return {"who": self.who, "how": self.how, "text": self.text.strip()}


def from_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Representation, ...]:
    """Return representations as they were kept."""
    return tuple(
        Representation(Representer(row["who"]), RepresentationHow(row["how"]), row["text"])
        for row in rows
    )


def offered_to(who: Representer) -> tuple[RepresentationHow, ...]:
    """Return what can be said of one of them."""
    return OF_THE_PERSON if who is Representer.DETAINED_PERSON else OF_OTHERS


def were_heard(given: Sequence[Representation], *, may_sleep: bool = True) -> Answer:
    """Tell whether the chance to make representations was given and recorded (REV-9, LIM-6).

    `may_sleep` is false where the decision waits until the person is awake (REV-11).
    """
    by_who = {one.who: one for one in given}
    own = by_who.get(Representer.DETAINED_PERSON)
    if own is None:
        return no("REV-9", "Record whether the detained person made representations.")
    for one in given:
        if one.how not in offered_to(one.who):
            return no("REV-9", f"{one.who.label}: “{one.how.label}” does not apply.")
        if one.how in WITH_WORDS and not one.text.strip():
            what = (
                "why they were refused" if one.how is RepresentationHow.UNFIT else "what was said"
            )
            return no("REV-9", f"{one.who.label}: record {what}.")
    if own.how is RepresentationHow.ASLEEP and not may_sleep:
        return no("REV-11", "Bring it forward or wait: the person must be awake to be heard.")
    return yes("REV-9", "Representations recorded.")


def is_asleep(given: Sequence[Representation]) -> bool:
    """Tell whether the detained person slept through the decision (REV-11)."""
    return any(one.how is RepresentationHow.ASLEEP for one in given)


def field_of(given: Sequence[Representation], *, may_sleep: bool = True) -> str:
    """Return the field at fault of a refusal by `were_heard`."""
    for one in given:
        alone = [one] if one.who is Representer.DETAINED_PERSON else [_HEARD, one]
        if not were_heard(alone, may_sleep=may_sleep):
            return f"said_{one.who.lower()}"
    return f"said_{Representer.DETAINED_PERSON.lower()}"


_HEARD = Representation(Representer.DETAINED_PERSON, RepresentationHow.NONE)
