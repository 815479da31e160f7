from django.contrib import admin
from django.utils.html import format_html

from roles.addresses import local_path
from roles.admin.optimistic_lock import OptimisticLock
from roles.admin.part import INPUTS
from roles.models import Report


@admin.register(Report)
class ReportAdmin(OptimisticLock, admin.ModelAdmin):
    list_display = ["__str__", "page", "created_at", "is_settled"]
    list_filter = ["is_settled", "created_at"]
    search_fields = ["text", "page", "evidence", "email"]
    # What the reader wrote stays; staff add what became of it.
    readonly_fields = ["text", "page_link", "evidence", "email", "created_at"]
    fields = [*readonly_fields, "answer", "is_settled"]
    formfield_overrides = INPUTS

    class Media:
        css = {"all": ["css/admin.css"]}

    def get_fields(self, request, obj=None):
        return self._without_address(request, super().get_fields(request, obj))

    def get_search_fields(self, request):
        # A search would tell an address by finding it.
        return self._without_address(request, super().get_search_fields(request))

    def _without_address(self, request, fields):
        """A reporter gave it to those who answer, not to everybody who writes."""
        may_see = request.user.has_perm("roles.see_reporter")
        return [name for name in fields if name != "email" or may_see]

    @admin.display(description="page")
    def page_link(self, report):
        # A reader typed it: only what leads to this site becomes a link for staff.
        path = local_path(report.page)
        return format_html('<a href="{0}">{0}</a>', path) if path else report.page

    def has_add_permission(self, request):
        return False
