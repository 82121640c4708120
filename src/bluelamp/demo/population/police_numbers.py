"""PNC IDs and CRO numbers with true check letters, out of blocks kept for invented people.

PNC serials from 9,900,000 of each year and CRO serials from 900,000 of each year are far above
what a year uses (unverified): numbers from these blocks mark a record as synthetic.
"""

from __future__ import annotations

from collections import Counter

from bluelamp.core.check_letters import check_letter

FIRST_PNC_SERIAL = 9_900_000
FIRST_CRO_SERIAL = 900_000
BLOCK = 100_000


def pnc_id(year: int, serial: int) -> str:
    """Return the PNC ID ``YYYY/NNNNNNNC`` (case.md ID1, ID2)."""
    return f"{year}/{serial:07d}{check_letter(int(f'{year % 100:02d}{serial:07d}'))}"


def cro_number(year: int, serial: int) -> str:
    """Return the CRO number ``NNNNNN/YYC`` (case.md ID4)."""
    yy = f"{year % 100:02d}"
    return f"{serial:06d}/{yy}{check_letter(int(f'{yy}{serial:06d}'))}"


class SerialBlocks:
    """Gives out each number once; memory is one counter a year.

    Several of them, made side by side, share each year's block: this one is ``part`` of ``parts``.
    """

    def __init__(self, part: int = 0, parts: int = 1) -> None:
        self._pnc: Counter[int] = Counter()
        self._cro: Counter[int] = Counter()
        self._size = BLOCK // parts
        self._first = part * self._size

    def next_pnc(self, year: int) -> str | None:
        """Return the next PNC ID of a year, or nothing when its block is used up."""
        serial = self._next(self._pnc, year)
        return None if serial is None else pnc_id(year, FIRST_PNC_SERIAL + serial)

    def next_cro(self, year: int) -> str | None:
        """Return the next CRO number of a year, or nothing when its block is used up."""
        serial = self._next(self._cro, year)
        return None if serial is None else cro_number(year, FIRST_CRO_SERIAL + serial)

    def _next(self, given_out: Counter[int], year: int) -> int | None:
        serial = given_out[year]
        if serial >= self._size:
            return None
        given_out[year] = serial + 1
        return self._first + serial
