"""Another module is entered by its front doors only (the order of modules: .importlinter)."""

from __future__ import annotations

import grimp
import pytest

FRONT_DOORS = {"models", "enums", "selectors", "services", "policies", "panels"}
# The floor everyone stands on, and the roof that joins the modules together.
FLOOR = {"core"}
ROOF = {"config", "cli", "demo"}
# Intelligence is known to these alone.
MAY_READ_INTELLIGENCE = {"search", "intake", "config"}
# The matching engine is pure, so it cannot pass through doors that load Django (ADR 13).
PURE_TO_PURE = {("resolution.matching", "nominals.rules")}


@pytest.fixture(scope="module")
def imports() -> list[tuple[str, str]]:
    graph = grimp.build_graph("bluelamp", cache_dir=None)
    return [
        (importer, imported)
        for importer in graph.modules
        for imported in graph.find_modules_directly_imported_by(importer)
    ]


def module_of(name: str) -> str:
    """Return the police word in `bluelamp.custody.rules.clock`: `custody`."""
    return name.split(".")[1] if "." in name else name


def door_of(name: str) -> str:
    """Return the part of a module that is entered: `rules` of `bluelamp.custody.rules.clock`."""
    return [*name.split("."), "", ""][2]


def enters_by_a_window(importer: str, imported: str) -> bool:
    here, there = module_of(importer), module_of(imported)
    if here == there or here in ROOF or there in FLOOR:
        return False
    passage = (".".join(importer.split(".")[1:3]), ".".join(imported.split(".")[1:3]))
    return door_of(imported) not in FRONT_DOORS and passage not in PURE_TO_PURE


def test_modules_enter_each_other_by_their_front_doors(imports):
    windows = sorted(f"{a} -> {b}" for a, b in imports if enters_by_a_window(a, b))
    assert windows == []


def test_intelligence_is_known_to_few(imports):
    readers = {module_of(a) for a, b in imports if module_of(b) == "intelligence"}
    assert readers - MAY_READ_INTELLIGENCE - {"intelligence"} == set()


@pytest.mark.parametrize(
    ("importer", "imported", "window"),
    [
        ("bluelamp.cases.services", "bluelamp.custody.selectors", False),
        ("bluelamp.cases.services", "bluelamp.custody.services.detention", False),
        ("bluelamp.cases.services", "bluelamp.core.time", False),
        ("bluelamp.config.urls", "bluelamp.custody.urls", False),
        ("bluelamp.cases.services", "bluelamp.custody.rules.clock", True),
        ("bluelamp.cases.views", "bluelamp.custody.presenters", True),
        ("bluelamp.cases.views", "bluelamp.custody", True),
        ("bluelamp.resolution.matching.tokens", "bluelamp.nominals.rules.names", False),
        ("bluelamp.resolution.candidates", "bluelamp.nominals.rules.names", True),
    ],
)
def test_a_window_is_told_from_a_door(importer, imported, window):
    assert enters_by_a_window(importer, imported) is window
