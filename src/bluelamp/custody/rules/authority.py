"""Who may decide about detention: ranks, acting ranks and separation from the investigation."""

from __future__ import annotations

from dataclasses import dataclass

from bluelamp.access.enums import Rank
from bluelamp.custody.rules.answers import Answer, no, yes

# ROL-5: only these ranks may be authorised to use the powers of the next.
MAY_ACT_AS = {
    Rank.SERGEANT: Rank.INSPECTOR,
    Rank.CHIEF_INSPECTOR: Rank.SUPERINTENDENT,
}


# Who may authorise such acting, by the rank lent (PACE s.107, unverified: dated reference data).
MAY_LEND = {Rank.INSPECTOR: Rank.SUPERINTENDENT, Rank.SUPERINTENDENT: Rank.CHIEF_SUPERINTENDENT}


@dataclass(frozen=True, slots=True)
class DecidingOfficer:
    """An officer as seen by the rules on one detained person.

    `acting_as` is a rank whose powers were lent by recorded authority (ROL-5). `investigating`
    and `arrested` say whether they are on the investigation, or made the arrest (ROL-7).
    """

    rank: Rank
    acting_as: Rank | None = None
    investigating: bool = False
    arrested: bool = False

    @property
    def powers(self) -> Rank:
        """Return the rank whose powers this officer may use."""
        lent = self.acting_as
        return lent if lent is not None and MAY_ACT_AS.get(self.rank) is lent else self.rank


def may_lend(lent: Rank, by: Rank) -> Answer:
    """Tell whether an officer of rank `by` may authorise acting with the powers of `lent` (ROL-5).

    Ranks whose powers are never lent are refused.
    """
    least = MAY_LEND.get(lent)
    if least is None:
        return no("ROL-5", f"The powers of the rank of {lent.label.lower()} are not lent.")
    if by.is_at_least(least):
        return yes("ROL-5", f"Authorised by the rank of {by.label.lower()}.")
    return no("ROL-5", f"Acting up is authorised by the rank of {least.label.lower()} or above.")


@dataclass(frozen=True, slots=True)
class Station:
    """The station as far as it changes who may authorise detention (ROL-1)."""

    designated: bool = True
    sergeant_available: bool = True
    uninvolved_officer_available: bool = True
    inspector_told: bool = False


def separation(officer: DecidingOfficer, doing: str) -> Answer:
    """Tell whether the officer stands apart from the investigation (ROL-7)."""
    if officer.arrested:
        return no("ROL-7", f"The arresting officer may not {doing}.")
    if officer.investigating:
        return no("ROL-7", f"An officer on the investigation may not {doing}.")
    return yes("ROL-7", "Not involved in the investigation.")


def may_authorise_detention(officer: DecidingOfficer, station: Station | None = None) -> Answer:
    """Tell whether the officer may act as custody officer (ROL-1, ROL-7, ROL-8)."""
    station = station or Station()
    doing = "authorise detention"
    if not officer.rank.is_at_least(Rank.CONSTABLE):
        return no("ROL-8", "Only a police officer may authorise detention.")
    if station.designated:
        if station.sergeant_available and not officer.powers.is_at_least(Rank.SERGEANT):
            return no("ROL-1", "The custody officer must be a sergeant or above.")
        apart = separation(officer, doing)
        return apart if not apart else yes("ROL-1", "Custody officer at a designated station.")
    return _may_authorise_elsewhere(officer, station, doing)


def _may_authorise_elsewhere(officer: DecidingOfficer, station: Station, doing: str) -> Answer:
    apart = separation(officer, doing)
    if apart:
        return yes("ROL-1", "Not involved, at a station that is not designated.")
    if station.uninvolved_officer_available:
        return apart
    if not station.inspector_told:
        reason = "Before an involved officer acts, an inspector at a designated station is told."
        return no("ROL-1", reason)
    return yes("ROL-1", "No other officer, and an inspector has been told.")


def may_review(
    officer: DecidingOfficer, *, charged: bool = False, custody_officer: bool = False
) -> Answer:
    """Tell whether the officer may review detention (ROL-2, ROL-3, ROL-7, CLK-7).

    Before charge: an inspector or above not directly involved. After: the custody officer.
    """
    apart = separation(officer, "review detention")
    if not apart:
        return apart
    if charged:
        if custody_officer:
            return yes("ROL-3", "The custody officer reviews after charge.")
        return no("ROL-3", "After charge, the custody officer reviews.")
    if officer.powers.is_at_least(Rank.INSPECTOR):
        return yes("ROL-2", "Inspector or above, not involved.")
    return no("ROL-2", "A review before charge needs an inspector or above.")
