from django.contrib import admin
from django.core.exceptions import ValidationError

from roles import slugs
from roles.admin.part import WHOSE, PartAdmin, PartInline
from roles.admin.publish import PublishAdmin
from roles.admin.role import AdviceInline, ContrastInline
from roles.admin.working_copy import WorkingCopyForm
from roles.models import Comparison, Edition, Section


class ComparisonForm(WorkingCopyForm):
    """Refuses roles whose comparison has no address, or one that is taken."""

    def clean(self):
        cleaned = super().clean()
        if roles := cleaned.get("roles"):
            self._check_number(roles)
            self._check_address(roles, cleaned.get("company"))
        return cleaned

    def _check_number(self, roles):
        if not slugs.is_comparable(role.slug for role in roles):
            self.add_error("roles", "Choose two or three roles.")
        if light := [role.name for role in roles if role.is_neighbour]:
            self.add_error("roles", f"Neighbours are never compared: {', '.join(light)}.")

    def _check_address(self, roles, company):
        slug = slug_of(roles, company)
        longest = Comparison._meta.get_field("slug").max_length
        if len(slug) > longest:
            raise ValidationError(
                f"The address would have {len(slug)} signs, and has {longest} at most. Choose "
                "fewer roles, or leave the company out.",
                code="too_long",
            )
        # The slug is no field of the form, so that nothing else looks whether it is free.
        if Comparison.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise ValidationError(
                "There is a comparison of these roles already. Edit that one, or name a company.",
                code="taken",
            )


def slug_of(roles, company):
    return slugs.comparison_slug([role.slug for role in roles], company.name if company else "")


class SectionInline(PartInline):
    model = Section
    fk_name = "comparison"
    fields = [
        "heading",
        "body",
        *WHOSE,
    ]


class ComparisonContrastInline(ContrastInline):
    fk_name = "comparison"
    fields = ["role", "text", "answer", *ContrastInline.fields[2:]]


@admin.register(Comparison)
class ComparisonAdmin(PublishAdmin):
    kind = "comparison"
    form = ComparisonForm
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
        "question",
        "reply",
        "sources",
        "where",
        ("company", "holds_for"),
        "seen",
    ]
    inlines = [ComparisonContrastInline, SectionInline, AdviceInline]

    def get_readonly_fields(self, request, obj=None):
        """Roles and company are the address: once it is in the history, they stay."""
        # Also of past ones: the history is found by the slug.
        has_edition = obj and Edition.objects.of(self.kind).named(obj.slug).exists()
        return [
            *super().get_readonly_fields(request, obj),
            *(["roles", "company"] if has_edition else []),
        ]

    def save_related(self, request, form, formsets, change):
        """The address follows from the roles and the company; nobody has to type it."""
        # Only now: the roles are stored after the row that they belong to.
        super().save_related(request, form, formsets, change)
        comparison = form.instance
        comparison.slug = slug_of(comparison.roles.all(), comparison.company)
        comparison.save(update_fields=["slug"])


@admin.register(Section)
class SectionAdmin(PartAdmin):
    owner = "comparison"
    owners = ("comparison", "inquiry")
    columns = ["inquiry"]
    list_filter = ["inquiry"]
    search_fields = ["heading", "body"]

    def get_list_select_related(self, request):
        return ["comparison", "inquiry", "company"]
