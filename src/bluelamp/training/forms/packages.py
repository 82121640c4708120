"""Answers about digital packages."""

from __future__ import annotations

from django import forms

from bluelamp.training.packages.archives import MEBIBYTE

MOST_TEXT = MEBIBYTE


class AddPackageForm(forms.Form):
    """A package, as the authoring tool exported it."""

    file = forms.FileField(
        label="Package",
        help_text="The zip as the authoring tool exports it: SCORM 1.2, SCORM 2004 (3rd or 4th "
        "edition) or cmi5. It becomes the next version; whoever has begun goes on with theirs.",
        error_messages={
            "required": "Choose the package again, or for the first time.",
            "empty": "The package is an empty file.",
        },
        widget=forms.FileInput(attrs={"accept": ".zip,application/zip"}),
    )


class AddFilmForm(forms.Form):
    """A video, with what lets everybody follow it."""

    title = forms.CharField(
        label="Title", max_length=200, error_messages={"required": "Enter a title."}
    )
    video = forms.FileField(
        label="Video",
        help_text="MP4 or WebM, at most 1,024 MB.",
        error_messages={"required": "Choose the video again, or for the first time."},
        widget=forms.FileInput(attrs={"accept": "video/mp4,video/webm"}),
    )
    captions = forms.FileField(
        label="Captions",
        required=True,
        help_text="WebVTT (.vtt): everything that is said or can be heard, in time.",
        error_messages={
            "required": "Add captions (WebVTT): without them some cannot follow the video."
        },
        widget=forms.FileInput(attrs={"accept": ".vtt,text/vtt"}),
    )
    transcript = forms.FileField(
        label="Transcript",
        help_text="Plain text (.txt): everything that is said and shown, to read instead.",
        error_messages={"required": "Add a transcript: everything said and shown, in plain text."},
        widget=forms.FileInput(attrs={"accept": ".txt,text/plain"}),
    )

    def _small(self, name: str) -> object:
        file = self.cleaned_data[name]
        if file.size > MOST_TEXT:
            raise forms.ValidationError("This is larger than 1 MB, so it is no text.")
        return file

    def clean_captions(self) -> object:
        """Refuse what is too large to be captions."""
        return self._small("captions")

    def clean_transcript(self) -> object:
        """Refuse what is too large to be a transcript."""
        return self._small("transcript")


class WithdrawPackageForm(forms.Form):
    """Why a package is withdrawn."""

    because = forms.CharField(
        label="Why is the package withdrawn?",
        help_text="Nobody can begin it or go on with it. What people have passed stays.",
        max_length=200,
        error_messages={"required": "Say why the package is withdrawn."},
        widget=forms.Textarea(attrs={"rows": 3}),
    )
