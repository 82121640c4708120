"""Practice copies as their files keep them, their settings, and their papers (TRN-4.9)."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from dataclasses import replace
from datetime import date

import pytest
from click.testing import CliRunner
from tests.printed import Printed
from tests.training.world import AT

from bluelamp.cli import main
from bluelamp.config.practice import OURS, Login, Practice, PracticeCopies, _pool
from bluelamp.config.practice_sheet import sheet_of
from bluelamp.core.errors import NotPossible

MADE = Practice(
    name="ne-12",
    password="secret of the role",
    secret_key="secret of the cookies",
    logins=tuple(Login(f"NE-12-{seat:02d}", f"word-{seat}") for seat in range(1, 17)),
    roles=("custody_officer",),
    made_at=AT.isoformat(),
    expires_on="2027-02-15",
    tables="x",
)


@pytest.fixture
def copies(tmp_path) -> PracticeCopies:
    return PracticeCopies(tmp_path)


def test_a_copy_is_kept_for_its_owner_alone_and_read_back(copies, tmp_path):
    copies.keep(MADE)
    (file,) = (tmp_path / "practice").glob("*.json")
    assert file.stat().st_mode & 0o777 == 0o600
    assert copies.find("ne-12") == MADE
    assert copies.all() == [MADE]
    assert "secret" not in repr(MADE)
    assert "word-1" not in repr(MADE)


@pytest.mark.parametrize("name", ["", "A", "1a", "ne_12", "../x", "a" * 17, "ne 12"])
def test_a_name_that_cannot_be_is_refused(copies, name):
    with pytest.raises(NotPossible) as refused:
        copies.make(name, logins=3, roles=(), at=AT, expires_on=date(2027, 2, 15))
    assert refused.value.field == "name"
    with pytest.raises(NotPossible):
        copies.find(name)


@pytest.mark.parametrize(("name", "logins", "field"), [("ne-12", 3, "name"), ("b2", 0, "logins")])
def test_a_second_of_the_same_name_and_a_class_of_nobody_are_refused(copies, name, logins, field):
    copies.keep(MADE)
    with pytest.raises(NotPossible) as refused:
        copies.make(name, logins=logins, roles=(), at=AT, expires_on=date(2027, 2, 15))
    assert refused.value.field == field


def test_logins_are_named_by_class_and_seat_and_no_two_passwords_are_the_same():
    pool = list(_pool("ne-12", 16))
    assert [pool[0].staff_number, pool[-1].staff_number] == ["NE-12-01", "NE-12-16"]
    assert len({each.password for each in pool}) == 16
    assert all(re.fullmatch(r"([a-z2-9]{4}-){2}[a-z2-9]{4}", each.password) for each in pool)


def test_the_settings_of_a_copy_keep_it_apart(tmp_path):
    asked = (
        "import json; from bluelamp.config.settings import practice as s; print(json.dumps("
        "[s.BLUELAMP_PRACTICE, s.SECRET_KEY, s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME,"
        " s.EMAIL_BACKEND, s.MIDDLEWARE[0], s.DATABASES['default']['USER']]))"
    )
    own = {
        "BLUELAMP_PRACTICE": "ne-12",
        "BLUELAMP_SECRET_KEY": "its own",
        "BLUELAMP_HOME": str(tmp_path),
        "DATABASE_URL": "postgresql://practice_ne-12:x@/practice_ne-12?host=/nowhere",
    }
    done = subprocess.run(
        [sys.executable, "-c", asked],
        env={key: each for key, each in os.environ.items() if not key.startswith(OURS)} | own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout) == [
        "ne-12",
        "its own",
        "training-ne-12",
        "training-csrf-ne-12",
        "django.core.mail.backends.dummy.EmailBackend",
        "bluelamp.core.practice_banner.PracticeBannerMiddleware",
        "practice_ne-12",
    ]


def test_the_sheet_of_logins_is_tagged_and_every_page_says_training():
    printed = Printed.of(sheet_of(replace(MADE, logins=MADE.logins * 4)))
    assert len(printed.pages) > 1
    assert all("TRAINING – practice copy ne-12" in page for page in printed.pages)
    assert printed.is_tagged
    assert "pdfuaid" in printed.claims
    assert "NE-12-01" in printed.text
    assert "word-16" in printed.text


def test_a_server_of_ones_own_has_no_practice_copies(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql:///elsewhere")
    answer = CliRunner().invoke(main, ["sandbox", "list"])
    assert answer.exit_code == 1
    assert "unset DATABASE_URL" in answer.output
