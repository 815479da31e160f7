from django.contrib import admin

from roles.models import Edition


@admin.register(Edition)
class EditionAdmin(admin.ModelAdmin):
    """To read only: editions are made by publishing and never changed."""

    list_display = ["slug", "kind", "number", "published_at", "published_by", "reason"]
    list_filter = ["kind", "is_correction", "published_at"]
    list_select_related = ["published_by"]
    search_fields = ["slug", "reason"]
    date_hierarchy = "published_at"

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    # Newest first here, where all subjects stand together; the model's order is by subject.
    def get_queryset(self, request):
        return super().get_queryset(request).order_by("-published_at", "-pk")
