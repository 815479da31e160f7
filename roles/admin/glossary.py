from django.contrib import admin
from django.shortcuts import redirect

from roles.admin.part import WHOSE, PartAdmin, PartInline
from roles.admin.publish import PublishAdmin
from roles.models import Glossary, Term


class TermInline(PartInline):
    model = Term
    fields = ["term", "gloss", "roles", *WHOSE]
    autocomplete_fields = [*PartInline.autocomplete_fields, "roles"]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("roles")


@admin.register(Glossary)
class GlossaryAdmin(PublishAdmin):
    kind = "glossary"
    # It says nothing but its terms.
    autocomplete_fields = []
    list_display = ["__str__", "public_state"]
    search_fields = ["terms__term", "terms__gloss"]
    fields = ["seen"]
    inlines = [TermInline]

    def add_view(self, request, *args, **kwargs):
        """There is one: who would begin another is led to it."""
        # Not by the right to add one, which the menu of every page asks for.
        row = Glossary.objects.first() if self.has_add_permission(request) else None
        if row:
            return redirect(self.change_address(row))
        return super().add_view(request, *args, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        # Its slug is in no form, so that there is none to be shown.
        return [name for name in super().get_readonly_fields(request, obj) if name != "slug"]


@admin.register(Term)
class TermAdmin(PartAdmin):
    owner = "glossary"
    search_fields = ["term", "gloss"]
    autocomplete_fields = [*PartAdmin.autocomplete_fields, "roles"]
