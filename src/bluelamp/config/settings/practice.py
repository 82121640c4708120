"""A practice copy for a class: synthetic data, marked TRAINING, apart from the live system.

Everything that would reach beyond it is off: no mail is sent and no job runs. Cookies have names of
their own, since a browser keeps one jar for all ports of a machine.
"""

import os

from .everywhere import *  # noqa: F403
from .everywhere import MIDDLEWARE

BLUELAMP_PRACTICE = os.environ["BLUELAMP_PRACTICE"]
SECRET_KEY = os.environ["BLUELAMP_SECRET_KEY"]
BLUELAMP_FORCE_NAME = f"TRAINING – practice copy {BLUELAMP_PRACTICE}"
BLUELAMP_PHASE = "TRAINING"
BLUELAMP_DEMONSTRATION = True
MIDDLEWARE = ["bluelamp.core.practice_banner.PracticeBannerMiddleware", *MIDDLEWARE]
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
SESSION_COOKIE_NAME = f"training-{BLUELAMP_PRACTICE}"
CSRF_COOKIE_NAME = f"training-csrf-{BLUELAMP_PRACTICE}"
# A class signs in from one address, on accounts that all begin alike.
AXES_ENABLED = False
ALLOWED_HOSTS = ["*"]
