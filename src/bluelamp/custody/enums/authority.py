"""Words of reviews, extensions and warrants: who said what, who was there, what was decided."""

from __future__ import annotations

from bluelamp.core.words import Coded


class Representer(Coded):
    """Who may make representations before a decision on detention (REV-9, LIM-6)."""

    DETAINED_PERSON = "DETAINED_PERSON", "The detained person"
    SOLICITOR = "SOLICITOR", "Solicitor"
    APPROPRIATE_ADULT = "APPROPRIATE_ADULT", "Appropriate adult"


class RepresentationHow(Coded):
    """How somebody made use of the chance to make representations (REV-9, REV-11)."""

    NONE = "NONE", "Had the chance and made none"
    ORAL = "ORAL", "Made orally"
    WRITTEN = "WRITTEN", "Made in writing"
    UNFIT = "UNFIT", "Oral ones refused: unfit by condition or behaviour"
    ASLEEP = "ASLEEP", "Asleep"
    ABSENT = "ABSENT", "None instructed or available"


class SuperintendentPresence(Coded):
    """How the superintendent was present (LIM-7)."""

    AT_STATION = "AT_STATION", "At the station holding the person"
    LIVE_LINK = "LIVE_LINK", "By live link"


class CourtPresence(Coded):
    """How the person came before the court (LIM-8)."""

    IN_COURT = "IN_COURT", "Brought before the court"
    LIVE_LINK = "LIVE_LINK", "By live link"


class WarrantOutcome(Coded):
    """What the court decided on an application (LIM-8, LIM-12)."""

    ISSUED = "ISSUED", "Issued"
    REFUSED = "REFUSED", "Refused"
