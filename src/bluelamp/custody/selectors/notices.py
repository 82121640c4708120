"""Which notices of rights there are to give."""

from __future__ import annotations

from bluelamp.custody.notices import Notice, all_notices


def notices_available() -> list[Notice]:
    """Return the notices of rights that can be given: English first, then by language."""
    return list(all_notices().values())


def notice_of(code: str) -> Notice | None:
    """Return the notice of a code such as ``pl``, or None."""
    return all_notices().get(code)
