"""What holds in every installation. Variations override only what must differ."""

from __future__ import annotations

import os
from pathlib import Path

import pghistory
from csp.constants import NONCE, NONE, SELF

from bluelamp.config.databases import databases
from bluelamp.config.mail import mail_settings
from bluelamp.config.secrets import secret_key

PACKAGE = Path(__file__).resolve().parents[2]

SECRET_KEY = secret_key()
DEBUG = False
# Digital packages are served on a host of their own, whose scripts never share our origin. It is
# a name of this machine that browsers know by themselves; a force sets a name of its own.
BLUELAMP_PACKAGES_HOST = "packages.localhost"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", BLUELAMP_PACKAGES_HOST]
DATABASES = databases()
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "access.Staff"
ROOT_URLCONF = "bluelamp.config.urls"
WSGI_APPLICATION = "bluelamp.config.wsgi.application"

# Force, unit and system in arrest/summons numbers (DS_073); the defaults are no force's.
ASN_FORCE = os.environ.get("BLUELAMP_ASN_FORCE", "ZZ")
ASN_UNIT = os.environ.get("BLUELAMP_ASN_UNIT", "00")
ASN_SYSTEM = os.environ.get("BLUELAMP_ASN_SYSTEM", "00")

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

INSTALLED_APPS = [
    "bluelamp.core",
    "bluelamp.audit",
    "bluelamp.access",
    "bluelamp.nominals",
    "bluelamp.investigations",
    "bluelamp.custody",
    "bluelamp.property",
    "bluelamp.training",
    "bluelamp.cases",
    "bluelamp.search",
    "bluelamp.resolution",
    "bluelamp.demo",
    "pgtrigger",
    "pghistory",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "procrastinate.contrib.django",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "bluelamp.core.middleware.RequestIdMiddleware",
    "bluelamp.training.player.middleware.PackagesHostMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bluelamp.access.middleware.OfficerMiddleware",
    "bluelamp.access.middleware.DeclaredRouteMiddleware",
    "axes.middleware.AxesMiddleware",
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]

FORM_RENDERER = "bluelamp.core.forms.GovukFormRenderer"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bluelamp.access.context.shell",
            ],
        },
    }
]

STATIC_URL = "static/"
STATIC_ROOT = Path(os.environ.get("BLUELAMP_HOME", ".bluelamp")) / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# One transaction a request, so that an audit line stands or falls with what it describes.
for _database in DATABASES.values():
    _database["ATOMIC_REQUESTS"] = True

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "base-uri": [NONE],
        "connect-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF],
        "manifest-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
    }
}

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "bluelamp.access.sign_in.BluelampAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_FORMS = {"login": "bluelamp.access.forms.SignInForm"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "staff_number"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
# Staff numbers are compared in either case, which only the keeping of case does here.
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SESSION_REMEMBER = False
# Axes counts wrong tries for a person at a place; a whole station signs in from one address.
ACCOUNT_RATE_LIMITS = {"login": "600/m/ip", "login_failed": None}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Bluelamp"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "bluelamp.access.sign_in.staff_number_tried"
AXES_LOCKOUT_TEMPLATE = "account/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False

# Kept when the row is gone: no constraint ties a row's history to the row.
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(related_name="history", db_constraint=False)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "bluelamp.config.log_lines.LineFormatter",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": os.environ.get("BLUELAMP_LOG_LEVEL", "INFO")},
    "loggers": {"axes": {"level": "WARNING"}, "procrastinate": {"level": "WARNING"}},
}

# Shown in the banner of every page; a force sets its own wording in its settings.
BLUELAMP_FORCE_NAME = "Bluelamp Constabulary"
# Stand at the head of every URN that this force issues (case.md 13.1).
BLUELAMP_FORCE_NUMBER = "99"
BLUELAMP_FORCE_UNIT = "BL"
BLUELAMP_PHASE = ""
BLUELAMP_DEMONSTRATION = False
# The name of a practice copy for a class; never set in a live installation (TRN-4.9).
BLUELAMP_PRACTICE = ""
BLUELAMP_MARKING = "OFFICIAL-SENSITIVE"
# INF-5.6: force policy, dated, since statute stopped asking for a reason on 19 August 2025.
BLUELAMP_REASON_REQUIRED_BY = "POLICY"
# A page of personal data without an audit line: an error where true, else a line in the log.
BLUELAMP_ENFORCE_AUDIT = False
# Where virtual sessions are held whose room names no provider; `{session}` or the end is its name.
BLUELAMP_MEETING_URL = "https://meet.jit.si/"
# Where links in messages lead.
BLUELAMP_ADDRESS = os.environ.get("BLUELAMP_ADDRESS", "http://localhost:8000")
# Messages are sent by this server; without one they are kept, and it is said that they were not.
BLUELAMP_MAIL_URL = os.environ.get("BLUELAMP_MAIL_URL", "")
BLUELAMP_MAIL_FROM = os.environ.get("BLUELAMP_MAIL_FROM", "training@bluelamp.invalid")
globals().update(mail_settings(BLUELAMP_MAIL_URL))
