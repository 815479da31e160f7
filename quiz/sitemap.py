from django.contrib.sitemaps import Sitemap
from django.urls import reverse


class AssessmentPages(Sitemap):
    def items(self):
        return ["quiz_start", "quiz_method"]

    def location(self, item):
        return reverse(item)
