"""Addresses that fail, for the tests of what a visitor sees then."""

from django.urls import path

from careerguide.urls import *  # noqa: F403


def fault(request):
    raise RuntimeError("hunter2")


urlpatterns = [path("fault/", fault)]
