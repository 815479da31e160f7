"""The trail: who changed what, when, why, and what it said before and after. To read only."""

import datetime as dt

from django.contrib import admin, messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html

from roles.admin.pay import CappedPaginator
from roles.admin.return_of_parts import NotPutBack, history_address, put_back
from roles.admin.working_copy import one_at_a_time
from roles.models import OUTLINE, Glossary, Signals, TrailEntry
from roles.models.followed import kinds, kinds_open_to, may_put_back
from roles.publishing import TABLES

DAY = dt.timedelta(days=1)


class PersonFilter(admin.SimpleListFilter):
    title = "person"
    parameter_name = "by"

    def lookups(self, request, model_admin):
        # Staff, and those who are gone: not every taker is looked for in the trail.
        staff = Q(is_staff=True) | Q(is_active=False)
        did = Exists(TrailEntry.objects.filter(by=OuterRef("pk")))
        people = get_user_model().objects.filter(staff).filter(did)
        return [(user.pk, str(user)) for user in people]

    def has_output(self):
        # Django does not filter by what it does not offer.
        return True

    def queryset(self, request, entries):
        pk = self.value() or ""
        return entries.filter(by=pk) if pk.isdecimal() and len(pk) < 19 else entries


class KindFilter(admin.SimpleListFilter):
    title = "kind of thing"
    parameter_name = "kind"

    def lookups(self, request, model_admin):
        return sorted(kinds_open_to(request.user).items(), key=lambda kind: kind[1])

    def queryset(self, request, entries):
        return entries.of_kinds([self.value()]) if self.value() else entries


class SubjectFilter(admin.SimpleListFilter):
    """A subject by the label of its model and its key; those that have parts are listed, and each
    entry leads to what else is of its own."""

    title = "subject"
    parameter_name = "subject"

    def lookups(self, request, model_admin):
        yield f"{OUTLINE.kind}-", OUTLINE.name
        open_kinds = kinds_open_to(request.user)
        for model in TABLES.values():
            # Of what there is one of, the kinds of things lead to all there is.
            is_listed = model not in (Glossary, Signals) and model._meta.label_lower in open_kinds
            rows = model.objects.all() if is_listed else ()
            for row in rows:
                yield f"{model._meta.label_lower}-{row.pk}", str(row)

    def queryset(self, request, entries):
        kind, dash, key = (self.value() or "").rpartition("-")
        return entries.of_subject(kind, key) if dash else entries


class DayFilter(admin.SimpleListFilter):
    """The last days to choose from, and any other by its date in the address."""

    title = "day (UTC)"
    parameter_name = "day"

    def lookups(self, request, model_admin):
        today = timezone.now().date()
        days = [(today - count * DAY).isoformat() for count in range(7)]
        return [(day, day) for day in dict.fromkeys([*days, self.value() or days[0]])]

    def queryset(self, request, entries):
        try:
            day = dt.datetime.fromisoformat(f"{self.value() or ''}T00:00:00+00:00")
            return entries.between(day, day + DAY)
        # No day, or the last one there is.
        except (ValueError, OverflowError):
            return entries


@admin.register(TrailEntry)
class TrailAdmin(admin.ModelAdmin):
    list_display = ["at", "who", "deed", "thing", "of_subject", "fields_in_words", "reason"]
    list_display_links = ["thing"]
    list_filter = [DayFilter, PersonFilter, KindFilter, SubjectFilter]
    list_per_page = 50
    list_select_related = ["by"]
    paginator = CappedPaginator
    # Django would count the whole trail beside every search, and for each choice of a filter.
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    search_fields = ["name", "subject_name", "reason", "changes", "by_name", "by__email"]
    search_help_text = "Words of a thing, of what it said, of a reason, or who did it."
    fields = ["at", "who", "deed", "thing", "of_subject", "reason", "before_and_after"]
    readonly_fields = fields

    class Media:
        css = {"all": ["css/admin.css"]}

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def history_view(self, request, *args, **kwargs):
        # Django looks for the entry first, and says of what it does not find that it is gone.
        if not self.has_view_permission(request):
            raise PermissionDenied
        return super().history_view(request, *args, **kwargs)

    def get_urls(self):
        view = self.admin_site.admin_view(one_at_a_time(self.put_back))
        return [
            path("<int:pk>/put-back/", view, name="roles_trailentry_put_back"),
            *super().get_urls(),
        ]

    def put_back(self, request, pk):
        entry = get_object_or_404(self.get_queryset(request), pk=pk)
        if not may_put_back(request.user, entry):
            raise PermissionDenied
        # Opening an address changes nothing, whoever or whatever opens it.
        if request.method != "POST":
            return redirect(self.page_of(entry))
        try:
            part, told = put_back(entry)
        except NotPutBack as error:
            self.message_user(request, f"It cannot be put back: {error}", messages.ERROR)
            return redirect(self.page_of(entry))
        self.admin_site.get_model_admin(type(part)).tell_owner(request, part, [{"added": {}}])
        self.message_user(request, told, messages.SUCCESS)
        return redirect(history_address(part))

    def page_of(self, entry):
        return reverse("admin:roles_trailentry_change", args=[entry.pk])

    def get_queryset(self, request):
        """Nobody reads here of what they may not read where it stands."""
        return super().get_queryset(request).of_kinds(kinds_open_to(request.user))

    @admin.display(description="by")
    def who(self, entry):
        return entry.who

    @admin.display(description="what")
    def thing(self, entry):
        # As it was named then; of what is given up, only the label is left.
        return f"{kinds().get(entry.kind, entry.kind).capitalize()}: {entry.name}"

    @admin.display(description="subject")
    def of_subject(self, entry):
        address = reverse("admin:roles_trailentry_changelist")
        subject = f"{entry.subject_kind}-{entry.subject_key}"
        return format_html('<a href="{}?subject={}">{}</a>', address, subject, entry.subject_name)

    @admin.display(description="fields")
    def fields_in_words(self, entry):
        return ", ".join(change.where for change in entry.changes_in_words)

    @admin.display(description="before and after")
    def before_and_after(self, entry):
        changes = entry.changes_in_words
        if not changes:
            # Of what is published or loaded as one, which would be hundreds of rows.
            return "It is told as a whole: its editions or versions tell what they changed."
        return render_to_string("admin/roles/_changes.html", {"changes": changes})
