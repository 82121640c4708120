"""Words of rights and entitlements (section 8)."""

from __future__ import annotations

from bluelamp.core.words import Coded


class RightsOccasion(Coded):
    """On what occasion the rights were given."""

    FIRST = "FIRST", "On arrival"
    WITH_ADULT = "WITH_ADULT", "Again, with the appropriate adult"
    AGAIN = "AGAIN", "Again"


class NoticeForm(Coded):
    """In what form the written notice was given (RTS-2)."""

    STANDARD = "STANDARD", "Written notice"
    EASY_READ = "EASY_READ", "Easy-read notice"
    READ_OUT = "READ_OUT", "Read out, notice placed with property"
    OBTAINED = "OBTAINED", "Official translation obtained elsewhere"
    INTERPRETED = "INTERPRETED", "Interpreted by word of mouth, nothing written given"

    @property
    def needs_held_notice(self) -> bool:
        """Tell whether it can only be a notice that is held here."""
        return self not in {NoticeForm.OBTAINED, NoticeForm.INTERPRETED}


class Signature(Coded):
    """Whether the person signed (RTS-1, REC-5)."""

    SIGNED = "SIGNED", "Signed"
    REFUSED = "REFUSED", "Refused to sign"
    UNABLE = "UNABLE", "Could not sign"


class Nationality(Coded):
    """Whether a consulate may have to be told (RTS-13)."""

    BRITISH = "BRITISH", "British or Irish"
    FOREIGN = "FOREIGN", "Another nationality"
    REFUGEE = "REFUGEE", "Seeks or has asylum"
    NOT_SAID = "NOT_SAID", "Does not say"
