"""Printing every open record to a folder outside the database (REC-12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from bluelamp.access.policies import Officer
from bluelamp.audit.enums import Channel
from bluelamp.audit.services import Subject, record_disclosure
from bluelamp.core.printing import pdf_of
from bluelamp.custody.presenters.pack import PACK, pack_data
from bluelamp.custody.printing.folder import forget_old, open_folder, put_pack
from bluelamp.custody.selectors.pack import OpenSuite, open_suites
from bluelamp.nominals.enums import EventKind


@dataclass(frozen=True, slots=True)
class PackWritten:
    """A pack that was written: of which suite, with how many people, where."""

    suite: str
    people: int
    path: Path


def print_packs(*, folder: Path, keep: int, by: Officer, at: datetime) -> list[PackWritten]:
    """Print a pack for every suite; each is logged as a disclosure to the folder (INF-5.3).

    All is read at one moment before anything is written, so a failure leaves the last packs.
    """
    with transaction.atomic():
        suites = open_suites()
        for one in suites:
            _disclose(one, by)
    return [_print(one, open_folder(folder), keep, by, at) for one in suites]


def _disclose(one: OpenSuite, by: Officer) -> None:
    about = tuple(key for held in one.held for key in (held.record.pk, held.record.person_id))
    record_disclosure(
        by=by,
        of=Subject(kind=EventKind.CUSTODY, ids=about, reference=one.suite.code),
        action="print_paper_pack",
        recipient="Folder of paper packs on the server",
        channel=Channel.EXPORT,
    )


def _print(one: OpenSuite, folder: Path, keep: int, by: Officer, at: datetime) -> PackWritten:
    content = pdf_of(PACK, pack_data(one, by, at))
    path = put_pack(folder, one.suite.code, at, content)
    forget_old(folder, one.suite.code, keep)
    return PackWritten(one.suite.name, len(one.held), path)
