"""The relevant time: the instant from which the detention clock counts (PACE section 41(2))."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from bluelamp.core.errors import NotPossible
from bluelamp.core.time import told
from bluelamp.custody.enums import Circumstance
from bluelamp.custody.rules.spans import in_utc

if TYPE_CHECKING:
    from collections.abc import Callable

A_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class ArrestFacts:
    """What is known about an arrest; only what the circumstance needs must be given.

    `first_station_at` is arrival at the first station after arrest, the crossing of its boundary
    (ARR-7). `area_station_at` is arrival at the first station in the area that wants the person.
    `questioned_elsewhere` is questioning about that area's offence before coming there.
    `original_relevant_time` is that of the clock that goes on. `fresh_clock_chosen` is the custody
    officer's recorded choice under RT-13, which rests on opinion rather than on a ruling.
    """

    circumstance: Circumstance
    arrested_at: datetime | None = None
    first_station_at: datetime | None = None
    area_station_at: datetime | None = None
    entered_country_at: datetime | None = None
    left_other_area_at: datetime | None = None
    original_relevant_time: datetime | None = None
    questioned_elsewhere: bool = False
    fresh_clock_chosen: bool = False

    def __post_init__(self) -> None:
        """Hold every instant in UTC."""
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, datetime):
                object.__setattr__(self, field.name, in_utc(value))


@dataclass(frozen=True, slots=True)
class RelevantTime:
    """The relevant time, the rule that fixed it, and why.

    `provisional` means that arrival in the area is still awaited: the time can only get earlier.
    """

    at: datetime
    rule: str
    explanation: str
    provisional: bool = False


def relevant_time(facts: ArrestFacts) -> RelevantTime:
    """Return the relevant time for these facts (RT-1 to RT-13, RT-15).

    Raises `NotPossible` naming the missing field and the rule that asks for it.
    """
    return _VARIANTS[facts.circumstance](facts)


def bail_detention_starts(
    attended_at: datetime, bail_time: datetime, dealt_with_at: datetime | None = None
) -> datetime:
    """Return when detention begins for someone answering bail (RT-14, an opinion).

    Early: at the bail time, unless dealt with before it. Otherwise: on attending.
    """
    begins = max(in_utc(attended_at), in_utc(bail_time))
    return begins if dealt_with_at is None else min(begins, in_utc(dealt_with_at))


def _needed(facts: ArrestFacts, field: str, rule: str, words: str) -> datetime:
    value: datetime | None = getattr(facts, field)
    if value is None:
        raise NotPossible(f"Enter {words}.", field=field, rule=rule)
    return value


def _arrived(facts: ArrestFacts, rule: str) -> datetime:
    at = _needed(facts, "first_station_at", rule, "the time of arrival at the first station")
    if facts.arrested_at is not None and at < facts.arrested_at:
        reason = "Arrival at the station is before the arrest. Arrested at the station? Say so."
        raise NotPossible(reason, field="first_station_at", rule=rule)
    return at


def _station(facts: ArrestFacts) -> RelevantTime:
    at = _arrived(facts, "RT-1")
    return RelevantTime(at, "RT-1", f"Arrival at the first station, {told(at)}.")


def _voluntary(facts: ArrestFacts) -> RelevantTime:
    at = _needed(facts, "arrested_at", "RT-2", "the time of arrest")
    return RelevantTime(at, "RT-2", f"Arrest at the station, {told(at)}.")


def _other_area(facts: ArrestFacts) -> RelevantTime:
    if facts.questioned_elsewhere:
        at = _arrived(facts, "RT-4")
        why = f"Questioned before the transfer: arrival at the first station, {told(at)}."
        return RelevantTime(at, "RT-4", why)
    arrest = _needed(facts, "arrested_at", "RT-3", "the time of arrest")
    return _earlier(facts, "RT-3", arrest + A_DAY, f"24 h after arrest, {told(arrest)}")


def _outside(facts: ArrestFacts) -> RelevantTime:
    words = "the time of first entry into England and Wales"
    entry = _needed(facts, "entered_country_at", "RT-5", words)
    return _earlier(facts, "RT-5", entry + A_DAY, f"24 h after entry, {told(entry)}")


def _held_elsewhere(facts: ArrestFacts) -> RelevantTime:
    if facts.questioned_elsewhere:
        return _original(facts, "RT-8", "Questioned about it in the first area")
    left = _needed(facts, "left_other_area_at", "RT-7", "the time of leaving the first area")
    return _earlier(facts, "RT-7", left + A_DAY, f"24 h after leaving, {told(left)}")


def _earlier(facts: ArrestFacts, rule: str, latest: datetime, words: str) -> RelevantTime:
    """Return the earlier of arrival in the area and the end of the 24 hours."""
    arrival = facts.area_station_at
    if arrival is not None and arrival <= latest:
        why = f"Arrival at the first station in the area, {told(arrival)}; that is before {words}."
        return RelevantTime(arrival, rule, why)
    if arrival is not None:
        return RelevantTime(latest, rule, f"{words[0].upper()}{words[1:]}, before arrival.")
    why = f"Not yet at a station in the area: at the latest {words}."
    return RelevantTime(latest, rule, why, provisional=True)


def _street_bail(facts: ArrestFacts) -> RelevantTime:
    at = _needed(facts, "first_station_at", "RT-6", "the time of arrival at the station")
    return RelevantTime(at, "RT-6", f"Arrival at the station to answer bail, {told(at)}.")


def _original(facts: ArrestFacts, rule: str, words: str) -> RelevantTime:
    field = "original_relevant_time"
    at = _needed(facts, field, rule, "the relevant time of the first arrest")
    return RelevantTime(at, rule, f"{words}: the first relevant time stays, {told(at)}.")


def _new_evidence(facts: ArrestFacts) -> RelevantTime:
    arrest = _needed(facts, "arrested_at", "RT-11", "the time of arrest")
    arrival = _needed(facts, "first_station_at", "RT-11", "the time of arrival at the station")
    at = max(arrest, arrival)
    why = f"Arrested on new evidence: a fresh clock from {told(at)}, in a new custody record."
    return RelevantTime(at, "RT-11", why)


def _bail_return_other(facts: ArrestFacts) -> RelevantTime:
    if not facts.fresh_clock_chosen:
        return _original(facts, "RT-13", "Arrested after attending to answer bail")
    at = _needed(facts, "arrested_at", "RT-13", "the time of arrest")
    why = f"The custody officer chose a fresh clock, from arrest at the station, {told(at)}."
    return RelevantTime(at, "RT-13", why)


def _continuing(rule: str, words: str) -> Callable[[ArrestFacts], RelevantTime]:
    return lambda facts: _original(facts, rule, words)


_VARIANTS: dict[Circumstance, Callable[[ArrestFacts], RelevantTime]] = {
    Circumstance.STATION: _station,
    Circumstance.VOLUNTARY: _voluntary,
    Circumstance.OTHER_AREA: _other_area,
    Circumstance.OUTSIDE: _outside,
    Circumstance.STREET_BAIL: _street_bail,
    Circumstance.HELD_ELSEWHERE: _held_elsewhere,
    Circumstance.FURTHER_ARREST: _continuing("RT-9", "Arrested for a further offence while held"),
    Circumstance.BAIL_RETURN: _continuing("RT-10", "Answering bail"),
    Circumstance.BAIL_ARREST: _continuing("RT-10, RT-12", "Arrested for breach of bail"),
    Circumstance.NEW_EVIDENCE: _new_evidence,
    Circumstance.BAIL_RETURN_OTHER: _bail_return_other,
    Circumstance.TRANSFER: _continuing("RT-15", "Moved within the force"),
    # Nobody was under arrest before: as for whoever is arrested at the station (unverified).
    Circumstance.OTHER_POWER: _voluntary,
}
