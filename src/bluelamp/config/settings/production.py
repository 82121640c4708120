"""A force's own installation: TLS in front, secrets from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from .everywhere import *  # noqa: F403

SECRET_KEY = os.environ["BLUELAMP_SECRET_KEY"]
ALLOWED_HOSTS = os.environ["BLUELAMP_HOSTS"].split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
BLUELAMP_ADDRESS = os.environ.get("BLUELAMP_ADDRESS", f"https://{ALLOWED_HOSTS[0]}")
# Without a host of their own, digital packages are not played.
BLUELAMP_PACKAGES_HOST = os.environ.get("BLUELAMP_PACKAGES_HOST", "")
if BLUELAMP_PACKAGES_HOST in ALLOWED_HOSTS:
    raise ImproperlyConfigured("BLUELAMP_PACKAGES_HOST must not be a host of the application")
ALLOWED_HOSTS += [BLUELAMP_PACKAGES_HOST] if BLUELAMP_PACKAGES_HOST else []
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 63_072_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
