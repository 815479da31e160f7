import os
from functools import partial
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from careerguide.connections import postgres_parameters, redis_connection
from careerguide.environment import (
    HOST,
    LOOPBACK,
    ORIGIN,
    UNSHARED_CACHES,
    address,
    all_loopback,
    doubts,
    flag,
    misspelt_names,
    number,
    refuse,
    secret_key,
    unknown_names,
    usable,
    warn,
    without_blanks,
    words_like,
)

BASE_DIR = Path(__file__).resolve().parent.parent

env = environ.Env()
# A misspelt name would leave its setting at the default without a word.
if unknown := unknown_names(BASE_DIR / ".env"):
    raise refuse(f".env may only have lines NAME=value of known names: {', '.join(unknown)}")
# It sets only what the environment does not say itself.
env.read_env(BASE_DIR / ".env")
without_blanks(os.environ)
for name, meant in misspelt_names(os.environ).items():
    warn(f"{name} is no setting; is {meant} meant?")

# Core

DEBUG = flag(os.environ, "DEBUG")
# django-environ would read a key that begins with $ as the name of another variable.
SECRET_KEY = secret_key(os.environ.get("SECRET_KEY", ""), debug=DEBUG)
ALLOWED_HOSTS = words_like(HOST, os.environ, "ALLOWED_HOSTS") or sorted(LOOPBACK)
# A site that names this machine alone has no certificate.
HTTPS = flag(os.environ, "HTTPS", default=not DEBUG and not all_loopback(ALLOWED_HOSTS))
TRUSTED_PROXIES = number(os.environ, "TRUSTED_PROXIES", default=0)

if DEBUG and (HTTPS or not all_loopback(ALLOWED_HOSTS)):
    raise refuse("DEBUG is on, and ALLOWED_HOSTS or HTTPS are those of a public site")
IS_PUBLIC = HTTPS or not all_loopback(ALLOWED_HOSTS)
# Asked for by roles/staff_site.py.
STAFF_MFA = flag(os.environ, "STAFF_MFA", default=IS_PUBLIC)

ROOT_URLCONF = "careerguide.urls"
WSGI_APPLICATION = "careerguide.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "accounts",
    "quiz",
    "roles",
    # Django's admin.
    "careerguide.apps.StaffConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    # Before staticfiles: of two apps that have runserver, Django takes the first.
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    # Not for its code, but for its templates of widgets, which FORM_RENDERER looks up in apps.
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_filters",
    "django_htmx",
    "template_partials",
    "csp",
]

# What sets headers comes first, so that static files and refusals carry them too.
MIDDLEWARE = [
    # Before all else: what it keeps has all headers already.
    "careerguide.page_cache.PageCache",
    "careerguide.middleware.security_headers",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Around all that refuses.
    "careerguide.middleware.log_refusals",
    # Before the host is asked for.
    "careerguide.middleware.health_by_loopback",
    # It sets headers, too; but it refuses by itself a host that is not ours, in leading to https.
    "django.middleware.security.SecurityMiddleware",
    "careerguide.middleware.StaticFiles",
    # In this order the ETag is that of the page. Compressed pages are padded at random, and would
    # have another one each time.
    "django.middleware.gzip.GZipMiddleware",
    "careerguide.middleware.brotli_for_everybody",
    "careerguide.middleware.ConditionalPages",
    # Inside ConditionalGet, which then makes no ETag for what nobody may keep; around all that
    # answers by itself, with a redirect or a refusal.
    "careerguide.middleware.private_unless_said_otherwise",
    # Before anything of Django's reads what cannot be read.
    "careerguide.middleware.known_methods_only",
    "careerguide.middleware.readable_input_only",
    # Around the session and the forms' token, whose cookies it takes away.
    "careerguide.middleware.shared_pages_set_no_cookie",
    "accounts.sessions.PatientSessionMiddleware",
    "careerguide.middleware.AppendedSlashes",
    "accounts.sessions.clear_what_a_browser_keeps",
    "accounts.unsaved.PutAsideForms",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.sessions.TimelyAuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.DeletedAccounts",
    "accounts.proof.AsksAgain",
    "accounts.codes.codes_end_with_their_account_state",
    "django_htmx.middleware.HtmxMiddleware",
    "careerguide.middleware.htmx_login_redirect",
    # Inside the one that leads fragments there in another way.
    "accounts.sessions.why_one_signs_in",
    "accounts.unsaved.FormsShownAgain",
]

# Cache: shared by all workers, because the limits of sign-in are counted there

CACHES = {"default": address(env.cache, "CACHE_URL", "dbcache://cache_table")}
if IS_PUBLIC and CACHES["default"]["BACKEND"].endswith(UNSHARED_CACHES):
    raise refuse("CACHE_URL has to name a cache that all workers share")
if CACHES["default"]["BACKEND"].endswith("DatabaseCache"):
    CACHES["default"]["BACKEND"] = "careerguide.caches.StrictDatabaseCache"
    # Of 300, which is the default, visitors from many addresses would push out the counts.
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 100_000}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # Without them a worker would wait for as long as a Redis that hangs keeps the line open.
    limits = {"socket_connect_timeout": 2, "socket_timeout": 2}
    CACHES["default"]["OPTIONS"] = {**limits, **CACHES["default"].get("OPTIONS", {})}
    usable("CACHE_URL", partial(redis_connection, CACHES["default"]))

# Pages for everybody: in each worker; seconds between looks for a change, and without a database

PAGES_BYTES = 64 * 2**20
CONTENT_ASKED_EVERY, PAGES_OUTLIVE_DATABASE = 1, 10 * 60

# Database

DATABASES = {"default": address(env.db, "DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
# Kept open, so that no request waits for a new connection.
DATABASES["default"]["CONN_MAX_AGE"] = None
engine = DATABASES["default"].get("ENGINE", "")
if engine.endswith("sqlite3"):
    # Each worker would have its own, without tables.
    if ":memory:" in str(DATABASES["default"]["NAME"]):
        raise refuse("DATABASE_URL has to name a file, since one in memory is not shared")
    DATABASES["default"]["OPTIONS"] = {
        # A transaction that read before it writes would fail at once, whatever the timeout, where
        # somebody wrote between. Turns count on it as well (roles/turns.py).
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        # WAL: pages are read while somebody writes. FULL: what was acknowledged survives a power
        # cut as well as a kill.
        "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
        "PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;PRAGMA cache_size=-8000;",
    }
elif not engine.endswith("postgresql"):
    raise refuse("DATABASE_URL must begin with sqlite:// or postgres://")
else:
    # The server may have closed a kept connection meanwhile.
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Otherwise a page waits for an unreachable server as long as the network does, and so does
    # /health/ready. DATABASE_URL may say another number.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 2)
    usable("DATABASE_URL", partial(postgres_parameters, DATABASES["default"]))

# Email

vars().update(address(env.email, "EMAIL_URL", "consolemail://"))
# Some are sent while somebody waits for a page, and a server may not answer.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = f"careerguide@{ALLOWED_HOSTS[0].lstrip('.') or 'localhost'}"

# An empty name of the host would connect to nothing.
sends_mail = EMAIL_BACKEND.endswith("smtp.EmailBackend")  # noqa: F821
if sends_mail and not EMAIL_HOST:  # noqa: F821
    raise refuse("EMAIL_URL names no host")

# Forms

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Internationalisation

LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_I18N = True
USE_TZ = True
FORMAT_MODULE_PATH = ["careerguide.formats"]

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"utc": {"()": "careerguide.logs.OneLine"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "utc"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        # Django's own handlers print with DEBUG alone, or mail admins, of whom none are named.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        # Django's own configuration keeps its lines from the root, which alone has a handler here.
        "django.server": {"level": "INFO", "propagate": True},
        # Who signed in, too.
        "careerguide.security": {"level": "INFO", "propagate": True},
    },
}

# Messages: in the session, because they name people and a cookie can be read

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Security

# Probes ask the worker directly, without the proxy that says https.
SECURE_REDIRECT_EXEMPT = [r"^health/"]
# No other site is told the address of a result. With no-referrer, browsers would send forms with an
# Origin of null, which Django refuses.
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# The form of all signals of adverts has some 1,400; Django would take 1,000.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000
# No script reads the token of a form: it is sent with the form.
SESSION_ENGINE = "accounts.session_store"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_TRUSTED_ORIGINS = words_like(ORIGIN, os.environ, "CSRF_TRUSTED_ORIGINS")
CSRF_FAILURE_VIEW = "careerguide.views.csrf_failure"
# accounts/devices.py tells by it from where somebody has signed in before.
DEVICE_COOKIE_NAME = "device"
# quiz/planning.py tells scripts by it that there is a plan.
PLAN_COOKIE_NAME = "plan"

if HTTPS:
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # By this prefix browsers take such a cookie from no subdomain and from no page over http.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    DEVICE_COOKIE_NAME, PLAN_COOKIE_NAME = "__Host-device", "__Host-plan"
if TRUSTED_PROXIES:
    # Anybody may send this header; it is believed only where a proxy writes over it.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

for doubt in doubts(
    is_public=IS_PUBLIC,
    https=HTTPS,
    proxies=TRUSTED_PROXIES,
    staff_mfa=STAFF_MFA,
    sends_mail=sends_mail,
    origins=CSRF_TRUSTED_ORIGINS,
):
    warn(doubt)

# Templates

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            # Those that template_partials and Django would take, of templates without indentation.
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "careerguide.templates.OurTemplates",
                                "careerguide.templates.AppTemplates",
                            ],
                        )
                    ],
                )
            ],
            "builtins": ["template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "quiz.invitations.trial_desks",
            ],
        },
    }
]

# Authentication

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "attempt_list"
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "accounts.passwords.Longest"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.NoRepetition"},
    {"NAME": "accounts.passwords.NotTheSite", "OPTIONS": {"words": ["career", "guide"]}},
]

# Static files

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # The other one needs collectstatic to have run, and so would fail while developing.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "careerguide.static_files.LightFiles"
    },
}
# By default scripts of every other site may read the files.
WHITENOISE_ALLOW_ALL_ORIGINS = False

# allauth

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_HONEYPOT_FIELD = "company_site"
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "signup": "accounts.forms.SignupForm",
    "add_email": "accounts.forms.AddEmailForm",
    "reset_password": "accounts.forms.ResetPasswordForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "change_password": "accounts.forms.ChangePasswordForm",
    "set_password": "accounts.forms.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.ResetPasswordKeyForm",
    "confirm_login_code": "accounts.forms.LoginCodeForm",
    "confirm_password_reset_code": "accounts.forms.ResetCodeForm",
    "confirm_email_verification_code": "accounts.forms.AddressCodeForm",
}
# accounts/download.py hands out reports by address: nobody signs in by one that is not theirs.
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
# A code is typed where the sign-up began. A link may open in a browser that holds none of the
# attempts to claim.
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# allauth can offer it for a new account alone, and so would tell which addresses have one.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = "careerguide: "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
# The code has shown as much as one to sign in by, and somebody who guesses at passwords cannot come
# between.
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
# One address an account: a new one takes its place once it is confirmed.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
# Other sessions end with the old password; whoever sets a new one has just shown who they are.
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_LOGOUT_REDIRECT_URL = "account_signed_out"
ACCOUNT_SESSION_REMEMBER = True
# Beside allauth's own limits, which stay.
ACCOUNT_RATE_LIMITS = {
    # As many as before, but a form that is sent twice at once is not refused.
    "confirm_email": "3/30s/key",
    # accounts/adapter.py counts this one in place of allauth, to log it.
    "login": None,
    "try": "30/m/ip",
    # accounts/unsaved.py counts by this one: what was sent waits in the database.
    "unsaved_form": "30/h/ip",
    # roles/views/correction.py counts by this one.
    "report_mistake": "10/h/ip",
    # quiz/views/start.py by this one; a school may stand behind one address.
    "start_attempt": "60/m/ip,600/h/ip",
    # quiz/views/plan.py by this one, where a plan begins.
    "begin_plan": "60/m/ip,600/h/ip",
}
# With 0, visitors are counted by their connection, whatever X-Forwarded-For says.
ALLAUTH_TRUSTED_PROXY_COUNT = TRUSTED_PROXIES

MFA_ADAPTER = "accounts.factors.FactorAdapter"
MFA_FORMS = {
    "authenticate": "accounts.factor_forms.FactorForm",
    "reauthenticate": "accounts.factor_forms.FactorAgainForm",
    "activate_totp": "accounts.factor_forms.AppForm",
    "add_webauthn": "accounts.factor_forms.NewKeyForm",
    "edit_webauthn": "accounts.factor_forms.KeyNameForm",
    "authenticate_webauthn": "accounts.factor_forms.KeyForm",
    "reauthenticate_webauthn": "accounts.factor_forms.KeyAgainForm",
    "login_webauthn": "accounts.factor_forms.PasskeyForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "careerguide"
# Browsers give keys to a page over http on this machine alone.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PUBLIC

# django-csp

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        # Whatever no line below allows is refused.
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # data: is the empty icon of 500.html and 503.html, for which nothing is asked.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}
