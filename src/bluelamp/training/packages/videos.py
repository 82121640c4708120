"""Videos: none is taken without captions and a transcript."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .contents import BadPackage, PackageFound, UnitFound, refuse_if
from .kinds import PackageKind

VIDEO, CAPTIONS, TRANSCRIPT = "video", "captions.vtt", "transcript.txt"
FEWEST_WORDS = 10
STAMP = r"(?:\d{2,}:)?[0-5]\d:[0-5]\d\.\d{3}"
CUE = re.compile(rf"^({STAMP})[ \t]+-->[ \t]+({STAMP})(?:[ \t].*)?$")
RULE = "TRN-1.1"


def video_type(head: bytes) -> str:
    """Return the type of a video by its first bytes, or nothing where it is neither."""
    if head[4:8] == b"ftyp":
        return "video/mp4"
    if head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64]:
        return "video/webm"
    return ""


def read_video(
    *, title: str, head: bytes, captions: bytes | None, transcript: bytes | None
) -> PackageFound:
    """Return a package of one video. Raises BadPackage without its captions and transcript."""
    kind = video_type(head)
    if not kind:
        raise BadPackage(["The video is neither MP4 nor WebM."], field="video", rule=RULE)
    refuse_if(list(_faults_of_captions(captions)), field="captions", rule=RULE)
    refuse_if(list(_faults_of_transcript(transcript)), field="transcript", rule=RULE)
    href = f"{VIDEO}.{kind.removeprefix('video/')}"
    unit = UnitFound(key=VIDEO, title=title, href=href)
    return PackageFound(PackageKind.VIDEO, "", title, (unit,))


def _faults_of_captions(data: bytes | None) -> Iterator[str]:
    if not data:
        yield "Add captions (WebVTT): without them some cannot follow the video."
        return
    lines = _text(data).splitlines()
    if not lines or not re.match(r"WEBVTT(?:$|[ \t])", lines[0]):
        yield "The captions are no WebVTT: their first line is not “WEBVTT”."
        return
    cues = [number for number, line in enumerate(lines, 1) if "-->" in line]
    if not any(_is_spoken(lines, number) for number in cues):
        yield "The captions say nothing."
    for number in cues:
        if not _runs_forward(lines[number - 1]):
            yield f"Line {number} of the captions has no times in order."


def _is_spoken(lines: list[str], number: int) -> bool:
    return number < len(lines) and bool(lines[number].strip())


def _runs_forward(line: str) -> bool:
    found = CUE.match(line.strip())
    return bool(found) and _seconds(found[1]) < _seconds(found[2])  # type: ignore[index]


def _seconds(stamp: str) -> float:
    hours_and_minutes, _, seconds = stamp.rpartition(":")
    hours, _, minutes = hours_and_minutes.rpartition(":")
    return int(hours or 0) * 3600 + int(minutes) * 60 + float(seconds)


def _faults_of_transcript(data: bytes | None) -> Iterator[str]:
    if not data:
        yield "Add a transcript: everything said and shown, in plain text."
    elif len(_text(data).split()) < FEWEST_WORDS:
        yield f"The transcript has fewer than {FEWEST_WORDS} words."


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig", errors="replace")
