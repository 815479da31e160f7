"""What the admin of all parts has in common."""

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget, AdminURLFieldWidget
from django.db import models


class Lines(AdminTextareaWidget):
    """Lines end as they did before: a browser sends other line ends than it was given."""

    def value_from_datadict(self, *args):
        text = super().value_from_datadict(*args)
        return text and text.replace("\r\n", "\n")


INPUTS = {
    models.URLField: {"widget": AdminURLFieldWidget, "assume_scheme": "https"},
    models.TextField: {"widget": Lines},
}


class HasSource(admin.SimpleListFilter):
    title = "sources"
    parameter_name = "sources"

    def lookups(self, request, model_admin):
        return [("none", "Without a source"), ("some", "With a source")]

    def queryset(self, request, queryset):
        match self.value():
            case "none":
                return queryset.filter(sources=None)
            case "some":
                return queryset.exclude(sources=None)
        return queryset


class PartInline(admin.StackedInline):
    extra = 0
    show_change_link = True
    autocomplete_fields = ["sources", "company"]
    formfield_overrides = INPUTS

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("company").prefetch_related("sources")


class PartAdmin(admin.ModelAdmin):
    """A part on its own page, for finding one among those of all owners."""

    owner = "role"
    autocomplete_fields = ["sources", "company"]
    formfield_overrides = INPUTS
    list_per_page = 50
    save_on_top = True

    def get_list_display(self, request):
        return ["__str__", self.owner, *self.list_display[1:], "company", "is_anecdotal"]

    def get_list_filter(self, request):
        return [*self.list_filter, self.owner, HasSource, "is_anecdotal", "company"]

    def get_list_select_related(self, request):
        return [self.owner, "company"]

    def get_search_fields(self, request):
        return [*self.search_fields, "sources__title", "sources__slug"]

    def get_autocomplete_fields(self, request):
        return [*self.autocomplete_fields, self.owner]

    def view_on_site(self, part):
        return getattr(part, self.owner).get_absolute_url()
