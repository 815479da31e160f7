from django.contrib import admin

from roles.admin.part import HasSource
from roles.admin.publish import PublishAdmin
from roles.admin.role import CellInline
from roles.models import Dimension, Group, Skill


class OutlineAdmin(PublishAdmin):
    """Groups, rows and skills are one subject: publishing any of them publishes the outline."""

    kind = "outline"
    autocomplete_fields = []
    list_display = ["name", "key", "position"]
    list_editable = ["position"]
    search_fields = ["name", "key"]
    prepopulated_fields = {"key": ["name"]}

    def slug_of(self, row):
        return "outline"

    def get_queryset(self, request):
        return admin.ModelAdmin.get_queryset(self, request)

    def get_readonly_fields(self, request, obj=None):
        return ["key"] if obj else []

    def has_delete_permission(self, request, obj=None):
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


class DimensionInline(admin.TabularInline):
    model = Dimension
    extra = 0
    show_change_link = True
    fields = ["name", "key", "question", "position"]


@admin.register(Group)
class GroupAdmin(OutlineAdmin):
    inlines = [DimensionInline]


class DimensionCellInline(CellInline):
    autocomplete_fields = ["sources", "company", "role"]
    fields = [("role", "value"), "text", "sources", ("company", "is_anecdotal", "position")]


@admin.register(Dimension)
class DimensionAdmin(OutlineAdmin):
    list_display = ["name", "group", "question", "position"]
    list_filter = ["group"]
    list_select_related = ["group"]
    search_fields = ["name", "key", "question"]
    inlines = [DimensionCellInline]


@admin.register(Skill)
class SkillAdmin(OutlineAdmin):
    list_display = ["name", "kind", "explanation", "position"]
    list_filter = ["kind", HasSource]
    search_fields = ["name", "key", "explanation"]
    autocomplete_fields = ["sources", "company"]
