"""What a page is measured against: Django that does nothing but hand out the same bytes."""

import os
from pathlib import Path

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"],
    MIDDLEWARE=[],
    ROOT_URLCONF=__name__,
    SECRET_KEY=os.environ["SECRET_KEY"],
)
BODIES = {file.name: file.read_bytes() for file in Path(os.environ["BENCH_BODIES"]).iterdir()}


def body(request, name):
    return HttpResponse(BODIES[name])


urlpatterns = [path("<str:name>/", body)]
application = get_wsgi_application()
