"""Long forms in sections: what is seldom asked for is folded until it has an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading. A folded one is open where something in it is said or wrong."""

    title: str
    fields: list[BoundField]
    is_folded: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether there is something in it to be seen."""
        return any(each.errors or each.value() not in (None, "") for each in self.fields)


class Sectioned(forms.Form):
    """A form drawn in sections. ``in_sections`` maps titles to names of fields.

    Titles among ``folded`` are folded; fields that no section names stand first.
    """

    in_sections: dict[str, tuple[str, ...]] = {}
    folded: tuple[str, ...] = ()

    @property
    def sections(self) -> Iterator[Section]:
        """Yield the sections in order."""
        named = {name for names in self.in_sections.values() for name in names}
        yield Section("", [each for each in self.visible_fields() if each.name not in named])
        for title, names in self.in_sections.items():
            yield Section(title, [self[name] for name in names], title in self.folded)
