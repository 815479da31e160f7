import datetime as dt

from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as render_sitemap
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from roles.caching import public_page
from roles.models import Edition, ListedTitle, Listing, SalaryFigure, Source

A_YEAR = dt.timedelta(days=365)


ALL = ("role", "comparison", "route", "dispute", "inquiry", "glossary", "signals")
# What each page tells of; where nothing is named, no content is behind it.
PAGES = {
    "home": ALL,
    "role_list": ("role",),
    "comparison_picker": ("role", "comparison"),
    "title_search": ("role",),
    "decode": ("signals",),
    "salary_list": ("figure",),
    "route_list": ("role", "route"),
    "source_list": ALL,
    "dispute_list": ("dispute",),
    "inquiry_list": ("inquiry",),
    "glossary": ("glossary",),
    "about": (),
    "data": (),
    "privacy": (),
    "corrections": ("correction",),
}
# Nothing leads there while there is nothing.
NOT_EMPTY = ("inquiry_list", "glossary", "decode")


class Pages(Sitemap):
    def items(self):
        figures = SalaryFigure.objects.all()
        corrected_at = figures.corrected().values_list("corrected_at", flat=True).first()
        moments = {
            **Listing.objects.current().newest_by_kind(),
            "figure": newest([figures.last_published_at(), corrected_at]),
            "correction": newest([Edition.objects.all().corrections().updated_at(), corrected_at]),
        }
        pages = [(name, newest(map(moments.get, of))) for name, of in PAGES.items()]
        return [(name, moment) for name, moment in pages if moment or name not in NOT_EMPTY]

    def location(self, item):
        return reverse(item[0])

    def lastmod(self, item):
        return item[1]


def newest(moments):
    return max(filter(None, moments), default=None)


class Subjects(Sitemap):
    def items(self):
        return list(Listing.objects.current().with_own_page().with_moment())

    def lastmod(self, listing):
        return listing.published_at


class Titles(Sitemap):
    def items(self):
        # Two roles may share a title, which has one page: it is as new as the newer of them.
        rows = ListedTitle.objects.current().with_moment().order_by("published_at")
        return list({row.slug: row for row in rows}.values())

    def lastmod(self, title):
        return title.published_at


class Sources(Sitemap):
    def items(self):
        return list(Source.objects.cited().with_last_citation())

    def lastmod(self, source):
        return source.last_cited_at


MAPS = {"pages": Pages, "subjects": Subjects, "titles": Titles, "sources": Sources}


@require_safe
@public_page("p")
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
