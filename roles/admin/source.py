from django.contrib import admin

from roles.admin.part import INPUTS
from roles.models import Company, Source


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ["name", "kind", "publisher", "author", "published_on", "citation_count"]
    list_filter = ["kind"]
    formfield_overrides = INPUTS
    search_fields = ["title", "slug", "publisher", "author"]
    prepopulated_fields = {"slug": ["title"]}

    def get_queryset(self, request):
        return super().get_queryset(request).with_citation_count()

    @admin.display(description="public statements", ordering="citation_count")
    def citation_count(self, source):
        return source.citation_count


@admin.register(Company)
class CompanyAdmin(admin.ModelAdmin):
    list_display = ["name", "slug"]
    search_fields = ["name"]
    prepopulated_fields = {"slug": ["name"]}
