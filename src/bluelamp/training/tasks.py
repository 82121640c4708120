"""What training does later, and what the clock asks for."""

from __future__ import annotations

from uuid import UUID

from procrastinate import JobContext

from bluelamp.access.policies import operator
from bluelamp.core.jobs import PATIENTLY, jobs
from bluelamp.core.time import now

from . import selectors, services
from .services.planning import carry_out_decision, carry_out_plan

QUEUE = "training"
BEFORE_MESSAGES = 10
BY_THE_CLOCK = "Bluelamp, by the clock"


@jobs.task(queue=QUEUE, retry=PATIENTLY, pass_context=True)
def send_message(context: JobContext, message_id: str) -> None:
    """Mail one message about a booking."""
    last = context.job.attempts >= (PATIENTLY.max_attempts or 0)
    services.send_message(message_id=UUID(message_id), at=now(), last_try=last)


@jobs.periodic(cron="5 * * * *")
@jobs.task(queue=QUEUE, lock="remind_learners", queueing_lock="remind_learners")
def remind_learners(timestamp: int) -> None:
    """Remind people of training that is near."""
    services.remind_learners(at=now())


@jobs.periodic(cron="*/5 * * * *")
@jobs.task(queue=QUEUE, lock="expire_offers", queueing_lock="expire_offers")
def expire_offers(timestamp: int) -> None:
    """End offers from waiting lists that have run out, and offer the places to the next."""
    services.expire_offers(by=operator(BY_THE_CLOCK), at=now())


@jobs.task(queue=QUEUE, retry=PATIENTLY, lock="plan_refreshers")
def plan_refreshers(run_id: str) -> None:
    """Plan everybody's refreshers for a go-live that was moved."""
    services.carry_out_run(run_id=UUID(run_id), at=now())


@jobs.task(queue=QUEUE, retry=PATIENTLY, pass_context=True)
def send_refresher_message(context: JobContext, message_id: str) -> None:
    """Mail somebody how their refreshers stand."""
    last = context.job.attempts >= (PATIENTLY.max_attempts or 0)
    services.send_refresher_message(message_id=UUID(message_id), at=now(), last_try=last)


@jobs.periodic(cron="40 3 * * *")
@jobs.task(queue=QUEUE, lock="plan_refreshers", queueing_lock="refreshers_by_the_clock")
def refreshers_by_the_clock(timestamp: int) -> None:
    """Plan refreshers for whoever is no longer fresh, and remind of those whose days are here."""
    services.plan_by_the_clock(by=operator(BY_THE_CLOCK), at=now())
    services.remind_of_refreshers(at=now())


@jobs.periodic(cron="30 4 * * 1")
@jobs.task(queue=QUEUE, lock="take_snapshot", queueing_lock="take_snapshot")
def take_snapshot(timestamp: int) -> None:
    """Keep how the programme stands, each Monday."""
    if drop := selectors.current_drop():
        services.take_snapshot(drop_id=drop.pk, by=operator(BY_THE_CLOCK), at=now())


@jobs.task(queue="planning", lock="planning")
def make_plan(run_id: str) -> None:
    """Make one plan; never two at once, for each uses all cores."""
    carry_out_plan(run_id=UUID(run_id))


@jobs.task(queue="planning", lock="deciding", priority=BEFORE_MESSAGES)
def decide_plan(decision_id: str) -> None:
    """Accept one plan or take it back; somebody waits for the answer."""
    carry_out_decision(decision_id=UUID(decision_id))
