"""Words of outcome: disposals and bail."""

from __future__ import annotations

from bluelamp.core.words import Coded


class MonthEnd(Coded):
    """How a period of months ends where the last month has no such day (section 7.1)."""

    LAST_DAY = "LAST_DAY", "On the last day of that month"
    DAY_BEFORE_LAST = "DAY_BEFORE_LAST", "On the day before the last day of that month"


class DisposalCode(Coded):
    """How a detention ends for a person and an offence (section 15)."""

    CHG_BAIL = "CHG_BAIL", "Charged and bailed to court"
    CHG_REMAND = "CHG_REMAND", "Charged and kept for court"
    CHG_NOBAIL = "CHG_NOBAIL", "Charged and released without bail"
    POSTAL_REQ = "POSTAL_REQ", "Postal requisition to follow"
    PCB = "PCB", "Pre-charge bail"
    PCB_CPS = "PCB_CPS", "Bailed for a CPS decision"
    RUI = "RUI", "Released under investigation"
    NFA = "NFA", "No further action"
    CAUTION_SIMPLE = "CAUTION_SIMPLE", "Simple caution"
    CAUTION_COND = "CAUTION_COND", "Conditional caution"
    YC = "YC", "Youth caution"
    YCC = "YCC", "Youth conditional caution"
    COMM_RES = "COMM_RES", "Community resolution"
    PND = "PND", "Penalty notice for disorder"
    FPN = "FPN", "Fixed penalty notice"
    DIV_CAUTION = "DIV_CAUTION", "Diversionary caution"
    COMM_CAUTION = "COMM_CAUTION", "Community caution"
    TRANSFER = "TRANSFER", "Transferred to another force"
    MH_HOSPITAL = "MH_HOSPITAL", "To hospital under the Mental Health Act"
    RECALL = "RECALL", "Recalled to prison"
    PRISON_RETURN = "PRISON_RETURN", "Returned to prison"
    IMMIGRATION = "IMMIGRATION", "To immigration detention"
    WARRANT_COURT = "WARRANT_COURT", "To court on warrant"
    LA_ACCOM = "LA_ACCOM", "To local authority accommodation"
    DET_REFUSED = "DET_REFUSED", "Detention not authorised"
    POWER_ENDED = "POWER_ENDED", "Released: the power to hold ended"  # (own)
    DEATH = "DEATH", "Died"
    ESCAPED = "ESCAPED", "Escaped"

    @property
    def person_leaves(self) -> bool:
        """Tell whether the person walks out of the station on this disposal."""
        return self in _LEAVING


_LEAVING = {
    DisposalCode.CHG_BAIL,
    DisposalCode.CHG_NOBAIL,
    DisposalCode.POSTAL_REQ,
    DisposalCode.PCB,
    DisposalCode.PCB_CPS,
    DisposalCode.RUI,
    DisposalCode.NFA,
    DisposalCode.CAUTION_SIMPLE,
    DisposalCode.CAUTION_COND,
    DisposalCode.YC,
    DisposalCode.YCC,
    DisposalCode.COMM_RES,
    DisposalCode.PND,
    DisposalCode.FPN,
    DisposalCode.DIV_CAUTION,
    DisposalCode.COMM_CAUTION,
    DisposalCode.MH_HOSPITAL,
    DisposalCode.DET_REFUSED,
    DisposalCode.POWER_ENDED,
}


class BailRefusal(Coded):
    """Why a charged person is not released (CHG-4, CHG-5)."""

    NAME_ADDRESS = "NAME_ADDRESS", "Name or address not known or doubted"
    WILL_NOT_APPEAR = "WILL_NOT_APPEAR", "Will not appear in court"
    OFFENDING = "OFFENDING", "To prevent an offence (imprisonable offence)"
    INJURY_DAMAGE = "INJURY_DAMAGE", "To prevent injury, loss or damage (not imprisonable)"
    INTERFERENCE = "INTERFERENCE", "To prevent interference with justice or the investigation"
    OWN_PROTECTION = "OWN_PROTECTION", "For their own protection"
    DRUG_SAMPLE = "DRUG_SAMPLE", "To take a drug test sample"
    MURDER = "MURDER", "Charged with murder"
    CHILD_INTERESTS = "CHILD_INTERESTS", "A child: in their own interests"


class CertificateReason(Coded):
    """Why a child kept after charge was not moved to the local authority (CHG-7)."""

    IMPRACTICABLE = "IMPRACTICABLE", "The move is impracticable"
    NO_SECURE = "NO_SECURE", "12 or over, no secure place, and serious harm to the public"


class AccommodationAsked(Coded):
    """What was asked of the local authority (CHG-8)."""

    SECURE = "SECURE", "Secure accommodation"
    NON_SECURE = "NON_SECURE", "Other accommodation"
