"""Numbers that no column can hold."""

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey, IntegerField
from django.db.models.fields import related_lookups
from django.db.models.lookups import In


class InRange:
    """Django finds nothing for a number too large, but fails on one in a list or for a key of
    another row, such as what somebody chose in a form or wrote into an address of the admin."""

    def process_rhs(self, compiler, connection):
        column = self.lhs.output_field
        column = getattr(column, "target_field", column)
        if self.rhs_is_direct_value() and isinstance(column, IntegerField):
            low, high = connection.ops.integer_field_range(column.get_internal_type())
            sought = self.rhs if isinstance(self, In) else [self.rhs]
            kept = [each for each in sought if not isinstance(each, int) or low <= each <= high]
            if not kept:
                raise EmptyResultSet
            if isinstance(self, In):
                self.rhs = kept
        return super().process_rhs(compiler, connection)


@IntegerField.register_lookup
class NumberIn(InRange, In):
    pass


@ForeignKey.register_lookup
class KeyIn(InRange, related_lookups.RelatedIn):
    pass


@ForeignKey.register_lookup
class KeyExact(InRange, related_lookups.RelatedExact):
    pass


@ForeignKey.register_lookup
class KeyBelow(InRange, related_lookups.RelatedLessThan):
    pass


@ForeignKey.register_lookup
class KeyUpTo(InRange, related_lookups.RelatedLessThanOrEqual):
    pass


@ForeignKey.register_lookup
class KeyAbove(InRange, related_lookups.RelatedGreaterThan):
    pass


@ForeignKey.register_lookup
class KeyFrom(InRange, related_lookups.RelatedGreaterThanOrEqual):
    pass
