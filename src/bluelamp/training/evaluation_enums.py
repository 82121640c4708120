"""The words of evaluation and equality, as closed lists."""

from __future__ import annotations

from bluelamp.core.words import Coded


class EvaluationLevel(Coded):
    """The levels of evaluation that are measured here (Kirkpatrick, section 9)."""

    REACTION = "REACTION", "Level 1: reaction"
    LEARNING = "LEARNING", "Level 2: learning"
    BEHAVIOUR = "BEHAVIOUR", "Level 3: behaviour"


class Teller(Coded):
    """Who answers a form of evaluation."""

    SELF = "SELF", "The person who was taught"
    MANAGER = "MANAGER", "Their line manager"


class Question(Coded):
    """What is asked, each rated from 1 to 5."""

    RELEVANCE = "RELEVANCE", "What was taught is relevant to my job"
    PACE = "PACE", "The pace was right for me"
    CONFIDENCE = "CONFIDENCE", "I can do my job on day 1"
    TOOK_PART = (
        "TOOK_PART",
        "I could take part fully: nothing about the place or the format hindered me",
    )
    FIRST_TIME_RIGHT = "FIRST_TIME", "Records are right the first time"
    REASONS = "REASONS", "Reasons for access are given clearly and fit the case"
    WITHOUT_HELP = "NO_HELP", "The work is done without calling for help"


class Dimension(Coded):
    """By what answers are compared; each answer is counted in each of them separately."""

    ALL = "ALL", "Everybody"
    COURSE = "COURSE", "Course"
    VENUE = "VENUE", "Venue"
    TEAM = "TEAM", "Who taught"
    AGE = "AGE", "Age"
    DISABILITY = "DISABILITY", "Disability"
    GENDER = "GENDER", "Gender reassignment"
    MARRIAGE = "MARRIAGE", "Marriage and civil partnership"
    PREGNANCY = "PREGNANCY", "Pregnancy and maternity"
    RACE = "RACE", "Race"
    RELIGION = "RELIGION", "Religion or belief"
    SEX = "SEX", "Sex"
    ORIENTATION = "ORIENTATION", "Sexual orientation"

    @property
    def is_protected(self) -> bool:
        """Tell whether it is one of the nine protected characteristics (GOV-8.2)."""
        return self not in {Dimension.ALL, Dimension.COURSE, Dimension.VENUE, Dimension.TEAM}


class Theme(Coded):
    """What a comment is about, as a reader judged it."""

    PACE = "PACE", "Pace and length"
    CONTENT = "CONTENT", "What was taught"
    PRACTICE = "PRACTICE", "Time to practise"
    TRAINER = "TRAINER", "Trainers"
    PLACE = "PLACE", "Venue and room"
    ACCESS = "ACCESS", "Accessibility and adjustments"
    TECHNOLOGY = "TECHNOLOGY", "Equipment and technology"
    TIMETABLE = "TIMETABLE", "Timetable and notice"
    SUPPORT = "SUPPORT", "Help afterwards"
    OTHER = "OTHER", "Something else"


class EqualityTrigger(Coded):
    """What an entry of the equality impact record answers (GOV-8.4)."""

    DIFFERENCE = "DIFFERENCE", "A difference between groups"
    FEEDBACK = "FEEDBACK", "New feedback"
    VENUE = "VENUE", "A venue, or what it lacks"
    ADJUSTMENTS = "ADJUSTMENTS", "What adjustments ask for"
    APPROACH = "APPROACH", "A change of approach"
    COMPLAINT = "COMPLAINT", "A complaint"
