from django.contrib import admin

from roles.admin.part import WHOSE, PartAdmin, PartInline
from roles.admin.publish import PublishAdmin
from roles.models import Route, Step


class StepInline(PartInline):
    model = Step
    fields = [
        "title",
        "why",
        "resource",
        "done_when",
        "hours",
        *WHOSE,
    ]


@admin.register(Route)
class RouteAdmin(PublishAdmin):
    kind = "route"
    list_display = ["name", "kind", "to_role", "from_role", "background", "public_state"]
    list_filter = ["kind", "to_role"]
    list_select_related = ["to_role", "from_role"]
    search_fields = ["name", "summary", "background"]
    prepopulated_fields = {"slug": ["name"]}
    autocomplete_fields = [*PublishAdmin.autocomplete_fields, "to_role", "from_role"]
    fields = [
        "name",
        ("slug", "kind"),
        ("to_role", "from_role", "background"),
        "summary",
        "sources",
        "where",
        ("company", "holds_for"),
        ("is_anecdotal", "is_our_reading"),
        "seen",
    ]
    inlines = [StepInline]


@admin.register(Step)
class StepAdmin(PartAdmin):
    owner = "route"
    search_fields = ["title", "why", "done_when"]
