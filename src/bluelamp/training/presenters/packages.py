"""Words, tags and buttons of digital packages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.formats import number_format

from bluelamp.core.time import shown
from bluelamp.training.enums import Delivery, Outcome
from bluelamp.training.models import (
    Attempt,
    CourseVersion,
    Package,
    PackageUnit,
    Progress,
    TrainingSession,
)
from bluelamp.training.packages.archives import MEBIBYTE
from bluelamp.training.packages.kinds import PackageKind
from bluelamp.training.selectors.packages import OwnPackage

COLOURS = {
    Outcome.NOT_STARTED: "grey",
    Outcome.IN_PROGRESS: "blue",
    Outcome.COMPLETED: "green",
    Outcome.PASSED: "green",
    Outcome.FAILED: "red",
    Outcome.WAIVED: "green",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An outcome as a tag."""

    text: str
    colour: str

    @classmethod
    def of(cls, outcome: str) -> Standing:
        """Return the tag of an outcome."""
        return cls(Outcome(outcome).label, COLOURS[Outcome(outcome)])


@dataclass(frozen=True, slots=True)
class CourseCard:
    """A package in one's own list."""

    title: str
    course: str
    kind: str
    url: str
    standing: Standing

    @classmethod
    def of(cls, own: OwnPackage) -> CourseCard:
        """Return the card of a package."""
        outcome = own.attempt.outcome if own.attempt else Outcome.NOT_STARTED
        return cls(
            title=own.package.title,
            course=own.package.course_version.course.title,
            kind=PackageKind(own.package.kind).label,
            url=reverse("digital:course", args=[own.package.pk]),
            standing=Standing.of(outcome),
        )


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part that can be opened, and how far it is."""

    title: str
    url: str
    button: str
    standing: Standing
    score: str

    @classmethod
    def of(cls, unit: PackageUnit, progress: Progress | None) -> PartRow:
        """Return the row of a part."""
        begun = progress is not None and progress.version > 0
        done = progress is not None and progress.outcome in {"PASSED", "COMPLETED"}
        return cls(
            title=unit.title,
            url=reverse("digital:open", args=[unit.pk]),
            button="Look again" if done else "Continue" if begun else "Start",
            standing=Standing.of(progress.outcome if progress else Outcome.NOT_STARTED),
            score=score_in_words(progress),
        )


def score_in_words(held: Progress | Attempt | None) -> str:
    """Return a score in per cent, or nothing."""
    if held is None or held.score is None:
        return ""
    return f"{number_format(held.score.normalize())} %"


def part_rows(units: list[PackageUnit], standing: dict[UUID, Progress]) -> list[PartRow]:
    """Return the rows of all parts."""
    return [PartRow.of(unit, standing.get(unit.pk)) for unit in units]


def offers(sessions: list[TrainingSession]) -> list[str]:
    """Return the sessions that can be booked instead, each with its telephone number."""
    return [_offer(each, each.virtual_room.phone if each.virtual_room else "") for each in sessions]


def _offer(session: TrainingSession, phone: str) -> str:
    by_phone = f", by telephone {phone}" if phone else ""
    return f"{shown(session.starts_at)}, {session.reference}{by_phone}"


def version_block(version: CourseVersion) -> dict[str, Any]:
    """Return a course version with the rows of its packages."""
    return {
        "title": _title(version),
        "code": version.course.code,
        "add": reverse("digital:add_package", args=[version.pk]),
        "add_film": reverse("digital:add_film", args=[version.pk]),
        "packages": [
            {
                "number": each.number,
                "title": each.title,
                "url": reverse("digital:package", args=[each.pk]),
                "kind": kind_in_words(each),
                "size": size_in_words(each),
                "begun": getattr(each, "begun", 0),
                "at": each.uploaded_at,
                "withdrawn": bool(each.withdrawn_at),
            }
            for each in version.packages.all()
        ],
    }


def _title(version: CourseVersion) -> str:
    title = version.course.title
    return f"Refresher: {title}" if version.delivery == Delivery.REFRESHER else title


def package_facts(package: Package) -> list[dict[str, str]]:
    """Return what there is to know of a package."""
    facts = {
        "Course": package.course_version.course.title,
        "Version": str(package.number),
        "Kind": kind_in_words(package),
        "Identifier": package.identifier,
        "Size": size_in_words(package),
        "Uploaded": f"{shown(package.uploaded_at)} by {package.uploaded_by}",
    }
    if package.withdrawn_at:
        facts["Withdrawn"] = f"{shown(package.withdrawn_at)} by {package.withdrawn_by}"
        facts["Because"] = package.withdrawn_because
    return [{"key": key, "value": value} for key, value in facts.items() if value]


UNIT_HEAD = ("Part", "Opens", "To pass", "Done when")


def unit_rows(package: Package) -> list[tuple[str, str, str, str]]:
    """Return the parts of a package as rows."""
    return [
        (
            unit.title,
            unit.href,
            f"{number_format((unit.mastery * 100).normalize())} %" if unit.mastery else "",
            unit.move_on,
        )
        for unit in package.units.all()
    ]


def kind_in_words(package: Package) -> str:
    """Return the kind with its edition."""
    kind = PackageKind(package.kind)
    edition = package.edition.removeprefix("2004 ") if kind is PackageKind.SCORM_2004 else ""
    return f"{kind.label} {edition}".strip()


def size_in_words(package: Package) -> str:
    """Return the size as people say it."""
    if package.size < MEBIBYTE:
        return f"{max(package.size // 1024, 1):,} kB"
    return f"{package.size / MEBIBYTE:,.1f} MB"
