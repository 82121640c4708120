"""What is asked before a person leaves, as a risk assessment of that occasion (CAR-2)."""

from __future__ import annotations

from datetime import date

from bluelamp.custody.enums import RiskArea
from bluelamp.custody.rules.risk import Question, QuestionSet, questions_on

_A = RiskArea
# Their list is not prescribed word for word: dated reference data.
QUESTION_SETS = (
    QuestionSet(
        date(2023, 12, 20),
        (
            Question("LEAVE_HARM", "Any risk that they harm themselves once released?", _A.HARM),
            Question("LEAVE_HEALTH", "Any need of medical help or medication?", _A.HEALTH),
            Question("LEAVE_UNFIT", "Unfit to leave through drink or drugs?", _A.SUBSTANCES),
            Question("LEAVE_REFER", "Vulnerable, or in need of a referral?", _A.NEEDS),
            Question("LEAVE_HOME", "Without a safe way home, or money for it?", _A.NEEDS),
            Question("LEAVE_ADDRESS", "Address not confirmed, or not safe?", _A.NEEDS),
            Question("LEAVE_OTHERS", "Any risk to a victim, witness or other?", _A.OBSERVED),
            Question(
                "LEAVE_TOLD", "A victim or carer still to be told of the release?", _A.OBSERVED
            ),
        ),
    ),
)


def release_questions(day: date) -> tuple[Question, ...]:
    """Return the questions asked before release on a day."""
    return questions_on(day, QUESTION_SETS)
