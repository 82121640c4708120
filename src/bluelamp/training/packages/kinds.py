"""The kinds of packages, as a closed list."""

from __future__ import annotations

from bluelamp.core.words import Coded


class PackageKind(Coded):
    """What a digital package is made as, and so how it is played."""

    SCORM_12 = "SCORM_12", "SCORM 1.2"
    SCORM_2004 = "SCORM_2004", "SCORM 2004"
    CMI5 = "CMI5", "cmi5"
    VIDEO = "VIDEO", "Video with captions and transcript"

    @property
    def is_scorm(self) -> bool:
        """Tell whether it talks to a SCORM run-time."""
        return self in {PackageKind.SCORM_12, PackageKind.SCORM_2004}
