"""Giving sessions that stand their old trainers back, where nothing else is worse for it.

The solver exchanges trainers freely, for a plan costs the same whoever of the certified teaches.
People are told of every change, so those without need are undone: by a free trainer, or by an
exchange between two sessions on the same days.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from datetime import date

from .instance import Instance
from .plan import Plan, Session

Days = tuple[date, ...]


def with_old_trainers(instance: Instance, plan: Plan, old: Plan) -> Plan:
    """Return a plan with as many of the old trainers as can be; all else is as it was."""
    teams = _Teams(instance, plan)
    for key in sorted(plan.sessions.keys() & old.sessions.keys()):
        if _days(plan.sessions[key]) == _days(old.sessions[key]):
            for trainer in old.sessions[key].trainers:
                teams.give_back(key, trainer)
    sessions = {
        key: replace(each, trainers=tuple(sorted(teams.own[key])))
        for key, each in plan.sessions.items()
    }
    return replace(plan, sessions=sessions)


@dataclass
class _Teams:
    instance: Instance
    plan: Plan
    own: dict[str, set[str]] = field(init=False)
    teaches: dict[tuple[str, date], str] = field(init=False)
    weeks: Counter[tuple[str, tuple[int, int]]] = field(init=False)
    wanted: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def __post_init__(self) -> None:
        self.own = {key: set(each.trainers) for key, each in self.plan.sessions.items()}
        self.teaches, self.weeks = {}, Counter()
        for key, trainers in self.own.items():
            for trainer in trainers:
                self._put(key, trainer)

    def give_back(self, key: str, trainer: str) -> None:
        """Let somebody teach a session again, for one of those who teach it now."""
        self.wanted[key].add(trainer)
        if trainer in self.own[key] or not self._may(trainer, key):
            return
        others = [each for each in sorted(self.own[key]) if each not in self.wanted[key]]
        alike = [each for each in others if self._kind(each) == self._kind(trainer)]
        days = self._days_of(key)
        busy = {self.teaches.get((trainer, day)) for day in days}
        for other in alike:
            if busy == {None} and self._has_days(trainer, days):
                self._hand(key, other, trainer)
                return
            (there,) = busy if len(busy) == 1 else (None,)
            if there and self._days_of(there) == days and self._may_leave(there, trainer, other):
                self._take(there, trainer)
                self._take(key, other)
                self._give(there, other)
                self._give(key, trainer)
                return

    def _may_leave(self, session: str, trainer: str, other: str) -> bool:
        return trainer not in self.wanted[session] and self._may(other, session)

    def _may(self, trainer: str, key: str) -> bool:
        """Tell whether somebody is certified for a session, there on its days and not away."""
        known = self.instance.trainers.get(trainer)
        course = self.plan.sessions[key].course_id
        if known is None or (trainer, course) not in self.instance.certifications:
            return False
        away = self.instance.trainer_unavailable.get(trainer, ())
        return all(
            (known.first or day) <= day <= (known.last or day)
            and not any(span.first <= day <= span.last for span in away)
            for day in self._days_of(key)
        )

    def _has_days(self, trainer: str, days: Days) -> bool:
        most = self.instance.trainers[trainer].max_days_a_week
        more = Counter(_week(day) for day in days)
        return all(self.weeks[trainer, week] + number <= most for week, number in more.items())

    def _kind(self, trainer: str) -> str:
        return str(self.instance.trainers[trainer].kind)

    def _days_of(self, key: str) -> Days:
        return _days(self.plan.sessions[key])

    def _hand(self, key: str, old: str, new: str) -> None:
        self._take(key, old)
        self._give(key, new)

    def _give(self, key: str, trainer: str) -> None:
        self.own[key].add(trainer)
        self._put(key, trainer)

    def _put(self, key: str, trainer: str) -> None:
        for day in self._days_of(key):
            self.teaches[trainer, day] = key
            self.weeks[trainer, _week(day)] += 1

    def _take(self, key: str, trainer: str) -> None:
        self.own[key].remove(trainer)
        for day in self._days_of(key):
            del self.teaches[trainer, day]
            self.weeks[trainer, _week(day)] -= 1


def _days(session: Session) -> Days:
    return tuple(sorted(one.date for one in session.days))


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
