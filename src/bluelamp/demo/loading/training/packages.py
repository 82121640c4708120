"""A digital package of the demonstration, made by our own hand, and how far people are in it."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import connection

from bluelamp.access.policies import Officer
from bluelamp.training.models import CourseVersion, Drop, Package
from bluelamp.training.services.packages import upload_package

MANIFEST = """<?xml version="1.0" encoding="utf-8"?>
<manifest identifier="foundation" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="all"><organization identifier="all"><title>{title}</title>
    <item identifier="one" identifierref="page"><title>{title}</title>
      <adlcp:masteryscore>80</adlcp:masteryscore></item>
  </organization></organizations>
  <resources><resource identifier="page" type="webcontent" href="index.html"
    adlcp:scormtype="sco"><file href="index.html"/><file href="course.js"/>
    <file href="course.css"/></resource></resources>
</manifest>"""
PAGE = """<!doctype html>
<html lang="en-GB"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="course.css"></head>
<body><main><h1>{title}</h1>
{sections}
<form id="test"><h2>Test</h2>{questions}
<button type="submit">Send</button></form>
<p id="told" role="status"></p></main><script src="course.js"></script></body></html>"""
SECTIONS = {
    "One record": "A person, an object or a place is recorded once. Everything known of them hangs "
    "on that one record, and each entry says who made it and when.",
    "Facts and opinions": "Say what was seen or heard, and mark what is somebody’s judgement.",
    "Reasons": "Before you open a person or a case you give the reason, with a reference.",
    "Review": "Every record has a day on which somebody looks again whether it is still needed.",
}
QUESTIONS = (
    ("How often is a person recorded?", ("Once", "For each incident")),
    ("What do you give before you open a record?", ("The reason", "Nothing")),
    ("How are judgements told from facts?", ("They are marked", "They are left out")),
    ("When is a record looked at again?", ("On its day of review", "Never")),
    ("Whose search is logged?", ("Everybody’s", "That of auditors alone")),
)
STYLE = """body{font-family:system-ui,sans-serif;line-height:1.5;margin:1rem;max-width:44rem}
fieldset{border:0;margin:0 0 1rem;padding:0}legend{font-weight:bold}
label{display:block;padding:.4rem 0}button{font-size:1rem;padding:.6rem 1.2rem}
:focus-visible{outline:3px solid #0b0c0c;outline-offset:2px}"""
SCRIPT = """(function () {
  "use strict";
  function found(from) {
    for (var tries = 0; from && tries < 10; tries += 1) {
      if (from.API) { return from.API; }
      if (from.parent === from) { return null; }
      from = from.parent;
    }
    return null;
  }
  var api = found(window);
  if (api) {
    api.LMSInitialize("");
    if (api.LMSGetValue("cmi.core.lesson_status") === "not attempted") {
      api.LMSSetValue("cmi.core.lesson_status", "incomplete");
      api.LMSCommit("");
    }
  }
  var form = document.getElementById("test");
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var sets = form.querySelectorAll("fieldset");
    var right = form.querySelectorAll("input[value='0']:checked").length;
    var score = Math.round(100 * right / sets.length);
    document.getElementById("told").textContent =
      right + " of " + sets.length + " right." + (score < 80 ? " Read again and try again." : "");
    if (api) {
      api.LMSSetValue("cmi.core.score.raw", String(score));
      api.LMSSetValue("cmi.core.lesson_status", score < 80 ? "failed" : "passed");
      api.LMSCommit("");
    }
  });
  window.addEventListener("pagehide", function () { if (api) { api.LMSFinish(""); } });
}());"""

BEGUN = """
    INSERT INTO training_attempt
        (id, learner_id, package_id, number, outcome, score, told, started_at)
    SELECT gen_random_uuid(), needed.learner_id, %(package)s, 1, state.outcome, result.score,
        CASE WHEN state.outcome = 'PASSED' THEN 'PASSED' ELSE '' END,
        coalesce(result."on"::timestamptz, %(at)s - interval '3 days')
    FROM training_requirement needed
    JOIN training_learner learner ON learner.id = needed.learner_id
    JOIN access_staff staff ON staff.id = learner.staff_id
    LEFT JOIN training_result result ON result.learner_id = needed.learner_id
        AND result.course_id = needed.course_id AND result.source = 'PACKAGE'
    CROSS JOIN LATERAL (SELECT
        CASE WHEN result.id IS NULL THEN 'IN_PROGRESS' ELSE 'PASSED' END AS outcome) state
    WHERE needed.course_id = %(course)s AND (result.id IS NOT NULL
        OR (needed.outcome = 'NOT_STARTED'
            AND abs(hashtext(staff.staff_number || 'begun')) %% 100 < 30))
"""
STANDS = """
    UPDATE training_requirement needed SET outcome = 'IN_PROGRESS'
    FROM training_attempt attempt
    WHERE attempt.learner_id = needed.learner_id AND attempt.package_id = %(package)s
        AND attempt.outcome = 'IN_PROGRESS'
        AND needed.course_id = %(course)s AND needed.outcome = 'NOT_STARTED'
"""
KEPT = """
    INSERT INTO training_progress
        (id, attempt_id, unit_id, outcome, score, location, cmi, version, changed_at)
    SELECT gen_random_uuid(), attempt.id, unit.id, attempt.outcome, attempt.score, '', '{}', 1,
        attempt.started_at
    FROM training_attempt attempt JOIN training_packageunit unit
        ON unit.package_id = attempt.package_id
    WHERE attempt.package_id = %(package)s
"""


def make_packages(drop: Drop, by: Officer, at: datetime) -> None:
    """Take in a package for each course that is learnt by oneself alone, with people in it."""
    alone = CourseVersion.objects.filter(course__drop=drop, course__code__in=("FND", "SUP"))
    for version in alone.select_related("course"):
        file = packed(version.course.title)
        package = upload_package(course_version_id=version.pk, file=file, by=by, at=at)
        _begun(package, version, at)


def _begun(package: Package, version: CourseVersion, at: datetime) -> None:
    given: dict[str, Any] = {"package": package.pk, "course": version.course_id, "at": at}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        # Nothing is counted yet: the planner would go through all rows once for each.
        cursor.execute("SET LOCAL enable_nestloop = off")
        for statement in (BEGUN, STANDS, KEPT):
            cursor.execute(statement, given)
        cursor.execute("SET LOCAL enable_nestloop = on")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def packed(title: str) -> io.BytesIO:
    """Return the package as an authoring tool would export it: SCORM 1.2."""
    sections = "".join(f"<h2>{head}</h2><p>{words}</p>" for head, words in SECTIONS.items())
    questions = "".join(_question(number, *each) for number, each in enumerate(QUESTIONS))
    files = {
        "imsmanifest.xml": MANIFEST.format(title=title),
        "index.html": PAGE.format(title=title, sections=sections, questions=questions),
        "course.css": STYLE,
        "course.js": SCRIPT,
    }
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def _question(number: int, words: str, answers: tuple[str, ...]) -> str:
    choices = "".join(
        f'<label><input type="radio" name="q{number}" value="{each}"> {answer}</label>'
        for each, answer in enumerate(answers)
    )
    return f"<fieldset><legend>{words}</legend>{choices}</fieldset>"
