"""Who may authorise a search, who must be there, and what is always recorded (SRC-1 to SRC-7)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bluelamp.access.enums import Rank
from bluelamp.core.errors import NotPossible
from bluelamp.custody.enums import Presence, SearchKind, SearchSex, WithoutAdult
from bluelamp.custody.rules.answers import Answer, no, yes
from bluelamp.custody.rules.authority import DecidingOfficer
from bluelamp.custody.rules.vulnerability import Protected

K, P = SearchKind, Presence


@dataclass(frozen=True, slots=True)
class Authority:
    """The rank that authorises a kind of search from a day on.

    ``protected_only`` confines it to children and vulnerable people (SRC-4). ``confirmed`` is
    False while its in-force date is not.
    """

    kind: SearchKind
    rank: Rank
    in_force_from: date
    protected_only: bool = False
    confirmed: bool = False


# Ranks as in Code C of December 2023; a force adds a row to its configuration for a later text.
SEARCH_AUTHORITIES = (
    Authority(K.STRIP, Rank.SERGEANT, date(2023, 12, 20), confirmed=True),
    Authority(K.STRIP_EXPOSED, Rank.SERGEANT, date(2023, 12, 20), confirmed=True),
    Authority(K.INTIMATE_ARTICLE, Rank.INSPECTOR, date(2023, 12, 20), confirmed=True),
    Authority(K.INTIMATE_DRUGS, Rank.INSPECTOR, date(2023, 12, 20), confirmed=True),
    Authority(K.SCAN, Rank.INSPECTOR, date(2023, 12, 20), confirmed=True),
)


@dataclass(frozen=True, slots=True)
class Present:
    """Somebody at a search."""

    part: Presence
    name: str
    sex: SearchSex | None = None


@dataclass(frozen=True, slots=True)
class SearchFacts:
    """A search as it is about to be recorded. ``sex`` is that which decides who may search."""

    kind: SearchKind
    sex: SearchSex
    location: str
    reason: str
    present: tuple[Present, ...]
    protected: Protected
    urgent: bool = False
    without_adult: WithoutAdult | None = None
    written_consent: bool = False


def authority_for(
    kind: SearchKind, protected: Protected, day: date, known: Sequence[Authority]
) -> Authority | None:
    """Return who authorises a search on a day: the latest in force, the stricter of two.

    Of two rows of the same day the first of ``known`` counts.

    None where a search needs no authority beyond the custody officer's duty (SRC-1).
    """
    fitting = [
        one
        for one in known
        if one.kind is kind
        and one.in_force_from <= day
        and (protected.needs_adult or not one.protected_only)
    ]
    if not fitting:
        return None
    general = [one for one in fitting if not one.protected_only]
    special = [one for one in fitting if one.protected_only]
    latest = [
        max(group, key=lambda one: one.in_force_from) for group in (general, special) if group
    ]
    return max(latest, key=lambda one: list(Rank).index(one.rank))


def may_set_authority(kind: SearchKind, rank: Rank) -> Answer:
    """Tell whether a force may set this rank: never a lower one than the law asks (SRC-3, SRC-5).

    Searches that need no authority of a rank are not set at all (SRC-1).
    """
    lawful = next((one for one in SEARCH_AUTHORITIES if one.kind is kind), None)
    if lawful is None:
        return no("SRC-1", f"{kind.label}: no authority of a rank is needed.")
    rule = "SRC-3" if kind.is_strip else "SRC-5"
    if not rank.is_at_least(lawful.rank):
        lowest = lawful.rank.label.lower()
        return no(rule, f"{kind.label}: the law asks for the rank of {lowest} or above.")
    return yes("SRC-4", "A force may ask for a higher rank.")


def may_authorise_search(
    officer: DecidingOfficer, authority: Authority, *, custody_officer: bool
) -> Answer:
    """Tell whether an officer may authorise a search (SRC-3, SRC-4, SRC-5)."""
    rule = "SRC-3" if authority.kind.is_strip else "SRC-5"
    if authority.rank is Rank.SERGEANT and custody_officer:
        return yes(rule, "The custody officer authorises.")
    if officer.powers.is_at_least(authority.rank):
        return yes(rule, "Of the rank that authorises this search.")
    rank = authority.rank.label.lower()
    return no(rule, f"This search is authorised by the rank of {rank} or above.")


def check_search(search: SearchFacts) -> None:
    """Refuse a search of which something is missing that is always recorded.

    Location, reason and everybody present; the searcher of the same sex (SRC-1, SRC-3); two people
    and the appropriate adult where intimate parts are exposed (SRC-3); consent and a clinician
    (SRC-5, SRC-6). Raises `NotPossible` with the field at fault.
    """
    if not search.reason.strip():
        raise NotPossible("Enter the reason.", field="reason", rule="SRC-3")
    if search.kind is K.NOT_SEARCHED:
        return
    if not search.location.strip():
        raise NotPossible("Enter where the person was searched.", field="location", rule="SRC-3")
    parts = Counter(one.part for one in search.present)
    if search.kind.is_clinical:
        _check_clinical(search, parts)
    else:
        _check_same_sex(search, parts)
    if search.kind is K.STRIP_EXPOSED:
        _check_exposed(search, parts)


def _check_same_sex(search: SearchFacts, parts: Counter[Presence]) -> None:
    if not parts[P.SEARCHER]:
        raise NotPossible("Enter who searched.", field="searcher", rule="SRC-1")
    for one in search.present:
        if one.part is P.SEARCHER and one.sex is not search.sex:
            reason = f"{one.name} is not of the same sex: another officer searches."
            raise NotPossible(reason, field="searcher_sex", rule="SRC-1, SRC-7")
        watches = one.part is P.OFFICER and search.kind.is_strip
        if watches and one.sex is not None and one.sex is not search.sex:
            reason = f"{one.name} is not of the same sex and may not be present at a strip search."
            raise NotPossible(reason, field="officer", rule="SRC-3")


def _check_exposed(search: SearchFacts, parts: Counter[Presence]) -> None:
    """Two people besides the person; of a child or a vulnerable person, one is the adult."""
    if sum(parts.values()) < 2 and not search.urgent:
        reason = "At least two people are present when intimate parts are exposed, unless urgent."
        raise NotPossible(reason, field="officer", rule="SRC-3")
    if search.protected.needs_adult and not parts[P.ADULT] and search.without_adult is None:
        reason = "The appropriate adult is present, or the reason why not is recorded."
        raise NotPossible(reason, field="adult", rule="SRC-3")
    if search.without_adult is WithoutAdult.CHILD_DECLINED and not search.protected.child:
        reason = "Only a child may say that they do not want the appropriate adult there."
        raise NotPossible(reason, field="without_adult", rule="SRC-3")


def _check_clinical(search: SearchFacts, parts: Counter[Presence]) -> None:
    rule = "SRC-6" if search.kind is K.SCAN else "SRC-5"
    drugs = search.kind in {K.INTIMATE_DRUGS, K.SCAN}
    if drugs and not search.written_consent:
        reason = "A search for Class A drugs, or a scan, needs written consent."
        raise NotPossible(reason, field="written_consent", rule=rule)
    if drugs and not parts[P.CLINICIAN]:
        raise NotPossible("Enter the doctor or nurse.", field="clinician", rule=rule)
    if not parts[P.CLINICIAN]:
        _check_same_sex(search, parts)
