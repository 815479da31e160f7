from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from quiz.models import Version


class AssessmentPages(Sitemap):
    """What may be listed of it; every other page is somebody's own."""

    def items(self):
        version = Version.objects.published().defer("canonical", "report").first()
        return [(name, version and version.published_at) for name in ("quiz_start", "quiz_method")]

    def location(self, item):
        return reverse(item[0])

    def lastmod(self, item):
        return item[1]
