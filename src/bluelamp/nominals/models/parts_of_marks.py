"""The parts of a registration mark by which it is found when only some of it was seen."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import Func, TextField


class PartsOfMark(Func):
    """Every three characters of a mark that stand together, what is confused (0 and O) made one."""

    function = "nominals_parts_of_mark"
    arity = 1

    def __init__(self, mark: Any, **more: Any) -> None:
        super().__init__(mark, output_field=ArrayField(TextField()), **more)
