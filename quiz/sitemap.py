from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from quiz.desks import desks
from quiz.models import Version


class AssessmentPages(Sitemap):
    """What may be listed of it; every other page is somebody's own."""

    def items(self):
        version = Version.objects.published().defer("report").first()
        pages = [reverse("quiz_start"), reverse("quiz_method"), *pages_of_tasks(version)]
        return [(page, version and version.published_at) for page in pages]

    def location(self, item):
        return item[0]

    def lastmod(self, item):
        return item[1]


def pages_of_tasks(version):
    if found := desks(version.definition) if version else ():
        yield reverse("task_list")
        yield from (reverse("task_detail", args=[desk.slug]) for desk in found)
