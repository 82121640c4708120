"""Telephone numbers and e-mail addresses that reach nobody.

Ofcom keeps 07700 900000 to 900999 and 020 7946 0000 to 0999 for drama: two thousand numbers in
all, so in a large population many strangers share one. E-mail is at example.org (RFC 2606).
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from random import Random

MAIL_DOMAIN = "example.org"
_SPELT_OUT = str.maketrans({"ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "ı": "i", "ø": "o", "ß": "ss"})


def draw_mobile(rng: Random) -> str:
    """Return a mobile number reserved for drama, in international form."""
    return f"+447700900{int(rng.random() * 1000):03d}"


def draw_landline(rng: Random) -> str:
    """Return a London number reserved for drama, in international form."""
    return f"+442079460{int(rng.random() * 1000):03d}"


def make_email(given: str, family: str, number: int | str) -> str:
    """Return an address that ``number`` makes unique."""
    words = (mail_word(given), mail_word(family), str(number))
    return f"{'.'.join(word for word in words if word)}@{MAIL_DOMAIN}"


@lru_cache(maxsize=20_000)
def mail_word(name: str) -> str:
    """Return a name in plain small letters without accents, spaces or marks."""
    apart = unicodedata.normalize("NFKD", name.translate(_SPELT_OUT))
    return re.sub("[^a-z]", "", apart.lower())
