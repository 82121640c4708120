"""The words by which a description is found, and how a description is told from a name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..enums import BodyPart, Build, Complexion, EyeColour, FeatureKind, HairColour

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .appearance import DescriptionClaim

# From which height somebody is called tall, and up to which short, in centimetres (design).
TALL, SHORT = 183, 165
SHORTEST_STEM = 3
_WORD = re.compile(r"[^\W\d_]+")
_SUFFIXES = ("ings", "ing", "ed", "es", "s", "e")
_NOT_SAID = frozenset({"", "not_known"})
_IDLE = (
    "a an and at from has have having he her his in is of on or she the their they to wearing who "
    "with"
)
_NO_WORDS = frozenset(_IDLE.split())
# What one witness says for another's word; a part of the body also answers for the whole of it.
_ALIKE = {
    "forearm": "arm", "wrist": "arm hand", "elbow": "arm", "finger": "hand", "thumb": "hand",
    "knuckle": "hand", "thigh": "leg", "knee": "leg", "calf": "leg", "shin": "leg",
    "ankle": "leg foot", "toe": "foot", "cheek": "face", "eyebrow": "face", "lip": "mouth",
    "tooth": "teeth", "throat": "neck", "stomach": "abdomen", "belly": "abdomen",
    "torso": "chest abdomen", "blond": "blonde fair", "blonde": "fair", "gray": "grey",
    "ginger": "red", "skinny": "thin slim", "slender": "slim slight", "big": "large heavy broad",
    "muscular": "broad stocky", "bearded": "beard", "goatee": "beard", "specs": "glasses",
    "hoody": "hoodie",
}  # fmt: skip
# Words that nobody bears as a name: where one stands, a description is meant.
_TELLING_WORDS = (
    "tattoo tattoos tattooed scar scars scarred pierced piercing piercings birthmark birthmarks "
    "hair build complexion moustache goatee balaclava hoodie hoody tracksuit jeans trainers jacket "
    "limp limps stammer freckles forearm wrist eyebrow"
)
_TELLING = frozenset(_TELLING_WORDS.split())
_MORE = (
    "tall short bald beard bearded eyes eye glasses cap coat hat shirt top trousers shoes blue "
    "green dark light left right upper lower both male female"
)
_COLOURED = {"hair": "hair", "haired": "hair", "eye": "eye", "eyes": "eye"}
_CODED = (Build, Complexion, EyeColour, HairColour, FeatureKind, BodyPart)


def stem_of(word: str) -> str:
    """Return what words such as ``tattoo``, ``Tattoos`` and ``tattooed`` have in common."""
    plain = word.lower()
    for suffix in _SUFFIXES:
        rest = plain.removesuffix(suffix)
        if rest != plain and len(rest) >= SHORTEST_STEM:
            plain = rest
            break
    return plain[:-1] if len(plain) > SHORTEST_STEM and plain[-1] == plain[-2] else plain


def words_of(claim: DescriptionClaim) -> list[str]:
    """Return the words by which a description is found; codes stand as ``build:slim`` too."""
    return sorted({*_codes_of(claim), *_stems(_said_in(claim))})


def asked_words(text: str) -> tuple[frozenset[str], ...]:
    """Return for each word of a description that is looked for the words that answer it."""
    said = [word for word in _WORD.findall(text.lower()) if word not in _NO_WORDS]
    asked = []
    for at, word in enumerate(said):
        after = said[at + 1] if said[at + 1 :] else ""
        noun = _COLOURED.get(after) if stem_of(word) in _COLOURS else None
        alike = _stems(f"{word} {_ALIKE.get(word, _ALIKE.get(stem_of(word), ''))}")
        # The colour of hair is not answered by that of the eyes.
        asked.append(frozenset(f"{noun} {each}" if noun else each for each in alike))
    return tuple(dict.fromkeys(asked))


def told_apart(text: str) -> tuple[str, str]:
    """Return the names in a text, and what in it describes somebody: ``Smith, tattoo on neck``.

    Where no word is one that only a description has, everything may be a name: Green, Short, Hand.
    Within a phrase what comes before its first word of description is a name; a single word before
    a telling one, as in ``rose tattoo``, belongs to it.
    """
    if not any(word.lower() in _TELLING for word in _WORD.findall(text)):
        return text, ""
    names: list[str] = []
    told: list[str] = []
    for phrase in text.split(","):
        words = phrase.split()
        first = next((at for at, word in enumerate(words) if _describes(word)), len(words))
        if first == 1 and len(words) > 1 and words[1].lower().strip(".;") in _TELLING:
            first = 0
        names += [*words[:first], *(word for word in words[first:] if not _is_plain(word))]
        told += [word for word in words[first:] if _is_plain(word)]
    return " ".join(names), " ".join(told)


def _codes_of(claim: DescriptionClaim) -> Iterator[str]:
    for column in ("build", "hair"):
        if (value := getattr(claim, column)) not in _NOT_SAID:
            yield f"{column}:{value}"
    for noun, values in (("hair", (claim.hair,)), ("eye", (claim.eye_left, claim.eye_right))):
        for value in values:
            if value not in _NOT_SAID:
                yield from (f"{noun} {stem_of(word)}" for word in value.split("_"))


def _said_in(claim: DescriptionClaim) -> str:
    coded = {
        "build": (claim.build,),
        "complexion": (claim.complexion,),
        "eye": (claim.eye_left, claim.eye_right),
        "hair": (claim.hair,),
    }
    said = [claim.clothing]
    for noun, values in coded.items():
        known = [value for value in values if value not in _NOT_SAID]
        said += [*known, noun] if known else []
    if claim.hair == HairColour.NONE:
        said += ["bald"]
    for feature in claim.features:
        said += [feature.kind, feature.place, feature.text]
    if height := claim.height:
        said += ["tall"] if height[1] >= TALL else []
        said += ["short"] if height[0] <= SHORT else []
    return " ".join(said).replace("_", " ")


def _stems(text: str) -> Iterator[str]:
    return (stem_of(word) for word in _WORD.findall(text) if word.lower() not in _NO_WORDS)


def _vocabulary() -> Iterable[str]:
    coded = (word for enum in _CODED for member in enum for word in member.value.split("_"))
    return (*_TELLING, *_MORE.split(), *_ALIKE, *coded)


_COLOURS = frozenset(
    stem_of(word)
    for enum in (HairColour, EyeColour)
    for member in enum
    for word in member.value.split("_")
)
_KNOWN = frozenset(stem_of(word) for word in _vocabulary())


def _describes(word: str) -> bool:
    return _is_plain(word) and stem_of(word) in _KNOWN


def _is_plain(word: str) -> bool:
    """Tell whether a word is letters alone: what has digits is a number of some kind."""
    return bool(_WORD.fullmatch(word.strip(".;:()'’-\"")))
