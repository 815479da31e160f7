"""Forms that ask the rules of the database of the whole row, as the database will."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms.models import InlineForeignKeyField


class WholeRowForm(forms.ModelForm):
    """Tells in words what the database would refuse.

    Django leaves out a rule when one of its fields is not in the form, such as the owner of a part
    on the part's own page or on a tab; the database does not.
    """

    def validate_unique(self):
        unknown = self._not_known_yet()
        for rules in (self.instance.validate_unique, self.instance.validate_constraints):
            try:
                rules(exclude=unknown)
            except ValidationError as error:
                self._tell(error)

    def _tell(self, error):
        for name, errors in error.error_dict.items():
            # Above the form, when it does not show the field.
            place = name if name in self.fields else None
            # Django has asked some of these rules already.
            told = self.errors.get(place or NON_FIELD_ERRORS, ())
            for each in errors:
                if each.messages[0] not in told:
                    self.add_error(place, each)

    def _not_known_yet(self):
        """What was filled in wrongly, which has been told, and an owner that is saved later."""
        fields = self.fields.items()
        owners = {name for name, field in fields if isinstance(field, InlineForeignKeyField)}
        unsaved = {name for name in owners if self.fields[name].parent_instance.pk is None}
        return {*self.errors, *unsaved}
