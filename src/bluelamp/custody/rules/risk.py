"""The questions of a risk assessment, and what follows from the answers (CAR-1, CAR-2)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import ObservationLevel, RiskAnswer, RiskArea
from bluelamp.custody.rules.answers import Answer, no, yes

A, L = RiskArea, ObservationLevel


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and what "yes" means for the level of observation and for vulnerability.

    ``level`` is the lowest to be considered; ``vulnerable`` says that the person may be (VUL-2),
    ``clinical`` that a healthcare professional is to be considered (CAR-9).
    """

    code: str
    words: str
    area: RiskArea
    level: ObservationLevel | None = None
    vulnerable: bool = False
    clinical: bool = False


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Questions as asked from a day on; their list is not prescribed word for word (CAR-1)."""

    in_force_from: date
    questions: tuple[Question, ...]
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer and what was said; for a question not asked, why."""

    answer: RiskAnswer
    words: str = ""


QUESTION_SETS = (
    QuestionSet(
        date(2023, 12, 20),
        (
            Question("ILL", "Are you ill or injured?", A.HEALTH, clinical=True),
            Question(
                "MEDICATION", "Do you take, or need, any medication?", A.HEALTH, clinical=True
            ),
            Question("SELF_HARM", "Have you ever tried to harm yourself?", A.HARM, L.INTERMITTENT),
            Question(
                "HARM_NOW",
                "Do you feel like harming yourself now?",
                A.HARM,
                L.CONSTANT,
                vulnerable=True,
                clinical=True,
            ),
            Question(
                "MENTAL",
                "Do you have, or have you had, any mental health condition?",
                A.HARM,
                vulnerable=True,
            ),
            Question("ALCOHOL", "Have you drunk alcohol in the last 24 hours?", A.SUBSTANCES),
            Question("DRUGS", "Have you taken drugs in the last 24 hours?", A.SUBSTANCES),
            Question(
                "DEPENDENT",
                "Do you become unwell without alcohol or drugs?",
                A.SUBSTANCES,
                L.INTERMITTENT,
                clinical=True,
            ),
            Question(
                "LEARNING",
                "Do you need help to read, write, understand or be understood?",
                A.NEEDS,
                vulnerable=True,
            ),
            Question(
                "PRIVATE",
                "Would you like to talk in private about health, hygiene or welfare?",
                A.NEEDS,
            ),
            Question("DEPENDANTS", "Does anybody depend on you for care?", A.NEEDS),
            Question(
                "INTOXICATED",
                "Drunk, drugged, drowsy or unwell to look at?",
                A.OBSERVED,
                L.INTERMITTENT,
                clinical=True,
            ),
            Question("CONCEALED", "May have swallowed or hidden drugs?", A.OBSERVED, L.CONSTANT),
            Question("VIOLENT", "Violent, or likely to be?", A.OBSERVED),
            Question("APART", "To be kept apart from anybody held here?", A.OBSERVED),
            Question("ESCORT", "Anything else from the arresting officers or records?", A.OBSERVED),
        ),
    ),
)
SELF_HARM_MARKERS = frozenset({"SH", "SU"})


def questions_on(day: date, sets: tuple[QuestionSet, ...] = QUESTION_SETS) -> tuple[Question, ...]:
    """Return the questions asked on a day."""
    in_force = [one for one in sets if one.in_force_from <= day] or list(sets[:1])
    return max(in_force, key=lambda one: one.in_force_from).questions


def answer_faults(
    given: Mapping[str, Answered], questions: tuple[Question, ...]
) -> Iterator[tuple[str, str]]:
    """Yield the field and the words of every blank, and of every answer without its words."""
    for question in questions:
        answered = given.get(question.code)
        if answered is None:
            field = f"q_{question.code}"
            yield field, f"Answer “{question.words}”, or say why it was not asked"
        elif answered.answer is not RiskAnswer.NO and not answered.words.strip():
            why = "what was said" if answered.answer is RiskAnswer.YES else "why it was not asked"
            yield f"w_{question.code}", f"“{question.words}”: enter {why}"


def check_answers(given: Mapping[str, Answered], questions: tuple[Question, ...]) -> None:
    """Refuse a blank, and a question not asked without a reason (CAR-1).

    Raises `NotPossible` naming the first question at fault as its field.
    """
    for field, reason in answer_faults(given, questions):
        raise NotPossible(f"{reason}.", field=field, rule="CAR-1")


def lowest_level(
    given: Mapping[str, Answered],
    questions: tuple[Question, ...],
    markers: Collection[str] = (),
) -> tuple[ObservationLevel, tuple[str, ...]]:
    """Return the lowest level to be considered and the questions that say so (CAR-5, CAR-7).

    A marker for self-harm counts as its question answered with yes.
    """
    said = [one for one in _affirmed(given, questions) if one.level is not None]
    level = max((one.level for one in said if one.level), key=int, default=L.GENERAL)
    reasons = tuple(one.words for one in said)
    if SELF_HARM_MARKERS & set(markers):
        level = max(level, L.INTERMITTENT, key=int)
        reasons += ("Warning marker for self-harm",)
    return level, reasons


def may_set_level(level: ObservationLevel, lowest: ObservationLevel, *, reason: str) -> Answer:
    """Tell whether a level may follow from the answers: a lower one needs its reason (CAR-7)."""
    if int(level) >= int(lowest) or reason.strip():
        return yes("CAR-7", "The custody officer decides the level.")
    return no("CAR-7", f"The answers point to {lowest.label.lower()}: say why it is lower.")


def may_be_vulnerable(
    given: Mapping[str, Answered], questions: tuple[Question, ...]
) -> tuple[str, ...]:
    """Return what gives a suspicion that the person is vulnerable (VUL-2)."""
    return tuple(one.words for one in _affirmed(given, questions) if one.vulnerable)


def needs_clinical_view(
    given: Mapping[str, Answered], questions: tuple[Question, ...]
) -> tuple[str, ...]:
    """Return what asks for a healthcare professional to be considered (CAR-9)."""
    return tuple(one.words for one in _affirmed(given, questions) if one.clinical)


def _affirmed(given: Mapping[str, Answered], questions: tuple[Question, ...]) -> list[Question]:
    return [
        one for one in questions if one.code in given and given[one.code].answer is RiskAnswer.YES
    ]
