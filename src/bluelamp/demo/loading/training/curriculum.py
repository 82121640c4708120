"""The curriculum of the demonstration: courses, their versions and the matrix. All invented."""

from __future__ import annotations

from datetime import date

from bluelamp.training.enums import Delivery, Level, PlatformModule, RoleProfile
from bluelamp.training.models import (
    Course,
    CourseVersion,
    CurriculumRow,
    Drop,
    Prerequisite,
)

M, P, L = PlatformModule, RoleProfile, Level

# Code, title, main module, minutes in a classroom, minutes in a virtual room; 0: by oneself only.
COURSES: tuple[tuple[str, str, PlatformModule, int, int], ...] = (
    ("FND", "Foundation", M.SEARCH_AND_INDEX, 0, 0),
    ("RESP", "Response and neighbourhood", M.CRIME, 360, 180),
    ("INV", "Investigation", M.CRIME, 360, 180),
    ("SAFE", "Safeguarding", M.SAFEGUARDING, 360, 180),
    ("INTL", "Intelligence", M.INTELLIGENCE, 360, 180),
    ("CUST", "Custody", M.CUSTODY, 360, 180),
    ("PROP", "Property", M.PROPERTY, 240, 120),
    ("CASE", "Case building", M.CASE, 360, 180),
    ("AUD", "Records and audit", M.AUDIT, 240, 120),
    ("CONT", "Contact centre", M.CRIME, 240, 120),
    ("ALL", "Working with the record", M.CRIME, 180, 90),
    ("SUP", "Supervising", M.CRIME, 0, 0),
    ("CUST-D", "Custody: what is new", M.CUSTODY, 180, 90),
    ("PROP-D", "Property: what is new", M.PROPERTY, 120, 60),
    ("CASE-D", "Case building: what is new", M.CASE, 180, 90),
)
DELTAS = {"CUST-D": "CUST", "PROP-D": "PROP", "CASE-D": "CASE"}
BY_ONESELF = {"FND": 90, "SUP": 60}

MATRIX: dict[RoleProfile, tuple[str, dict[PlatformModule, Level]]] = {
    P.RESPONSE: ("RESP", {M.CRIME: L.USE, M.PROPERTY: L.USE, M.CASE: L.USE, M.CUSTODY: L.AWARE}),
    P.NEIGHBOURHOOD: (
        "RESP",
        {M.CRIME: L.USE, M.INTELLIGENCE: L.USE, M.SAFEGUARDING: L.USE, M.PROPERTY: L.USE},
    ),
    P.LOCAL_INVESTIGATION: (
        "INV",
        {M.CRIME: L.USE, M.CASE: L.USE, M.PROPERTY: L.USE, M.INTELLIGENCE: L.USE},
    ),
    P.CID: ("INV", {M.CRIME: L.USE, M.CASE: L.USE, M.PROPERTY: L.USE, M.INTELLIGENCE: L.USE}),
    P.SAFEGUARDING: ("SAFE", {M.SAFEGUARDING: L.USE, M.CRIME: L.USE, M.CASE: L.USE}),
    P.CUSTODY: ("CUST", {M.CUSTODY: L.USE}),
    P.CRIMINAL_JUSTICE: ("CASE", {M.CASE: L.USE}),
    P.INTELLIGENCE: ("INTL", {M.INTELLIGENCE: L.USE, M.CRIME: L.AWARE}),
    P.SPECIALIST_CRIME: ("INV", {M.CRIME: L.USE, M.CASE: L.USE, M.INTELLIGENCE: L.USE}),
    P.PROPERTY: ("PROP", {M.PROPERTY: L.ADMINISTER}),
    P.WARRANTS: ("CASE", {M.WARRANTS: L.USE, M.CASE: L.USE}),
    P.SUPERVISOR: ("SUP", {M.AUDIT: L.SUPERVISE}),
    P.RECORDS_AND_AUDIT: ("AUD", {M.AUDIT: L.ADMINISTER}),
    P.CONTACT_CENTRE: ("CONT", {M.CRIME: L.USE}),
    P.OTHER: ("ALL", {M.CRIME: L.USE}),
}


def make_curriculum(drop: Drop, valid_from: date) -> None:
    """Make the courses, how each is given, what comes first, and who needs which."""
    courses = {
        code: Course(drop=drop, code=code, title=title, module=module.value, order=number)
        for number, (code, title, module, *_minutes) in enumerate(COURSES)
    }
    for code, whole in DELTAS.items():
        courses[code].delta_of = courses[whole]
    Course.objects.bulk_create(courses.values())
    CourseVersion.objects.bulk_create(
        _version(courses[code], delivery, minutes, valid_from)
        for code, _title, _module, classroom, virtual in COURSES
        for delivery, minutes in _deliveries(code, classroom, virtual)
    )
    Prerequisite.objects.bulk_create(
        Prerequisite(course=course, needs=courses["FND"])
        for code, course in courses.items()
        if code not in BY_ONESELF
    )
    CurriculumRow.objects.bulk_create(_matrix(drop, courses))


def _deliveries(code: str, classroom: int, virtual: int) -> list[tuple[Delivery, int]]:
    if code in BY_ONESELF:
        return [(Delivery.SELF_PACED, BY_ONESELF[code])]
    return [
        (Delivery.CLASSROOM, classroom),
        (Delivery.VIRTUAL, virtual),
        (Delivery.SELF_PACED, virtual),
    ]


def _version(course: Course, delivery: Delivery, minutes: int, first: date) -> CourseVersion:
    return CourseVersion(course=course, delivery=delivery.value, minutes=minutes, valid_from=first)


def _matrix(drop: Drop, courses: dict[str, Course]) -> list[CurriculumRow]:
    rows = []
    for profile, (code, levels) in MATRIX.items():
        rows.append(_row(drop, profile, M.SEARCH_AND_INDEX, L.USE, courses["FND"]))
        for module, level in levels.items():
            course = courses[code] if level.is_at_least(L.USE) else None
            rows.append(_row(drop, profile, module, level, course))
    return rows


def _row(
    drop: Drop,
    profile: RoleProfile,
    module: PlatformModule,
    level: Level,
    course: Course | None,
) -> CurriculumRow:
    return CurriculumRow(
        drop=drop,
        profile=profile.value,
        module=module.value,
        level=level.value,
        course=course,
    )
