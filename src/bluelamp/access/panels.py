"""Where modules register what they show in the shell: navigation, and work that awaits somebody."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from .answers import StaffNumberField
from .enums import Permission
from .policies import Officer

__all__ = [
    "NavigationItem",
    "StaffNumberField",
    "WorkItem",
    "WorkSource",
    "navigation_for",
    "register_navigation",
    "register_shortcut",
    "register_work",
    "shortcuts_for",
    "work_for",
]


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """An entry of the main navigation, shown to those who hold the permission.

    A shortcut that ``posts`` is a button: pressing it begins something.
    """

    label: str
    url_name: str
    permission: Permission
    order: int
    posts: bool = False


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something that awaits somebody: it leaves the queue only by being done or handed over."""

    what: str
    about: str
    url: str
    waiting_since: datetime
    due_at: datetime | None
    risk: str = ""


WorkSource = Callable[[Officer, datetime], Iterable[WorkItem]]

_navigation: list[NavigationItem] = []
_shortcuts: list[NavigationItem] = []
_work_sources: list[WorkSource] = []


def register_navigation(item: NavigationItem) -> None:
    """Add an entry to the main navigation."""
    _navigation.append(item)
    _navigation.sort(key=lambda each: each.order)


def register_shortcut(item: NavigationItem) -> None:
    """Add a thing that is often begun to the home page, for those who hold the permission."""
    _shortcuts.append(item)
    _shortcuts.sort(key=lambda each: each.order)


def register_work(source: WorkSource) -> None:
    """Add a source of work; each answers in a constant number of statements."""
    _work_sources.append(source)


def navigation_for(officer: Officer) -> list[NavigationItem]:
    """Return the entries that this officer may open."""
    return [item for item in _navigation if officer.may(item.permission)]


def shortcuts_for(officer: Officer) -> list[NavigationItem]:
    """Return what this officer may begin from the home page."""
    return [item for item in _shortcuts if officer.may(item.permission)]


def work_for(officer: Officer, at: datetime) -> list[WorkItem]:
    """Return the officer's queue: what is due first stands first, then what waits longest."""
    found = [item for source in _work_sources for item in source(officer, at)]
    undated = datetime.max.replace(tzinfo=at.tzinfo)
    return sorted(found, key=lambda item: (item.due_at or undated, item.waiting_since))
