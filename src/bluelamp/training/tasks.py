"""What training does later: fetch by id, call a service, hold no logic."""

from __future__ import annotations

from uuid import UUID

from bluelamp.core.jobs import jobs

from .services.planning import carry_out_plan


@jobs.task(queue="planning", lock="planning")
def make_plan(run_id: str) -> None:
    """Make one plan; never two at once, for each uses all cores."""
    carry_out_plan(run_id=UUID(run_id))
