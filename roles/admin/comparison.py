from django.contrib import admin

from roles import problems
from roles.admin.part import PartAdmin, PartInline
from roles.admin.publish import PublishAdmin
from roles.admin.role import AdviceInline, ContrastInline
from roles.models import Comparison, Section


class SectionInline(PartInline):
    model = Section
    fields = [("heading", "key"), "body", "sources", ("company", "is_anecdotal", "position")]


class ComparisonContrastInline(ContrastInline):
    fk_name = "comparison"


@admin.register(Comparison)
class ComparisonAdmin(PublishAdmin):
    kind = "comparison"
    list_display = ["name", "slug", "company", "public_state"]
    list_filter = ["roles", "company"]
    list_select_related = ["company"]
    search_fields = ["name", "slug", "short_answer"]
    autocomplete_fields = [*PublishAdmin.autocomplete_fields, "roles"]
    readonly_fields = ["slug"]
    fields = [
        "name",
        "roles",
        "slug",
        "short_answer",
        "audience",
        "sources",
        ("company", "is_anecdotal"),
        "seen",
    ]
    inlines = [ComparisonContrastInline, SectionInline, AdviceInline]

    def save_related(self, request, form, formsets, change):
        """The address follows from the roles and the company; nobody has to type it."""
        super().save_related(request, form, formsets, change)
        comparison = form.instance
        roles = tuple(comparison.roles.values_list("slug", flat=True))
        company = comparison.company.name if comparison.company else ""
        comparison.slug = problems.canonical_slug(roles, company)
        comparison.save(update_fields=["slug"])


@admin.register(Section)
class SectionAdmin(PartAdmin):
    owner = "comparison"
    search_fields = ["heading", "body"]
