"""Pictures for tests, as a camera or a scanner would write them."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def picture(
    size: tuple[int, int] = (400, 500), colour: Any = "teal", kind: str = "JPEG", **more: Any
) -> bytes:
    out = io.BytesIO()
    mode = "RGBA" if kind == "PNG" and isinstance(colour, tuple) else "RGB"
    Image.new(mode, size, colour).save(out, kind, **more)
    return out.getvalue()


def with_words_of_the_camera() -> bytes:
    """A picture lying on its side, that says when, where and with what it was taken."""
    words = Image.Exif()
    words[0x0112] = 6  # to be turned a quarter to the right
    words[0x010F] = "Lampton Cameras"
    words[0x0132] = "2026:03:01 12:00:00"
    words.get_ifd(0x8825)[2] = (51.0, 30.0, 0.0)
    return picture((600, 300), exif=words.tobytes(), comment=b"At home")
