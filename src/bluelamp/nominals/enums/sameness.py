"""Words of sameness."""

from __future__ import annotations

from bluelamp.core.words import Coded


class Verdict(Coded):
    """What an officer judges of two records (G5); the latest judgement of a pair stands."""

    SAME = "same", "The same person"
    SAME_PROPOSED = "same_proposed", "The same person, if another officer confirms it"
    NOT_SAME = "not_same", "Two different people"
    UNSURE = "unsure", "Not sure"
    WITHDRAWN = "withdrawn", "Judgement withdrawn"


class JoinCaution(Coded):
    """What an officer must have seen and answered before two records are judged one."""

    EARLIER_NOT_SAME = "earlier_not_same", "Judged before to be two different people"
    NUMBERS_DIFFER = "numbers_differ", "Two different numbers that each stand for fingerprints"
