"""Settings: everything put together by discovery; what differs between places comes from the environment.

``CONGTAM_DB``    a libpq URL of the role that this process acts as (one process, one role)
``CONGTAM_HOME``  the folder of this installation's data: files, secrets, run
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from congtam.foundation.domains.discovery import domain_modules
from congtam.project.logs import (
    short_about_bad_requests,
    without_addresses_of_citizens,
    without_what_was_typed,
)

PACKAGE = Path(__file__).resolve().parents[1]
CONGTAM_HOME = Path(os.environ.get("CONGTAM_HOME", "/nonexistent"))


def _secret_key() -> str:
    path = CONGTAM_HOME / "secrets" / "django.key"
    return path.read_text().strip() if path.exists() else "no home: signatures made here are worth nothing"


def _database() -> dict[str, object]:
    parts = conninfo_to_dict(os.environ.get("CONGTAM_DB", "dbname=congtam"))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.pop("dbname", "congtam"),
        "USER": parts.pop("user", ""),
        "PASSWORD": parts.pop("password", ""),
        "HOST": parts.pop("host", ""),
        "PORT": str(parts.pop("port", "")),
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": dict(parts),
    }


def _hosts() -> list[str]:
    """The names that this server answers to: the given ones, else its own address and those of the loopback.

    An address on a slip, a passkey and the check of where a form comes from all take the name that the browser
    sent, so a name that nobody chose is refused. Who listens on every address has to name them; until then any
    name is taken.
    """
    if given := os.environ.get("CONGTAM_HOSTS", ""):
        return [host.strip() for host in given.split(",") if host.strip()]
    listens = os.environ.get("HOST", "")
    if listens in EVERY_ADDRESS:
        return ["*"]
    own = f"[{listens}]" if ":" in listens else listens
    return [host for host in ("localhost", "127.0.0.1", "[::1]", own) if host]


def _days(name: str, unset: int, *, unit: str = "days") -> int:
    found = os.environ.get(name, "").strip()
    if not found:
        return unset
    if not found.isascii() or not found.isdigit() or int(found) < 1:
        raise ImproperlyConfigured(f"{name} must be a whole number of {unit}, not {found!r}")
    return int(found)


def _second_factor() -> str:
    """Who needs a second step at sign-in. A demonstration asks for none: its accounts are printed for everybody."""
    found = os.environ.get("CONGTAM_SECOND_FACTOR", "").strip() or ("none" if DEMO else "sensitive")
    if found not in ("all", "sensitive", "none"):
        raise ImproperlyConfigured(f"CONGTAM_SECOND_FACTOR must be all, sensitive or none, not {found!r}")
    return found


#: after how many days without a good one the page of upkeep warns: the office's own targets, no rule of law
UPKEEP_TARGETS = {"backup": _days("CONGTAM_BACKUP_DAYS", 2), "rehearsal": _days("CONGTAM_REHEARSAL_DAYS", 35)}


def _identity_provider() -> dict[str, Any]:
    """The office's identity provider (OpenID Connect); empty where none is named.

    ``CONGTAM_OIDC_AMR`` names the methods of sign-in there that count as a second step here ("mfa hwk"): none
    unless the office says so.
    """
    issuer = os.environ.get("CONGTAM_OIDC_ISSUER", "").strip().rstrip("/")
    if not issuer:
        return {}
    where = urlsplit(issuer)
    if where.scheme != "https" and where.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise ImproperlyConfigured("CONGTAM_OIDC_ISSUER must begin with https://")
    client, secret = os.environ.get("CONGTAM_OIDC_CLIENT_ID", ""), CONGTAM_HOME / "secrets" / "oidc.secret"
    if not client or not secret.exists():
        raise ImproperlyConfigured(f"CONGTAM_OIDC_ISSUER needs CONGTAM_OIDC_CLIENT_ID and the file {secret}")
    return {
        "issuer": issuer,
        "name": os.environ.get("CONGTAM_OIDC_NAME", "") or where.hostname,
        "client_id": client,
        "secret": secret.read_text().strip(),
        "trusted_amr": tuple(os.environ.get("CONGTAM_OIDC_AMR", "").split()),
    }


#: what the citizens' side takes in (`interface.portal.bounds`): all callers together in an hour; letters that wait in
#: one office; letters and messages of one caller in an hour
CONGTAM_PUBLIC_BYTES_PER_HOUR = _days("CONGTAM_PUBLIC_MEGABYTES_PER_HOUR", 1024, unit="megabytes") * 2**20
CONGTAM_PUBLIC_WAITING = _days("CONGTAM_PUBLIC_WAITING", 500, unit="letters")
CONGTAM_PUBLIC_WRITES_PER_HOUR = _days("CONGTAM_PUBLIC_WRITES_PER_HOUR", 20, unit="times")

#: the values of HOST that mean all addresses of the machine
EVERY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104  compared with, never listened on
BEHIND_PROXY = bool(os.environ.get("CONGTAM_PROXY"))

#: where the scanner for harmful software listens (foundation.files.scanning), and whether nothing is taken without it
CLAMD = os.environ.get("CONGTAM_CLAMD", "").strip()
CLAMD_REQUIRED = os.environ.get("CONGTAM_CLAMD_REQUIRED") == "1"
SECRET_KEY = _secret_key()
DEBUG = False
DEMO = os.environ.get("CONGTAM_DEMO") == "1"
ALLOWED_HOSTS = _hosts()
#: where citizens reach the public pages ("https://congtam.example.vn"), for the code on a printed slip; without it
#: the address that the officer uses is printed
PUBLIC_URL = os.environ.get("CONGTAM_PUBLIC_URL", "").rstrip("/")
DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django_htmx",
    "template_partials",
    "procrastinate.contrib.django",
    "congtam.foundation.domains",
    "congtam.foundation.access",
    "congtam.foundation.editions",
    "congtam.foundation.calendar",
    "congtam.foundation.sealing",
    "congtam.foundation.custody",
    "congtam.foundation.files",
    "congtam.foundation.numbering",
    "congtam.foundation.drafts",
    "congtam.foundation.jobs",
    "congtam.foundation.upkeep",
    "congtam.mechanisms.effective",
    "congtam.mechanisms.rulebook",
    "congtam.mechanisms.lifecycle",
    "congtam.mechanisms.documents",
    "congtam.mechanisms.indicators",
    "congtam.interface.web",
    "congtam.interface.web.oidc",
    "congtam.interface.portal",
    *domain_modules(),
    "congtam.project",
    "congtam.project.first_day",
]

MIDDLEWARE = [
    "congtam.interface.web.middleware.SecurityHeaders",
    # before whatever could read or keep who a citizen is
    "congtam.interface.portal.middleware.Citizens",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "congtam.interface.web.middleware.Language",
    "django.contrib.sessions.middleware.SessionMiddleware",
    # right before the session is written, outside the transaction
    "congtam.interface.web.sessions.middleware.LockKeeper",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "congtam.project.first_day.middleware.UnsetOffice",
    "congtam.foundation.access.middleware.ScopedTransaction",
    "congtam.foundation.custody.middleware.Keys",
    # inside the transaction: it answers by exceptions, which would else undo the request
    "allauth.account.middleware.AccountMiddleware",
    "congtam.interface.web.middleware.AccountLanguage",
    "congtam.interface.web.sessions.middleware.SessionGuard",
]

ROOT_URLCONF = "congtam.project.urls"
WSGI_APPLICATION = "congtam.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "interface" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "congtam.interface.web.context.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

#: answered outside any transaction, without an account
WITHOUT_SCOPE = ("/healthz",)
AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
#: how long the code of an invitation may be used, in hours; a choice of the product, no figure of the law
INVITATION_HOURS = int(os.environ.get("CONGTAM_INVITATION_HOURS", "72"))
#: how much work Argon2id does for a custodian's passphrase (`foundation.custody.secrets`)
CUSTODY_WORK = os.environ.get("CONGTAM_CUSTODY_WORK", "moderate")
#: after how many idle minutes an unlocked private key is forgotten
CUSTODY_IDLE_MINUTES = int(os.environ.get("CONGTAM_CUSTODY_IDLE_MINUTES", "15"))
#: whether what a machine read on a scan, or found alike, is proposed to officers (docs/purpose.md, rule 10)
SUGGESTIONS = os.environ.get("CONGTAM_SUGGESTIONS", "").strip() != "off"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
ACCOUNT_ADAPTER = "congtam.interface.web.accounts.NoSignup"
SOCIALACCOUNT_ADAPTER = "congtam.interface.web.oidc.adapter.Office"
OIDC = _identity_provider()
MFA_ADAPTER = "congtam.interface.web.accounts.Factors"
# the library counts wrong tries by account, for everybody: ours are in interface.web.sessions.slowing
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_FORMS = {"change_password": "congtam.interface.web.sessions.forms.OwnPassword"}
MFA_FORMS = {
    "activate_totp": "congtam.interface.web.sessions.forms.SealedActivation",
    "authenticate": "congtam.interface.web.sessions.forms.SlowedAuthenticate",
    "reauthenticate": "congtam.interface.web.sessions.forms.SlowedReauthenticate",
    "authenticate_webauthn": "congtam.interface.web.sessions.forms.PasskeyAuthenticate",
    "login_webauthn": "congtam.interface.web.sessions.forms.PasskeyLogin",
    "reauthenticate_webauthn": "congtam.interface.web.sessions.forms.PasskeyReauthenticate",
}
#: permissions that open what is sealed demand a second step at sign-in ("sensitive"), every permission ("all"), or none
SECOND_FACTOR = _second_factor()
#: without anything done for so long the screen is locked
IDLE_MINUTES = _days("CONGTAM_IDLE_MINUTES", 15, unit="minutes")
#: no session lasts longer, however busy; then one signs in again
SESSION_HOURS = 12
CSRF_FAILURE_VIEW = "congtam.interface.web.errors.csrf_failure"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_USER_MODEL_USERNAME_FIELD = "username"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# the page of a forgotten password writes to nobody: a stranger would choose to whom this server writes
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Công Tâm"
# without TLS browsers allow passkeys on the loopback only; with it the page must be the one of this name
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_PROXY
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_PROXY
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
# uploads always pass through a temporary file, never through memory
FILE_UPLOAD_HANDLERS = ["congtam.foundation.files.uploading.NamelessUploadHandler"]

PROCRASTINATE_ON_APP_READY = None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {
        "citizens": {"()": "django.utils.log.CallbackFilter", "callback": without_addresses_of_citizens},
        "words": {"()": "django.utils.log.CallbackFilter", "callback": without_what_was_typed},
        "hosts": {"()": "django.utils.log.CallbackFilter", "callback": short_about_bad_requests},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["citizens", "hosts", "words"],
        },
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
