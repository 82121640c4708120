"""What the record of a visit must say, and what rousing asks of it (CAR-6, CAR-8)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bluelamp.custody.enums import RouseTest, VisitAction, VisitCondition, VisitSeen
from bluelamp.custody.rules.answers import Answer, no, yes

# Words that tell nothing of what was seen (CAR-8).
EMPTY_WORDS = frozenset(
    {
        "a c",
        "ac",
        "all correct",
        "all good",
        "all in order",
        "all ok",
        "all well",
        "correct",
        "fine",
        "in order",
        "no change",
        "no concerns",
        "no issues",
        "no problems",
        "nothing to report",
        "ok",
        "okay",
        "same",
        "visit correct",
        "visited",
    }
)


@dataclass(frozen=True, slots=True)
class Rousing:
    """What a person did when roused, and their exact words (CAR-6)."""

    done: frozenset[RouseTest]
    words: str

    @property
    def failed(self) -> tuple[RouseTest, ...]:
        """Return what the person did not do, in the order of Annex H."""
        return tuple(one for one in RouseTest if one not in self.done)


@dataclass(frozen=True, slots=True)
class VisitTold:
    """One visit as it was made: what was seen, the condition, what was done, and in words."""

    seen: VisitSeen
    condition: VisitCondition
    action: VisitAction
    words: str = ""
    rousing: Rousing | None = None


def says_nothing(words: str) -> bool:
    """Tell whether words such as "all correct" leave out what was seen (CAR-8)."""
    plain = " ".join(re.findall(r"[a-z]+", words.lower()))
    return plain in EMPTY_WORDS


def may_record_visit(visit: VisitTold, *, rouse: bool) -> Answer:
    """Tell whether a visit is told in full; `rouse` where the person must be roused (CAR-5).

    A concern needs words and something done; whoever fails any part of rousing, or cannot be
    roused at all, needs a healthcare professional or an ambulance (CAR-6).
    """
    if says_nothing(visit.words):
        return no("CAR-8", f"“{visit.words.strip()}” is not enough: say what you saw or heard.")
    if rouse and visit.rousing is None and visit.seen is not VisitSeen.UNRESPONSIVE:
        return no("CAR-5", "This person must be roused at each visit: say what they did.")
    if visit.rousing is not None and not visit.rousing.words.strip():
        return no("CAR-6", "Write the person's exact words when roused, or that there were none.")
    if (why := _needs_help(visit)) and not visit.action.is_medical:
        return no("CAR-6", f"{why}: call a healthcare professional or an ambulance, and record it.")
    if visit.condition.is_concern and not visit.words.strip():
        return no("CAR-8", f"{visit.condition.label}: describe what you saw or heard.")
    if visit.condition.is_concern and visit.action is VisitAction.NONE:
        return no("CAR-8", f"{visit.condition.label}: say what was done about it.")
    return yes("CAR-8", "The visit says what was seen, the condition and what was done.")


def field_at_fault(answer: Answer, visit: VisitTold) -> str:
    """Return which answer a refusal is about."""
    if answer.rule == "CAR-5" or (visit.rousing is not None and not visit.rousing.words.strip()):
        return "roused"
    if answer.rule == "CAR-6" or (visit.words.strip() and not says_nothing(visit.words)):
        return "action"
    return "words"


def _needs_help(visit: VisitTold) -> str:
    if visit.seen is VisitSeen.UNRESPONSIVE:
        return "The person could not be roused"
    if visit.rousing is not None and visit.rousing.failed:
        missing = ", ".join(one.label.lower() for one in visit.rousing.failed)
        return f"Not roused in full (not: {missing})"
    return ""
