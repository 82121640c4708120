"""Reading a PDF back as a reader would: text with its replacements, pages, tags."""

from __future__ import annotations

import io
import unicodedata
from dataclasses import dataclass

from pypdf import PdfReader
from pypdf.generic import ContentStream

RIGHT_TO_LEFT = {"R", "AL", "RLE", "RLI"}


@dataclass(frozen=True)
class Printed:
    """A PDF as read."""

    reader: PdfReader

    @classmethod
    def of(cls, content: bytes) -> Printed:
        assert content.startswith(b"%PDF-")
        return cls(PdfReader(io.BytesIO(content)))

    @property
    def pages(self) -> list[str]:
        return [" ".join(text_of(page).split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def claims(self) -> str:
        return self.reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()

    @property
    def is_tagged(self) -> bool:
        return bool(self.reader.trailer["/Root"]["/MarkInfo"]["/Marked"])


def text_of(page) -> str:
    """Return what is written, run by run; words from right to left each in their own order.

    pypdf itself does not honour ActualText, by which joined letters say what they stand for.
    """
    fonts = page["/Resources"]["/Font"]
    maps = {name: glyphs_of(font.get_object()) for name, font in fonts.items()}
    found, run, replaced, font = [], [], [], {}
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        if operator == b"Tf":
            font = maps[operands[0]]
        elif operator == b"BDC":
            properties = operands[1] if isinstance(operands[1], dict) else {}
            replaced.append(properties.get("/ActualText"))
        elif operator == b"BMC":
            replaced.append(None)
        elif operator == b"EMC":
            text = replaced.pop() if replaced else None
            if text is not None:
                run.append(str(text))
        elif operator in (b"Tj", b"TJ") and not any(text is not None for text in replaced):
            shown = operands[0] if operator == b"TJ" else [operands[0]]
            run.extend(font.get(code, "") for code in codes_in(shown))
        elif operator == b"ET":
            found.append(in_reading_order(run))
            run = []
    return "".join(found)


def codes_in(shown):
    for part in shown:
        if hasattr(part, "original_bytes"):
            raw = part.original_bytes
        elif isinstance(part, bytes):
            raw = part
        else:
            continue
        yield from (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))


def glyphs_of(font) -> dict[int, str]:
    """Return what each glyph stands for, from the font's own table."""
    glyphs = {}
    lines = font["/ToUnicode"].get_object().get_data().decode().splitlines()
    for line in lines:
        parts = line.replace("<", " ").replace(">", " ").split()
        if line.startswith("<") and len(parts) == 2 and len(parts[0]) == 4:
            glyphs[int(parts[0], 16)] = bytes.fromhex(parts[1]).decode("utf-16-be")
    return glyphs


def in_reading_order(run: list[str]) -> str:
    letters = [unicodedata.bidirectional(char) for char in "".join(run)]
    backwards = any(kind in RIGHT_TO_LEFT for kind in letters)
    return "".join(reversed(run) if backwards else run)
