"""Packages made for tests."""

from __future__ import annotations

import io
from zipfile import ZIP_DEFLATED, ZipFile

SCORM_12_MANIFEST = """<?xml version="1.0"?>
<manifest identifier="course" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2">
  <metadata><schema>ADL SCORM</schema><schemaversion>1.2</schemaversion></metadata>
  <organizations default="org"><organization identifier="org"><title>Custody basics</title>
    <item identifier="one" identifierref="r1" parameters="?lang=en"><title>Arrival</title>
      <adlcp:masteryscore>80</adlcp:masteryscore>
      <adlcp:datafromlms>colour=blue</adlcp:datafromlms></item>
  </organization></organizations>
  <resources xml:base="content/"><resource identifier="r1" type="webcontent" href="start.html"
    adlcp:scormtype="sco"><file href="start.html"/></resource></resources>
</manifest>"""

SCORM_2004_MANIFEST = """<?xml version="1.0"?>
<manifest identifier="course4" xmlns="http://www.imsglobal.org/xsd/imscp_v1p1"
  xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_v1p3"
  xmlns:imsss="http://www.imsglobal.org/xsd/imsss">
  <metadata><schema>ADL SCORM</schema><schemaversion>2004 4th Edition</schemaversion></metadata>
  <organizations default="org"><organization identifier="org"><title>Property</title>
    <item identifier="part"><title>Part</title>
      <item identifier="a" identifierref="r1"><title>Exhibits</title>
        <imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure="true">
          <imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure></imsss:primaryObjective>
        </imsss:objectives></imsss:sequencing></item>
      <item identifier="b" identifierref="r2"><title>Stores</title></item></item>
  </organization></organizations>
  <resources><resource identifier="r1" href="a.html" adlcp:scormType="sco"/>
    <resource identifier="r2" href="b.html?x=1" adlcp:scormType="sco"/></resources>
</manifest>"""

CMI5_COURSE = """<?xml version="1.0" encoding="utf-8"?>
<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
  <course id="https://example.org/course"><title><langstring lang="en-US">Case files</langstring>
    <langstring lang="en-GB">Case files (UK)</langstring></title>
    <description><langstring lang="en-US">d</langstring></description></course>
  <block id="https://example.org/block"><title><langstring>Block</langstring></title>
    <au id="https://example.org/au/1" moveOn="CompletedOrPassed" masteryScore="0.8"
        launchMethod="AnyWindow"><title><langstring lang="en">Building</langstring></title>
      <url>au/index.html?mode=x</url><launchParameters>level=2</launchParameters></au></block>
</courseStructure>"""

CAPTIONS = b"WEBVTT\n\n1\n00:00.000 --> 00:02.500\nGood morning.\n\n00:03.000 --> 00:04.000\nEnd.\n"
TRANSCRIPT = b"Good morning. This film shows how a person is booked in at a station. The end."
MP4 = b"\x00\x00\x00\x18ftypmp42" + b"\x00" * 40
WEBM = b"\x1a\x45\xdf\xa3" + b"\x00" * 12 + b"webm" + b"\x00" * 20


def packed(files: dict[str, str | bytes]) -> io.BytesIO:
    """Return a zip of files by their names."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    out.seek(0)
    return out


def scorm_12(**more: str) -> io.BytesIO:
    return packed(
        {"imsmanifest.xml": SCORM_12_MANIFEST, "content/start.html": "<h1>Hi</h1>", **more}
    )


def scorm_2004() -> io.BytesIO:
    return packed({"imsmanifest.xml": SCORM_2004_MANIFEST, "a.html": "a", "b.html": "b"})


def cmi5() -> io.BytesIO:
    return packed({"cmi5.xml": CMI5_COURSE, "au/index.html": "au"})
