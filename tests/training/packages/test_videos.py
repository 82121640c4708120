"""A video is refused without its captions and its transcript."""

from __future__ import annotations

import pytest
from tests.training.packages.making import CAPTIONS, MP4, TRANSCRIPT, WEBM

from bluelamp.training.packages.contents import BadPackage
from bluelamp.training.packages.videos import read_video


@pytest.mark.parametrize(("head", "name"), [(MP4, "video.mp4"), (WEBM, "video.webm")])
def test_a_video_with_both_is_taken(head, name):
    found = read_video(title="Film", head=head, captions=CAPTIONS, transcript=TRANSCRIPT)
    assert [(unit.title, unit.href) for unit in found.units] == [("Film", name)]


@pytest.mark.parametrize(
    ("change", "field", "named"),
    [
        ({"head": b"RIFF....AVI "}, "video", "neither MP4 nor WebM"),
        ({"captions": None}, "captions", "Add captions"),
        ({"captions": b"1\n00:00 --> 00:02\nHi"}, "captions", "no WebVTT"),
        ({"captions": b"WEBVTT\n\nnothing"}, "captions", "say nothing"),
        ({"captions": b"WEBVTT\n\n00:02.000 --> 00:01.000\nHi"}, "captions", "Line 3"),
        ({"captions": b"WEBVTT\n\n00:02 --> 00:03\nHi"}, "captions", "Line 3"),
        ({"transcript": None}, "transcript", "Add a transcript"),
        ({"transcript": b"To follow"}, "transcript", "fewer than 10 words"),
    ],
)
def test_a_video_without_them_is_refused(change, field, named):
    sent = {"head": MP4, "captions": CAPTIONS, "transcript": TRANSCRIPT} | change
    with pytest.raises(BadPackage, match=named) as refused:
        read_video(title="Film", **sent)
    assert refused.value.field == field
