"""Paper: a PDF set from a Typst document of ours and plain data (ADR on printed papers).

What people typed goes in as data and is never read as markup. A document stands in a folder
``paper`` of its module and begins with ``#import "/core/paper/house.typ": *``, which gives it the
house style: marking on every page, reference, page x of y, who printed it and when.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    import typst

PACKAGE = Path(__file__).resolve().parents[1]
FONTS = PACKAGE / "core" / "static" / "dist" / "fonts"
ACCESSIBLE = "ua-1"
NOT_IN_OUR_FONTS = "could not be displayed with font"


class FontsMissing(RuntimeError):
    """The fonts of printed papers have not been built: `make app` does so."""


def pdf_of(document: str, data: Mapping[str, Any], *, practice: str | None = None) -> bytes:
    """Return a tagged PDF (PDF/UA-1) of a document such as ``custody/paper/record.typ``.

    Where somebody typed characters that our fonts lack, the machine's own fonts help out; then
    the standard is not claimed, since what no font has prints as an empty box.
    ``practice`` is the practice copy that the paper is of, by default the one that runs; every page
    of it then says TRAINING.
    Raises FontsMissing where the fonts have not been built.
    """
    # Loaded when first needed: it is 80 MB that most processes never use.
    from typst import TypstError

    given = {
        "data": json.dumps(data, ensure_ascii=False),
        "practice": settings.BLUELAMP_PRACTICE if practice is None else practice,
    }
    try:
        return _set(document, given, standards=[ACCESSIBLE], system_fonts=False)
    except TypstError as error:
        if NOT_IN_OUR_FONTS not in str(error):
            raise
        return _set(document, given, standards=[], system_fonts=True)


def _set(
    document: str, given: dict[str, str], *, standards: list[Any], system_fonts: bool
) -> bytes:
    import typst

    made = typst.compile(
        str(PACKAGE / document),
        root=str(PACKAGE),
        font_paths=_fonts(system_fonts),
        format="pdf",
        sys_inputs=given,
        pdf_standards=standards,
    )
    assert isinstance(made, bytes)  # noqa: S101  one file, since it is a PDF
    return made


@cache
def _fonts(system_fonts: bool) -> typst.Fonts:
    import typst

    if not any(FONTS.glob("*.ttf")):
        raise FontsMissing(f"No fonts in {FONTS.name}: run make app.")
    return typst.Fonts(
        include_system_fonts=system_fonts, include_embedded_fonts=False, font_paths=[str(FONTS)]
    )
