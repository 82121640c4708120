"""The curriculum as a file: written, and read back with every bad row named."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from openpyxl import Workbook

from bluelamp.access.policies import Officer, require
from bluelamp.audit.enums import Regime
from bluelamp.audit.services import Subject, record_change
from bluelamp.core.errors import NotPossible
from bluelamp.training.models import Course, CurriculumRow, Drop
from bluelamp.training.policies import can_manage_training
from bluelamp.training.rules.matrix_rows import COLUMNS, RULE, MatrixEntry, read_rows
from bluelamp.training.rules.row_faults import RowFault

from .table_files import rows_of


@dataclass(frozen=True, slots=True)
class CurriculumReport:
    """What a file changed; with any fault nothing is changed."""

    added: int = 0
    changed: int = 0
    removed: int = 0
    faults: tuple[RowFault, ...] = ()


def import_curriculum(
    *, drop_id: UUID, name: str, content: bytes, by: Officer, at: datetime
) -> CurriculumReport:
    """Set the matrix to what a CSV or XLSX file says: all of it, or none where a row is bad."""
    require(can_manage_training(by))
    rows = rows_of(name, content, columns=COLUMNS, rule=RULE)
    with transaction.atomic():
        drop = Drop.objects.select_for_update(no_key=True).get(pk=drop_id)
        courses = dict(Course.objects.filter(drop=drop).values_list("code", "pk"))
        entries, faults = read_rows(rows, courses)
        if faults:
            return CurriculumReport(faults=tuple(faults))
        if not entries:
            raise NotPossible("This file has no rows.", field="file", rule=RULE)
        report = _set_matrix(drop, entries, courses)
        subject = Subject("training_drop", (drop.pk,), regime=Regime.GEN)
        record_change(by=by, of=subject, action="import_curriculum")
    return report


def curriculum_as_csv(drop: Drop) -> bytes:
    """Return the matrix as CSV that can be read back."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(_lines(drop))
    return written.getvalue().encode("utf-8-sig")


def curriculum_as_xlsx(drop: Drop) -> bytes:
    """Return the matrix as a workbook that can be read back."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Curriculum")
    sheet.append(COLUMNS)
    for line in _lines(drop):
        sheet.append(line)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def _lines(drop: Drop) -> Iterator[list[str]]:
    rows = CurriculumRow.objects.filter(drop=drop).select_related("course")
    for row in rows.order_by("profile", "module"):
        yield [row.profile, row.module, row.level, row.course.code if row.course else ""]


def _set_matrix(
    drop: Drop, entries: list[MatrixEntry], courses: Mapping[str, UUID]
) -> CurriculumReport:
    held = {(each.profile, each.module): each for each in CurriculumRow.objects.filter(drop=drop)}
    added, changed = [], []
    for entry in entries:
        row = held.pop((entry.profile.value, entry.module.value), None)
        course = courses[entry.course] if entry.course else None
        if row is None:
            added.append(_new(drop, entry, course))
        elif (row.level, row.course_id) != (entry.level.value, course):
            row.level, row.course_id = entry.level.value, course
            changed.append(row)
    CurriculumRow.objects.bulk_create(added)
    CurriculumRow.objects.bulk_update(changed, ["level", "course"])
    CurriculumRow.objects.filter(pk__in=[each.pk for each in held.values()]).delete()
    return CurriculumReport(len(added), len(changed), len(held))


def _new(drop: Drop, entry: MatrixEntry, course: UUID | None) -> CurriculumRow:
    return CurriculumRow(
        drop=drop,
        profile=entry.profile.value,
        module=entry.module.value,
        level=entry.level.value,
        course_id=course,
    )
