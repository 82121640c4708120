"""The permission table: which role may do what. Nothing is implied, nothing inherited."""

from __future__ import annotations

from collections.abc import Iterable

from bluelamp.access.enums import Permission as P
from bluelamp.access.enums import PlatformModule as M
from bluelamp.access.enums import Role as R

EVERYBODY = frozenset({P.USE_BLUELAMP})

TABLE: dict[R, frozenset[P]] = {
    R.CUSTODY_OFFICER: frozenset(
        {
            P.SEARCH_INDEX,
            P.VIEW_PERSON,
            P.RECORD_OBJECT,
            P.CREATE_PERSON,
            P.VIEW_CUSTODY_BOARD,
            P.VIEW_CUSTODY_RECORD,
            P.BOOK_IN_PERSON,
            P.AUTHORISE_DETENTION,
            P.CARE_FOR_PERSON,
            P.RELEASE_PERSON,
            P.MANAGE_SUITES,
            P.VIEW_PROPERTY,
            P.RECORD_PROPERTY,
            P.VIEW_CASE,
        }
    ),
    R.DETENTION_OFFICER: frozenset(
        {
            P.SEARCH_INDEX,
            P.VIEW_PERSON,
            P.RECORD_OBJECT,
            P.CREATE_PERSON,
            P.VIEW_CUSTODY_BOARD,
            P.VIEW_CUSTODY_RECORD,
            P.BOOK_IN_PERSON,
            P.CARE_FOR_PERSON,
            P.VIEW_PROPERTY,
            P.RECORD_PROPERTY,
        }
    ),
    R.INSPECTOR: frozenset(
        {
            P.VIEW_TRAINING,
            P.RELEASE_FOR_TRAINING,
            P.SEARCH_INDEX,
            P.VIEW_PERSON,
            P.VIEW_RESTRICTED_ADDRESSES,
            P.JUDGE_SAMENESS,
            P.REMOVE_PHOTOGRAPH,
            P.VIEW_CUSTODY_BOARD,
            P.VIEW_CUSTODY_RECORD,
            P.VIEW_CUSTODY_STATISTICS,
            P.REVIEW_DETENTION,
            P.MANAGE_SUITES,
            P.SET_CUSTODY_AUTHORITIES,
            P.VIEW_PROPERTY,
            P.VIEW_CASE,
        }
    ),
    R.SUPERINTENDENT: frozenset(
        {
            P.VIEW_TRAINING,
            P.RELEASE_FOR_TRAINING,
            P.SEARCH_INDEX,
            P.VIEW_PERSON,
            P.VIEW_RESTRICTED_ADDRESSES,
            P.VIEW_CUSTODY_BOARD,
            P.VIEW_CUSTODY_RECORD,
            P.VIEW_CUSTODY_STATISTICS,
            P.REVIEW_DETENTION,
            P.SET_CUSTODY_AUTHORITIES,
            P.VIEW_PROPERTY,
            P.VIEW_CASE,
        }
    ),
    R.INVESTIGATING_OFFICER: frozenset(
        {
            P.SEARCH_INDEX,
            P.VIEW_PERSON,
            P.RECORD_OBJECT,
            P.VIEW_CUSTODY_RECORD,
            P.VIEW_PROPERTY,
            P.RECORD_PROPERTY,
            P.VIEW_CASE,
            P.OPEN_CASE,
            P.EDIT_CASE,
        }
    ),
    R.SUPERVISOR: frozenset(
        {
            P.VIEW_TRAINING,
            P.RELEASE_FOR_TRAINING,
            P.SEARCH_INDEX,
            P.VIEW_PERSON,
            P.RECORD_OBJECT,
            P.JUDGE_SAMENESS,
            P.REMOVE_PHOTOGRAPH,
            P.VIEW_CUSTODY_BOARD,
            P.VIEW_CUSTODY_RECORD,
            P.VIEW_PROPERTY,
            P.VIEW_CASE,
            P.OPEN_CASE,
            P.EDIT_CASE,
            P.VIEW_STAFF,
        }
    ),
    R.PROPERTY_OFFICER: frozenset(
        {P.SEARCH_INDEX, P.VIEW_PROPERTY, P.RECORD_PROPERTY, P.MOVE_PROPERTY}
    ),
    R.CASE_BUILDER: frozenset(
        {
            P.SEARCH_INDEX,
            P.VIEW_PERSON,
            P.RECORD_OBJECT,
            P.VIEW_CUSTODY_RECORD,
            P.VIEW_PROPERTY,
            P.VIEW_CASE,
            P.OPEN_CASE,
            P.EDIT_CASE,
        }
    ),
    R.AUDITOR: frozenset({P.VIEW_AUDIT, P.VIEW_CUSTODY_STATISTICS, P.VIEW_STAFF}),
    R.ADMINISTRATOR: frozenset({P.VIEW_STAFF, P.MANAGE_STAFF}),
    R.TRAINING_COORDINATOR: frozenset({P.VIEW_TRAINING, P.MANAGE_TRAINING, P.VIEW_STAFF}),
    R.TRAINER: frozenset({P.VIEW_TRAINING, P.TEACH_SESSION}),
    R.ADJUSTMENTS_COORDINATOR: frozenset({P.VIEW_TRAINING, P.COORDINATE_ADJUSTMENTS}),
}


def permissions_of(roles: Iterable[R]) -> frozenset[P]:
    """Return everything that a holder of these roles may do."""
    granted = EVERYBODY
    for role in roles:
        granted |= TABLE[role]
    return granted


MODULE_OF: dict[P, M] = {
    P.SEARCH_INDEX: M.SEARCH_AND_INDEX,
    P.VIEW_PERSON: M.SEARCH_AND_INDEX,
    P.CREATE_PERSON: M.SEARCH_AND_INDEX,
    P.RECORD_OBJECT: M.SEARCH_AND_INDEX,
    P.VIEW_RESTRICTED_ADDRESSES: M.SEARCH_AND_INDEX,
    P.JUDGE_SAMENESS: M.SEARCH_AND_INDEX,
    P.REMOVE_PHOTOGRAPH: M.SEARCH_AND_INDEX,
    P.VIEW_CUSTODY_BOARD: M.CUSTODY,
    P.VIEW_CUSTODY_RECORD: M.CUSTODY,
    P.VIEW_CUSTODY_STATISTICS: M.CUSTODY,
    P.BOOK_IN_PERSON: M.CUSTODY,
    P.AUTHORISE_DETENTION: M.CUSTODY,
    P.REVIEW_DETENTION: M.CUSTODY,
    P.CARE_FOR_PERSON: M.CUSTODY,
    P.RELEASE_PERSON: M.CUSTODY,
    P.MANAGE_SUITES: M.CUSTODY,
    P.SET_CUSTODY_AUTHORITIES: M.CUSTODY,
    P.VIEW_PROPERTY: M.PROPERTY,
    P.RECORD_PROPERTY: M.PROPERTY,
    P.MOVE_PROPERTY: M.PROPERTY,
    P.VIEW_CASE: M.CASE,
    P.OPEN_CASE: M.CASE,
    P.EDIT_CASE: M.CASE,
    P.VIEW_AUDIT: M.AUDIT,
}
"""Which part of the platform a permission lets into, and so which training it asks for.

The platform itself, staff and training are open to the untrained, who could not learn otherwise.
"""


def withheld_of(permissions: Iterable[P], closed: Iterable[M]) -> frozenset[P]:
    """Return the permissions that lie in parts closed to this person (INF-10.16, TRN-7.7)."""
    shut = frozenset(closed)
    return frozenset(each for each in permissions if MODULE_OF.get(each) in shut)
