"""Who fills a post: a name and a length of service that suits the rank (approximate)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bluelamp.access.enums import Rank
from bluelamp.nominals.enums import NameOrder, Sex

from ..population.cultures import Culture, cultures
from ..population.naming import Bearer, Birth, name_child

if TYPE_CHECKING:
    from random import Random

DAYS_A_YEAR = 365
FIRST_BRITISH_SHARE = 0.5
MALE_SHARE = 0.66
MALE_SHARE_OF_STAFF = 0.42
# Fewest, most and most usual years of service.
_SERVICE: dict[Rank, tuple[float, float, float]] = {
    Rank.SERGEANT: (4, 28, 12),
    Rank.INSPECTOR: (7, 29, 16),
    Rank.CHIEF_INSPECTOR: (10, 30, 19),
    Rank.SUPERINTENDENT: (12, 31, 21),
}
_SERVICE_OF_OTHERS = (0.05, 28.0, 4.0)
_SERVICE_OF_CHIEFS = (15.0, 34.0, 25.0)


def draw_name(rng: Random, rank: Rank) -> tuple[str, str]:
    """Return given and family name; who has none by custom is listed under the last name."""
    is_staff = rank in (Rank.POLICE_STAFF, Rank.PCSO)
    male = rng.random() < (MALE_SHARE_OF_STAFF if is_staff else MALE_SHARE)
    birth = Birth(_culture(rng), Sex.MALE if male else Sex.FEMALE)
    while (bearer := name_child(rng, birth)).order is NameOrder.MONONYM:
        pass
    return _listed(bearer)


def _listed(bearer: Bearer) -> tuple[str, str]:
    if bearer.order is NameOrder.PATRONYMIC:
        return bearer.given[0], bearer.given[-1]
    if bearer.order is NameOrder.FAMILY_GIVEN:
        return " ".join(bearer.given), bearer.family
    return bearer.given[0], bearer.family


def _culture(rng: Random) -> Culture:
    """The workforce is less mixed than the city."""
    drawn = cultures().draw(rng)
    while rng.random() < FIRST_BRITISH_SHARE and drawn.code != "british":
        drawn = cultures().draw(rng)
    return drawn


def draw_start(rng: Random, rank: Rank) -> int:
    """Return days of service."""
    usual = _SERVICE.get(rank)
    if usual is None:
        is_chief = rank.is_at_least(Rank.CHIEF_SUPERINTENDENT)
        usual = _SERVICE_OF_CHIEFS if is_chief else _SERVICE_OF_OTHERS
    fewest, most, mode = usual
    return int(rng.triangular(fewest, most, mode) * DAYS_A_YEAR)
