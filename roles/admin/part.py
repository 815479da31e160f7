"""What the admin of all parts has in common."""

from collections.abc import Sequence

from django.contrib import admin
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.admin.widgets import (
    AdminTextareaWidget,
    AdminURLFieldWidget,
    RelatedFieldWidgetWrapper,
)
from django.db import models
from django.urls import reverse

from roles.admin.autocomplete import AsksForKeysAlone
from roles.admin.deletion import OneByOne
from roles.admin.optimistic_lock import OptimisticLock
from roles.admin.plain_form import EmptyRow, PlainChoices
from roles.admin.return_of_parts import way_back
from roles.admin.whole_row import WholeRowForm


class Lines(AdminTextareaWidget):
    """Lines end as they did before: a browser sends other line ends than it was given."""

    def value_from_datadict(self, *args):
        text = super().value_from_datadict(*args)
        return text and text.replace("\r\n", "\n")


INPUTS = {
    # Said here, because Django 5 takes http where nobody says, and warns of it.
    models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
    models.TextField: {"widget": Lines},
}


class NearFields(PlainChoices, AsksForKeysAlone):
    """Beside a choice, only the button that adds a source or a company; the rest misleads."""

    def formfield_for_dbfield(self, field, request, **kwargs):
        form_field = super().formfield_for_dbfield(field, request, **kwargs)
        widget = getattr(form_field, "widget", None)
        if isinstance(widget, RelatedFieldWidgetWrapper):
            widget.can_change_related = widget.can_delete_related = widget.can_view_related = False
            widget.can_add_related &= field.name in ("sources", "company")
        return form_field


class HasSource(admin.SimpleListFilter):
    title = "sources"
    parameter_name = "sources"

    def lookups(self, request, model_admin):
        return [("none", "Without a source"), ("some", "With a source")]

    def queryset(self, request, queryset):
        match self.value():
            case "none":
                return queryset.filter(sources=None, is_our_reading=False)
            case "some":
                return queryset.exclude(sources=None)
        return queryset


# Of every part, last on its form: whose it is and where it holds.
WHOSE = (
    "sources",
    "where",
    ("company", "holds_for"),
    ("is_anecdotal", "is_our_reading", "position"),
)


class PartInline(EmptyRow, NearFields, admin.StackedInline):
    form = WholeRowForm
    extra = 0
    show_change_link = True
    autocomplete_fields = ["sources", "company"]
    formfield_overrides = INPUTS

    def get_queryset(self, request):
        # Each form of a part shows both, and a tab may have many.
        return super().get_queryset(request).select_related("company").prefetch_related("sources")


class PartAdmin(OneByOne, OptimisticLock, NearFields, admin.ModelAdmin):
    """A part on its own page, for finding one among those of all owners. New ones are written
    where their owner is, whose menu entry leads there too."""

    owner = "role"
    owners: tuple[str, ...] = ()
    columns: Sequence[str] = ()
    autocomplete_fields = ["sources", "company"]
    change_form_template = "admin/roles/part/change_form.html"
    change_list_template = "admin/roles/part/change_list.html"
    formfield_overrides = INPUTS
    list_display = ["__str__", "position"]
    list_editable = ["position"]
    list_per_page = 50
    save_on_top = True
    search_help_text = "Words of the statement, or the title of a source that it names."

    class Media:
        css = {"all": ["css/admin.css"]}
        js = ["js/unsaved.js"]

    def get_model_perms(self, request):
        """Not in the menu, which is long without the parts; the start page leads here."""
        return {}

    def has_add_permission(self, request):
        return False

    def get_readonly_fields(self, request, obj=None):
        """Whose it is and what identifies it stay as they are."""
        keys = [field.name for field in self.opts.fields if field.name == "key"]
        return [*super().get_readonly_fields(request, obj), *self._owners(), *keys]

    def get_list_display(self, request):
        return ["__str__", self.owner, *self.columns, "company", "position"]

    def get_list_filter(self, request):
        return [
            *self.list_filter,
            self.owner,
            HasSource,
            "is_anecdotal",
            "is_our_reading",
            "company",
        ]

    def get_list_select_related(self, request):
        return [self.owner, "company"]

    def get_search_fields(self, request):
        return [*self.search_fields, "sources__title", "sources__slug"]

    # A part has no page: readers find it on that of its owner.
    def get_view_on_site_url(self, obj=None):
        return None

    def render_change_form(self, request, context, *args, obj=None, **kwargs):
        more = {"show_save_and_add_another": False}
        if obj:
            more |= self._whole(obj)
        return super().render_change_form(request, {**context, **more}, *args, obj=obj, **kwargs)

    def log_change(self, request, obj, message):
        self.tell_owner(request, obj, message)
        return super().log_change(request, obj, message)

    def log_deletions(self, request, queryset):
        for part in queryset:
            self.tell_owner(request, part, [{"deleted": {}}])
        return super().log_deletions(request, queryset)

    def delete_model(self, request, obj):
        super().delete_model(request, obj)
        self.message_user(request, way_back([obj]))

    def tell_owner(self, request, part, message):
        """In the history of the subject too, in the words that its own tab has for it."""
        named = {"name": str(self.opts.verbose_name), "object": str(part)}
        told = [{step: {**named, **what} for step, what in each.items()} for each in message]
        whole = getattr(part, self._owner_field(part).name)
        LogEntry.objects.log_actions(
            request.user.pk, [whole], CHANGE, change_message=told, single_object=True
        )

    def tab_of(self, part, field):
        """The tab of its owner that it is on."""
        return field.related_query_name()

    def _owners(self):
        return self.owners or (self.owner,)

    def _owner_field(self, part):
        fields = [self.opts.get_field(name) for name in self._owners()]
        # Advice and contrasts may have one of two owners.
        return next(field for field in fields if getattr(part, field.name))

    def _whole(self, part):
        """What the part belongs to, and where it is edited beside its like."""
        field = self._owner_field(part)
        whole = getattr(part, field.name)
        address = reverse(f"admin:roles_{whole._meta.model_name}_change", args=[whole.pk])
        return {"whole": whole, "whole_address": f"{address}?part={self.tab_of(part, field)}"}
