"""Figures, gap claims, places and rates. A public figure is never edited: it is corrected, with a
reason, by a new one, or withdrawn; the old row stays and readers can see what was wrong."""

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms.models import model_to_dict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache

from roles import money
from roles.admin.digits import DIGITS
from roles.admin.live import LiveAdmin
from roles.admin.part import INPUTS
from roles.admin.reason import ReasonField
from roles.admin.succession import KEY, TellsItsSuccession, twin_in_words
from roles.admin.working_copy import WorkingCopyForm
from roles.models import ExchangeRate, GapClaim, Place, SalaryFigure
from roles.models.pay_lists import MOST_COUNTED
from roles.proof import proof_required, unsaved


class CappedPaginator(Paginator):
    """Counts so far and no further: a search narrows more than page 200 does."""

    @cached_property
    def count(self):
        return self.object_list.order_by()[:MOST_COUNTED].count()


class StandingFilter(admin.SimpleListFilter):
    title = "standing"
    parameter_name = "standing"

    def lookups(self, request, model_admin):
        return [
            ("latest", "Public and latest"),
            ("superseded", "Superseded by a newer one"),
            ("corrected", "Corrected or withdrawn"),
            ("undated", "Without a date"),
            ("waiting", "Not public yet"),
        ]

    def queryset(self, request, queryset):
        match self.value():
            case "latest":
                return queryset.published().latest()
            case "superseded":
                return queryset.published().filter(superseded_at__lte=timezone.now())
            case "corrected":
                return queryset.filter(corrected_at__isnull=False)
            case "undated":
                return queryset.undated()
            case "waiting":
                return queryset.exclude(published_at__lte=timezone.now())
        return queryset


class CountryFilter(admin.SimpleListFilter):
    title = "country"
    parameter_name = "country"

    def lookups(self, request, model_admin):
        # All countries: which have figures would be asked of all figures.
        return list(Place.objects.countries().values_list("code", "name"))

    def queryset(self, request, queryset):
        return queryset.in_country(self.value()) if self.value() else queryset


class FactAdmin(LiveAdmin, admin.ModelAdmin):
    formfield_overrides = DIGITS
    autocomplete_fields = ["role", "company", "place", "source"]
    list_per_page = 50
    # Django would count the whole table beside every search.
    show_full_result_count = False
    save_on_top = True

    def get_readonly_fields(self, request, obj=None):
        """Whether readers see a fact is for those who publish."""
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.has_perm("roles.publish") else [*fields, "published_at"]

    def has_delete_permission(self, request, obj=None):
        is_allowed = super().has_delete_permission(request, obj)
        return is_allowed and (obj is None or not obj.is_due)


def data_set_of(source):
    """The one that the figures of a source are of which readers see; empty without one."""
    figures = SalaryFigure.objects.live().filter(source=source)
    return figures.one_data_set_each().get(source and source.pk, "")


class FigureForm(WorkingCopyForm):
    """A figure; with `wrong` one that takes the place of it, for a reason."""

    wrong = None
    reason = ReasonField(
        max_length=300,
        required=False,
        help_text="What was wrong. Readers see it on the page of corrections.",
    )

    def clean_reason(self):
        reason = self.cleaned_data["reason"]
        if self.wrong and not reason:
            raise forms.ValidationError("Say what was wrong.")
        return reason

    def clean(self):
        # Of two who correct at once, the second has waited and is told here.
        if self.wrong and self.wrong.corrected_at:
            raise forms.ValidationError("This figure has been corrected already.")
        if self.cleaned_data.get("data_set") == "":
            self.cleaned_data["data_set"] = data_set_of(self.cleaned_data.get("source"))
        return super().clean()

    def _post_clean(self):
        super()._post_clean()
        old = self.wrong or SalaryFigure.objects.filter(pk=self.instance.pk).first()
        if not self.errors and (told := twin_in_words(self.instance, old)):
            self.add_error(None, told)


class WithdrawForm(forms.Form):
    reason = ReasonField(max_length=300, help_text=FigureForm.base_fields["reason"].help_text)


@admin.register(SalaryFigure)
class SalaryFigureAdmin(TellsItsSuccession, FactAdmin):
    form = FigureForm
    formfield_overrides = INPUTS | DIGITS
    paginator = CappedPaginator
    change_form_template = "admin/roles/salaryfigure/change_form.html"
    list_display = ["__str__", "amounts", "date", "n", "source", "standing"]
    list_filter = [StandingFilter, "role", CountryFilter, "component", "basis", "period"]
    search_fields = [
        "role__name",
        "occupation",
        "company__name",
        "place__name",
        "level",
        "source__title",
        "file_name",
        "key",
    ]
    fieldsets = [
        (None, {"fields": ["reason"]}),
        (
            "Whose pay",
            {
                "fields": [
                    "role",
                    "occupation",
                    "why_neighbour",
                    ("level", "company"),
                    ("place", "industry"),
                ]
            },
        ),
        ("What is counted", {"fields": [("component", "basis"), ("currency", "period")]}),
        ("A range, or", {"fields": [("low", "high")]}),
        ("one amount, or", {"fields": ["point"]}),
        ("percentiles", {"fields": [("p10", "p25", "median", "p75", "p90"), "capped_at"]}),
        (
            "and where each employer counts once",
            {"fields": [("balanced_p25", "balanced_median", "balanced_p75")]},
        ),
        (
            "What it rests on",
            {"fields": [("n", "employers"), "qualifier", "leaning", "selection"]},
        ),
        (
            "Where it is from",
            {
                "fields": [
                    ("observed_from", "as_of"),
                    ("source", "data_set"),
                    "address",
                    "note",
                    "published_at",
                ]
            },
        ),
        # Hidden, and without a heading.
        ("", {"fields": ["seen"]}),
        ("History", {"fields": ["history"]}),
    ]
    readonly_fields = ["history"]

    class Media:
        css = {"all": ["css/admin.css"]}
        js = ["admin/js/jquery.init.js", "js/succession.js"]

    @admin.display(description="pay")
    def amounts(self, figure):
        amounts = [money.in_words(amount, figure.currency) for amount in figure.pay.amounts]
        if figure.pay.shape == "percentiles":
            # Of percentiles the middle one: five amounts have no room in a list.
            amounts = amounts[len(amounts) // 2 : len(amounts) // 2 + 1]
        return f"{' – '.join(amounts)} {figure.get_period_display()}"

    @admin.display(description="as of", ordering="as_of")
    def date(self, figure):
        return figure.date_in_words

    @admin.display(ordering="published_at")
    def standing(self, figure):
        if figure.corrected_at:
            # Django raises where the other end of a one-to-one is missing.
            return "corrected" if hasattr(figure, "correction") else "withdrawn"
        if not figure.is_due:
            return "not public"
        return "superseded" if figure.is_superseded else "public"

    @admin.display(description="How it came to be")
    def history(self, figure):
        sentences = [
            figure.file_name and f"Imported from {figure.file_name}, SHA-256 {figure.file_digest}.",
            figure.corrects
            and f"Took the place of figure {figure.corrects_id}: "
            f"{figure.corrects.correction_reason}",
            figure.corrected_at
            and f"Found wrong on {figure.corrected_at:%Y-%m-%d}: {figure.correction_reason}",
        ]
        return " ".join(filter(None, sentences)) or "Written by staff."

    def get_queryset(self, request):
        # The list asks whether each was corrected: without this, one query a row.
        return super().get_queryset(request).with_names().select_related("correction")

    def get_fieldsets(self, request, obj=None):
        """The reason is asked for a correction, the history told of what is there."""
        absent = {"History"} if obj is None else {None}
        if obj is None and "corrects" not in request.GET:
            absent.add(None)
        # Who only looks writes over nothing.
        if obj and not self.has_change_permission(request, obj):
            absent.add("")
        return [fieldset for fieldset in self.fieldsets if fieldset[0] not in absent]

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        if "corrects" in request.GET and obj is None:
            return [*fields, "published_at"]
        return fields

    def has_change_permission(self, request, obj=None):
        """A public figure is a fact; what was wrong with it is corrected."""
        is_allowed = super().has_change_permission(request, obj)
        return is_allowed and (obj is None or not (obj.is_due or obj.corrected_at))

    def get_changeform_initial_data(self, request):
        if wrong := self.wrong(request):
            # Its moment is not taken over: replace_with sets it.
            return model_to_dict(wrong, exclude=["id", "published_at"])
        return super().get_changeform_initial_data(request)

    def get_form(self, request, obj=None, change=False, **kwargs):
        form = super().get_form(request, obj, change, **kwargs)
        # Django wants a class and makes the form itself; `wrong` is of this request alone.
        return form if obj else type(form.__name__, (form,), {"wrong": self.wrong(request)})

    def save_model(self, request, obj, form, change):
        if form.wrong and not change:
            form.wrong.replace_with(obj, form.cleaned_data["reason"])
            self.log_change(request, form.wrong, f"Corrected: {form.cleaned_data['reason']}")
        else:
            super().save_model(request, obj, form, change)

    def wrong(self, request):
        """The figure to correct, locked while the answer is saved."""
        if "corrects" not in request.GET:
            return None
        if not request.user.has_perm("roles.publish"):
            raise PermissionDenied
        figures = SalaryFigure.objects.all()
        if request.method == "POST":
            figures = figures.held()
        pk = request.GET["corrects"]
        # An id that is none is a page that is not there, and not a fault.
        return get_object_or_404(figures, pk=pk if KEY.fullmatch(pk) else None)

    def get_urls(self):
        withdraw = self.admin_site.admin_view(never_cache(proof_required(self.withdraw)))
        own = path("<int:pk>/withdraw/", withdraw, name="roles_salaryfigure_withdraw")
        # Before Django's, whose last pattern takes any address for an id.
        return [own, *super().get_urls()]

    def withdraw(self, request, pk):
        """Says that a figure is wrong where nobody knows the right one."""
        figure = get_object_or_404(SalaryFigure, pk=pk)
        if not request.user.has_perm("roles.publish"):
            raise PermissionDenied
        form = WithdrawForm(request.POST or None, initial=unsaved(request))
        if request.method == "POST" and form.is_valid():
            return self._withdraw(request, figure, form.cleaned_data["reason"])
        context = {**self.admin_site.each_context(request), "opts": self.opts, "form": form}
        context |= {"original": figure, "title": f"Withdraw {figure}"}
        return render(request, "admin/roles/salaryfigure/withdraw.html", context)

    def _withdraw(self, request, figure, reason):
        try:
            figure.withdraw(reason)
        # Somebody has withdrawn it since the page was opened.
        except ValueError as error:
            self.message_user(request, str(error), messages.ERROR)
        else:
            self.log_change(request, figure, f"Withdrawn: {reason}")
            self.message_user(request, f"{figure} is no longer public.")
        return redirect(reverse("admin:roles_salaryfigure_change", args=[figure.pk]))


@admin.register(GapClaim)
class GapClaimAdmin(FactAdmin):
    list_display = ["__str__", "low_percent", "high_percent", "component", "company", "source"]
    list_filter = ["component", "role"]
    list_select_related = ["role", "than", "company", "source"]
    search_fields = ["role__name", "than__name", "company__name", "source__title", "note"]
    autocomplete_fields = [*FactAdmin.autocomplete_fields, "than"]
    fields = [
        ("role", "than"),
        ("low_percent", "high_percent"),
        "component",
        ("level", "company"),
        "place",
        "as_of",
        "source",
        "note",
        "published_at",
    ]


@admin.register(Place)
class PlaceAdmin(LiveAdmin, admin.ModelAdmin):
    list_display = ["name", "code", "parent"]
    list_select_related = ["parent"]
    search_fields = ["name", "code"]
    autocomplete_fields = ["parent"]

    def get_readonly_fields(self, request, obj=None):
        """The code is what figures know it by."""
        return ["code", "parent"] if obj else []


@admin.register(ExchangeRate)
class ExchangeRateAdmin(LiveAdmin, admin.ModelAdmin):
    formfield_overrides = DIGITS
    is_live_when_new = True
    list_display = ["day", "currency", "per_euro", "source"]
    list_filter = ["currency"]
    list_select_related = ["source"]
    search_fields = ["currency", "day"]
    autocomplete_fields = ["source"]
    date_hierarchy = "day"
