import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from roles.caching import public_page
from roles.models import ListedTitle, Listing, Source

A_YEAR = dt.timedelta(days=365)


class Pages(Sitemap):
    def items(self):
        return [
            "home",
            "role_list",
            "comparison_picker",
            "title_search",
            "salary_list",
            "route_list",
            "source_list",
            "dispute_list",
            "about",
            "privacy",
            "corrections",
        ]

    def location(self, item):
        return reverse(item)


class Subjects(Sitemap):
    def items(self):
        return list(Listing.objects.current().with_own_page().with_moment())

    def lastmod(self, listing):
        return listing.published_at


class Titles(Sitemap):
    def items(self):
        # Two roles may share a title, which has one page.
        rows = ListedTitle.objects.current()
        return list({row.slug: row for row in rows}.values())


class Sources(Sitemap):
    def items(self):
        return list(Source.objects.cited())


MAPS = {"pages": Pages, "subjects": Subjects, "titles": Titles, "sources": Sources}


@require_safe
@public_page
def sitemap(request, more):
    """`more` are the maps of other apps, by name."""
    # Handed in by the site's addresses: roles knows nothing of the assessment.
    maps = {**MAPS, **more}
    return render_sitemap(request, sitemaps=maps, template_name="roles/sitemap.xml").render()


@require_safe
@public_page
def robots(request):
    return text_of(
        "User-agent: *",
        "Disallow: /accounts/",
        "Disallow: /admin/",
        f"Disallow: {reverse('report_mistake')}",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    )


@require_safe
@public_page
def security_txt(request):
    # Reckoned anew each time, so that it never runs out; the file must name an end.
    expires = timezone.now().date() + A_YEAR
    return text_of(
        f"Contact: {request.build_absolute_uri(reverse('report_mistake'))}",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: en",
        f"Canonical: {request.build_absolute_uri(reverse('security_txt'))}",
    )


def text_of(*lines):
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")
