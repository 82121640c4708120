"""What is said of an object: which particulars a kind has, what is wrong, what is missing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..enums import (
    Colour,
    DeviceSort,
    DocumentSort,
    DrugSort,
    NumberScheme,
    ObjectKind,
    ObjectUnit,
    TelephoneSort,
    VehicleBody,
    WeaponSort,
)
from .object_numbers import NumberClaim, check_number, number_warning, shown_number
from .problems import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal

# For each kind the particulars it has, besides a description that every kind has.
PARTICULARS: dict[ObjectKind, tuple[str, ...]] = {
    ObjectKind.VEHICLE: ("make", "model", "body", "colours", "is_suspicious"),
    ObjectKind.TELEPHONE: ("sort", "make", "model", "colours"),
    ObjectKind.DOCUMENT: ("sort", "country"),
    ObjectKind.WEAPON: ("sort", "make", "model"),
    ObjectKind.DRUG: ("sort", "amount", "unit"),
    ObjectKind.DEVICE: ("sort", "make", "model", "colours"),
    ObjectKind.CASH: ("amount", "currency"),
    ObjectKind.OTHER: ("make", "model", "colours"),
}
NUMBERS: dict[ObjectKind, tuple[NumberScheme, ...]] = {
    ObjectKind.VEHICLE: (NumberScheme.VRM, NumberScheme.VIN),
    ObjectKind.TELEPHONE: (NumberScheme.PHONE, NumberScheme.IMEI, NumberScheme.SERIAL),
    ObjectKind.DOCUMENT: (NumberScheme.DOCUMENT,),
    ObjectKind.WEAPON: (NumberScheme.SERIAL,),
    ObjectKind.DRUG: (),
    ObjectKind.DEVICE: (NumberScheme.SERIAL, NumberScheme.IMEI),
    ObjectKind.CASH: (NumberScheme.SERIAL,),
    ObjectKind.OTHER: (NumberScheme.SERIAL,),
}
SORTS: dict[ObjectKind, Any] = {
    ObjectKind.TELEPHONE: TelephoneSort,
    ObjectKind.DOCUMENT: DocumentSort,
    ObjectKind.WEAPON: WeaponSort,
    ObjectKind.DRUG: DrugSort,
    ObjectKind.DEVICE: DeviceSort,
}
# What a record is to have (O_001, O_003; the others are practice): a to-do, never a wall.
_MINIMUM: dict[ObjectKind, tuple[str, ...]] = {
    ObjectKind.VEHICLE: (NumberScheme.VRM, "make", "model", "body", "colours"),
    ObjectKind.TELEPHONE: (NumberScheme.PHONE, "sort"),
    ObjectKind.DOCUMENT: (NumberScheme.DOCUMENT, "sort", "country"),
    ObjectKind.WEAPON: ("sort", "description"),
    ObjectKind.DRUG: ("sort", "amount", "unit"),
    ObjectKind.DEVICE: ("sort", "make"),
    ObjectKind.CASH: ("amount", "currency"),
    ObjectKind.OTHER: ("description",),
}
LABELS = {
    "sort": "Sort",
    "make": "Make",
    "model": "Model",
    "body": "Body",
    "colours": "Colours",
    "amount": "Amount",
    "unit": "Unit",
    "currency": "Currency",
    "country": "Country",
    "description": "Description",
    "is_suspicious": "Seen but not identified",
    **{scheme.value: scheme.label for scheme in NumberScheme},
}
_LONGEST = {"make": 40, "model": 40, "description": 300}


@dataclass(frozen=True, slots=True)
class ObjectClaim:
    """What is said of an object, as typed. ``currency`` is ISO 4217, ``country`` ISO 3166."""

    kind: ObjectKind
    numbers: tuple[NumberClaim, ...] = ()
    sort: str = ""
    make: str = ""
    model: str = ""
    body: str = ""
    colours: tuple[str, ...] = ()
    description: str = ""
    amount: Decimal | None = None
    unit: str = ""
    currency: str = ""
    country: str = ""
    is_suspicious: bool = False

    def number(self, scheme: NumberScheme) -> NumberClaim | None:
        """Return the number of this scheme that the object bears now, else the latest said."""
        mine = [each for each in self.numbers if each.scheme is scheme]
        borne = [each for each in mine if each.held_until is None]
        return next(reversed(borne or mine), None)


def missing_of(claim: ObjectClaim) -> tuple[str, ...]:
    """Return in words what a record of this kind is still to have: a to-do, never a wall.

    A vehicle that was seen and not identified needs one of partial mark, make, model, body and
    colour (O_002), an identified one all of them (O_001); a telephone type and number, which tells
    the country (O_003).
    """
    wanted = _MINIMUM[claim.kind]
    lacking = tuple(LABELS[each] for each in wanted if not _said(claim, each))
    if claim.kind is ObjectKind.VEHICLE and claim.is_suspicious:
        return () if len(lacking) < len(wanted) else ("One of mark, make, model, body or colour",)
    return lacking


def problems_of_object(claim: ObjectClaim, today: date) -> tuple[tuple[str, Problem], ...]:
    """Return what is wrong with a claim, each with the answer at fault; warnings do not block."""
    return (
        *_problems_of_substance(claim),
        *_problems_of_words(claim),
        *(found for number in claim.numbers for found in problems_of_number(claim, number, today)),
    )


def problems_of_number(
    claim: ObjectClaim, number: NumberClaim, today: date
) -> Iterator[tuple[str, Problem]]:
    """Yield what is wrong with one number of an object (NV-07, NV-10, DS_065)."""
    answer, label = number.scheme.value, number.scheme.label
    if number.scheme not in NUMBERS[claim.kind]:
        said = f"{claim.kind.label}: this bears no {label[0].lower()}{label[1:]}."
        yield answer, Problem(label, "NV-07", said)
        return
    checked = check_number(number.scheme, number.value)
    if not checked.valid:
        rule = "NV-10" if number.scheme is NumberScheme.PHONE else "NV-07"
        yield answer, Problem(label, rule, f"{label}: {checked.problem}")
    elif odd := number_warning(number.scheme, checked.canonical, is_partial=number.is_partial):
        yield answer, Problem(label, "DS_065", odd, blocks=False)
    if number.held_from and number.held_from > today:
        yield answer, Problem(label, "L1", f"{label}: it is not borne from a day still to come.")
    if number.held_from and number.held_until and number.held_until < number.held_from:
        yield answer, Problem(label, "L1", f"{label}: it is not given up before it is borne.")


def title_of(claim: ObjectClaim) -> str:
    """Return how lists show an object, ``AB51 CDE, blue Ford Focus``."""
    parts = [_number_words(claim), _looks(claim), _amount(claim)]
    said = ", ".join(part for part in parts if part)
    if claim.description and claim.kind in (ObjectKind.OTHER, ObjectKind.WEAPON):
        said = f"{said}: {claim.description}" if said else claim.description
    said = said or claim.description or claim.kind.label
    return f"{said[0].upper()}{said[1:]}"[:200]


def sort_label(kind: ObjectKind, sort: str) -> str:
    """Return the words of a sort; a code that is not in the list stands as it is."""
    sorts = SORTS.get(kind)
    return str(sorts(sort).label) if sorts and sort in tuple(sorts) else sort


def _number_words(claim: ObjectClaim) -> str:
    for scheme in NUMBERS[claim.kind]:
        if number := claim.number(scheme):
            canonical = check_number(scheme, number.value).canonical
            shown = shown_number(scheme, canonical)
            words = f"part of mark {canonical}" if number.is_partial else shown
            plain = scheme in (NumberScheme.VRM, NumberScheme.PHONE)
            return words if plain else f"{scheme.label} {words}"
    return ""


def _looks(claim: ObjectClaim) -> str:
    body = VehicleBody(claim.body).label.lower() if claim.body in tuple(VehicleBody) else ""
    colours = " and ".join(claim.colours)
    words = [colours, claim.make, claim.model, body, sort_label(claim.kind, claim.sort)]
    return " ".join(filter(None, words))


def _amount(claim: ObjectClaim) -> str:
    if claim.amount is None:
        return ""
    if claim.kind is ObjectKind.CASH:
        sum_of = f"{claim.amount:,.2f}"
        return f"£{sum_of}" if claim.currency == "GBP" else f"{sum_of} {claim.currency}".strip()
    unit = ObjectUnit(claim.unit).label if claim.unit in tuple(ObjectUnit) else ""
    return f"{claim.amount.normalize():f} {unit}".strip()


def _said(claim: ObjectClaim, what: str) -> bool:
    if what in tuple(NumberScheme):
        return claim.number(NumberScheme(what)) is not None
    value = getattr(claim, what)
    return value is not None and value not in ("", ())


def _problems_of_substance(claim: ObjectClaim) -> Iterator[tuple[str, Problem]]:
    """Yield that nothing is said of the object: a record says something (O_002, M4)."""
    parts = (*PARTICULARS[claim.kind], "description")
    said = [each for each in parts if each != "is_suspicious" and _said(claim, each)]
    if not said and not claim.numbers:
        rule = "O_002" if claim.kind is ObjectKind.VEHICLE else "M4"
        yield "description", Problem("Description", rule, "Say something by which it is known.")


def _problems_of_words(claim: ObjectClaim) -> Iterator[tuple[str, Problem]]:
    kept = (*PARTICULARS[claim.kind], "description")
    for name, label in LABELS.items():
        if name in tuple(NumberScheme) or not getattr(claim, name):
            continue
        if name not in kept:
            said = f"{claim.kind.label}: this has no {label.lower()}."
            yield name, Problem(label, "O_001", said)
    for name, longest in _LONGEST.items():
        if len(getattr(claim, name)) > longest:
            said = f"{LABELS[name]} can have at most {longest} characters."
            yield name, Problem(LABELS[name], "O_001", said)
    for name, right in _codes(claim):
        if not right:
            said = f"{LABELS[name]} is not one of the words in use."
            yield name, Problem(LABELS[name], "O_001", said)
    if claim.amount is not None and claim.amount < 0:
        yield "amount", Problem("Amount", "O_010", "An amount is not negative.")


def _codes(claim: ObjectClaim) -> tuple[tuple[str, bool], ...]:
    sorts = SORTS.get(claim.kind)
    return (
        ("sort", not claim.sort or sorts is None or claim.sort in tuple(sorts)),
        ("body", claim.body in ("", *VehicleBody)),
        ("colours", set(claim.colours) <= set(Colour)),
        ("unit", claim.unit in ("", *ObjectUnit)),
        ("currency", not claim.currency or _is_code(claim.currency)),
        ("country", not claim.country or _is_code(claim.country)),
    )


def _is_code(text: str) -> bool:
    return len(text) == 3 and text.isascii() and text.isupper() and text.isalpha()
