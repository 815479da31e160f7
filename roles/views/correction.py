from allauth.core import ratelimit
from django.core.paginator import Paginator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from roles.addresses import local_path
from roles.caching import public_page
from roles.forms import ReportForm
from roles.models import Edition, Listing, Report, SalaryFigure

CORRECTIONS_A_PAGE = 50


@require_safe
@public_page("page")
def corrections(request):
    editions = Edition.objects.all().corrections()
    figures = SalaryFigure.objects.of_public_roles().corrected()
    # Of two tables in one order: moments alone are put together, and then a page of rows read.
    moments = editions.moments().union(figures.moments()).order_by("-moment", "-pk")
    page = Paginator(moments, CORRECTIONS_A_PAGE).get_page(request.GET.get("page"))
    by_kind = {
        "edition": editions.in_bulk([pk for _, pk, kind in page if kind == "edition"]),
        "figure": figures.in_bulk([pk for _, pk, kind in page if kind == "figure"]),
    }
    listings = Listing.objects.current().of_editions(by_kind["edition"].values())
    by_subject = {(row.kind, row.slug): row for row in listings}
    context = {
        "page": page,
        "rows": [
            (kind, row, kind == "edition" and by_subject.get((row.kind, row.slug)))
            for _, pk, kind in page
            for row in [by_kind[kind][pk]]
        ],
        "roles": Listing.objects.current().of("role").by_slug() if by_kind["figure"] else {},
    }
    return render(request, "roles/corrections.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def report_mistake(request):
    if request.method != "POST":
        return blank_report(request)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return render(request, "roles/report_mistake.html", {"form": form})
    # Behind the form, so that mistakes in it are not counted.
    if not ratelimit.consume(request, action="report_mistake"):
        return too_many_reports(request, form)
    Report.objects.file(**form.cleaned_data)
    # 303 has the answer fetched by GET, and reloading that sends nothing again.
    return HttpResponseRedirect(f"{reverse('report_mistake')}?sent=1", status=303)


def too_many_reports(request, form):
    context = {"form": form, "is_refused": True}
    # With the form, so that what was written is not lost.
    response = render(request, "roles/report_mistake.html", context, status=429)
    # The limit is by the hour: see ACCOUNT_RATE_LIMITS.
    response.headers["Retry-After"] = "3600"
    return response


def blank_report(request):
    form = ReportForm(initial={"page": local_path(request.GET.get("page", ""))})
    context = {"form": form, "is_sent": "sent" in request.GET}
    return render(request, "roles/report_mistake.html", context)
