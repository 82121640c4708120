"""Who may book, release, teach, and see what was agreed for somebody."""

from __future__ import annotations

from bluelamp.access.enums import Permission, Rank
from bluelamp.access.models import Staff, Unit
from bluelamp.access.policies import Decision, Officer, can

from .enums import ResultSource, Teller
from .models import Booking, Learner, SessionTrainer, Swap, TrainingSession

COMMANDER = Rank.SUPERINTENDENT


def can_manage_training(officer: Officer) -> Decision:
    """Tell whether the officer runs the programme: curriculum, places, sessions, bookings."""
    return can(officer, Permission.MANAGE_TRAINING)


def can_keep_readiness(officer: Officer) -> Decision:
    """Tell whether the officer may keep a week's numbers: who runs it, or the server itself."""
    if officer.may(Permission.MANAGE_STAFF):
        return Decision(True)
    return can_manage_training(officer)


def can_bring_replies(officer: Officer) -> Decision:
    """Tell whether the officer may bring what calendars replied: who runs it, or the server."""
    return can_keep_readiness(officer)


def can_answer_booking(officer: Officer, booking: Booking) -> Decision:
    """Tell whether the officer may accept or decline: for themselves, or who runs it all."""
    return can_book(officer, booking.learner)


def can_book(officer: Officer, learner: Learner) -> Decision:
    """Tell whether the officer may book this person: themselves, their people, or anybody."""
    if officer.id == learner.staff_id or can_manage_training(officer):
        return Decision(True)
    return can_release(officer, learner)


def can_answer_swap(officer: Officer, swap: Swap) -> Decision:
    """Tell whether the officer is the colleague who was asked."""
    if officer.id == swap.theirs.learner.staff_id:
        return Decision(True)
    return Decision(False, "Only the colleague who was asked may answer.")


def can_release(officer: Officer, learner: Learner) -> Decision:
    """Tell whether the officer leads this person: their line manager, or of a unit above."""
    table = can(officer, Permission.RELEASE_FOR_TRAINING)
    if not table:
        return table
    staff = learner.staff
    if staff.line_manager_id == officer.id or leads_unit(officer, staff.unit):
        return Decision(staff.pk != officer.id, "Somebody else must release you.")
    return Decision(False, "Only a manager of this person's team may do this.")


def can_release_over_cap(officer: Officer, learner: Learner) -> Decision:
    """Tell whether the officer may release somebody as their commander (TRN-5.4)."""
    leads = can_release(officer, learner)
    if not leads:
        return leads
    if not officer.rank.is_at_least(COMMANDER):
        return Decision(False, "The commander must release one person of so small a team.")
    return leads


def can_let_in_untrained(officer: Officer, staff: Staff) -> Decision:
    """Tell whether the officer may let somebody in untrained: as their commander (TRN-7.7)."""
    table = can(officer, Permission.RELEASE_FOR_TRAINING)
    if not table:
        return table
    if not officer.rank.is_at_least(COMMANDER):
        return Decision(False, "A superintendent or above lets somebody in without training.")
    if staff.pk == officer.id:
        return Decision(False, "Another commander must let you in.")
    if leads_unit(officer, staff.unit):
        return Decision(True)
    return Decision(False, "Only the commander of this person's unit may do this.")


def can_manage_team(officer: Officer, unit: Unit) -> Decision:
    """Tell whether the officer may see a team's calendar and set its limits."""
    if can_manage_training(officer):
        return Decision(True)
    table = can(officer, Permission.RELEASE_FOR_TRAINING)
    if not table:
        return table
    if leads_unit(officer, unit):
        return Decision(True)
    return Decision(False, "Only a manager of this team may do this.")


def leads_unit(officer: Officer, unit: Unit) -> bool:
    """Tell whether the officer's own unit is this one or stands above it."""
    own = Unit.objects.filter(pk=officer.unit_id).values_list("path", flat=True).first()
    return bool(own) and unit.path.startswith(str(own))


def can_view_adjustments(officer: Officer, learner: Learner) -> Decision:
    """Tell whether the officer may read what was asked and agreed (TRN-4.25).

    The person, their own line manager and the adjustments coordinator: nobody else, whatever rank.
    """
    allowed = (
        officer.id == learner.staff_id
        or officer.id == _line_manager(learner.staff)
        or officer.may(Permission.COORDINATE_ADJUSTMENTS)
    )
    why = "Only the person, their line manager and the adjustments coordinator may see this."
    return Decision(allowed, "" if allowed else why)


def can_agree_adjustments(officer: Officer, learner: Learner) -> Decision:
    """Tell whether the officer may agree measures: not for themselves (TRN-4.24)."""
    if officer.id == learner.staff_id:
        return Decision(False, "Your manager or the adjustments coordinator agrees measures.")
    return can_view_adjustments(officer, learner)


def can_teach(officer: Officer) -> Decision:
    """Tell whether the officer may see the register and the practical instructions."""
    return can(officer, Permission.TEACH_SESSION)


def can_see_instructions(officer: Officer, session: TrainingSession) -> Decision:
    """Tell whether the officer may see what to do for each person: who teaches this session.

    Nobody else does, whoever runs the programme included (TRN-4.25).
    """
    taught = can_teach(officer)
    if not taught:
        return taught
    if SessionTrainer.objects.filter(session=session, trainer__staff=officer.id).exists():
        return taught
    return Decision(False, "Only who teaches this session may see this.")


def can_keep_register(officer: Officer, session: TrainingSession) -> Decision:
    """Tell whether the officer keeps this register: who teaches the session, or runs it all."""
    if can_manage_training(officer):
        return Decision(True)
    taught = can_see_instructions(officer, session)
    if taught:
        return taught
    return Decision(False, "Only who teaches this session keeps its register.")


def can_reopen_register(officer: Officer) -> Decision:
    """Tell whether the officer may open a closed register again: who runs the programme alone."""
    if can_manage_training(officer):
        return Decision(True)
    return Decision(False, "Only the training coordinator opens a closed register again.")


def can_record_result(officer: Officer, learner: Learner, source: ResultSource) -> Decision:
    """Tell whether the officer may record an outcome: never their own, save a package's (TRN-8.7).

    Only who runs the programme waives a course.
    """
    own = officer.id == learner.staff_id
    if source is ResultSource.PACKAGE and own:
        return Decision(True)
    if own:
        return Decision(False, "Nobody signs off their own learning.")
    if source is ResultSource.WAIVER:
        return can_manage_training(officer)
    taught = can_teach(officer)
    return taught if taught else can_manage_training(officer)


def can_sign_off_task(officer: Officer, learner: Learner) -> Decision:
    """Tell whether the officer may sign off a practice task: never their own (TRN-8.7).

    Trainers may, who leads the person, who runs the programme, and super-users of their command.
    """
    if officer.id == learner.staff_id:
        return Decision(False, "Nobody signs off their own learning.")
    if can_teach(officer) or can_manage_training(officer) or can_release(officer, learner):
        return Decision(True)
    peers = Learner.objects.filter(command=learner.command_id, is_super_user=True)
    if peers.filter(staff=officer.id).exists():
        return Decision(True)
    return Decision(
        False, "A trainer, their manager or a super-user of their command signs it off."
    )


def can_tell_tests(officer: Officer) -> Decision:
    """Tell whether the officer may tell results of tests before a course: trainers, programme."""
    taught = can_teach(officer)
    return taught if taught else can_manage_training(officer)


def _line_manager(staff: Staff) -> object:
    return staff.line_manager_id


def can_evaluate(officer: Officer, learner: Learner, teller: Teller) -> Decision:
    """Tell whether the officer may answer: of their own training, or as line manager."""
    asked = learner.staff_id if teller is Teller.SELF else learner.staff.line_manager_id
    if asked is not None and asked == officer.id:
        return Decision(True)
    return Decision(False, "Only who was taught, and their line manager, are asked.")
