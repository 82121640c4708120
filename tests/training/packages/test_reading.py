"""Manifests of SCORM and cmi5: what is read, and every bad thing named."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.training.packages.making import (
    CMI5_COURSE,
    SCORM_12_MANIFEST,
    SCORM_2004_MANIFEST,
    cmi5,
    packed,
    scorm_12,
    scorm_2004,
)

from bluelamp.training.packages.archives import open_archive
from bluelamp.training.packages.contents import BadPackage, PackageFound, UnitFound
from bluelamp.training.packages.kinds import PackageKind
from bluelamp.training.packages.reading import read_package
from bluelamp.training.packages.scorm import SEQUENCED


def found_in(file) -> PackageFound:
    return read_package(open_archive(file))


def faults_of(files: dict[str, str]) -> tuple[str, ...]:
    with pytest.raises(BadPackage) as refused:
        found_in(packed(files))
    assert refused.value.field == "file"
    return refused.value.faults


def test_a_package_of_scorm_12():
    assert found_in(scorm_12()) == PackageFound(
        PackageKind.SCORM_12,
        "course",
        "Custody basics",
        (
            UnitFound(
                key="one",
                title="Arrival",
                href="content/start.html",
                query="lang=en",
                mastery=Decimal("0.8"),
                launch_data="colour=blue",
            ),
        ),
        "1.2",
    )


def test_a_package_of_scorm_2004_with_parts():
    found = found_in(scorm_2004())
    assert (found.kind, found.edition) == (PackageKind.SCORM_2004, "2004 4th Edition")
    assert [(each.title, each.href, each.query, each.mastery) for each in found.units] == [
        ("Exhibits", "a.html", "", Decimal("0.7")),
        ("Stores", "b.html", "x=1", None),
    ]
    assert found.notes == ()


def test_rules_of_sequence_are_noted():
    with_rules = SCORM_2004_MANIFEST.replace(
        "<title>Part</title>",
        "<title>Part</title><imsss:sequencing><imsss:sequencingRules/></imsss:sequencing>",
    )
    files = {"imsmanifest.xml": with_rules, "a.html": "a", "b.html": "b"}
    assert found_in(packed(files)).notes == (SEQUENCED,)


def test_a_course_of_cmi5():
    found = found_in(cmi5())
    assert (found.kind, found.title) == (PackageKind.CMI5, "Case files (UK)")
    assert found.identifier == "https://example.org/course"
    assert found.units == (
        UnitFound(
            key="https://example.org/au/1",
            title="Building",
            href="au/index.html",
            query="mode=x",
            mastery=Decimal("0.8"),
            launch_data="level=2",
            move_on="CompletedOrPassed",
        ),
    )


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("<schemaversion>1.2<", "<schemaversion>CAM 1.3<", "SCORM version “CAM 1.3”"),
        ("<schemaversion>1.2</schemaversion>", "", "says no version"),
        ('default="org"', 'default="none"', "organization “none”"),
        ('identifierref="r1"', 'identifierref="r9"', "resource “r9”"),
        ('identifierref="r1"', "", "nothing to launch"),
        ('href="start.html"\n', 'href="gone.html"\n', "“content/gone.html”, which is not in"),
        ('href="start.html"\n', "\n", "names no file"),
        ('xml:base="content/"', 'xml:base="https://evil.example/"', "is launched from elsewhere"),
        (">80<", ">eighty<", "“eighty”, which is no score"),
        (">80<", ">180<", "“180”, which is no score"),
    ],
)
def test_a_bad_manifest_of_scorm_says_what_is_bad(old, new, named):
    assert old in SCORM_12_MANIFEST
    manifest = SCORM_12_MANIFEST.replace(old, new)
    faults = faults_of({"imsmanifest.xml": manifest, "content/start.html": "x"})
    assert any(named in fault for fault in faults), faults


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('moveOn="CompletedOrPassed"', 'moveOn="Whenever"', "cannot be “Whenever”"),
        ('masteryScore="0.8"', 'masteryScore="80"', "lies between 0 and 1"),
        ("au/index.html?", "au/gone.html?", "“au/gone.html”, which is not in"),
        ("au/index.html?", "https://evil.example/?", "is launched from elsewhere"),
        ("au/index.html?", "//evil.example/?", "is launched from elsewhere"),
        ('id="https://example.org/au/1"', 'id="one"', "is no IRI"),
        ('launchMethod="AnyWindow"', 'launchMethod="NoWindow"', "cannot be “NoWindow”"),
        ("<course ", "<curse ", "is no XML"),
    ],
)
def test_a_bad_course_of_cmi5_says_what_is_bad(old, new, named):
    assert old in CMI5_COURSE
    faults = faults_of({"cmi5.xml": CMI5_COURSE.replace(old, new), "au/index.html": "x"})
    assert any(named in fault for fault in faults), faults


def test_every_fault_is_named_at_once():
    manifest = CMI5_COURSE.replace("0.8", "8").replace('"CompletedOrPassed"', '"x"')
    assert len(faults_of({"cmi5.xml": manifest})) == 3


@pytest.mark.parametrize(
    "head",
    [
        '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE x SYSTEM "https://evil.example/x.dtd">',
    ],
    ids=["laughs", "file", "elsewhere"],
)
def test_a_document_type_is_not_read(head):
    manifest = SCORM_12_MANIFEST.replace('<?xml version="1.0"?>', head)
    assert faults_of({"imsmanifest.xml": manifest}) == (
        "imsmanifest.xml declares a document type or entities, which are not read.",
    )


def test_a_zip_without_manifest_says_which_are_known():
    assert "neither imsmanifest.xml" in faults_of({"index.html": "x"})[0]


def test_a_manifest_in_a_folder_says_what_to_do():
    said = faults_of({"course/imsmanifest.xml": SCORM_12_MANIFEST})[0]
    assert said == (
        "imsmanifest.xml lies in the folder “course”: zip what is in the folder, not the folder."
    )
