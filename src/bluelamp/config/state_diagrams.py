"""The states of a custody episode drawn, built from the one table that decides (section 16).

`python -m bluelamp.config.state_diagrams` writes `docs/states/custody.md` anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from bluelamp.custody.enums import CustodyEvent, CustodyState
from bluelamp.custody.rules.other_powers import OTHER_POWERS
from bluelamp.custody.rules.regime import REGIMES
from bluelamp.custody.rules.transitions import TABLE

PAGE = Path("docs/states/custody.md")
BUILT = "Built from the code by `make docs`. Do not edit."
BEGINNING = "[*]"
BACK = "back to the state before"


def custody_page() -> str:
    """Return the page: the diagram, the table of transitions, the powers and their ends."""
    parts = [
        "# The states of a custody episode",
        BUILT,
        f"```mermaid\nstateDiagram-v2\n{chr(10).join(_states())}\n{chr(10).join(_arrows())}\n```",
        f"Where an event leads {BACK}, no arrow is drawn: the table says so.",
        "\n".join(_table()),
        "## Powers to hold other than arrest for an offence",
        "None of them has the clock of PACE, its grounds or its bail (section 2.2).",
        "\n".join(_powers()),
    ]
    return "\n\n".join(parts) + "\n"


def _states() -> Iterator[str]:
    for state in CustodyState:
        yield f"    {state} : {state.label}"


def _arrows() -> Iterator[str]:
    for source, to, words in _drawn():
        yield f"    {source} --> {to} : {words}"
    yield f"    {CustodyState.CLOSED} --> {BEGINNING}"


def _drawn() -> Iterator[tuple[str, str, str]]:
    """Yield each arrow once, the events that lead the same way together."""
    found: dict[tuple[str, str], list[str]] = {}
    for row in TABLE:
        if row.to is None:
            continue
        for source in _ordered(row.sources):
            found.setdefault((source, row.to), []).append(_short(row.event))
    for (source, to), events in found.items():
        yield source, to, ", ".join(events)


def _table() -> Iterator[str]:
    yield "| From | Event | To | Who | Rules |\n|---|---|---|---|---|"
    for row in TABLE:
        sources = ", ".join(_name(one) for one in _ordered(row.sources))
        to = row.to.label if row.to else BACK
        who = ", ".join(sorted(duty.label.lower() for duty in row.duties))
        yield f"| {sources} | {row.event.label} | {to} | {who} | {row.rules} |"


def _powers() -> Iterator[str]:
    yield "| Power | Rule | Limit of its own | Reviews | Ends by |\n|---|---|---|---|---|"
    for kind, power in OTHER_POWERS.items():
        regime = REGIMES[kind]
        ends = "; ".join(code.label for code in power.ends)
        yield f"| {kind.label} | {regime.rule} | {regime.own_limit} | {regime.review} | {ends} |"


def _ordered(sources: frozenset[CustodyState | None]) -> list[str]:
    begins = [BEGINNING] if None in sources else []
    return [*begins, *(state for state in CustodyState if state in sources)]


def _name(state: str) -> str:
    return "–" if state == BEGINNING else CustodyState(state).label


def _short(event: CustodyEvent) -> str:
    return event.label.lower()


def main() -> None:
    """Write the page."""
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(custody_page(), encoding="utf-8")


if __name__ == "__main__":
    main()
