"""The parts of booking in as forms, each found by its step."""

from __future__ import annotations

from bluelamp.custody.enums import Step

from .calls import KINDS, call_form
from .frame import StepForm
from .rights import GiveRightsForm
from .risk import AssessRiskForm
from .samples import RecordDrugTestForm, RecordSamplesForm
from .searching import RecordSearchForm

__all__ = ["FORMS", "StepForm"]

FORMS: dict[Step, type[StepForm]] = {
    Step.RISK: AssessRiskForm,
    Step.RIGHTS: GiveRightsForm,
    Step.SEARCH: RecordSearchForm,
    Step.SAMPLES: RecordSamplesForm,
    Step.DRUG_TEST: RecordDrugTestForm,
    **{step: call_form(step) for step in KINDS},
}
