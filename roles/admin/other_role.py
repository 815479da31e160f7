"""Choices of a role for what leads from one role to another."""

from django.contrib.admin.utils import unquote

from roles.admin.autocomplete import KeySelect, is_like

WITHOUT = "without"


class OtherRoleSelect(KeySelect):
    """Does not offer the role that the part is of, which every such part refuses."""

    own_role = None

    def get_url(self):
        return f"{super().get_url()}?{WITHOUT}={self.own_role}"


class NamesOtherRole:
    """Of an admin or inline of parts: this field names a role, and never the part's own."""

    own_role: str
    other_role: str

    def formfield_for_foreignkey(self, field, request, **kwargs):
        own_role = self._own_role(request) if field.name == self.other_role else None
        if own_role:
            kwargs["widget"] = OtherRoleSelect(field, self.admin_site)
            kwargs["widget"].own_role = own_role
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def _own_role(self, request):
        """The key of the role that the page is about, or that the part on it belongs to."""
        pk = request.resolver_match.kwargs.get("object_id")
        # The part's own page, unlike a tab of its owner, names the part.
        part = pk and self.model._default_manager.filter(pk=unquote(pk)).first()
        return part and getattr(part, f"{self.own_role}_id")


class NamesOtherRoleInline(NamesOtherRole):
    def _own_role(self, request):
        return request.resolver_match.kwargs.get("object_id")


def offered(request, roles):
    """The roles to choose from in answer to what `OtherRoleSelect` asks."""
    own_role = request.GET.get(WITHOUT, "")
    return roles.exclude(pk=own_role) if is_like(roles.model._meta.pk, own_role) else roles
