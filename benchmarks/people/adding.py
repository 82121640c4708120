"""Print what recording one more person costs in the index that BLUELAMP_HOME names."""

from __future__ import annotations

import os

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bluelamp.config.settings.demonstration"
    from bluelamp.config.standalone import ready

    with ready():
        from .sameness import time_adding

        median, slow = time_adding(seed=990_001)
        print(f"{median:.1f} ms median, {slow:.1f} ms at the 95th percentile")
