import os
import secrets
import tempfile
from pathlib import Path

os.environ.update(
    SECRET_KEY=secrets.token_urlsafe(64),
    DEBUG="",
    HTTPS="",
    ALLOWED_HOSTS="",
    CSRF_TRUSTED_ORIGINS="",
    TRUSTED_PROXIES="0",
    STAFF_MFA="",
    CACHE_URL="locmemcache://",
    EMAIL_URL="memorymail://",
)
# Playwright keeps an event loop in the thread of the tests.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from careerguide.settings import *  # noqa: F403

# The threads of the live server would keep theirs, and the test database could not be dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405

# In a file: of a database in memory whole tables are locked at once, and two people could not be
# let loose on it. It takes no longer.
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    file = Path(tempfile.gettempdir()) / f"careerguide-test-{os.getpid()}.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": str(file)}  # noqa: F405
    # Nobody's data is in it: no commit need wait for the disk.
    DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"  # noqa: F405
else:
    DATABASES["default"]["ENGINE"] = "tests.postgresql"  # noqa: F405
    DATABASES["default"]["OPTIONS"]["options"] = "-c synchronous_commit=off"  # noqa: F405

PASSWORD_HASHERS = ["tests.hashers.QuickArgon2PasswordHasher"]

STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True

# A test writes, and looks at once.
CONTENT_ASKED_EVERY = 0
