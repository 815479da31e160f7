"""By what adverts are read: the phrases, what they speak for, and examples to try them on."""

from django.contrib import admin
from django.shortcuts import redirect

from roles.admin.part import WHOSE, PartAdmin, PartInline
from roles.admin.publish import PublishAdmin
from roles.models import AdvertQuestion, ExampleAdvert, FamilyRole, Signal, Signals


class FamilyRoleInline(PartInline):
    model = FamilyRole
    fields = [("role", "family"), "is_neighbour", *WHOSE]
    autocomplete_fields = [*PartInline.autocomplete_fields, "role"]


class AdvertQuestionInline(PartInline):
    model = AdvertQuestion
    fields = ["question", "phrases", "seeming", "note", *WHOSE]


class SignalInline(PartInline):
    model = Signal
    fields = [
        "name",
        "phrases",
        ("product", "delivery", "engineering_manager", "other", "technical"),
        "note",
        *WHOSE,
    ]


class ExampleAdvertInline(PartInline):
    model = ExampleAdvert
    fields = ["title", "text", "family", *WHOSE]


@admin.register(Signals)
class SignalsAdmin(PublishAdmin):
    kind = "signals"
    # It says nothing but its parts.
    autocomplete_fields = []
    list_display = ["__str__", "public_state"]
    search_fields = ["signals__name", "signals__phrases"]
    fields = [
        ("least_words", "least_score", "clear_words"),
        ("leaning_margin", "clear_margin", "narrowed_margin"),
        ("other_margin", "against_margin", "contradiction_margin"),
        ("technical_points", "technical_middle", "technical_high"),
        "seen",
    ]
    tabs = {
        "signals": ("Signals", SignalInline),
        "examples": ("Examples", ExampleAdvertInline),
        "questions": ("Questions", AdvertQuestionInline),
        "families": ("Roles in families", FamilyRoleInline),
    }

    def add_view(self, request, *args, **kwargs):
        """There is one: who would begin another is led to it."""
        # Not by the right to add one, which the menu of every page asks for.
        row = Signals.objects.first() if self.has_add_permission(request) else None
        if row:
            return redirect(self.change_address(row))
        return super().add_view(request, *args, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        # Its slug is in no form, so that there is none to be shown.
        return [name for name in super().get_readonly_fields(request, obj) if name != "slug"]


@admin.register(FamilyRole)
class FamilyRoleAdmin(PartAdmin):
    owner = "whole"
    columns = ["family", "is_neighbour"]
    list_filter = ["family"]
    search_fields = ["role__name"]
    autocomplete_fields = [*PartAdmin.autocomplete_fields, "role"]


@admin.register(AdvertQuestion)
class AdvertQuestionAdmin(PartAdmin):
    owner = "whole"
    search_fields = ["question", "phrases", "seeming", "note"]


@admin.register(Signal)
class SignalAdmin(PartAdmin):
    owner = "whole"
    columns = ["product", "delivery", "engineering_manager", "other", "technical"]
    search_fields = ["name", "phrases", "note"]


@admin.register(ExampleAdvert)
class ExampleAdvertAdmin(PartAdmin):
    owner = "whole"
    columns = ["family"]
    list_filter = ["family"]
    search_fields = ["title", "text"]
