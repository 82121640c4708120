"""Housekeeping of the jobs themselves, by the clock."""

from __future__ import annotations

from procrastinate import JobContext

from .jobs import jobs

KEPT_HOURS = 14 * 24


@jobs.periodic(cron="* * * * *")
@jobs.task(queue="housekeeping", pass_context=True, queueing_lock="take_up_lost_jobs")
async def take_up_lost_jobs(context: JobContext, timestamp: int) -> None:
    """Put back in the queue what a worker was doing when it was killed."""
    manager = context.app.job_manager
    for job in await manager.get_stalled_jobs():
        await manager.retry_job(job)


@jobs.periodic(cron="17 3 * * *")
@jobs.task(queue="housekeeping", pass_context=True, queueing_lock="remove_finished_jobs")
async def remove_finished_jobs(context: JobContext, timestamp: int) -> None:
    """Forget jobs that ended two weeks ago; the records they made stay."""
    await context.app.job_manager.delete_old_jobs(
        KEPT_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
    )
