"""The pages of the shell, of staff and units, and of the audit trail."""

from .shell import home, working_reason
from .staff import staff_list, staff_member_page, units
from .staff_changes import deactivate_page, end_role_page, give_role_page, reactivate_page
from .trail import audit_trail, export_audit_trail

__all__ = [
    "audit_trail",
    "deactivate_page",
    "end_role_page",
    "export_audit_trail",
    "give_role_page",
    "home",
    "reactivate_page",
    "staff_list",
    "staff_member_page",
    "units",
    "working_reason",
]
