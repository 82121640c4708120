"""A search as a form: where, why, by whose authority and before whom."""

from __future__ import annotations

from typing import Any

from django import forms

from bluelamp.access.panels import StaffNumberField
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    Presence,
    SearchKind,
    SearchSex,
    Signature,
    Step,
    WithoutAdult,
)
from bluelamp.custody.rules.search_authority import Present
from bluelamp.custody.services import SearchTold

from ..fields import required
from .frame import INLINE, SMALL, YES_NO, StepForm, line, moment, said_yes

ASKED_BY_KIND = (
    "location",
    "searcher",
    "searcher_sex",
    "officer",
    "officer_sex",
    "authorised_by",
    "without_adult",
    "clinician",
    "signature",
)
SEX = choices(SearchSex)
CLINICIAN = "The name of the doctor or nurse who searched."


def _sex(label: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=SEX, widget=forms.RadioSelect(attrs=INLINE), **more
    )


class RecordSearchForm(StepForm):
    """A search (SRC-1 to SRC-7)."""

    step = Step.SEARCH
    template = "custody/steps/search.html"
    # Asked for by the kind of search, so that none of them is called optional.
    reveals = {"the kind of search": {"": list(ASKED_BY_KIND)}}
    places = ("Search room", "Medical room", "Booking-in desk", "Cell")
    reasons = (
        "To find out what the person has with them",
        "Believed to have hidden an item that is not allowed",
    )

    kind = forms.ChoiceField(
        label="What kind of search?",
        choices=choices(SearchKind),
        initial=SearchKind.PERSON.value,
        widget=forms.RadioSelect(attrs=SMALL),
    )
    sex = _sex(
        "Sex of the person, which decides who may search",
        error_messages=required("Select the sex that decides who may search"),
    )
    gender_wishes = line("Asked who should search, the person said")
    reason = forms.CharField(
        label="Reason",
        max_length=2000,
        error_messages=required("Enter the reason"),
        widget=forms.TextInput(attrs={"list": "search-reasons"}),
    )
    location = line(
        "Where was the person searched?", widget=forms.TextInput(attrs={"list": "search-places"})
    )
    searcher = StaffNumberField(label="Searched by", help_text="Staff number.", required=False)
    searcher_sex = _sex("Sex of who searched", required=False)
    officer = StaffNumberField(
        label="Also present", help_text="Staff number of an officer or staff.", required=False
    )
    officer_sex = _sex("Sex of who was also present", required=False)
    adult = forms.BooleanField(label="The appropriate adult was present", required=False)
    without_adult = forms.ChoiceField(
        label="If the appropriate adult was not present, why?",
        choices=choices(WithoutAdult),
        required=False,
        widget=forms.RadioSelect(attrs=SMALL),
    )
    authorised_by = StaffNumberField(
        label="Authorised by", help_text="Staff number.", required=False
    )
    authorised_at = LocalDateTimeField(
        label="Time of the authority", compact=True, not_future=True, required=False
    )
    urgent = forms.BooleanField(
        label="Urgent: risk of serious harm to the person or others", required=False
    )
    clinician = line("Doctor or nurse", CLINICIAN)
    written_consent = forms.BooleanField(label="The person consented in writing", required=False)
    result = line("Result", "What was found, or that nothing was.")
    items_taken = forms.ChoiceField(
        label="Was anything taken from the person?",
        choices=YES_NO,
        error_messages=required("Select whether anything was taken from the person"),
        widget=forms.RadioSelect(attrs=INLINE),
    )
    signature = forms.ChoiceField(
        label="If not searched: signature of the person",
        choices=choices(Signature),
        required=False,
        widget=forms.RadioSelect(attrs=INLINE),
    )
    occurred_at = moment("Time of the search")

    ordinary = ("kind", "sex", "gender_wishes", "reason")
    searched = ("location", "searcher", "searcher_sex")
    strip = ("authorised_by", "authorised_at", "officer", "officer_sex", "adult", "without_adult")
    strip_end = ("urgent",)
    clinical = ("clinician", "written_consent")
    end = ("result", "items_taken", "occurred_at")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        sex = str(self.booking.record.person.sex).upper()
        self.fields["sex"].initial = sex if sex in SearchSex.__members__ else None
        self.fields["searcher"].initial = self.officer_number
        if not self.booking.protected.needs_adult:
            del self.fields["without_adult"]
        if not self.booking.adult_here:
            del self.fields["adult"]

    def group(self, names: tuple[str, ...]) -> list[forms.BoundField]:
        """Return the fields of a part of the page."""
        return [self[name] for name in names if name in self.fields]

    def groups(self) -> dict[str, list[forms.BoundField]]:
        """Return the parts of the page."""
        names = ("ordinary", "searched", "strip", "strip_end", "clinical", "end")
        return {name: self.group(getattr(self, name)) for name in names}

    def clean(self) -> dict[str, Any]:
        """Ask for the sex of everybody named."""
        said = super().clean() or {}
        for name in ("searcher", "officer"):
            searched = said.get("kind") != SearchKind.NOT_SEARCHED
            if said.get(name) and not said.get(f"{name}_sex") and searched:
                self.add_error(f"{name}_sex", f"Select the sex of {said[name].label}")
        return said

    def given(self) -> dict[str, Any]:
        """Return the search as the service takes it."""
        said = self.cleaned_data
        authoriser, without = said["authorised_by"], said.get("without_adult")
        search = SearchTold(
            kind=SearchKind(said["kind"]),
            sex=SearchSex(said["sex"]),
            reason=said["reason"],
            location=said["location"],
            present=self._present(said),
            gender_wishes=said["gender_wishes"],
            authorised_by_id=authoriser.pk if authoriser else None,
            authorised_at=said["authorised_at"],
            urgent=said["urgent"],
            without_adult=WithoutAdult(without) if without else None,
            written_consent=said["written_consent"],
            result=said["result"],
            items_taken=said_yes(said, "items_taken"),
            signature=Signature(said["signature"]) if said["signature"] else None,
        )
        return {"search": search, "occurred_at": said["occurred_at"]}

    def _present(self, said: dict[str, Any]) -> list[Present]:
        if said["kind"] == SearchKind.NOT_SEARCHED:
            return []
        found = []
        for name, part in (("searcher", Presence.SEARCHER), ("officer", Presence.OFFICER)):
            if said[name]:
                found.append(Present(part, said[name].label, SearchSex(said[f"{name}_sex"])))
        call = self.booking.adult_call
        if said.get("adult") and call is not None:
            found.append(Present(Presence.ADULT, call.who))
        if said["clinician"]:
            found.append(Present(Presence.CLINICIAN, said["clinician"]))
        return found
