"""The one index: people, locations and events, and the links between them.

An ``Entry`` is anything the index knows. A person, a location or an event *is* an entry, so a link
has two ends of one kind, and a module's own record (a custody record, an item of property, a case)
joins the index by being registered as an event.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models.functions import Now

from bluelamp.core.history import followed
from bluelamp.core.ids import new_id
from bluelamp.core.markings import Marking

from .enums import (
    DobQuality,
    EntryKind,
    EventKind,
    IdentifierScheme,
    JoinCaution,
    LinkRole,
    LinkStatus,
    NameOrder,
    NameType,
    Sex,
    Verdict,
)


def words(enum: Any) -> list[tuple[str, str]]:
    """Return an enum as Django choices."""
    return [(member.value, member.label) for member in enum]


class Entry(models.Model):
    """Anything the index knows, under one key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=10, choices=words(EntryKind))
    marking = models.CharField(max_length=30, choices=words(Marking), default=Marking.SENSITIVE)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


@followed
class Person(models.Model):
    """A person, whatever their part in events: roles live on links (M6).

    ``known_as`` is how lists show the person; the names themselves are in ``PersonName``. A date of
    birth is a span, one day long when it is exact.
    """

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    known_as = models.CharField(max_length=200)
    sex = models.CharField(max_length=10, choices=words(Sex), default=Sex.NOT_KNOWN)
    born_from = models.DateField(null=True, blank=True)
    born_to = models.DateField(null=True, blank=True)
    birth_quality = models.CharField(
        max_length=20, choices=words(DobQuality), default=DobQuality.UNKNOWN
    )
    self_defined_ethnicity = models.CharField(max_length=2, blank=True)
    observed_ethnicity = models.CharField(max_length=3, blank=True)
    nationality = models.CharField(max_length=3, blank=True)
    language = models.CharField(max_length=3, blank=True)
    keys = ArrayField(models.IntegerField(), default=list, editable=False)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name_plural = "people"
        indexes = [
            GinIndex(fields=["keys"], name="person_keys", fastupdate=False),
            models.Index(fields=["born_from"], name="person_born"),
        ]
        constraints = [
            models.CheckConstraint(
                name="person_born_in_order",
                condition=models.Q(born_from=None, born_to=None)
                | models.Q(born_to__gte=models.F("born_from")),
                violation_error_message="A date of birth cannot end before it begins (DS_034).",
            ),
        ]

    def __str__(self) -> str:
        return self.known_as


@followed
class PersonName(models.Model):
    """A name as the person bears it: typed, in its own order, kept verbatim (DS_031 to DS_033)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="names")
    type = models.CharField(max_length=24, choices=words(NameType), default=NameType.CURRENT)
    order = models.CharField(
        max_length=20, choices=words(NameOrder), default=NameOrder.GIVEN_FAMILY
    )
    given = ArrayField(models.CharField(max_length=35), default=list, blank=True)
    family = models.CharField(max_length=35, blank=True)
    full = models.CharField(max_length=200, help_text="The whole name as given")
    used_from = models.DateField(null=True, blank=True)
    used_until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="name_is_not_empty",
                condition=~models.Q(full=""),
                violation_error_message="A name has at least one letter (M4).",
            ),
        ]

    def __str__(self) -> str:
        return self.full


@followed
class Identifier(models.Model):
    """A number or address by which a person is known elsewhere (section 5), in canonical form."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="identifiers")
    scheme = models.CharField(max_length=20, choices=words(IdentifierScheme))
    value = models.CharField(max_length=60)
    valid = models.BooleanField(default=True)
    confirmed_by_prints = models.BooleanField(default=False)
    source = models.CharField(max_length=60, blank=True)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "scheme", "value"], name="identifier_once_a_person"
            )
        ]
        indexes = [models.Index(fields=["scheme", "value"], name="identifier_value")]

    def __str__(self) -> str:
        return f"{self.scheme} {self.value}"


@followed
class WarningMarker(models.Model):
    """A coded warning, with its evidence and its review date (WM2)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="markers")
    code = models.CharField(max_length=2)
    reason = models.CharField(max_length=200)
    evidence = models.ForeignKey(
        "Event", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField()
    set_by = models.CharField(max_length=120)
    review_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return self.code


@followed
class Location(models.Model):
    """A place: an address, or somewhere described."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    line = models.CharField(max_length=120, blank=True)
    town = models.CharField(max_length=60, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    uprn = models.CharField(max_length=12, blank=True)
    description = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        indexes = [models.Index(fields=["postcode"], name="location_postcode")]
        constraints = [
            models.CheckConstraint(
                name="location_says_where",
                condition=~models.Q(line="", postcode="", description=""),
                violation_error_message="Say where it is: an address or a description.",
            )
        ]

    def __str__(self) -> str:
        return ", ".join(filter(None, [self.line, self.town, self.postcode])) or self.description


class Event(models.Model):
    """Something that happened or was opened, registered by the module that owns its record."""

    entry = models.OneToOneField(Entry, primary_key=True, on_delete=models.PROTECT)
    kind = models.CharField(max_length=20, choices=words(EventKind))
    reference = models.CharField(max_length=40, unique=True)
    title = models.CharField(max_length=120, help_text="What it is, without personal data")
    occurred_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["kind", "-occurred_at"], name="event_by_kind")]

    def __str__(self) -> str:
        return self.reference


@followed
class Link(models.Model):
    """Two entries tied together, with the part that the first plays in or for the second (L1)."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    source = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="links_out")
    target = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="links_in")
    role = models.CharField(max_length=30, choices=words(LinkRole))
    status = models.CharField(
        max_length=12, choices=words(LinkStatus), default=LinkStatus.CONFIRMED
    )
    held_from = models.DateTimeField(null=True, blank=True)
    held_until = models.DateTimeField(null=True, blank=True)
    origin = models.CharField(max_length=60, blank=True, help_text="Where this is known from")
    recorded_by = models.CharField(max_length=120)
    recorded_at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "target", "role"],
                condition=models.Q(held_until=None),
                name="link_once_at_a_time",
            ),
            models.CheckConstraint(
                name="link_has_two_ends", condition=~models.Q(source=models.F("target"))
            ),
        ]
        indexes = [models.Index(fields=["target", "role"], name="link_by_target")]

    def __str__(self) -> str:
        return self.role


class Judgement(models.Model):
    """What an officer judged of two records, who and why (G5). Never altered.

    A later judgement of the same pair supersedes it, so the history of a pair is one chain; to end
    a judgement is to write the next.
    """

    id = models.BigAutoField(primary_key=True)
    first = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judged_first")
    second = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judged_second")
    verdict = models.CharField(max_length=14, choices=words(Verdict))
    reason = models.CharField(max_length=400)
    evidence = models.CharField(max_length=200, blank=True, help_text="What was compared")
    cautions = ArrayField(
        models.CharField(max_length=20, choices=words(JoinCaution)), default=list, blank=True
    )
    answer = models.CharField(max_length=400, blank=True, help_text="Why despite the cautions")
    judged_at = models.DateTimeField()
    recorded_at = models.DateTimeField(db_default=Now())
    judged_by_id = models.UUIDField()
    judged_by = models.CharField(max_length=120)
    proposed_by_id = models.UUIDField(null=True, blank=True)
    proposed_by = models.CharField(max_length=120, blank=True)
    supersedes = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="superseded_by"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="judgement_pair_in_order", condition=models.Q(first__lt=models.F("second"))
            ),
            models.CheckConstraint(
                name="judgement_gives_a_reason",
                condition=~models.Q(reason=""),
                violation_error_message="Say why you judge so (MG-01).",
            ),
            models.CheckConstraint(
                name="judgement_answers_its_cautions",
                condition=models.Q(cautions=[]) | ~models.Q(answer=""),
                violation_error_message="Say why despite what speaks against it (G5, G7).",
            ),
            models.CheckConstraint(
                name="judgement_confirmed_by_another",
                condition=models.Q(proposed_by_id=None)
                | ~models.Q(proposed_by_id=models.F("judged_by_id")),
                violation_error_message="Another officer must confirm (MG-01).",
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                condition=models.Q(supersedes=None),
                name="judgement_one_chain_a_pair",
            ),
        ]

    def __str__(self) -> str:
        return Verdict(self.verdict).label


class ClusterMember(models.Model):
    """A record that is judged one with others, and the record that stands for them all (MG-02).

    Computed from the judgements that stand, in their transaction; whoever stands alone has no row.
    The database holds that the standing record is the first recorded and stands for itself.
    """

    person = models.OneToOneField(
        Person, primary_key=True, on_delete=models.PROTECT, related_name="membership"
    )
    golden = models.ForeignKey("self", on_delete=models.DO_NOTHING, related_name="members")

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cluster_led_by_the_first_recorded",
                condition=models.Q(golden__lte=models.F("person")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} is {self.golden_id}"


class Parting(models.Model):
    """Work after two records were parted: facts added while they were one, and rechecks (MG-03)."""

    judgement = models.OneToOneField(Judgement, primary_key=True, on_delete=models.PROTECT)
    kept = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    joined_at = models.DateTimeField()
    parted_at = models.DateTimeField()
    rechecks = ArrayField(models.CharField(max_length=200), default=list, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.CharField(max_length=120, blank=True)
    settled_how = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["parted_at"], condition=models.Q(settled_at=None), name="parting_unsettled"
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="parting_settled_in_words",
                condition=models.Q(settled_at=None) | ~models.Q(settled_how=""),
            )
        ]

    def __str__(self) -> str:
        return f"Parting {self.pk}"
