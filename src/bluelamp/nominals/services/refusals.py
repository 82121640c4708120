"""Refusals that carry more than a sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from bluelamp.core.errors import NotPossible
from bluelamp.nominals.selectors import Caution


class EditConflict(NotPossible):
    """Somebody else saved first. ``stored`` and ``offered`` hold both states, field by field."""

    def __init__(self, *, version: int, stored: Mapping[str, Any], offered: Mapping[str, Any]):
        super().__init__(
            "Somebody else changed this record after you opened it. Both versions are shown: "
            "nothing of yours is lost, and nothing of theirs is overwritten.",
            field="version",
            rule="EDIT-1",
        )
        self.version = version
        self.stored = dict(stored)
        self.offered = dict(offered)


class HeldByAnother(NotPossible):
    """The number is already on another person (NV-08), who is named by key and not by content.

    ``report`` puts it before whoever judges sameness: the refusal rolls back all else.
    """

    def __init__(
        self,
        *,
        label: str,
        field: str,
        value: str,
        person_id: UUID,
        report: Callable[[HeldByAnother], object],
    ) -> None:
        super().__init__(
            f"This {label} is already recorded for another person. Open that record: it may be "
            "the same person (NV-08).",
            field=field,
            rule="NV-08",
        )
        self.value = value
        self.person_id = person_id
        self._report = report

    def leave_trace(self) -> None:
        """Put the number before whoever judges sameness; the same one is put once."""
        self._report(self)


class UnseenCandidates(NotPossible):
    """People who may be the same were found and have not been shown (NV-11)."""

    def __init__(self, person_ids: tuple[UUID, ...]) -> None:
        count = len(person_ids)
        people = "1 person" if count == 1 else f"{count} people"
        super().__init__(
            f"Bluelamp has found {people} who may be the same and whom you have not yet seen. "
            "Look at them before you record somebody new (NV-11).",
            field="candidate",
            rule="NV-11",
        )
        self.person_ids = person_ids


class KnownObjects(NotPossible):
    """Objects with the same number are known and have not been looked at."""

    def __init__(self, object_ids: tuple[UUID, ...]) -> None:
        super().__init__(
            "The index knows an object with this number. Open it: it may be this one. If it is "
            "not, say so and record this one beside it.",
            field="seen",
            rule="NV-11",
        )
        self.object_ids = object_ids


class UnansweredCautions(NotPossible):
    """Something speaks against joining and has not been answered (G5, G7)."""

    def __init__(self, cautions: Sequence[Caution]) -> None:
        said = " ".join(caution.words for caution in cautions)
        super().__init__(
            f"Something speaks against joining these records. {said} Say why they are one person "
            "all the same.",
            field="answer",
            rule="G5",
        )
        self.cautions = tuple(cautions)
