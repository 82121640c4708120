"""A picture that is handed in: judged by its content, drawn anew, nothing of the camera kept."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from tests.nominals.pictures import picture, with_words_of_the_camera

from bluelamp.core.errors import NotPossible
from bluelamp.nominals.services import pictures
from bluelamp.nominals.services.pictures import FULL, SMALL, read_picture


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_any_picture_is_kept_as_jpeg_with_a_small_form(kind):
    kept = read_picture(picture(kind=kind))
    assert (opened(kept.full).format, opened(kept.full).size) == ("JPEG", (400, 500))
    assert (opened(kept.small).format, opened(kept.small).size) == ("JPEG", SMALL)
    assert (kept.width, kept.height) == (400, 500)


def test_nothing_that_the_camera_wrote_is_kept_and_the_picture_stands_upright():
    taken = with_words_of_the_camera()
    assert opened(taken).getexif()
    kept = read_picture(taken)
    assert (kept.width, kept.height) == (300, 600)
    for data in (kept.full, kept.small):
        assert not opened(data).getexif()
        assert b"Lampton" not in data
        assert b"At home" not in data


def test_a_large_picture_is_made_smaller_and_keeps_its_shape():
    kept = read_picture(picture((3000, 2000)))
    assert (kept.width, kept.height) == (1200, 800)
    assert kept.width <= FULL[0]


def test_what_is_see_through_is_drawn_on_white():
    kept = read_picture(picture(colour=(0, 0, 0, 0), kind="PNG"))
    assert opened(kept.full).getpixel((200, 200)) == (255, 255, 255)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        picture()[:200],
        picture(kind="GIF"),
        picture(kind="TIFF"),
        picture((20, 20)),
    ],
    ids=["nothing", "words", "svg", "cut short", "gif", "tiff", "tiny"],
)
def test_what_is_no_fit_picture_is_refused_whatever_its_name(data):
    with pytest.raises(NotPossible) as refused:
        read_picture(data)
    assert refused.value.field == "file"


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_drawn(monkeypatch):
    monkeypatch.setattr(pictures, "MOST_PIXELS", 100_000)
    with pytest.raises(NotPossible, match="50 million"):
        read_picture(picture())
    with pytest.raises(NotPossible, match="10 MB"):
        read_picture(bytes(pictures.MOST_BYTES + 1))
