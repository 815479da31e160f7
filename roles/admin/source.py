from django.contrib import admin

from roles.admin.live import LiveAdmin
from roles.admin.part import INPUTS
from roles.models import Company, Source


def statements_on(sources):
    """All that name one of them, whatever table they stand in."""
    for relation in Source._meta.get_fields(include_hidden=True):
        if relation.many_to_many and relation.auto_created:
            statements = relation.related_model._base_manager
            yield from statements.filter(**{f"{relation.field.name}__in": sources}).distinct()


@admin.register(Source)
class SourceAdmin(LiveAdmin, admin.ModelAdmin):
    list_display = ["name", "kind", "publisher", "author", "published_on", "citation_count"]
    list_filter = ["kind"]
    fields = [
        "title",
        "slug",
        "kind",
        ("short_name", "interest"),
        ("publisher", "author"),
        "address",
        ("published_on", "retrieved_on"),
        "licence",
        "note",
        "part_of",
    ]
    autocomplete_fields = ["part_of"]
    formfield_overrides = INPUTS
    search_fields = ["title", "slug", "publisher", "author"]
    prepopulated_fields = {"slug": ["title"]}

    class Media:
        css = {"all": ["css/admin.css"]}
        js = ["js/unsaved.js"]

    def get_readonly_fields(self, request, obj=None):
        """The slug is an address, and what editions name it by: it is chosen once."""
        return ["slug"] if obj else []

    def get_prepopulated_fields(self, request, obj=None):
        return {} if obj else super().get_prepopulated_fields(request, obj)

    def get_queryset(self, request):
        return super().get_queryset(request).with_citation_count()

    def kept_by(self, rows):
        """Statements of working copies and drafts as well: they would stand there without it."""
        return [str(row) for row in statements_on(rows)]

    @admin.display(description="public statements", ordering="citation_count")
    def citation_count(self, source):
        return source.citation_count


@admin.register(Company)
class CompanyAdmin(LiveAdmin, admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    fields = ["name", "slug"]

    def get_readonly_fields(self, request, obj=None):
        """Editions and addresses hold the name, so it is chosen once; the slug follows from it."""
        return ["name", "slug"] if obj else ["slug"]
