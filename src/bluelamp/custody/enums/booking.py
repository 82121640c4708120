"""Words of the path from arrival into a cell."""

from __future__ import annotations

from bluelamp.core.words import Coded


class Step(Coded):
    """A part of booking in; done in any sensible order after arrival, by whoever may."""

    DECISION = "decision", "Decision on detention"
    RISK = "risk", "Risk assessment"
    RIGHTS = "rights", "Rights and entitlements"
    ADULT = "adult", "Appropriate adult"
    WELFARE = "welfare", "Person responsible for the child's welfare"
    WOMAN = "woman", "Woman caring for the girl"
    INTERPRETER = "interpreter", "Interpreter"
    SOLICITOR = "solicitor", "Solicitor"
    INTIMATION = "informed", "Somebody informed"
    CONSULATE = "consulate", "Embassy, consulate or High Commission"
    HEALTHCARE = "health", "Healthcare professional"
    AMBULANCE = "ambulance", "Ambulance"
    SEARCH = "search", "Search"
    SAMPLES = "samples", "Fingerprints, photograph and samples"
    DRUG_TEST = "drug-test", "Drug test"
    PROPERTY = "property", "Property"
    CELL = "cell", "Cell"


class Progress(Coded):
    """How far a part of booking in has come."""

    NOT_STARTED = "NOT_STARTED", "Not started"
    IN_PROGRESS = "IN_PROGRESS", "In progress"
    AWAITED = "AWAITED", "Awaited"
    DONE = "DONE", "Done"
    CANNOT_YET = "CANNOT_YET", "Cannot be done yet"
    NOT_NEEDED = "NOT_NEEDED", "Not needed"

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing more is to be done."""
        return self in {Progress.DONE, Progress.NOT_NEEDED}
