"""How far accepting a plan, or taking it back, is: in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bluelamp.core.time import shown
from bluelamp.training.enums import PlanDecisionKind, PlanDecisionState
from bluelamp.training.models import PlanDecision, PlanRun
from bluelamp.training.services.planning import decision_is_silent

STEPS = {
    PlanDecisionKind.ACCEPT: (
        "Read the records as they stand now",
        "Check the plan against them",
        "Write sessions and places, and tell people",
    ),
    PlanDecisionKind.TAKE_BACK: (),
}
NOW_DOING = {
    PlanDecisionKind.ACCEPT: "Being accepted",
    PlanDecisionKind.TAKE_BACK: "Being taken back",
}
REFUSED = {
    PlanDecisionKind.ACCEPT: "Not accepted",
    PlanDecisionKind.TAKE_BACK: "Not taken back",
}
SILENT = (
    "Its job gives no sign of life. Nothing is half done: it is taken up again by itself as soon "
    "as a worker runs. If this stays so, ask who runs the server."
)


@dataclass(frozen=True, slots=True)
class DecisionNote:
    """A decision about a plan as its page tells it."""

    tag: str
    colour: str
    words: str
    steps: list[tuple[str, str, str]]
    over: bool
    refused: bool
    silent: str

    @classmethod
    def of(cls, decision: PlanDecision, at: datetime) -> DecisionNote:
        """Return how a decision stands."""
        kind, state = PlanDecisionKind(decision.kind), PlanDecisionState(decision.state)
        asked = f"{decision.decided_by.label}, {shown(decision.decided_at)}."
        if state is PlanDecisionState.REFUSED:
            words = f"{asked} Nothing was changed."
            return cls(REFUSED[kind], "red", f"{words} {decision.refusal}", [], True, True, "")
        return cls(
            tag=NOW_DOING[kind] if decision.step else "Waiting to begin",
            colour="yellow" if decision.step else "grey",
            words=f"{asked} All of it is written at once, or nothing.",
            steps=_steps(STEPS[kind], decision.step),
            over=state is PlanDecisionState.DONE,
            refused=False,
            silent=SILENT if decision_is_silent(decision, at) else "",
        )


def _steps(labels: tuple[str, ...], step: int) -> list[tuple[str, str, str]]:
    told = []
    for number, label in enumerate(labels, start=1):
        if number < step:
            told.append((label, "Done", "green"))
        elif number == step:
            told.append((label, "Now", "yellow"))
        else:
            told.append((label, "To do", "grey"))
    return told


def note_of(decision: PlanDecision | None, at: datetime) -> DecisionNote | None:
    """Return what a plan's page tells of its latest decision: one carried out tells for itself."""
    if decision is None or decision.state == PlanDecisionState.DONE:
        return None
    return DecisionNote.of(decision, at)


def accepted_in_words(run: PlanRun) -> str:
    """Return what accepting a plan made, nothing where it does not stand."""
    if not run.accepted_at or run.taken_back_at:
        return ""
    made = run.made
    sessions = f"{made['added']:,} session{'' if made['added'] == 1 else 's'} added"
    people = "1 person" if made["given"] == 1 else f"{made['given']:,} people"
    return f"The plan is accepted: {sessions}, {people} invited or moved."
