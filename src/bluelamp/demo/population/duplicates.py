"""The same person recorded a second time, as it happens at a busy desk (nominals.md 8.6)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from bluelamp.nominals.enums import NameOrder, NameType

from .contacts import draw_mobile
from .naming import as_name
from .other_names import nicknames, respelt
from .places import draw_address

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date
    from random import Random

    from .records import SyntheticName, SyntheticPerson

SECOND_VARIATION_SHARE = 0.3
KEEPS_IDENTIFIER_SHARE = 0.4
KEEPS_PHONE_SHARE = 0.5
KEEPS_EMAIL_SHARE = 0.3
NEIGHBOURS_ON_KEYBOARD = dict(
    zip("abcdefghijklmnopqrstuvwxyz", "snvfrghjokjlmbipwetyicesux", strict=True)
)

Change = dict[str, Any]


def record_again(
    rng: Random, person: SyntheticPerson, truth_id: str, as_of: date
) -> SyntheticPerson:
    """Return a second record of a person, different in one or two named ways.

    Only the current name is known this time, and no relations or warnings. Identifiers are the
    same or missing, never others.
    """
    again = replace(
        person,
        truth_id=truth_id,
        same_as=person.truth_id,
        identifiers=person.identifiers if rng.random() < KEEPS_IDENTIFIER_SHARE else (),
        phones=person.phones if rng.random() < KEEPS_PHONE_SHARE else (draw_mobile(rng),),
        emails=person.emails if rng.random() < KEEPS_EMAIL_SHARE else (),
        warning_markers=(),
        relations=(),
        twin_of=None,
    )
    wanted = 2 if rng.random() < SECOND_VARIATION_SHARE else 1
    varied, done = _vary(rng, again, wanted, as_of.isoformat())
    return replace(varied, names=varied.names[:1], variation="+".join(done))


def _vary(
    rng: Random, person: SyntheticPerson, wanted: int, latest_birth: str
) -> tuple[SyntheticPerson, list[str]]:
    done: list[str] = []
    for name, variation in rng.sample(VARIATIONS, len(VARIATIONS)):
        if len(done) == wanted:
            break
        change = variation(rng, person)
        if change and change.get("dob", "") < latest_birth:
            person = replace(person, **change)
            done.append(name)
    return person, done


@dataclass(frozen=True, slots=True)
class _Spoilt:
    """A way of typing a word wrongly."""

    spoil: Callable[[Random, str], str]

    def family(self, rng: Random, person: SyntheticPerson) -> Change:
        """Spoil the family name."""
        typed = self.spoil(rng, person.name.family)
        return _renamed(person, person.name.given, typed)

    def given(self, rng: Random, person: SyntheticPerson) -> Change:
        """Spoil the first given name."""
        first, *others = person.name.given
        return _renamed(person, (self.spoil(rng, first), *others), person.name.family)


def _renamed(
    person: SyntheticPerson,
    given: Sequence[str],
    family: str,
    order: NameOrder | None = None,
) -> Change:
    """Return the changed names, or nothing when the name stayed the same or lost a part."""
    now = person.name
    if not all(given) or (now.family and not family):
        return {}
    name = as_name(NameType.CURRENT, given, family, order or now.order)
    return {} if name == now else {"names": (name, *person.names[1:])}


def _mistype(rng: Random, word: str) -> str:
    """Hit the key beside the right one; the first letter is mostly right."""
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word))
    beside = NEIGHBOURS_ON_KEYBOARD.get(word[at])
    return f"{word[:at]}{beside}{word[at + 1 :]}" if beside else word


def _transpose(rng: Random, word: str) -> str:
    if len(word) < 4:
        return word
    at = rng.randrange(1, len(word) - 1)
    if not (word[at].islower() and word[at + 1].islower()):
        return word
    return f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}"


def _drop_letter(rng: Random, word: str) -> str:
    if len(word) < 5:
        return word
    at = rng.randrange(1, len(word))
    return word[:at] + word[at + 1 :] if word[at].islower() else word


def _nickname(rng: Random, person: SyntheticPerson) -> Change:
    first, *others = person.name.given
    short = nicknames().get(first)
    return _renamed(person, (rng.choice(short), *others), person.name.family) if short else {}


def _spelling(rng: Random, person: SyntheticPerson) -> Change:
    spelling = respelt(rng, person.name.given)
    return _renamed(person, spelling, person.name.family) if spelling else {}


def _swapped(rng: Random, person: SyntheticPerson) -> Change:
    """Type the family name in the box of the given name and the reverse."""
    now = person.name
    if not now.family or " " in now.family or len(now.given) != 1:
        return {}
    return _renamed(person, (now.family,), now.given[0])


def _fewer_names(rng: Random, person: SyntheticPerson) -> Change:
    return _renamed(person, person.name.given[:1], person.name.family)


def _first_surname_only(rng: Random, person: SyntheticPerson) -> Change:
    return _renamed(person, person.name.given, person.name.family.split(" ")[0].split("-")[0])


def _former_name(rng: Random, person: SyntheticPerson) -> Change:
    former: list[SyntheticName] = [n for n in person.names if n.type is NameType.MAIDEN]
    return _renamed(person, former[0].given, former[0].family) if former else {}


def _third_name_as_family(rng: Random, person: SyntheticPerson) -> Change:
    """Force a patronymic name into given name and surname."""
    given = person.name.given
    if person.name.order is not NameOrder.PATRONYMIC or len(given) != 3:
        return {}
    return _renamed(person, given[:2], given[2], NameOrder.GIVEN_FAMILY)


def _day_month(rng: Random, person: SyntheticPerson) -> Change:
    year, month, day = _parts(person)
    if not day or int(day) > 12 or day == month:
        return {}
    return {"dob": f"{year}-{day}-{month}"}


def _year_off(rng: Random, person: SyntheticPerson) -> Change:
    year, month, day = _parts(person)
    if not day or (month, day) == ("02", "29"):
        return {}
    return {"dob": f"{int(year) - 1}-{month}-{day}"}


def _digit(rng: Random, person: SyntheticPerson) -> Change:
    """Mistype the last digit of the day within the month."""
    year, month, day = _parts(person)
    if not day:
        return {}
    wrong = f"{day[0]}{rng.randint(1, 8)}"
    return {"dob": f"{year}-{month}-{wrong}"} if wrong != day and int(wrong) < 29 else {}


def _only_year(rng: Random, person: SyntheticPerson) -> Change:
    year, _, day = _parts(person)
    return {"dob": f"{year}-01-01"} if day and not person.dob.endswith("-01-01") else {}


def _parts(person: SyntheticPerson) -> tuple[str, str, str]:
    year, month, day = (*person.dob.split("-"), "", "")[:3]
    return year, month, day


def _moved(rng: Random, person: SyntheticPerson) -> Change:
    return {"address": draw_address(rng)}


VARIATIONS: tuple[tuple[str, Callable[[Random, SyntheticPerson], Change]], ...] = (
    ("mistyped_family", _Spoilt(_mistype).family),
    ("mistyped_given", _Spoilt(_mistype).given),
    ("transposed_family", _Spoilt(_transpose).family),
    ("transposed_given", _Spoilt(_transpose).given),
    ("letter_dropped", _Spoilt(_drop_letter).family),
    ("nickname", _nickname),
    ("spelling", _spelling),
    ("names_swapped", _swapped),
    ("fewer_names", _fewer_names),
    ("first_surname_only", _first_surname_only),
    ("former_name", _former_name),
    ("third_name_as_family", _third_name_as_family),
    ("day_month_swapped", _day_month),
    ("year_off", _year_off),
    ("digit_wrong", _digit),
    ("placeholder_birthday", _only_year),
    ("moved", _moved),
)
