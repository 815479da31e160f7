from django.contrib.admin.apps import AdminConfig


class StaffConfig(AdminConfig):
    """Django's admin, with a site of ours."""

    default_site = "roles.staff_site.StaffSite"
