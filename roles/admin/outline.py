from django.contrib import admin, messages
from django.urls import reverse

from roles import problems, publishing
from roles.admin.part import WHOSE, HasSource
from roles.admin.plain_form import EmptyRow
from roles.admin.publish import PublishAdmin
from roles.admin.role import CellInline
from roles.admin.whole_row import WholeRowForm
from roles.models import Dimension, Group, Skill


class OutlineAdmin(PublishAdmin):
    """Groups, rows and skills are one subject: publishing any of them publishes the outline."""

    change_form_template = "admin/roles/outline/change_form.html"

    kind = "outline"
    # Groups and rows say nothing of their own that a source could stand behind.
    autocomplete_fields = []
    list_display = ["name", "key", "position"]
    list_editable = ["position"]
    search_fields = ["name", "key"]
    prepopulated_fields = {"key": ["name"]}

    # Whichever row is open, its history and its working copy are those of the outline.
    def slug_of(self, row):
        return "outline"

    def name_of(self, row):
        return "the rows and skills"

    def remedy(self, row, subject, problem):
        """Each row, group and skill has its own page."""
        field, *keys = problem.where.split(" / ")
        model = Skill if field == "skills" else Dimension if len(keys) > 1 else Group
        part = keys and model.objects.filter(key=keys[-1]).first()
        if not part:
            return super().remedy(row, subject, problem)
        address = reverse(f"admin:roles_{model._meta.model_name}_change", args=[part.pk])
        return f"{model._meta.verbose_name.capitalize()}: {part}", address

    def changelist_view(self, request, extra_context=None):
        return self._telling_places(request, super().changelist_view(request, extra_context))

    def changeform_view(self, request, *args, **kwargs):
        return self._telling_places(request, super().changeform_view(request, *args, **kwargs))

    def _telling_places(self, request, response):
        """Says what publishing will not take. It is saved all the same: who lets two rows change
        places has both in one for a while."""
        if request.method == "POST" and response.status_code == 302:
            for problem in problems.of_places(publishing.from_tables("outline", "outline")):
                message = f"Saved, and not to be published like this: it {problem.message}."
                self.message_user(request, message, messages.WARNING)
        return response

    def get_queryset(self, request):
        # Past SubjectAdmin, which looks for editions by the slug of each row: these have none.
        return admin.ModelAdmin.get_queryset(self, request)

    def get_readonly_fields(self, request, obj=None):
        # Cells and needs, in editions too, name it by the key.
        return ["key"] if obj else []

    def has_delete_permission(self, request, obj=None):
        # The outline stays when a row goes; the database keeps those that a role speaks in.
        return admin.ModelAdmin.has_delete_permission(self, request, obj)


class DimensionInline(EmptyRow, admin.TabularInline):
    form = WholeRowForm
    model = Dimension
    extra = 0
    show_change_link = True
    fields = ["name", "key", "question", "telling", "position"]


@admin.register(Group)
class GroupAdmin(OutlineAdmin):
    inlines = [DimensionInline]


class DimensionCellInline(CellInline):
    verbose_name_plural = "what each role says in this row (published with the role)"
    autocomplete_fields = ["sources", "company", "role"]
    fields = [
        ("role", "value"),
        "text",
        "short",
        *WHOSE,
    ]


@admin.register(Dimension)
class DimensionAdmin(OutlineAdmin):
    list_display = ["name", "group", "question", "telling", "position"]
    list_filter = ["group"]
    list_select_related = ["group"]
    search_fields = ["name", "key", "question"]
    inlines = [DimensionCellInline]


@admin.register(Skill)
class SkillAdmin(OutlineAdmin):
    list_display = ["name", "kind", "explanation", "telling", "position"]
    list_filter = ["kind", HasSource]
    search_fields = ["name", "key", "explanation"]
    autocomplete_fields = ["sources", "company"]
