"""Which records are of the same person: the engine, without database or Django (section 8).

``compare`` answers MATCH, REVIEW or NO for two claims, with the weight of each field and reasons
in sentences. ``person_keys`` and ``query_keys`` find the candidates worth comparing.
"""

from bluelamp.nominals.rules.birth import PartialDate

from .claim import Address, Claim, Comparison, Contact, Flag, Link, Name, Result
from .comparison import compare
from .keys import (
    birth_keys,
    named_keys,
    own_key,
    own_keys,
    pair_keys,
    person_keys,
    query_keys,
    sound_keys,
    sounds_of,
    token_keys,
    year_keys,
)
from .prepared import Prepared, prepare
from .reading import ClaimError, read_claim
from .screening import is_worth_comparing
from .tokens import sounds
from .weights import BREAK_BELOW, JOIN_AT, REVIEW_FROM

__all__ = [
    "BREAK_BELOW",
    "JOIN_AT",
    "REVIEW_FROM",
    "Address",
    "Claim",
    "ClaimError",
    "Comparison",
    "Contact",
    "Flag",
    "Link",
    "Name",
    "PartialDate",
    "Prepared",
    "Result",
    "birth_keys",
    "compare",
    "is_worth_comparing",
    "named_keys",
    "own_key",
    "own_keys",
    "pair_keys",
    "person_keys",
    "prepare",
    "query_keys",
    "read_claim",
    "sound_keys",
    "sounds",
    "sounds_of",
    "token_keys",
    "year_keys",
]
