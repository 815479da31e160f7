"""What a reader's browser fetches besides the page: its weight, and that nothing is lost."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import storages
from django.core.management import call_command
from django.test import override_settings

pytestmark = pytest.mark.once

STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "careerguide.static_files.LightFiles"},
}
SOURCES = Path(settings.BASE_DIR) / "static"


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    root = tmp_path_factory.mktemp("static")
    with override_settings(STATIC_ROOT=root, STORAGES=STORAGES):
        call_command("collectstatic", interactive=False, verbosity=0)
        yield storages["staticfiles"]


def weight(storage, *names):
    paths = [Path(storage.path(storage.stored_name(name))) for name in names]
    return sum(len(gzip.compress(path.read_bytes())) for path in paths)


def test_style_and_script_are_light(collected):
    assert weight(collected, "css/site.css", "css/quiz.css") <= 14_000
    assert weight(collected, "django_htmx/htmx-2.min.js", "js/site.js") <= 20_000
    assert weight(collected, "fonts/careerguide-serif.woff2") <= 20_000


COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@pytest.mark.parametrize("name", ["site", "quiz", "admin"])
def test_style_loses_its_comments_and_blanks_and_nothing_else(collected, name):
    written = (SOURCES / f"css/{name}.css").read_text()
    sent = Path(collected.path(collected.stored_name(f"css/{name}.css"))).read_text()
    # The address of the letters is that of their content.
    sent = re.sub(r"(careerguide-serif)\.[0-9a-f]+", r"\1", sent)
    # One in a string would be no comment, and be lost all the same.
    assert not any(quote in comment for comment in COMMENT.findall(written) for quote in '{}"')
    assert "".join(sent.split()) == "".join(COMMENT.sub("", written).split())
