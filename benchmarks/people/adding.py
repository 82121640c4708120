"""Print what recording one more person costs in the index that BLUELAMP_HOME names."""

from __future__ import annotations

import os

if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bluelamp.config.settings.demonstration"
    from bluelamp.config.standalone import ready

    with ready():
        from .by_request import time_request
        from .sameness import time_adding

        for what, timed in (("service", time_adding), ("request", time_request)):
            median, slow = timed(seed=990_001)
            print(f"{what} {median:.1f} ms median, {slow:.1f} ms at the 95th percentile")
