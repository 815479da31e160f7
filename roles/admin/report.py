from django.contrib import admin

from roles.models import Report


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):
    list_display = ["__str__", "page", "created_at", "is_settled"]
    list_filter = ["is_settled", "created_at"]
    search_fields = ["text", "page", "evidence", "email"]
    readonly_fields = ["page", "text", "evidence", "email", "created_at"]

    def has_add_permission(self, request):
        return False
