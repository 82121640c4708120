"""Words of the record on paper: who asks for a copy, and why a part is withheld."""

from __future__ import annotations

from bluelamp.core.words import Coded


class AskedAs(Coded):
    """As whom somebody asks to inspect or have a copy of a custody record (REC-7, REC-8)."""

    PERSON = "PERSON", "The person detained"
    SOLICITOR = "SOLICITOR", "Their solicitor"
    APPROPRIATE_ADULT = "APPROPRIATE_ADULT", "Their appropriate adult"


class WithheldReason(Coded):
    """Why a part of the record is held back (REC-7)."""

    SAFETY = "SAFETY", "Telling it would put somebody at risk"
    THIRD_PARTY = "THIRD_PARTY", "It is about another person"


class NoticeReply(Coded):
    """What the person did when given the notice of rights (RTS-1, REC-5)."""

    SIGNED = "SIGNED", "Signed for it"
    REFUSED_TO_SIGN = "REFUSED_TO_SIGN", "Refused to sign"
    NOT_ABLE = "NOT_ABLE", "Not able to sign"
