"""People as a stream, household by household: memory does not grow with the count."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import TYPE_CHECKING

from .births import RecordedBirth, born_on, record_birth
from .contacts import draw_landline, draw_mobile, make_email
from .duplicates import record_again
from .households import Household, Member, draw_household
from .other_names import names_of
from .places import draw_address
from .police_history import draw_identifiers, draw_warnings
from .police_numbers import SerialBlocks
from .records import SyntheticAddress, SyntheticPerson

if TYPE_CHECKING:
    from collections.abc import Iterator

AS_OF = date(2026, 1, 1)
DUPLICATE_SHARE = 0.04
LANDLINE_SHARE = 0.25
MOBILE_SHARE = 0.85
EMAIL_SHARE = 0.55
HAS_MOBILE_AT = 11
HAS_EMAIL_AT = 15


def generate_people(
    count: int, seed: int, *, as_of: date = AS_OF, duplicate_share: float = DUPLICATE_SHARE
) -> Iterator[SyntheticPerson]:
    """Yield exactly ``count`` records of invented people, second recordings included.

    Ages are counted on ``as_of``. ``duplicate_share`` of the people are recorded twice; the second
    record follows its household and names the first in ``same_as``. The first ``n`` records are
    the same for every larger count, save those of the last household, which is cut to fit.
    Raises ``ValueError`` for a negative count.
    """
    if count < 0:
        raise ValueError("count cannot be negative")
    return _stream(count, _Recorder(Random(seed), as_of), duplicate_share)


def generate_part(
    count: int,
    seed: int,
    part: int,
    parts: int,
    *,
    as_of: date = AS_OF,
    duplicate_share: float = DUPLICATE_SHARE,
) -> Iterator[SyntheticPerson]:
    """Yield one of several parts of a population, each of ``count`` records, made side by side.

    Parts know nothing of each other, yet no two share an id, a household or a police number.
    Raises ``ValueError`` for a part that there is not.
    """
    if not 0 <= part < parts or count < 0:
        raise ValueError(f"there is no part {part} of {parts} with {count} people")
    recorder = _Recorder(Random(f"{seed} {part}"), as_of, part * count, SerialBlocks(part, parts))
    return _stream(part * count + count, recorder, duplicate_share)


def _stream(count: int, recorder: _Recorder, duplicate_share: float) -> Iterator[SyntheticPerson]:
    rng = recorder.rng
    while (room := count - recorder.people) > 0:
        home = draw_household(rng)
        home.keep_first(room)
        recorded = recorder.record(home)
        yield from recorded
        for person in recorded:
            if rng.random() < duplicate_share and recorder.people < count:
                yield record_again(rng, person, recorder.next_id(), recorder.as_of)


@dataclass(slots=True, eq=False)
class _Shared:
    """What a household has in common."""

    id: str
    address: SyntheticAddress
    landline: tuple[str, ...]
    ids: list[str]


class _Recorder:
    """Turns households into records and counts them."""

    def __init__(
        self, rng: Random, as_of: date, first: int = 0, blocks: SerialBlocks | None = None
    ) -> None:
        self.rng = rng
        self.as_of = as_of
        self.people = first
        self.households = first
        self.blocks = blocks or SerialBlocks()

    def next_id(self) -> str:
        """Return the next truth id."""
        self.people += 1
        return f"P{self.people:08d}"

    def record(self, home: Household) -> list[SyntheticPerson]:
        """Return the finished records of one household."""
        self.households += 1
        has_landline = self.rng.random() < LANDLINE_SHARE
        shared = _Shared(
            id=f"H{self.households:08d}",
            address=draw_address(self.rng),
            landline=(draw_landline(self.rng),) if has_landline else (),
            ids=[self.next_id() for _ in home.members],
        )
        births: list[RecordedBirth] = []
        people = []
        for place, member in enumerate(home.members):
            births.append(self._birth(member, births, place))
            people.append(self._person(member, place, births[-1], shared))
        return people

    def _birth(self, member: Member, births: list[RecordedBirth], place: int) -> RecordedBirth:
        if member.twin is not None and member.twin < place:
            return births[member.twin]
        share = member.bearer.culture.share("placeholder_share")
        return record_birth(self.rng, born_on(self.as_of, member.age), member.age, share)

    def _person(
        self, member: Member, place: int, birth: RecordedBirth, shared: _Shared
    ) -> SyntheticPerson:
        rng, bearer = self.rng, member.bearer
        born = born_on(self.as_of, member.age)
        identifiers = draw_identifiers(rng, self.blocks, born, self.as_of)
        return SyntheticPerson(
            truth_id=shared.ids[place],
            names=names_of(rng, bearer, int(member.age)),
            dob=birth.dob,
            dob_quality=birth.quality,
            sex=bearer.sex,
            self_defined_ethnicity=member.ethnicity,
            observed_ethnicity=bearer.culture.observed.draw(rng),
            nationality=bearer.culture.nationality.draw(rng),
            language=bearer.culture.languages.draw(rng),
            address=shared.address,
            phones=self._phones(member, shared),
            emails=self._emails(member, shared.ids[place]),
            identifiers=identifiers,
            warning_markers=draw_warnings(rng, member.age, arrested=bool(identifiers)),
            household_id=shared.id,
            relations=tuple((role, shared.ids[at]) for role, at in member.relations),
            twin_of=None if member.twin is None else shared.ids[member.twin],
        )

    def _phones(self, member: Member, shared: _Shared) -> tuple[str, ...]:
        if member.age >= HAS_MOBILE_AT and self.rng.random() < MOBILE_SHARE:
            return (draw_mobile(self.rng), *shared.landline)
        return shared.landline

    def _emails(self, member: Member, truth_id: str) -> tuple[str, ...]:
        if member.age < HAS_EMAIL_AT or self.rng.random() >= EMAIL_SHARE:
            return ()
        number = truth_id.lstrip("P0")
        return (make_email(member.bearer.given[0], member.bearer.family, number),)
