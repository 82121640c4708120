"""The drawn states of custody are those of the table that decides."""

from __future__ import annotations

from bluelamp.config.state_diagrams import PAGE, custody_page
from bluelamp.custody.enums import CustodyState, DetentionType
from bluelamp.custody.rules.transitions import TABLE


def test_the_page_in_the_repository_is_the_one_built():
    assert PAGE.read_text(encoding="utf-8") == custody_page(), "run `make docs`"


def test_every_state_every_event_and_every_other_power_stands_on_it():
    page = custody_page()
    for state in CustodyState:
        assert f"    {state} : {state.label}" in page
    for row in TABLE:
        assert row.event.label in page
    for kind in DetentionType:
        assert (f"| {kind.label} |" in page) is kind.is_other_power
