"""The pages of the shell, of staff, units and tokens, and of the audit trail."""

from .shell import home, working_reason
from .staff import staff_list, staff_member_page, units
from .staff_changes import deactivate_page, end_role_page, give_role_page, reactivate_page
from .tokens import issue_token_page, revoke_token_page, token_list
from .trail import audit_trail, export_audit_trail

__all__ = [
    "audit_trail",
    "deactivate_page",
    "end_role_page",
    "export_audit_trail",
    "give_role_page",
    "home",
    "issue_token_page",
    "reactivate_page",
    "revoke_token_page",
    "staff_list",
    "staff_member_page",
    "token_list",
    "units",
    "working_reason",
]
