from datetime import UTC
from functools import wraps

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from quiz import planning
from quiz.access import has_expired
from quiz.calendar_file import calendar_file
from quiz.forms import PaceForm, StepForm
from quiz.plan import progress
from quiz.plan_shown import calendar_days, plan_shown
from quiz.taking import GoneError
from quiz.views.attempt import go
from roles.markdown import to_text
from roles.models import Listing

NO_DAYS = "No step that is still to do has a day: nobody can say how long any of them takes."
LEFT_OUT = (
    "A step that you changed is in your plan no more, because you deleted the plan or signed in "
    "after that page was opened: what you ticked or noted there is not saved. Everything else is."
)
# In place of the name of this server, which a plan outlives.
CALENDAR = "plan.careerguide"


def of_the_plan(view):
    """Marks the browser as one with a plan, and tells whoever writes to one that is gone."""

    @wraps(view)
    def page(request, *args, **kwargs):
        try:
            response = view(request, *args, **kwargs)
        except GoneError:
            response = plan_gone(request)
        planning.mark(request, response)
        return response

    return page


def plan_gone(request):
    """For what was sent to a plan that is not there: deleted, or of a session that is over."""
    # Also where there never was one, or the answer would tell.
    is_over = has_expired(request)
    is_kept = planning.put_aside(request)
    if request.htmx:
        # What is not swapped in says nothing: the whole page is asked for, and tells it.
        return HttpResponse(status=404, headers={"HX-Redirect": reverse("plan_detail")})
    if is_over and is_kept:
        return redirect_to_login(reverse("plan_detail"))
    return render(request, "quiz/plan_gone.html", {"is_kept": is_kept}, status=404)


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
@of_the_plan
def plan_detail(request):
    plan = planning.plan_of(request)
    if request.method != "POST":
        return show_plan(request, plan) if plan else no_plan(request)
    if plan is None:
        raise GoneError
    return keep_pace(request, plan) if "pace" in request.POST else keep_ticks(request, plan)


def no_plan(request):
    context = {"is_late": planning.is_put_aside(request)}
    return render(request, "quiz/plan_none.html", context)


def show_plan(request, plan, **more):
    rows = list(plan.steps.all())
    late = planning.put_aside_for(request)
    forms = more.pop("forms", None) or {form.row.pk: form for form in sent_forms(rows, late)}
    roles = Listing.objects.current().of("role").by_slug()
    shown = shown_of(plan, rows, forms)
    context = {
        "plan": plan,
        "shown": shown,
        "roles": roles,
        "targets": [roles[slug] for slug in shown.roles if slug in roles],
        "pace_form": PaceForm(
            initial={"hours_a_week": plan.hours_a_week, "starts_on": plan.starts_on}
        ),
        "is_late": bool(late and forms),
        **more,
    }
    return render(request, "quiz/plan_detail.html", context)


def shown_of(plan, rows, forms=None):
    words = planning.listed(rows)
    pace = {"starts_on": plan.starts_on, "hours_a_week": plan.hours_a_week}
    return plan_shown(rows, words, **pace, forms=forms)


def sent_forms(rows, data):
    """Of the steps that were on the page which sent this, as far as they are in the plan now."""
    forms = [StepForm(row, data) for row in rows]
    found = [form for form in forms if form.is_sent]
    for form in found:
        form.full_clean()
        if form.is_tampered:
            raise BadRequest("no way to stand with a step")
    return found


def keep_ticks(request, plan):
    rows = plan.steps.all()
    forms = sent_forms(rows, request.POST)
    right = {form.row.pk: form.tick for form in forms if form.is_valid()}
    wrong = {form.row.pk: form for form in forms if not form.is_valid()}
    planning.save(plan, right)
    is_whole = planning.changed_keys(request.POST) <= {row.pk.hex for row in rows}
    if request.htmx and is_whole:
        return kept(request, wrong, {pk for pk, change in right.items() if change.is_one})
    if not is_whole:
        messages.warning(request, LEFT_OUT)
    elif not wrong:
        messages.success(request, "Saved.")
    if wrong and not request.htmx:
        # What was right is kept, and the rest shown again with what is wrong.
        return show_plan(request, planning.plan_of(request), forms=wrong)
    return go(request, reverse("plan_detail"))


def kept(request, wrong, saved):
    """What changes on a page that sends each tick by itself."""
    plan = planning.plan_of(request)
    if plan is None:
        raise GoneError
    shown = shown_of(plan, list(plan.steps.all()), wrong)
    context = {"plan": plan, "shown": shown, "saved": saved | wrong.keys()}
    return render(request, "quiz/plan_detail.html#kept", context)


def keep_pace(request, plan):
    form = PaceForm(request.POST)
    if not form.is_valid():
        return show_plan(request, plan, pace_form=form)
    planning.pace(plan, **form.cleaned_data)
    messages.success(request, "The days are worked out anew.")
    return HttpResponseRedirect(f"{reverse('plan_detail')}#pace", status=303)


@require_safe
@of_the_plan
def plan_calendar(request):
    plan = planning.plan_of(request)
    shown = plan and shown_of(plan, list(plan.steps.all()))
    if not (shown and shown.to_come):
        # A calendar file without a day is none.
        messages.info(request, NO_DAYS)
        return HttpResponseRedirect(reverse("plan_detail"))
    days = calendar_days(shown, CALENDAR, to_text)
    file = calendar_file(days, plan.touched_at.astimezone(UTC))
    response = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="careerguide-plan.ics"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@of_the_plan
def plan_delete(request):
    if request.method != "POST":
        plan = planning.plan_of(request)
        context = {"count": plan.steps.count() if plan else 0}
        return render(request, "quiz/plan_delete.html", context)
    planning.delete(request)
    messages.success(request, "Your plan is deleted.")
    return HttpResponseRedirect(reverse("plan_detail"), status=303)


@require_safe
@of_the_plan
def me(request):
    """What is a person's own on a page for everybody, which a script asks for."""
    plan = planning.plan_of(request)
    shown = plan and shown_of(plan, list(plan.steps.all()))
    if not (shown and shown.entries):
        return HttpResponse(status=204)
    role = Listing.objects.current().of("role").named(request.GET.get("role", "")[:100]).first()
    own = progress_to(shown, role.slug) if role else None
    context = {"progress": own or shown.progress, "role": role if own else None}
    return render(request, "quiz/me.html", context)


def progress_to(shown, slug):
    """How far the steps are that lead to a role; None where none does."""
    states = [entry.row.state for entry in shown.entries if entry.row.role == slug]
    return progress(states) if states else None
