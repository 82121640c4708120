"""Practice copies: a database, a role and a key of its own for each class (TRN-4.9).

What a copy is made of is kept in ``practice`` of the home folder, for its owner alone: the copy
itself is told nothing but the address of its own database. A copy begins with the same rows at
every reset, since it is copied from a database that nobody ever works in.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from math import ceil
from pathlib import Path
from typing import Self

from bluelamp.core.errors import NotPossible
from bluelamp.core.postgres.copies import Copies
from bluelamp.core.postgres.home import Home
from bluelamp.core.postgres.urls import APPLICATION, OWNER, embedded_url

TEMPLATE = "bluelamp_practice"
NAME = re.compile(r"[a-z][a-z0-9-]{1,15}")
MOST_LOGINS = 60
SPARE = 20
"""One login more for each twenty (TRN-4.8: 5 per cent, unverified)."""
OURS = ("DATABASE_", "BLUELAMP_", "DJANGO_")
PACKAGE = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Login:
    """One login of the pool: class, room and seat in one name."""

    staff_number: str
    password: str


@dataclass(frozen=True, slots=True)
class Practice:
    """One copy as its owner's file keeps it. It holds secrets."""

    name: str
    password: str = field(repr=False)
    secret_key: str = field(repr=False)
    logins: tuple[Login, ...] = field(repr=False)
    roles: tuple[str, ...]
    made_at: str
    expires_on: str
    tables: str
    session: str = ""
    reset_at: str = ""
    address: str = ""

    @property
    def role(self) -> str:
        """Return the role of the server that reaches this copy and nothing else."""
        return f"practice_{self.name}"

    @property
    def database(self) -> str:
        """Return the database that the class works in."""
        return f"practice_{self.name}"

    @property
    def start(self) -> str:
        """Return the database that a reset copies; nobody works in it."""
        return f"practice_{self.name}_start"

    @classmethod
    def read(cls, file: Path) -> Self:
        """Return the copy that a file describes."""
        kept = json.loads(file.read_text("utf-8"))
        kept["logins"] = tuple(Login(**each) for each in kept["logins"])
        return cls(**{**kept, "roles": tuple(kept["roles"])})


@dataclass(frozen=True)
class PracticeCopies:
    """The practice copies of one home, on its running embedded server."""

    home: Path

    @property
    def folder(self) -> Path:
        """Return where the copies' files are, for their owner alone."""
        return self.home / "practice"

    @property
    def server(self) -> Copies:
        """Return the databases of the server."""
        return Copies(Home(self.home))

    def all(self) -> list[Practice]:
        """Return every copy, by name."""
        return [Practice.read(file) for file in sorted(self.folder.glob("*.json"))]

    def find(self, name: str) -> Practice:
        """Return a copy. Raises NotPossible where there is none of this name."""
        if NAME.fullmatch(name) and self._file(name).exists():
            return Practice.read(self._file(name))
        raise NotPossible(f"There is no practice copy named {name!r}.", field="name")

    def make(
        self, name: str, *, logins: int, roles: tuple[str, ...], at: datetime, expires_on: date
    ) -> Practice:
        """Make a copy with its pool of logins. ``template`` must have been made."""
        if not NAME.fullmatch(name):
            raise NotPossible(
                "A name is of 2 to 16 small letters, digits and hyphens, a letter first.",
                field="name",
            )
        if self._file(name).exists():
            raise NotPossible(f"There is a practice copy named {name!r} already.", field="name")
        if not 1 <= logins <= MOST_LOGINS:
            raise NotPossible(f"A class has 1 to {MOST_LOGINS} logins.", field="logins")
        made = Practice(
            name=name,
            password=secrets.token_urlsafe(24),
            secret_key=secrets.token_urlsafe(64),
            logins=tuple(_pool(name, logins + ceil(logins / SPARE))),
            roles=roles,
            made_at=at.isoformat(),
            expires_on=expires_on.isoformat(),
            tables=tables_now(),
        )
        self._build(made)
        return made

    def reset(self, name: str, *, at: datetime) -> Practice:
        """Bring a copy back to how it began, whoever is at work in it."""
        found = self.find(name)
        self.server.drop(found.database)
        self.server.copy(found.start, found.database, role=found.role)
        return self.keep(replace(found, reset_at=at.isoformat()))

    def drop(self, name: str) -> Practice:
        """Delete a copy: databases, role and file."""
        found = self.find(name)
        for database in (found.database, found.start):
            self.server.drop(database)
        self.server.drop_role(found.role)
        self._file(name).unlink()
        return found

    def keep(self, practice: Practice) -> Practice:
        """Write a copy's file, whole or not at all, readable by its owner only."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        new = self._file(practice.name).with_suffix(".new")
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
            json.dump(asdict(practice), out, indent=1)
        new.replace(self._file(practice.name))
        return practice

    def has_template(self) -> bool:
        """Tell whether the database that copies are made from is there, of this version."""
        kept = self.folder / "template"
        made = kept.read_text("utf-8") if kept.exists() else ""
        return made == tables_now() and TEMPLATE in self.server.names()

    def make_template(self, *, staff: int, people: int) -> None:
        """Load the synthetic force that every copy begins with; it takes about a minute."""
        new = f"{TEMPLATE}_new"
        self.server.drop(new)
        self.server.make_empty(new)
        sizes = ["--staff", str(staff), "--people", str(people)]
        self._run(["demo", "--no-serve", *sizes], self._addresses(new))
        self.server.drop(TEMPLATE)
        self.server.rename(new, TEMPLATE)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (self.folder / "template").write_text(tables_now(), "utf-8")

    def environment(self, practice: Practice) -> dict[str, str]:
        """Return what the site of a copy is told: its own database and key, and nothing else."""
        kept = {key: each for key, each in os.environ.items() if not key.startswith(OURS)}
        return kept | {
            "BLUELAMP_HOME": str(self.folder / practice.name),
            "BLUELAMP_PRACTICE": practice.name,
            "BLUELAMP_SECRET_KEY": practice.secret_key,
            "DATABASE_URL": self.server.url(practice.database, practice.role, practice.password),
            "DJANGO_SETTINGS_MODULE": "bluelamp.config.settings.practice",
        }

    def _build(self, made: Practice) -> None:
        server = self.server
        self.keep(made)
        try:
            server.copy(TEMPLATE, made.start)
            server.make_role(made.role, made.password)
            server.give_rights(made.start, made.role)
            self._run(["sandbox", "fill", made.name], self._filling(made))
            server.copy(made.start, made.database, role=made.role)
        except BaseException:
            self.drop(made.name)
            raise

    def _filling(self, made: Practice) -> dict[str, str]:
        owner = self._addresses(made.start)["DATABASE_OWNER_URL"]
        return {"DATABASE_URL": owner, "BLUELAMP_PRACTICE_HOME": str(self.home)}

    def _addresses(self, database: str) -> dict[str, str]:
        home = Home(self.home)
        state = home.read_state()
        assert state is not None  # noqa: S101  the server runs
        return {
            "DATABASE_URL": embedded_url(home, state, APPLICATION, database),
            "DATABASE_OWNER_URL": embedded_url(home, state, OWNER, database),
        }

    def _run(self, arguments: list[str], more: Mapping[str, str]) -> None:
        kept = {key: each for key, each in os.environ.items() if not key.startswith(OURS)}
        own = {"BLUELAMP_HOME": str(self.folder / "making")}
        done = subprocess.run(  # noqa: S603  our own command
            [sys.executable, "-m", "bluelamp.cli", *arguments],
            env={**kept, **own, **more},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotPossible(f"The practice copy could not be made: {done.stderr.strip()[-600:]}")

    def _file(self, name: str) -> Path:
        return self.folder / f"{name}.json"


def tables_now() -> str:
    """Return what tells one version of the tables from another."""
    found = hashlib.sha256()
    for file in sorted(PACKAGE.glob("*/migrations/0*.py")):
        found.update(file.name.encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _pool(name: str, count: int) -> Iterator[Login]:
    """Yield logins named by class and seat, each with a password that can be read aloud."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    for seat in range(1, count + 1):
        parts = ("".join(secrets.choice(letters) for _ in range(4)) for _ in range(3))
        yield Login(f"{name}-{seat:02d}".upper(), "-".join(parts))
