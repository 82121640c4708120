"""Results of tests before a course, as they are typed or come in a file (section 9, level 2)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from .row_faults import RowFault

COLUMNS = ("staff_number", "course", "score", "day")
RULE = "TRN section 9"
DAYS = ("%Y-%m-%d", "%d/%m/%Y")
LONGEST = 20
"""Of a staff number."""
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class ScoreBefore:
    """One result: whose, of the test before which course, from 0 to 100 per cent, on which day."""

    line: int
    staff_number: str
    course: str
    score: Decimal
    on: date

    @property
    def key(self) -> tuple[str, str]:
        """Return whose test of which course it is, however the number was typed."""
        return self.staff_number.upper(), self.course


def read_scores(
    rows: Iterable[tuple[int, Mapping[str, str]]], courses: Collection[str], today: date
) -> tuple[list[ScoreBefore], list[RowFault]]:
    """Return the results of good rows, and every fault of bad ones; blank rows are passed over.

    ``courses`` are the codes of the courses that end with a test, to compare with.
    """
    told: dict[tuple[str, str], ScoreBefore] = {}
    faults: list[RowFault] = []
    for line, row in rows:
        typed = {column: (row.get(column) or "").strip() for column in COLUMNS}
        if not any(typed.values()):
            continue
        found = read_score(line, typed, courses, today)
        if isinstance(found, ScoreBefore) and found.key in told:
            words = f"the same person and course stand on row {told[found.key].line} too"
            found = [RowFault(line, "staff_number", words, RULE)]
        if isinstance(found, ScoreBefore):
            told[found.key] = found
        else:
            faults += found
    return list(told.values()), faults


def read_score(
    line: int, typed: Mapping[str, str], courses: Collection[str], today: date
) -> ScoreBefore | list[RowFault]:
    """Return one result, or everything that is wrong with its row."""
    score, on = _score(typed["score"]), _day(typed["day"])
    faults = [
        RowFault(line, column, words, rule)
        for column, words, rule in (
            ("staff_number", _number_fault(typed["staff_number"]), "TRN-8.7"),
            ("course", _course_fault(typed["course"], courses), RULE),
            ("score", "" if score is not None else _not_read("score", typed), "TRN-10.1"),
            ("day", _day_fault(on, typed, today), "TRN-10.7"),
        )
        if words
    ]
    if faults or score is None or on is None:
        return faults
    return ScoreBefore(line, typed["staff_number"], _code(typed["course"], courses), score, on)


def _number_fault(typed: str) -> str:
    if not typed:
        return "give the staff number"
    return "" if len(typed) <= LONGEST else f"a staff number has at most {LONGEST} characters"


def _course_fault(typed: str, courses: Collection[str]) -> str:
    if not typed:
        return "give the code of the course"
    if _code(typed, courses) in courses:
        return ""
    return f"{typed} is no course of this drop that ends with a test"


def _code(typed: str, courses: Collection[str]) -> str:
    """Return the code as the course has it, whatever the case it was typed in."""
    return next((code for code in courses if code.casefold() == typed.casefold()), typed)


def _day_fault(on: date | None, typed: Mapping[str, str], today: date) -> str:
    if on is None:
        return _not_read("day", typed)
    return "the day must not be in the future" if on > today else ""


def _not_read(column: str, typed: Mapping[str, str]) -> str:
    wanted = {
        "score": "a number from 0 to 100, such as 62 or 62.5",
        "day": "a date such as 2027-02-08 or 08/02/2027",
    }[column]
    said = typed[column]
    return f"{said} is not {wanted}" if said else f"give {wanted}"


def _score(typed: str) -> Decimal | None:
    try:
        score = Decimal(typed.removesuffix("%").strip())
    except InvalidOperation:
        return None
    if not score.is_finite() or not 0 <= score <= 100:
        return None
    return score.quantize(CENT) if score == score.quantize(CENT) else None


def _day(typed: str) -> date | None:
    for form in DAYS:
        try:
            return datetime.strptime(typed, form).date()  # noqa: DTZ007 - a day, of no time
        except ValueError:
            continue
    return None
