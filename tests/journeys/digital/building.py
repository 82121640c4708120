"""Packages for the journeys, made with other people's tools from a few pages of ours."""

from __future__ import annotations

import io
import shutil
import subprocess
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from tests.journeys.real_site import ROOT
from tests.training.packages.making import packed

HERE = Path(__file__).parent
MODULES = ROOT / "node_modules"
CMI5_COURSE = """<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/courses/cmi5">
    <title><langstring lang="en-GB">Example of cmi5</langstring></title>
    <description><langstring lang="en-GB">Pages and a question</langstring></description></course>
  <au id="https://example.org/courses/cmi5/unit" moveOn="CompletedAndPassed" masteryScore="0.8">
    <title><langstring lang="en-GB">Example of cmi5</langstring></title>
    <description><langstring lang="en-GB">Pages and a question</langstring></description>
    <url>index.html</url></au>
</courseStructure>"""
HOSTILE_MANIFEST = """<?xml version="1.0"?>
<manifest identifier="hostile" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2">
  <metadata><schemaversion>1.2</schemaversion></metadata>
  <organizations default="o"><organization identifier="o"><title>Hostile course</title>
    <item identifier="i" identifierref="r" parameters="?application={application}">
      <title>Hostile course</title></item></organization></organizations>
  <resources><resource identifier="r" href="hostile.html"/></resources>
</manifest>"""


def scorm(edition: str, title: str, folder: Path) -> bytes:
    """Return a course packed by simple-scorm-packager, run by @gamestdio/scorm."""
    source, target = folder / f"source-{edition}", folder / f"packed-{edition}"
    source.mkdir(parents=True)
    version = "1.2" if edition == "1.2" else "2004"
    page = (HERE / "course.html").read_text()
    (source / "index.html").write_text(
        page.replace('<html lang="en">', f'<html lang="en" data-version="{version}">')
    )
    shutil.copy(HERE / "course.js", source)
    shutil.copy(MODULES / "@gamestdio" / "scorm" / "lib" / "index.js", source / "scorm.js")
    subprocess.run(
        ["tools/node.sh", "node", str(HERE / "pack.cjs"), edition, title, str(source), str(target)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    return next(target.glob("*.zip")).read_bytes()


def cmi5() -> bytes:
    """Return a course whose unit is run by @xapi/cmi5."""
    runtime = (MODULES / "@xapi" / "cmi5" / "dist" / "Cmi5.umd.js").read_bytes()
    return packed(
        {
            "cmi5.xml": CMI5_COURSE,
            "index.html": (HERE / "unit.html").read_text(),
            "unit.js": (HERE / "unit.js").read_text(),
            "cmi5.js": runtime,
        }
    ).getvalue()


def hostile(application: str) -> bytes:
    """Return a package that tries what no package may do."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        manifest = HOSTILE_MANIFEST.replace("{application}", application)
        archive.writestr("imsmanifest.xml", manifest)
        for name in ("hostile.html", "hostile.js"):
            archive.write(HERE / name, name)
    return out.getvalue()
