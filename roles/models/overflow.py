"""Numbers that no column can hold."""

from django.db.models import IntegerField
from django.db.models.lookups import In


@IntegerField.register_lookup
class InRange(In):
    """Django finds nothing for a number too large, but fails on one in a list, such as that of
    what somebody chose in a form."""

    def process_rhs(self, compiler, connection):
        if self.rhs_is_direct_value():
            kind = self.lhs.output_field.get_internal_type()
            low, high = connection.ops.integer_field_range(kind)
            self.rhs = [
                value for value in self.rhs if not isinstance(value, int) or low <= value <= high
            ]
        return super().process_rhs(compiler, connection)
