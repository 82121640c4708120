"""Staff, the tree of units and the roles people hold."""

from __future__ import annotations

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Now, Upper

from bluelamp.audit.enums import ReasonCode
from bluelamp.core.history import followed
from bluelamp.core.ids import new_id

from .enums import ClearanceKind, CommandClass, PlatformModule, Rank, Role, UnitKind


class Unit(models.Model):
    """A part of the force: force, command, BCU, station or team, one tree."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    code = models.CharField(max_length=30, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=[(k, k.label) for k in UnitKind])
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    command_class = models.CharField(
        max_length=20,
        choices=[(c, c.label) for c in CommandClass],
        default=CommandClass.OTHER,
    )
    path = models.CharField(
        max_length=200, unique=True, help_text="Codes from the force down, each ended by a slash"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="unit_force_is_the_root",
                condition=models.Q(kind="FORCE", parent=None) | ~models.Q(kind="FORCE"),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StaffManager(BaseUserManager["Staff"]):
    """What Django's sign-in asks for."""

    def get_by_natural_key(self, username: str | None) -> Staff:
        """Return the member of staff with this staff number, in either case."""
        return self.get(staff_number__iexact=username)


@followed
class Staff(AbstractBaseUser):
    """A member of the workforce, officer or staff, who may sign in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff_number = models.CharField(max_length=20, unique=True)
    given_name = models.CharField(max_length=60)
    family_name = models.CharField(max_length=60, blank=True)
    rank = models.CharField(max_length=40, choices=[(r, r.label) for r in Rank])
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="staff")
    line_manager = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reports"
    )
    email = models.EmailField(blank=True)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    objects = StaffManager()
    USERNAME_FIELD = "staff_number"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["given_name", "family_name", "rank"]

    class Meta:
        verbose_name_plural = "staff"
        constraints = [
            models.UniqueConstraint(Upper("staff_number"), name="staff_number_in_either_case"),
        ]
        indexes = [models.Index(fields=["family_name", "given_name"], name="staff_by_name")]

    def __str__(self) -> str:
        return self.label

    @property
    def full_name(self) -> str:
        """Return given and family name."""
        return f"{self.given_name} {self.family_name}".strip()

    @property
    def label(self) -> str:
        """Return rank, name and number, as an officer is named in a record (ROL-12)."""
        return f"{Rank(self.rank).label} {self.full_name} {self.staff_number}"


class RoleHolding(models.Model):
    """A role held by a member of staff for a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="role_holdings")
    role = models.CharField(max_length=30, choices=[(r, r.label) for r in Role])
    held_from = models.DateTimeField(db_default=Now())
    held_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "role"],
                condition=models.Q(held_until=None),
                name="role_held_once_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return Role(self.role).label


class GatedModule(models.Model):
    """A part of the platform that only those may use who are cleared for it (INF-10.16)."""

    module = models.CharField(
        primary_key=True, max_length=20, choices=[(m, m.label) for m in PlatformModule]
    )
    gated_from = models.DateTimeField()
    set_by = models.CharField(max_length=120)

    def __str__(self) -> str:
        return PlatformModule(self.module).label


class Clearance(models.Model):
    """Somebody let into a gated part of the platform for a time: trained, or in an emergency."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    staff = models.ForeignKey(Staff, on_delete=models.CASCADE, related_name="clearances")
    module = models.CharField(max_length=20, choices=[(m, m.label) for m in PlatformModule])
    kind = models.CharField(max_length=10, choices=[(k, k.label) for k in ClearanceKind])
    opens_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=200, blank=True)
    approved_by = models.CharField(max_length=120, blank=True)
    supervisor = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="supervises_untrained"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["staff", "module"],
                condition=models.Q(kind="TRAINED", ends_at=None),
                name="cleared_once_at_a_time",
            ),
            models.CheckConstraint(
                name="exception_is_whole",
                condition=~models.Q(kind="EXCEPTION")
                | (
                    models.Q(ends_at__isnull=False, supervisor__isnull=False)
                    & ~models.Q(reason="")
                    & ~models.Q(approved_by="")
                ),
                violation_error_message="An exception has an end, a reason, a commander and "
                "somebody who supervises (TRN-7.7).",
            ),
        ]
        indexes = [models.Index(fields=["kind", "ends_at"], name="clearance_by_end")]

    def __str__(self) -> str:
        return f"{PlatformModule(self.module).label} from {self.opens_at}"


class ApiToken(models.Model):
    """What a program shows to act here: with one role, for one purpose, until it ends (INF-10.10).

    Only a hash of the secret is kept. It acts for ``staff``, or under its own name where that is
    None.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField(max_length=60, help_text="The program that uses it")
    staff = models.ForeignKey(
        Staff, null=True, blank=True, on_delete=models.PROTECT, related_name="tokens"
    )
    role = models.CharField(max_length=30, choices=[(r, r.label) for r in Role])
    reason_code = models.CharField(max_length=20, choices=[(r, r.label) for r in ReasonCode])
    reason_reference = models.CharField(max_length=60, blank=True)
    reason_text = models.CharField(max_length=200, blank=True)
    secret_hash = models.CharField(max_length=64, unique=True)
    issued_by = models.CharField(max_length=120)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.CharField(max_length=120, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="token_ends_after_it_begins",
                condition=models.Q(expires_at__gt=models.F("issued_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class KeptResponse(models.Model):
    """The answer to a write that a program may send twice: the second time it is only repeated.

    Of the request a keyed hash is kept. Answers to writes hold keys and versions, no personal data.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    token = models.ForeignKey(ApiToken, on_delete=models.PROTECT, related_name="kept_responses")
    key = models.CharField(max_length=64)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)
    body = models.TextField(blank=True)
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["token", "key"], name="response_kept_once_a_key"),
        ]
        indexes = [models.Index(fields=["token", "kept_at"], name="kept_response_by_age")]

    def __str__(self) -> str:
        return self.key
