"""What is asked when detention is reviewed, extended, or put before a court."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms

from bluelamp.access.enums import Rank
from bluelamp.access.panels import StaffNumberField
from bluelamp.core.fields import LocalDateTimeField
from bluelamp.core.time import now
from bluelamp.core.words import choices
from bluelamp.custody.enums import (
    CourtPresence,
    CustodyState,
    NotToldReason,
    PostponementReason,
    ReviewMode,
    ReviewOutcome,
    SuperintendentPresence,
    WarrantOutcome,
)
from bluelamp.custody.models import Review
from bluelamp.custody.rules.detention_clock import Paused
from bluelamp.custody.rules.remote_review import live_link_allowed
from bluelamp.custody.selectors.records import clock_of, reviews_of
from bluelamp.custody.services import CourtDecision, ExtensionReasons, HowReviewed

from .acts import SMALL, TOLD, RecordForm, moment, words
from .asked import ActingForm
from .fields import required

LATE = "LATE"


def _area(label: str, rows: int = 2, **more: Any) -> forms.CharField:
    more.setdefault("required", False)
    area = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(label=label, max_length=4000, widget=area, **more)


class HoldReviewForm(ActingForm):
    """A review of detention as held (section 4)."""

    reveals = {
        "mode": {
            ReviewMode.TELEPHONE.value: ["remote_reason", "no_live_link"],
            ReviewMode.LIVE_LINK.value: ["link_reason"],
        },
        "reminded": {"NO": ["not_reminded"]},
    }

    occurred_at = moment("Time of the review")
    postponed_for = forms.ChoiceField(
        label="If it was held after its latest time, why?",
        choices=[*choices(PostponementReason), (LATE, "No such reason: record it as late")],
        required=False,
        widget=forms.RadioSelect(attrs=SMALL),
    )
    mode = forms.ChoiceField(
        label="How was it held?",
        choices=choices(ReviewMode),
        error_messages=required("Select how the review was held"),
        initial=ReviewMode.IN_PERSON.value,
        widget=forms.RadioSelect(attrs=SMALL),
    )
    remote_reason = _area("Why by telephone, and how it suits the person")
    no_live_link = _area("Why was a live link not practicable?")
    link_reason = _area("Why by live link, and how it suits the person")
    reminded = forms.ChoiceField(
        label="Was the person reminded of free legal advice?",
        choices=[("YES", "Yes"), ("NO", "No")],
        error_messages=required("Select whether the person was reminded of free legal advice"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    not_reminded = _area("Why not?")
    outcome = forms.ChoiceField(
        label="Decision",
        choices=choices(ReviewOutcome),
        error_messages=required("Select the decision"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    text = words(
        "Grounds for the decision", error_messages=required("Enter the grounds for the decision")
    )
    told = forms.ChoiceField(
        label="Was the person told the grounds?",
        help_text="Not asked of a person who is asleep: they are told on waking.",
        choices=[(TOLD, "Yes"), *((one.value, f"No: {one.label}") for one in NotToldReason)],
        initial=TOLD,
        widget=forms.RadioSelect(attrs=SMALL),
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        heard = self.add_heard()
        due = reviews_of(self.record, clock_of(self.record)).next_due
        if due is None or now() <= due:
            del self.fields["postponed_for"]
        if self._is_charged:
            del self.fields["mode"]
        if not live_link_allowed(now()):
            del self.fields["no_live_link"]
        first = ["acting_authority", "occurred_at", "postponed_for", "mode", "reminded"]
        self.order_fields([*first, *heard])

    def needed_rank(self) -> Rank:
        """Return an inspector's before charge, and the custody officer's own after it."""
        return Rank.SERGEANT if self._is_charged else Rank.INSPECTOR

    def clean(self) -> dict[str, Any]:
        """Ask why not, where the person was not reminded of legal advice (REV-10)."""
        answers = super().clean() or {}
        if answers.get("reminded") == "NO" and not answers.get("not_reminded", "").strip():
            self.add_error("not_reminded", "Enter why the person was not reminded (REV-10)")
        return answers

    def given(self) -> dict[str, Any]:
        """Return how it was held as words of the record."""
        answers = self.cleaned_data
        why = answers.get("postponed_for", "")
        told = answers["told"]
        mode = ReviewMode(answers.get("mode", ReviewMode.IN_PERSON))
        reason = "link_reason" if mode is ReviewMode.LIVE_LINK else "remote_reason"
        how = HowReviewed(
            mode=mode,
            remote_reason=answers[reason],
            no_live_link=answers.get("no_live_link", ""),
            not_reminded=answers["not_reminded"] if answers["reminded"] == "NO" else "",
            not_told=None if told == TOLD else NotToldReason(told),
        )
        return {
            **{name: answers[name] for name in ("version", "occurred_at", "text")},
            "outcome": ReviewOutcome(answers["outcome"]),
            "how": how,
            "representations": self.heard(),
            "acting": self.acting(),
            "postponed_for": PostponementReason(why) if why and why != LATE else None,
            "late_without_reason": why == LATE,
        }

    @property
    def _is_charged(self) -> bool:
        return self.record.state == CustodyState.CHARGED


class TellOfReviewForm(RecordForm):
    """That a person who was asleep has been told (REV-11)."""

    occurred_at = moment("When was the person told?")

    def __init__(self, *args: Any, review: Review, **more: Any) -> None:
        super().__init__(*args, **more)
        self.review = review


class ExtendForm(ActingForm):
    """A superintendent's extension (LIM-2 to LIM-7)."""

    may_sleep = False
    needed = Rank.SUPERINTENDENT
    reveals = {"transfer_planned": {"YES": ["travel"]}}

    occurred_at = moment("Time of the authority")
    until = LocalDateTimeField(
        label="Detention authorised until", help_text="Not later than 36 hours.", compact=True
    )
    presence = forms.ChoiceField(
        label="How are you present?",
        choices=choices(SuperintendentPresence),
        error_messages=required("Select how you are present (LIM-7)"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    necessary = words(
        "Why is detention necessary to secure or preserve evidence, or obtain it by questioning?",
        error_messages=required("Enter why detention is necessary (LIM-2)"),
    )
    diligent = words(
        "How is the investigation being conducted diligently and expeditiously?",
        error_messages=required("Enter how the investigation is diligent and expeditious (LIM-2)"),
    )
    rights = _area(
        "Rights not yet used",
        help_text="If the person has not had someone informed or legal advice: that they were "
        "told of it again, and what you decided.",
    )
    position = _area(
        "Position of a child or vulnerable person",
        help_text="What weight was given to it, alternatives, and the appropriate adult’s views.",
    )
    transfer_planned = forms.ChoiceField(
        label="Is a transfer to another police area planned?",
        choices=[("NO", "No"), ("YES", "Yes")],
        initial="NO",
        widget=forms.RadioSelect(attrs=SMALL),
    )
    travel = _area("How were distance and travel time weighed?")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        heard = self.add_heard()
        latest = clock_of(self.record).limit(36)
        if not isinstance(latest, Paused):
            self.fields["until"].initial = latest
        self.order_fields(["acting_authority", "occurred_at", "presence", *heard])

    def given(self) -> dict[str, Any]:
        """Return the reasons as the service takes them."""
        answers = self.cleaned_data
        reasons = ExtensionReasons(
            necessary=answers["necessary"],
            diligent=answers["diligent"],
            presence=SuperintendentPresence(answers["presence"]),
            rights=answers["rights"],
            position=answers["position"],
            transfer_planned=answers["transfer_planned"] == "YES",
            travel=answers["travel"],
        )
        return {
            **{name: answers[name] for name in ("version", "occurred_at")},
            "until": self._until(answers["until"]),
            "reasons": reasons,
            "representations": self.heard(),
            "acting": self.acting(),
        }

    def _until(self, typed: Any) -> Any:
        """Return the time typed; left as offered it is 36 h to the second."""
        latest = clock_of(self.record).limit(36)
        if isinstance(latest, Paused) or typed != latest.replace(second=0, microsecond=0):
            return typed
        return latest


class ApplyForWarrantForm(RecordForm):
    """An application to the magistrates' court (LIM-8, LIM-9)."""

    occurred_at = moment("Time of the application")
    court = forms.CharField(
        label="Court", max_length=120, error_messages=required("Enter the court")
    )
    applied_by = StaffNumberField(
        label="Who applies",
        help_text="Staff number of the constable who swears the information.",
        error_messages=required("Enter the staff number of the constable who applies"),
    )
    information = words(
        "Information sworn",
        help_text="The offence, why detention is necessary, what has been done and is to be done.",
        error_messages=required("Enter the information sworn (LIM-8)"),
    )
    copy_given = forms.BooleanField(
        label="The person has been given a copy of the information", required=False
    )
    waiting_for_court = _area(
        "Why could no court sit at 36 hours?",
        help_text="Only after 36 hours. Had it been reasonable to apply before, the court must "
        "dismiss the application.",
    )
    new_evidence = _area(
        "New evidence since a refusal", help_text="Only if the court has refused a warrant."
    )

    def given(self) -> dict[str, Any]:
        """Return the constable by their key."""
        answers = dict(self.cleaned_data)
        applied_by = answers.pop("applied_by")
        return {**answers, "applied_by_id": applied_by.pk}


class CourtDecisionForm(RecordForm):
    """What the court decided (LIM-10 to LIM-12)."""

    reveals = {"outcome": {WarrantOutcome.ISSUED.value: ["hours"]}}

    occurred_at = moment("Time of the decision")
    outcome = forms.ChoiceField(
        label="What did the court decide?",
        choices=choices(WarrantOutcome),
        error_messages=required("Select what the court decided"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    hours = forms.DecimalField(
        label="For how many hours, from issue?",
        min_value=0,
        decimal_places=2,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "decimal"}),
    )
    presence = forms.ChoiceField(
        label="How did the person come before the court?",
        choices=choices(CourtPresence),
        error_messages=required("Select how the person came before the court"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    represented = forms.ChoiceField(
        label="Was the person represented?",
        choices=[("YES", "Yes"), ("NO", "No")],
        error_messages=required("Select whether the person was represented"),
        widget=forms.RadioSelect(attrs=SMALL),
    )
    words = _area("What the court said")

    def given(self) -> dict[str, Any]:
        """Return the decision as the service takes it."""
        answers = self.cleaned_data
        hours = answers["hours"]
        decision = CourtDecision(
            outcome=WarrantOutcome(answers["outcome"]),
            presence=CourtPresence(answers["presence"]),
            represented=answers["represented"] == "YES",
            lasts=None if hours is None else timedelta(hours=float(hours)),
            words=answers["words"],
        )
        kept = {name: answers[name] for name in ("version", "occurred_at")}
        return {**kept, "decision": decision}
