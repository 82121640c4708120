"""One door to the check of any identifier, by its scheme (section 5, NV-07)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..enums import IdentifierScheme as Scheme
from .checked import CheckedIdentifier, bad, compact, good
from .contact_points import check_email, check_phone, check_vrm
from .document_numbers import check_driver, check_nhs, check_ni, check_passport
from .police_numbers import check_cro, check_pnc, check_prison

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

LONGEST_FREE_TEXT = 35

_CHECKS: dict[str, Callable[[str], CheckedIdentifier]] = {
    Scheme.CRO: check_cro,
    Scheme.DRIVER: check_driver,
    Scheme.PASSPORT: check_passport,
    Scheme.NI: check_ni,
    Scheme.NHS: check_nhs,
    Scheme.PRISON: check_prison,
    Scheme.PHONE: check_phone,
    Scheme.EMAIL: check_email,
    Scheme.VRM: check_vrm,
}

_WORDS: dict[str, str] = {
    "pncid": Scheme.PNC, "pncnumber": Scheme.PNC, "cronumber": Scheme.CRO,
    "driverno": Scheme.DRIVER, "drivernumber": Scheme.DRIVER, "drivingnumber": Scheme.DRIVER,
    "drivinglicence": Scheme.DRIVER, "drivinglicense": Scheme.DRIVER, "licence": Scheme.DRIVER,
    "driverlicence": Scheme.DRIVER, "driverslicence": Scheme.DRIVER, "dvla": Scheme.DRIVER,
    "driversnumber": Scheme.DRIVER, "drivinglicencenumber": Scheme.DRIVER,
    "passportno": Scheme.PASSPORT, "passportnumber": Scheme.PASSPORT,
    "ukpassport": Scheme.PASSPORT, "nino": Scheme.NI, "nationalinsurance": Scheme.NI,
    "nationalinsurancenumber": Scheme.NI, "ninumber": Scheme.NI, "nhsnumber": Scheme.NHS,
    "nhsno": Scheme.NHS, "prisonno": Scheme.PRISON, "prisonnumber": Scheme.PRISON,
    "prisonernumber": Scheme.PRISON, "nomis": Scheme.PRISON, "noms": Scheme.PRISON,
    "mobile": Scheme.PHONE, "telephone": Scheme.PHONE, "tel": Scheme.PHONE,
    "phonenumber": Scheme.PHONE, "mobilenumber": Scheme.PHONE, "emailaddress": Scheme.EMAIL,
    "registration": Scheme.VRM, "ledsreference": Scheme.LEDS, "homeoffice": Scheme.HOME_OFFICE,
    "homeofficereference": Scheme.HOME_OFFICE, "horef": Scheme.HOME_OFFICE,
}  # fmt: skip


def scheme_named(word: str) -> str:
    """Return the scheme that a word such as ``PNC ID`` or ``NINO`` means, or the word tidied."""
    letters = "".join(c for c in word.lower() if c.isalnum())
    known = {scheme.value.replace("_", ""): scheme.value for scheme in Scheme}
    return known.get(letters) or str(_WORDS.get(letters, letters))


def check_identifier(scheme: str, value: str, *, today: date | None = None) -> CheckedIdentifier:
    """Check a value of this scheme and return it in its canonical form (NV-07).

    ``today`` decides the century of a short PNC ID. A scheme without a published format is taken
    as it stands, in capitals, up to 35 characters.
    """
    name = scheme_named(scheme)
    if not value.strip():
        return bad(name, "", "Give the number, or leave the scheme out.")
    if name == Scheme.PNC:
        return check_pnc(value, today)
    if check := _CHECKS.get(name):
        return check(value)
    canonical = compact(value)
    if len(canonical) > LONGEST_FREE_TEXT:
        return bad(name, canonical, f"This can have at most {LONGEST_FREE_TEXT} characters.")
    return good(name, canonical)
