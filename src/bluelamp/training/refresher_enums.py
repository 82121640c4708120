"""The words of refreshers, as closed lists."""

from __future__ import annotations

from bluelamp.core.words import Coded


class RefresherState(Coded):
    """Where somebody's refresher of a course stands (TRN-7.2)."""

    DUE = "DUE", "To do"
    E_LEARNING_DONE = "E_LEARNING_DONE", "Practice task to do"
    TASK_DONE = "TASK_DONE", "E-learning to do"
    DONE = "DONE", "Done"
    NOT_NEEDED = "NOT_NEEDED", "No longer needed"

    @property
    def is_open(self) -> bool:
        """Tell whether something is still to do."""
        return self not in {RefresherState.DONE, RefresherState.NOT_NEEDED}


class NotNeededBecause(Coded):
    """Why a refresher that was planned is no longer needed."""

    FRESH_AGAIN = "FRESH_AGAIN", "Go-live was moved: what was learnt is fresh"
    TAKEN_AGAIN = "TAKEN_AGAIN", "The course was taken again"
    WAIVED = "WAIVED", "The course is waived"
    NOT_ASKED = "NOT_ASKED", "The post does not ask for the course any more"
    NOT_COUNTED = "NOT_COUNTED", "Away for long, leaving or left"


class RefresherCause(Coded):
    """What made refreshers be planned anew."""

    MOVED = "MOVED", "Go-live was moved"
    CLOCK = "CLOCK", "Every night"


class RefresherRunState(Coded):
    """Where the planning of refreshers stands."""

    QUEUED = "QUEUED", "Waiting to begin"
    RUNNING = "RUNNING", "Being planned"
    DONE = "DONE", "Planned"
