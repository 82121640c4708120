"""What ties two people, in words."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from bluelamp.core.time import day_of

from ..enums import LinkRole, LinkStatus
from ..models import Person
from ..selectors import DirectTie, SharedEvent, Tie
from .people import PersonCard, person_card

_JOINED_BY = {LinkRole.HOUSEHOLD: "as", LinkRole.GANG: "with", LinkRole.CO_DEFENDANT: "with"}


@dataclass(frozen=True, slots=True)
class AssociateRow:
    """Somebody tied to the person of the page: who, through what, how often, last when."""

    card: PersonCard
    links: list[str]
    events: str
    last: str


def associate_row(tie: Tie, other: Person, today: date) -> AssociateRow:
    """Return a tie as it reads on the page of its first person."""
    return AssociateRow(
        card=person_card(other, today),
        links=list(dict.fromkeys(link_words(each) for each in tie.links)),
        events=event_words(tie.events),
        last=last_words(tie),
    )


def link_words(link: DirectTie) -> str:
    """Return what the other is to the first: ``Child``, ``Associate (alleged), ended``."""
    return f"{link.label}{_standing(link)}"


def link_words_between(link: DirectTie, name: str, *, of_other: bool) -> str:
    """Return what one end is to the other, who is named: ``Child of Ann Roe``.

    ``of_other`` speaks of the tie's second person, and ``name`` is then the first's.
    """
    label = link.label if of_other else _turned(link)
    if label.endswith(" by"):
        return f"{label} {name}{_standing(link)}"
    return f"{label} {_JOINED_BY.get(link.role, 'of')} {name}{_standing(link)}"


def event_words(events: tuple[SharedEvent, ...]) -> str:
    """Return ``3 events: custody 2, crime 1``, nothing for none."""
    if not events:
        return ""
    kinds = Counter(each.kind for each in events)
    parts = ", ".join(f"{kind.label.lower()} {count}" for kind, count in kinds.most_common())
    return f"{len(events)} {'event' if len(events) == 1 else 'events'}: {parts}"


def last_words(tie: Tie) -> str:
    """Return the day of the last event that both had a part in."""
    return f"{day_of(tie.last_at):%d/%m/%Y}" if tie.last_at else ""


def _turned(link: DirectTie) -> str:
    return link.role.label if link.outward else link.role.reversed_label


def _standing(link: DirectTie) -> str:
    doubt = "" if link.status is LinkStatus.CONFIRMED else f" ({link.status.label.lower()})"
    return f"{doubt}, ended" if link.ended else doubt
