"""``bluelamp plan``: a timetable from files, its check, its explanation, problems to try on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from bluelamp.training.planner.instance import Instance
    from bluelamp.training.planner.plan import Plan
    from bluelamp.training.planner.solving.search import Progress

FOLDER = click.Path(file_okay=False, path_type=Path)
THERE = click.Path(exists=True, file_okay=False, path_type=Path)


class _MakeUnlessNamed(click.Group):
    """Without the name of a subcommand, ``make`` is meant."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands:
            args = ["make", *args]
        return super().resolve_command(ctx, args)


@click.group(cls=_MakeUnlessNamed)
def command() -> None:
    """Plan who is taught what, where and when."""


@command.command()
@click.argument("instance", type=THERE)
@click.option("--out", required=True, type=FOLDER, help="The folder for the plan")
@click.option("--seconds", default=300.0, show_default=True, type=click.FloatRange(min=1))
@click.option("--gap", default=0.0, help="Stop when no plan can be better by this share (0.02)")
@click.option("--rounds", type=click.IntRange(min=0), help="Stop after so many improvements tried")
@click.option("--seed", default=1, show_default=True)
@click.option("--from", "old", type=THERE, help="The plan to keep to as far as possible")
def make(
    instance: Path,
    out: Path,
    seconds: float,
    gap: float,
    rounds: int | None,
    seed: int,
    old: Path | None,
) -> None:
    """Make the best plan that the time allows, check it and keep it."""
    from bluelamp.training.planner.plan import write_plan
    from bluelamp.training.planner.planning import Refused, make_plan
    from bluelamp.training.planner.solving.search import Limits

    try:
        plan = make_plan(
            _instance(instance),
            Limits(seconds=seconds, gap=gap, seed=seed, rounds=rounds),
            old=_plan(old) if old else None,
            say=_say,
            warn=lambda told: click.echo(f"Cannot be done: {told}", err=True),
        )
    except Refused as refused:
        raise click.ClickException("\n".join(refused.violations[:20])) from None
    write_plan(plan, out)
    report = plan.report
    click.echo(
        f"{report['placed']:,} of {report['requirements']:,} placed in {report['sessions']:,} "
        f"sessions; {report['without_feasible_start']:,} have no possible start, "
        f"{report['unplaced_with_feasible_start']:,} others have no place. "
        f"At most {report['gap']:.2%} above the best possible; {report['seconds']:,} s, "
        f"{report['peak_memory_mib']:,} MiB."
    )


@command.command()
@click.argument("instance", type=THERE)
@click.argument("plan", type=THERE)
def check(instance: Path, plan: Path) -> None:
    """Judge a plan without the solver: every demand it breaks, and what it costs."""
    from bluelamp.training.planner.checking import check_plan, price_plan

    problem, made = _instance(instance), _plan(plan)
    violations = check_plan(problem, made)
    for each in violations:
        click.echo(str(each))
    if violations:
        raise click.ClickException(f"{len(violations):,} demands are broken.")
    cost = price_plan(problem, made)
    click.echo(
        f"Every demand is kept. {len(made.bookings):,} placed, {len(made.unplaced):,} not. "
        f"Cost {cost.total:,.0f}: untrained {cost.untrained:,.0f}, "
        f"session-days {cost.session_days:,.0f}, travel {cost.travel:,.0f}, "
        f"early {cost.early:,.0f}."
    )


@command.command()
@click.argument("instance", type=THERE)
@click.argument("plan", type=THERE)
@click.option("--person", help="Only this person")
def explain(instance: Path, plan: Path, person: str | None) -> None:
    """Say for everybody without a place which demands clash."""
    from bluelamp.training.planner.explaining import explain_plan

    for (who, course), why in explain_plan(_instance(instance), _plan(plan)).items():
        if person in (None, who):
            click.echo(f"{who} {course}: {why}")


@command.command()
@click.option("--people", default=500, show_default=True, type=click.IntRange(1, 1_000_000))
@click.option("--tightness", default=0.88, show_default=True, type=click.FloatRange(0.1, 1.5))
@click.option("--seed", default=1, show_default=True)
@click.option("--out", required=True, type=FOLDER, help="The folder for the problem")
def generate(people: int, tightness: float, seed: int, out: Path) -> None:
    """Make up a problem shaped like a large force."""
    from bluelamp.training.planner import generating

    instance = generating.generate(generating.Scale(people, tightness, seed))
    generating.write_instance(instance, out)
    click.echo(
        f"{people:,} people, {len(instance.rooms):,} rooms at {len(instance.venues):,} venues, "
        f"{len(instance.trainers):,} trainers"
    )


@command.command()
@click.argument("instance", type=THERE)
@click.argument("plan", type=THERE)
@click.option("--out", required=True, type=FOLDER, help="Folders instance and plan are made in it")
@click.option("--cancelled", default=0.05, show_default=True, help="Share of sessions cancelled")
@click.option("--ill", default=0.03, show_default=True, help="Share of people ill for a while")
@click.option("--venues", default=1, show_default=True, help="Venues shut")
@click.option("--go-live-days", default=0, show_default=True, help="By how many days it moves")
@click.option("--seed", default=1, show_default=True)
def disrupt(
    instance: Path,
    plan: Path,
    out: Path,
    cancelled: float,
    ill: float,
    venues: int,
    go_live_days: int,
    seed: int,
) -> None:
    """Let things go wrong with a plan, to plan again from what is left."""
    from bluelamp.training.planner import generating
    from bluelamp.training.planner.plan import write_plan

    what = generating.Disruption(cancelled, ill, venues, go_live_days, seed)
    changed, old = generating.disrupt(_instance(instance), _plan(plan), what)
    generating.write_instance(changed, out / "instance")
    write_plan(old, out / "plan")


def _say(progress: Progress) -> None:
    click.echo(
        f"{progress.seconds:7.1f} s  objective {progress.objective:14,.0f}  "
        f"bound {progress.bound:14,.0f}  gap {progress.gap:7.2%}  "
        f"{progress.sessions:,} sessions, {progress.waiting:,} waiting",
        err=True,
    )


def _instance(folder: Path) -> Instance:
    from bluelamp.training.planner.problems import UnreadableFiles
    from bluelamp.training.planner.reading import read_instance

    try:
        return read_instance(folder)
    except UnreadableFiles as error:
        raise click.ClickException(str(error)) from None


def _plan(folder: Path) -> Plan:
    from bluelamp.training.planner.plan import read_plan
    from bluelamp.training.planner.problems import UnreadableFiles

    try:
        return read_plan(folder)
    except UnreadableFiles as error:
        raise click.ClickException(str(error)) from None
