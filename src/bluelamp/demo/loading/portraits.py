"""Placeholder portraits: drawn figures, each of another shape, that nobody can take for a face."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import Random

from PIL import Image, ImageDraw, ImageFont

from bluelamp.access.policies import Officer
from bluelamp.core.time import day_of
from bluelamp.nominals.enums import PhotographSource
from bluelamp.nominals.models import Person
from bluelamp.nominals.services import add_photograph

SIZE = (400, 500)
GROUNDS = ("#c9d7e5", "#d8e0d2", "#e6dccb", "#d9d2e3", "#cfe0de", "#e3d3d0")
FIGURES = ("#33516f", "#4c5b3c", "#6b4f2a", "#55476b", "#2f5d58", "#6e3b36")
INK = "#0b0c0c"


def hang_portraits(people: Sequence[Person], *, seed: int, by: Officer, at: datetime) -> int:
    """Give two of every three people a portrait, and some of them an older one as well."""
    rng, hung = Random(seed), 0
    for place, person in enumerate(people):
        if place % 3 == 2:
            continue
        ages = (rng.randrange(0, 300), rng.randrange(900, 2500))[: 1 + (place % 4 == 0)]
        for age in ages:
            taken_on = day_of(at - timedelta(days=age))
            _hang(person, draw_portrait(rng), taken_on, by=by, at=at)
            hung += 1
    return hung


def _hang(person: Person, drawn: bytes, taken_on: date, *, by: Officer, at: datetime) -> None:
    add_photograph(
        person_id=person.pk,
        data=drawn,
        source=PhotographSource.SYNTHETIC,
        taken_on=taken_on,
        by=by,
        at=at,
    )


def draw_portrait(rng: Random) -> bytes:
    """Return a drawn head and shoulders as PNG: the same for the same state of ``rng``."""
    image = Image.new("RGB", SIZE, rng.choice(GROUNDS))
    pen = ImageDraw.Draw(image)
    figure = rng.choice(FIGURES)
    wide, tall = rng.randint(120, 160), rng.randint(160, 200)
    top = rng.randint(85, 110)
    middle = SIZE[0] // 2
    shoulders = rng.randint(250, 330)
    pen.rectangle((middle - 38, top + tall - 40, middle + 38, 380), fill=figure)
    pen.ellipse((middle - shoulders // 2, 330, middle + shoulders // 2, 620), fill=figure)
    pen.ellipse((middle - wide // 2, top, middle + wide // 2, top + tall), fill=figure)
    _draw_hair(pen, rng, (middle, top, wide, tall))
    pen.rectangle((0, 450, SIZE[0], SIZE[1]), fill="#ffffff")
    pen.text((middle, 475), "DEMONSTRATION", INK, ImageFont.load_default(34), anchor="mm")
    out = io.BytesIO()
    image.save(out, "PNG", compress_level=1)
    return out.getvalue()


def _draw_hair(pen: ImageDraw.ImageDraw, rng: Random, head: tuple[int, int, int, int]) -> None:
    """Draw what tells one figure from the next at a glance: a cap of one of four shapes."""
    middle, top, wide, tall = head
    left, right = middle - wide // 2, middle + wide // 2
    shape = rng.randrange(4)
    if shape == 0:
        pen.pieslice((left - 8, top - 12, right + 8, top + tall), 180, 360, fill=INK)
    elif shape == 1:
        pen.rounded_rectangle((left - 14, top - 14, right + 14, top + 70), 34, fill=INK)
    elif shape == 2:
        pen.ellipse((middle - 34, top - 46, middle + 34, top + 22), fill=INK)
        pen.pieslice((left - 4, top - 8, right + 4, top + tall - 30), 190, 350, fill=INK)
    else:
        pen.polygon([(left, top + 40), (middle, top - 40), (right, top + 40)], fill=INK)
