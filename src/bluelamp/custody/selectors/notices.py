"""Which notices of rights there are to give, and for which languages none is held."""

from __future__ import annotations

from bluelamp.custody.notices import Notice, all_notices
from bluelamp.nominals.panels import languages

EASY = "-easy"


def notices_available() -> list[Notice]:
    """Return the notices of rights that can be given: English first, then by language."""
    return list(all_notices().values())


def notice_of(code: str) -> Notice | None:
    """Return the notice of a code such as ``pl``, or None."""
    return all_notices().get(code)


def languages_held() -> dict[str, str]:
    """Return the languages of the notices held, by their code, English first (RTS-2)."""
    whole = [one for one in all_notices().values() if not one.code.endswith(EASY)]
    return {one.tag: one.label for one in whole}


def languages_not_held() -> dict[str, str]:
    """Return the languages of the index in which no notice is held, by their code."""
    held = languages_held()
    return {code: name for code, name in languages().items() if code not in held}


def is_held(language: str, *, easy: bool) -> bool:
    """Tell whether a notice in this language is held, or its easy-read one."""
    return f"{language}{EASY if easy else ''}" in all_notices()
