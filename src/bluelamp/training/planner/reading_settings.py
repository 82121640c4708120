"""Reading the settings of an instance."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import fields
from datetime import date, time
from functools import partial
from pathlib import Path
from typing import Any

from .instance import Prices, Settings
from .problems import Problem
from .tables import clock, day

_SETTINGS: dict[str, Callable[[Any], Any]] = {
    "window_start": lambda told: told if isinstance(told, date) else day(str(told)),
    "go_live": lambda told: told if isinstance(told, date) else day(str(told)),
    "saturday_from": lambda told: told if isinstance(told, date) else day(str(told)),
    "training_weekdays": lambda told: frozenset(int(each) for each in told),
    "day_start": lambda told: told if isinstance(told, time) else clock(str(told)),
    "day_end": lambda told: told if isinstance(told, time) else clock(str(told)),
    "rest_hours": int,
    "fresh_days": int,
}
_NEEDED = ("window_start", "go_live", "training_weekdays", "day_start", "day_end")


def read_settings(path: Path, problems: list[Problem]) -> Settings | None:
    """Read the settings; what is wrong is told as problems."""
    tell = partial(Problem, path.name, 0)
    try:
        told = tomllib.loads(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        problems.append(tell("", f"cannot be read: {error}"))
        return None
    prices = told.pop("prices", {})
    known = {each.name for each in fields(Prices)}
    wrong = [tell(each, "unknown setting") for each in told if each not in _SETTINGS]
    wrong += [tell(f"prices.{each}", "unknown price") for each in prices if each not in known]
    wrong += [tell(each, "must be set") for each in _NEEDED if each not in told]
    typed: dict[str, Any] = {}
    for name, value in told.items():
        try:
            typed[name] = _SETTINGS.get(name, str)(value)
        except (TypeError, ValueError) as error:
            wrong.append(tell(name, str(error)))
    for name, value in prices.items():
        if not isinstance(value, int | float) or value < 0:
            wrong.append(tell(f"prices.{name}", "a price is a number from 0 up"))
    problems += wrong
    if wrong:
        return None
    settings = Settings(**typed, prices=Prices(**prices))
    if settings.go_live <= settings.window_start:
        problems.append(tell("go_live", "must be after window_start"))
    return settings
