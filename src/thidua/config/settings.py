"""Django settings; every value that differs between machines comes from `environment.py`."""

import logging
import os
from typing import Any

from csp.constants import NONCE, NONE, SELF

from thidua.config.environment import read_environment
from thidua.config.logs import configure_structlog, logging_settings

ENV = read_environment(dict(os.environ))

DEBUG = False
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = ENV.allowed_hosts
CSRF_TRUSTED_ORIGINS = ENV.csrf_trusted_origins
DATABASES = {"default": ENV.database}

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    # Before allauth, so that our sign-in pages are found first.
    "thidua.web",
    "allauth",
    "allauth.account",
    "csp",
    "django_htmx",
    "django_structlog",
    "django_tasks",
    "django_tasks_db",
    "lucide",
    "thidua.foundation",
    "thidua.documents",
    "thidua.people",
    "thidua.units",
    "thidua.paper_forms",
    "thidua.movement",
    "thidua.par_index",
    "thidua.initiatives",
    "thidua.unit_plans",
    "thidua.steering",
    "thidua.outreach",
    "thidua.awards",
    "thidua.index_sets",
    "thidua.surveys",
    "thidua.reports",
    "thidua.dossiers",
    "thidua.appraising",
    "thidua.councils",
    "thidua.proposals",
    "thidua.decisions",
    "thidua.index_rounds",
    "thidua.urging",
    "thidua.synthesis",
    "thidua.conferences",
    "thidua.index_results",
    "thidua.portal",
    "thidua.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "thidua.foundation.request_id.RequestIdMiddleware",
    "thidua.foundation.moment.MomentMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "thidua.foundation.guards.RequestSizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "thidua.foundation.guards.NulByteMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "thidua.foundation.access.AccessMiddleware",
    "thidua.foundation.revision.RevisionMiddleware",
]

ROOT_URLCONF = "thidua.config.urls"
WSGI_APPLICATION = "thidua.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
            ],
        },
    }
]

# A job is a row of our database, written in the transaction that asks for it.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "thidua.people.sign_in_backend.SignInBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = ENV.state_dir / "static" if ENV.production else None
MEDIA_ROOT = ENV.state_dir / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENV.production
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# A trial serves the files where they lie; production collects, hashes and compresses them once.
WHITENOISE_USE_FINDERS = not ENV.production

CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "cache"},
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "thidua.web.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 8 * 60 * 60
SECURE_REFERRER_POLICY = "same-origin"
if ENV.production:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
if ENV.behind_https_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

SITE_ORIGIN = (ENV.csrf_trusted_origins or ["http://localhost:8000"])[0].rstrip("/")
"""Where links in e-mails lead."""
CLAMD_SOCKET = ENV.clamd_socket
"""Path of the socket of ClamAV; empty: uploads are not looked at for malware."""
SIGNATURE_ROOTS = ENV.signature_roots
"""File or folder with the root certificates of trusted providers of signatures; empty: none is known."""
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENV.from_email
globals().update(ENV.email)

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "thidua.people.sign_in.AccountAdapter"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# The address that limits failed tries is the one that connected, or the one our own proxy names.
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if ENV.behind_https_proxy else 0
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,5/5m/key", "login": "60/m/ip"}
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60

# People and units stand on one floor; the top of the house introduces them.
UNIT_SEARCH = "thidua.units.selectors.search"

configure_structlog()
LOGGING = logging_settings(ENV.log_level)
DJANGO_STRUCTLOG_STATUS_4XX_LOG_LEVEL = logging.INFO

LOCALE_PATHS: list[str] = []
SILENCED_SYSTEM_CHECKS: list[str] = []
