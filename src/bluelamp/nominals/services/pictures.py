"""Reading a picture that somebody hands in, and making it fit to be kept."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from bluelamp.core.errors import NotPossible

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 10 * 1024 * 1024
MOST_PIXELS = 50_000_000
LEAST_SIDE = 100
FULL = (1200, 1600)
SMALL = (240, 300)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is kept: JPEG at most 1200 by 1600, and a small form of 240 by 300."""

    full: bytes
    small: bytes
    width: int
    height: int


def read_picture(data: bytes) -> Picture:
    """Return a picture drawn anew, so that nothing but what is seen is kept: no place, no camera.

    Raises NotPossible for what is not a JPEG, PNG or WebP picture by its content, whatever its
    name says, and for what is too large or too small.
    """
    if len(data) > MOST_BYTES:
        raise _refused("The file is larger than 10 MB: hand in a smaller picture.")
    drawn = _drawn(data)
    if min(drawn.size) < LEAST_SIDE:
        raise _refused(f"The picture is smaller than {LEAST_SIDE} by {LEAST_SIDE} points.")
    full = drawn.copy()
    full.thumbnail(FULL, Image.Resampling.LANCZOS)
    small = ImageOps.fit(full, SMALL, Image.Resampling.LANCZOS, centering=(0.5, 0.35))
    return Picture(as_jpeg(full, quality=88), as_jpeg(small, quality=80), *full.size)


def as_jpeg(image: Image.Image, *, quality: int) -> bytes:
    """Return an image as JPEG and nothing besides."""
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def _drawn(data: bytes) -> Image.Image:
    """Return the picture upright, in plain colours on white."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise _refused("The picture has more than 50 million points.")
                upright = ImageOps.exif_transpose(opened).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise _unreadable() from error
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombWarning) as error:
        raise _unreadable() from error
    plain = Image.new("RGB", upright.size, "white")
    plain.paste(upright, mask=upright.getchannel("A"))
    return plain


def _unreadable() -> NotPossible:
    return _refused("The file cannot be read as a picture: hand in a JPEG, PNG or WebP picture.")


def _refused(said: str) -> NotPossible:
    return NotPossible(said, field="file", rule="M8")
