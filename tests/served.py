"""Settings of the production server for tests: as they are, but for files nobody collected."""

from careerguide.settings import *  # noqa: F403
from careerguide.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
