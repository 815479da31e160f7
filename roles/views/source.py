from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from roles.caching import public_page
from roles.filters import SourceFilter
from roles.models import Citation, Listing, SalaryFigure, Source

SOURCES_A_PAGE = 100
STATEMENTS_A_PAGE = 200
FIGURES_SHOWN = 30


@require_safe
@public_page(*SourceFilter.base_filters, "page")
def source_list(request):
    sources = SourceFilter(request.GET, Source.objects.cited().with_citation_count().with_pay())
    page = Paginator(sources.qs, SOURCES_A_PAGE).get_page(request.GET.get("page"))
    template = "roles/source_list.html"
    if request.htmx:
        template += "#results"
    return render(request, template, {"filter": sources, "page": page})


@require_safe
@public_page("page")
def source_detail(request, slug):
    source = get_object_or_404(Source.objects.cited().with_pay(), slug=slug)
    citations = Citation.objects.current().of_source(source)
    page = Paginator(citations, STATEMENTS_A_PAGE).get_page(request.GET.get("page"))
    newest = SalaryFigure.objects.public().latest().from_source(slug).newest_first()
    # One more than is shown, to know whether there are more.
    figures = list(newest.taken(0, FIGURES_SHOWN + 1)) if source.has_figures else []
    context = {
        "source": source,
        "collections": source.collections.all() if source.has_collections else [],
        "page": page,
        "figures": figures[:FIGURES_SHOWN],
        "has_more_figures": len(figures) > FIGURES_SHOWN,
        "roles": Listing.objects.current().of("role").by_slug() if source.has_figures else {},
    }
    return render(request, "roles/source_detail.html", context)
