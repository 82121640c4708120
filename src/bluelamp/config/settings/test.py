"""Tests: the same application, cheaper passwords, plain static files."""

import os

from bluelamp.config.databases import AS_OWNER
from bluelamp.config.test_server import ensure_test_server

ensure_test_server()

# The runner makes the tables as their owner; tests then log in as the application's role.
os.environ[AS_OWNER] = "1"

from .everywhere import *  # noqa: E402, F403

BLUELAMP_PHASE = "Demonstration data"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
AXES_ENABLED = False
BLUELAMP_ENFORCE_AUDIT = True
