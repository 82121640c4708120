"""pretix's own settings, with a cache in the memory of each worker where it would have Redis."""

from pretix.settings import *  # noqa: F403

CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
REAL_CACHE_USED = True
