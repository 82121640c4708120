"""What must be true of the committed files, whatever they say."""

from __future__ import annotations

import ast
import json
import re
import subprocess
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[2]
LONGEST_MODULE = 400
LONGEST_FUNCTION = 50
LONGEST_VIEW = 25
FORBIDDEN_NAMES = {"utils", "helpers", "common", "managers", "base"}
LOCKED_REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))

# Joined here, so that this file does not contain what it looks for.
REGISTRY_HOSTS = [
    ".".join(parts)
    for parts in [
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("deb", "debian", "org"),
        ("snapshot", "debian", "org"),
    ]
]
MACHINE_PATHS = [
    "/" + "root/",
    "/" + r"work/(?:main|shared|steering)\b",
    "/" + "tmp/",
    "/" + r"home/\w+/",
    "/" + r"opt/(?:pypi|wheels)",
]
NOT_TO_COMMIT = re.compile(
    "|".join([*map(re.escape, REGISTRY_HOSTS), *(r"(?<![\w.~-])" + path for path in MACHINE_PATHS)])
)


@cache
def committed_files() -> tuple[Path, ...]:
    # The folder may belong to another user than the one who tests, which Git otherwise refuses.
    listing = subprocess.run(
        ["git", "-c", "safe.directory=*", "ls-files", "-z", "--cached"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    files = (ROOT / name for name in listing.split("\0") if name)
    return tuple(file for file in files if file.is_file())


def python_files() -> list[Path]:
    return [
        file
        for file in committed_files()
        if file.suffix == ".py" and "migrations" not in file.relative_to(ROOT).parts
    ]


def lines_of(file: Path) -> list[str]:
    return file.read_text(encoding="utf-8", errors="replace").splitlines()


def functions_in(file: Path) -> Iterator[tuple[str, int]]:
    """Yield the place and the length of each function, from `def` to its last line."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            place = f"{file.relative_to(ROOT)}:{node.lineno} {node.name}"
            yield place, (node.end_lineno or node.lineno) - node.lineno + 1


def is_view(file: Path) -> bool:
    inside = file.relative_to(ROOT).parts
    return inside[0] == "src" and (inside[-1] == "views.py" or "views" in inside[:-1])


def test_no_file_names_a_registry_or_a_path_of_some_machine():
    found = [
        f"{file.relative_to(ROOT)}:{number} {match.group()}"
        for file in committed_files()
        for number, line in enumerate(lines_of(file), start=1)
        if (match := NOT_TO_COMMIT.search(line))
    ]
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "index-url = https://" + "pypi" + ".org/simple",
        "see /" + "root/project",
        "HOME=/" + "home/someone/bluelamp",
        'open("/' + 'tmp/x")',
    ],
)
def test_the_search_for_hosts_and_paths_finds_them(line):
    assert NOT_TO_COMMIT.search(line)


@pytest.mark.parametrize(
    "line", ["/custody/" + "root/12", "path('work/', queue)", "/usr/bin/chromium"]
)
def test_the_search_for_hosts_and_paths_spares_ordinary_lines(line):
    assert not NOT_TO_COMMIT.search(line)


def test_no_module_is_longer_than_a_reader_can_hold():
    too_long = {
        str(file.relative_to(ROOT)): length
        for file in python_files()
        if (length := len(lines_of(file))) > LONGEST_MODULE
    }
    assert too_long == {}


def test_no_function_is_longer_than_a_screen():
    too_long = {
        place: length
        for file in python_files()
        for place, length in functions_in(file)
        if length > LONGEST_FUNCTION
    }
    assert too_long == {}


def test_views_only_parse_ask_call_and_answer():
    too_long = {
        place: length
        for file in python_files()
        if is_view(file)
        for place, length in functions_in(file)
        if length > LONGEST_VIEW
    }
    assert too_long == {}


def test_no_module_has_a_name_that_says_nothing():
    named = [
        str(file.relative_to(ROOT))
        for file in committed_files()
        if file.suffix == ".py" and FORBIDDEN_NAMES & {*file.relative_to(ROOT).parts, file.stem}
    ]
    assert named == []


@pytest.mark.parametrize("lock", LOCKED_REQUIREMENTS, ids=lambda lock: lock.name)
def test_every_locked_requirement_has_a_version_and_hashes_and_no_address(lock):
    text = lock.read_text(encoding="utf-8")
    requirements = re.split(r"\n(?=\S)", text.replace("\\\n", " "))
    unsafe = [
        requirement.splitlines()[0]
        for requirement in requirements
        if not requirement.startswith("#")
        and not re.match(r"[\w.\[\],-]+==\S+ .*--hash=sha256:[0-9a-f]{64}", requirement)
    ]
    assert unsafe == []
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", text) == []


@pytest.mark.parametrize("lock", LOCKED_REQUIREMENTS, ids=lambda lock: lock.name)
def test_everything_required_is_locked(lock):
    required = {
        re.split(r"[\[=<>~!; ]", line)[0].lower()
        for line in lines_of(lock.with_suffix(".in"))
        if line and not line.startswith(("-", "#"))
    }
    locked = {line.split("==")[0].split("[")[0] for line in lines_of(lock) if "==" in line}
    assert required - locked == set()


def test_node_packages_are_locked_by_content_and_not_by_address():
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    packages = {name: entry for name, entry in locked.items() if name}
    assert packages
    assert [name for name, entry in packages.items() if "resolved" in entry] == []
    assert [name for name, entry in packages.items() if "integrity" not in entry] == []


def test_decisions_are_numbered_without_gap_or_double():
    records = [
        file.name
        for file in committed_files()
        if file.parent == ROOT / "docs" / "decisions" and file.name != "README.md"
    ]
    numbers = [re.match(r"(\d{4})-[a-z0-9-]+\.md$", name) for name in sorted(records)]
    assert [int(number.group(1)) if number else None for number in numbers] == list(
        range(1, len(records) + 1)
    )


@pytest.mark.parametrize(
    "name", ["CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "SECURITY.md", "README.md"]
)
def test_the_papers_of_the_project_are_there(name):
    assert ROOT / name in committed_files()


def test_continuous_integration_runs_only_what_anyone_can_run():
    script = ROOT / ".ci" / "run"
    commands = [
        line for line in lines_of(script) if re.match(r"\s*(make|pip|apt|npm|\.venv)", line)
    ]
    assert commands == ["make test"]
    assert script.stat().st_mode & 0o111
