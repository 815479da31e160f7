"""Choices that are looked up while one types."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple
from django.core.exceptions import ValidationError


class KeysAlone:
    """Where a form is shown again, it asks the database for what was chosen, and fails on what
    cannot be the key of a row. The form says beside it that there is no such choice."""

    def optgroups(self, name, value, attr=None):
        # Of a place it is the code.
        key = self.field.target_field
        return super().optgroups(name, [each for each in value if is_like(key, each)], attr)


def is_like(key, value):
    try:
        key.clean(value, None)
    except ValidationError:
        return False
    return True


class KeySelect(KeysAlone, AutocompleteSelect):
    pass


class KeySelectMultiple(KeysAlone, AutocompleteSelectMultiple):
    pass


class AsksForKeysAlone:
    """Of an admin or an inline whose choices are looked up."""

    def formfield_for_foreignkey(self, field, request, **kwargs):
        if field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeySelect(field, self.admin_site))
        return super().formfield_for_foreignkey(field, request, **kwargs)

    def formfield_for_manytomany(self, field, request, **kwargs):
        if field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", KeySelectMultiple(field, self.admin_site))
        return super().formfield_for_manytomany(field, request, **kwargs)
