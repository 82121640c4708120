"""Whether places, telephones, e-mail, links and sex agree (8.4, 8.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.nominals.rules.contact_points import is_mobile

from . import weights
from .evidence import NOTHING, Evidence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from .claim import Contact
    from .prepared import Place, Prepared

RELATIVES = frozenset({"parent", "child", "sibling", "twin", "partner", "ex_partner"})
_ADDRESS_SAID = {
    "uprn": "Same address (UPRN).",
    "postcode": "Same postcode.",
    "text": "Same address as written.",
    "outcode": "Same postcode district.",
    "differs": "Addresses are in different districts.",
    "crowded": "Same address, but very many people share it.",
}
_PHONE_SAID = {
    "recent": "Same telephone, used recently by both.",
    "undated": "Same telephone.",
    "historic": "Same telephone, but not recently.",
    "landline": "Same landline, which a household shares.",
    "shared": "Same telephone, known to be shared.",
}


def compare_addresses(a: Sequence[Place], b: Sequence[Place]) -> Evidence:
    """Return the best agreement between any two places."""
    levels = [level for x in a for y in b if (level := place_level(x, y))]
    if not levels:
        return NOTHING
    level = max(levels, key=_address_weight)
    return Evidence(_address_weight(level), level, (_ADDRESS_SAID[level],))


def _address_weight(level: str) -> float:
    return weights.CROWDED_ADDRESS if level == "crowded" else weights.ADDRESS[level]


def place_level(a: Place, b: Place) -> str:
    """Return how two places agree, or nothing where they cannot be compared."""
    level = _same_place(a, b)
    if level in ("uprn", "postcode", "text") and (a.crowded or b.crowded):
        return "crowded"
    if level or not (a.outcode and b.outcode):
        return level
    return "outcode" if a.outcode == b.outcode else "differs"


def _same_place(a: Place, b: Place) -> str:
    if a.uprn and a.uprn == b.uprn:
        return "uprn"
    if a.postcode and a.postcode == b.postcode:
        return "postcode"
    # A town alone is not an address; a number is what makes it one.
    written = a.text == b.text and any(c.isdigit() for c in a.text) and len(a.text.split()) > 2
    return "text" if written else ""


def compare_phones(a: Prepared, b: Prepared) -> Evidence:
    """Return the strongest shared telephone number."""
    levels = [_phone_level(a.phones, b.phones, n) for n in a.phones.keys() & b.phones.keys()]
    if not levels:
        return NOTHING
    level = max(levels, key=weights.PHONE.__getitem__)
    return Evidence(weights.PHONE[level], level, (_PHONE_SAID[level],))


def _phone_level(a: Mapping[str, Contact], b: Mapping[str, Contact], number: str) -> str:
    level = _recency(a[number], b[number])
    return level if level == "shared" or is_mobile(number) else "landline"


def _recency(a: Contact, b: Contact) -> str:
    if a.shared or b.shared:
        return "shared"
    if a.recent is False or b.recent is False:
        return "historic"
    return "recent" if a.recent or b.recent else "undated"


def compare_emails(a: Prepared, b: Prepared) -> Evidence:
    """Return the strongest shared e-mail address."""
    shared = a.emails.keys() & b.emails.keys()
    if not shared:
        return NOTHING
    level = max((_recency(a.emails[e], b.emails[e]) for e in shared), key=weights.EMAIL.__getitem__)
    return Evidence(weights.EMAIL[level], level, ("Same e-mail address.",))


def compare_links(a: Prepared, b: Prepared) -> Evidence:
    """Weigh the ties both have to the same thing: a parent, a school, a sentence date."""
    shared = {(x.type, x.to) for x in a.claim.links} & {(y.type, y.to) for y in b.claim.links}
    if not shared:
        return NOTHING
    kinds = sorted({kind for kind, _ in shared})
    found = [weights.LINK.get(kind, weights.OTHER_LINK) for kind in kinds]
    total = max(max(found), min(sum(found), weights.MOST_FOR_LINKS))
    level = "court_defendant" if "court_defendant" in kinds else "shared"
    return Evidence(total, level, tuple(f"Both have the same {_said(k)}." for k in kinds))


def _said(kind: str) -> str:
    return "court defendant id" if kind == "court_defendant" else kind.replace("_", " ")


def are_relatives(a: Prepared, b: Prepared) -> bool:
    """Tell whether one record names the other as a relative, so that they are two people."""
    return _names_relative(a, b) or _names_relative(b, a)


def _names_relative(a: Prepared, b: Prepared) -> bool:
    ref = b.claim.ref
    return bool(ref) and any(x.type in RELATIVES and x.to == ref for x in a.claim.links)


def compare_sexes(a: Prepared, b: Prepared) -> Evidence:
    """Weigh a difference of recorded sex: weak, for it may be an error or a transition (8.4)."""
    first, second = a.claim.sex, b.claim.sex
    if first == second or {first, second} & {"", "not_known"}:
        return NOTHING
    return Evidence(weights.SEX_DIFFERS, "differs", ("Recorded sexes differ.",))
