"""Words and colours of the shell, of staff, units and tokens, and of the audit trail."""

from .audit_trail import EXPORT_HEAD, AuditRow, export_row
from .shell import QueueRow, greeting
from .staff import RoleRow, StaffHeader, StaffRow, UnitHeader, change_items, unit_choices
from .tokens import TokenRow

__all__ = [
    "EXPORT_HEAD",
    "AuditRow",
    "QueueRow",
    "RoleRow",
    "StaffHeader",
    "StaffRow",
    "TokenRow",
    "UnitHeader",
    "change_items",
    "export_row",
    "greeting",
    "unit_choices",
]
