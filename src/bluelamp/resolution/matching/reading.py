"""Reading claims from plain data, liberally: names as text, dates in any common form.

What cannot be read raises ``ClaimError``, which names the field; nothing is guessed silently.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any

from bluelamp.nominals.rules.birth import from_age, read_birth

from . import weights
from .claim import ANYONE, Address, Claim, Contact, Link, Name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bluelamp.nominals.rules.birth import PartialDate

_GIVEN = ("given", "given_names", "forenames", "forename", "first", "first_name", "given_name")
_FAMILY = ("family", "surname", "family_name", "last", "last_name")
_NAMES = ("names", "name")
_BIRTH = ("dob", "born", "date_of_birth", "birth", "dobs")
_SEXES = {"m": "male", "man": "male", "f": "female", "woman": "female", "": ""}
_NO_SEX = frozenset({"u", "unknown", "not_known", "n/k", "x", "not known"})
_LINK_TYPES = {
    "defendant_id": "court_defendant", "court_defendant_id": "court_defendant",
    "court_defendant_ids": "court_defendant", "defendant": "court_defendant",
    "sentence": "sentence_date", "sentence_dates": "sentence_date",
    "brother": "sibling", "sister": "sibling", "mother": "parent", "father": "parent",
    "son": "child", "daughter": "child",
}  # fmt: skip


_NAME_TYPES = {
    "nee": "maiden", "née": "maiden", "maiden_name": "maiden", "birth_name": "birth",
    "former": "previous", "previous_name": "previous", "married": "current", "aka": "alias",
    "a.k.a.": "alias", "also_known_as": "alias", "street_name": "nickname", "legal": "current",
    "primary": "current",
}  # fmt: skip
_ADDRESS_TEXT = ("text", "full", "line", "lines", "line1", "line2", "street", "town", "city")
# A tie to a file kept on this one person counts as an identifier; ties to events do not.
_OWN_REFERENCE = re.compile(r"(?:asylum|home_office|immigration|prison|person)_?\w*|leds\w*")


class ClaimError(ValueError):
    """Something in a claim cannot be read; ``field`` says where."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(f"{field}: {message}")
        self.field = field
        self.message = message


def read_claim(data: Mapping[str, Any], today: date) -> Claim:
    """Read one claim. ``today`` decides which telephone numbers were used recently.

    Raises ``ClaimError`` naming the field that cannot be read.
    """
    if not isinstance(data, Mapping):
        raise ClaimError("claim", "should be an object with names, dob, identifiers …")
    links = tuple(_links(data.get("links")))
    own = [(link.type, link.to) for link in links if _OWN_REFERENCE.fullmatch(link.type)]
    return Claim(
        names=tuple(_names(data)),
        births=tuple(_births(data)),
        sex=_sex(data.get("sex", data.get("gender"))),
        identifiers=_identifiers([*_schemes(data.get("identifiers", data.get("ids"))), *own]),
        addresses=tuple(_addresses(data)),
        phones=tuple(_contacts(data, ("phones", "phone", "mobile"), today)),
        emails=tuple(_contacts(data, ("emails", "email"), today)),
        links=tuple(link for link in links if link.type not in ("same_as", "not_same_as")),
        ref=_text("id", data.get("id", data.get("ref"))),
        same_as=_judged(data, "same_as", links),
        not_same_as=_judged(data, "not_same_as", links),
        fingerprint_confirmed=bool(data.get("fingerprint_confirmed")),
        restricted=bool(data.get("restricted")),
        organisation=bool(data.get("organisation")),
    )


def read_pair(data: Mapping[str, Any], today: date) -> tuple[Claim, Claim]:
    """Read the two claims of a pair; a judgement on the pair itself counts for both.

    Raises ``ClaimError`` with ``a.`` or ``b.`` before the field.
    """
    judged = {word: data[word] for word in ("same_as", "not_same_as") if data.get(word)}
    sides = []
    for letter in ("a", "b"):
        side = data.get(letter)
        if not isinstance(side, Mapping):
            raise ClaimError(letter, "is missing, or is not an object")
        try:
            sides.append(read_claim({**side, **judged}, today))
        except ClaimError as error:
            raise ClaimError(f"{letter}.{error.field}", error.message) from error
    return _mutual(sides[0], sides[1]), _mutual(sides[1], sides[0])


def _mutual(claim: Claim, other: Claim) -> Claim:
    """Take a judgement to mean the other of the pair, where that has no reference."""
    if other.ref:
        return claim
    anyone = frozenset({ANYONE})
    return replace(
        claim,
        same_as=anyone if claim.same_as else claim.same_as,
        not_same_as=anyone if claim.not_same_as else claim.not_same_as,
    )


def _first(data: Mapping[str, Any], words: Sequence[str]) -> Any:
    return next((data[word] for word in words if data.get(word)), None)


def _listed(value: Any) -> list[Any]:
    """Return a value as a list: nothing, one thing or several."""
    if value is None or value == "":
        return []
    return list(value) if isinstance(value, list | tuple) else [value]


def _text(field: str, value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ClaimError(field, f"should be text, not {type(value).__name__}")
    return str(value).strip()


def _names(data: Mapping[str, Any]) -> Iterator[Name]:
    found = _listed(_first(data, _NAMES))
    if not found and (_first(data, _GIVEN) or _first(data, _FAMILY)):
        found = [{word: data[word] for word in (*_GIVEN, *_FAMILY) if word in data}]
    for number, name in enumerate(found):
        yield _name(f"names[{number}]", name)
    for number, name in enumerate(_listed(data.get("aliases"))):
        alias = {"type": "alias", **name} if isinstance(name, Mapping) else name
        read = _name(f"aliases[{number}]", alias)
        yield Name(read.given, read.family, read.full, "alias", read.order)


def _name(field: str, name: Any) -> Name:
    if isinstance(name, str):
        return Name(full=name)
    if not isinstance(name, Mapping):
        raise ClaimError(field, "should be text, or an object with given, family or full")
    given = _listed(_first(name, _GIVEN)) + _listed(name.get("middle"))
    return Name(
        given=tuple(w for g in given for w in _text(f"{field}.given", g).split()),
        family=_text(f"{field}.family", _first(name, _FAMILY)),
        full=_text(f"{field}.full", name.get("full", name.get("name"))),
        type=_name_type(_text(f"{field}.type", name.get("type"))),
        order=_word(_text(f"{field}.order", name.get("order"))),
    )


def _name_type(text: str) -> str:
    word = _word(text)
    return _NAME_TYPES.get(word, word) or "current"


def _word(text: str) -> str:
    """Return a word as the enums write it: ``Given-family`` becomes ``given_family``."""
    return text.lower().replace("-", "_").replace(" ", "_")


def _births(data: Mapping[str, Any]) -> Iterator[PartialDate]:
    found = _listed(_first(data, _BIRTH))
    for name in [*_listed(_first(data, _NAMES)), *_listed(data.get("aliases"))]:
        found += _listed(name.get("dob")) if isinstance(name, Mapping) else []
    for value in found:
        yield _birth(value)


def _birth(value: Any) -> PartialDate:
    try:
        if isinstance(value, Mapping):
            return _estimated(value)
        if isinstance(value, date):
            return read_birth(value.isoformat())
        return read_birth(_text("dob", value))
    except ClaimError:
        raise
    except (KeyError, TypeError, ValueError) as error:
        raise ClaimError("dob", str(error)) from error


def _estimated(value: Mapping[str, Any]) -> PartialDate:
    if text := value.get("value") or value.get("date"):
        return read_birth(str(text))
    age = value.get("age", value.get("estimated_age"))
    on = value.get("on", value.get("at"))
    if age is None or on is None:
        raise ClaimError("dob", "an estimate needs the age and the day it was judged on")
    return from_age(int(age), date.fromisoformat(str(on)), int(value.get("give_or_take", 0)))


def _sex(value: Any) -> str:
    text = _text("sex", value).lower()
    return "" if text in _NO_SEX else _SEXES.get(text, text)


def _identifiers(every: Sequence[tuple[str, Any]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for scheme, typed in every:
        values = tuple(_value(f"identifiers.{scheme}", one) for one in _listed(typed))
        found[scheme] = (*found.get(scheme, ()), *(v for v in values if v))
    return found


def _schemes(value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, Mapping):
        yield from ((str(scheme), typed) for scheme, typed in value.items())
        return
    for number, item in enumerate(_listed(value)):
        if not isinstance(item, Mapping) or ("scheme" not in item and "type" not in item):
            raise ClaimError(f"identifiers[{number}]", "should have a scheme and a value")
        yield str(item.get("scheme", item.get("type"))), item.get("value")


def _value(field: str, value: Any) -> str:
    return _text(field, value.get("value") if isinstance(value, Mapping) else value)


def _addresses(data: Mapping[str, Any]) -> Iterator[Address]:
    for value in [*_listed(data.get("address")), *_listed(data.get("addresses"))]:
        if isinstance(value, str):
            yield Address(text=value, postcode=value if len(value) <= 8 else "")
        elif isinstance(value, Mapping):
            lines = [line for word in _ADDRESS_TEXT for line in _listed(value.get(word))]
            yield Address(
                postcode=_text("address.postcode", value.get("postcode")),
                text=", ".join(_text("address.text", line) for line in lines),
                uprn=_text("address.uprn", value.get("uprn")),
                role=_word(_text("address.role", value.get("role", value.get("type")))),
            )
        else:
            raise ClaimError("address", "should be text, or an object with a postcode or text")


def _contacts(data: Mapping[str, Any], words: Sequence[str], today: date) -> Iterator[Contact]:
    for word in words:
        for value in _listed(data.get(word)):
            if isinstance(value, Mapping):
                number = value.get("number", value.get("value", value.get("address")))
                text, shared = _text(word, number), bool(value.get("shared"))
                yield Contact(text, _recent(word, value, today), shared)
            else:
                yield Contact(_text(word, value))


def _recent(field: str, value: Mapping[str, Any], today: date) -> bool | None:
    """Tell whether a contact is said to be recent, or was last seen within a year."""
    if "recent" in value:
        return bool(value["recent"])
    seen = value.get("last_used", value.get("last_seen", value.get("seen")))
    if not seen:
        return False if value.get("historic") else None
    try:
        return (today - date.fromisoformat(str(seen)[:10])).days <= weights.RECENT_DAYS
    except ValueError as error:
        raise ClaimError(field, f"‘{seen}’ is not a date as in 2026-03-14") from error


def _links(value: Any) -> Iterator[Link]:
    if isinstance(value, Mapping):
        value = [{"type": kind, "to": to} for kind, tos in value.items() for to in _listed(tos)]
    for number, item in enumerate(_listed(value)):
        field = f"links[{number}]"
        if isinstance(item, str):
            kind, _, to = item.partition(":")
            kind, to = (kind, to) if to else ("reference", kind)
        elif isinstance(item, Mapping):
            to = item.get("to", item.get("ref", item.get("id", item.get("value"))))
            kind, to = _text(field, item.get("type", item.get("role"))), _text(field, to)
        else:
            raise ClaimError(field, "should be text, or an object with a type and a target")
        kind = _word(kind)
        yield Link(_LINK_TYPES.get(kind, kind), to.strip() or ANYONE)


def _judged(data: Mapping[str, Any], word: str, links: Sequence[Link]) -> frozenset[str]:
    """Return whom people judged this to be the same as, or not; true means the other record."""
    named = {
        ANYONE if value is True else _text(word, value)
        for value in _listed(data.get(word))
        if value is not False
    }
    linked = {link.to for link in links if link.type == word}
    return frozenset(named | linked)
