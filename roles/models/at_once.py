"""Rules of a row, asked of the database at once.

Django asks a query for each, with every column of the row in it: of a salary figure that has 24 it
was most of what saving a form took.
"""

from django.core.exceptions import ValidationError
from django.db import DEFAULT_DB_ALIAS, models
from django.db.models import CheckConstraint, Q


class AllRules(models.BaseConstraint):
    """Those rules in one query, and one after the other only where one is broken, to tell which."""

    def __init__(self, rules):
        super().__init__(name="all_rules")
        self.rules = rules

    def validate(self, model, instance, exclude=None, using=DEFAULT_DB_ALIAS):
        left_out = with_generated(model, set(exclude or ()))
        # One that names a field that is left out is not asked, as by Django.
        asked = [rule for rule in self.rules if left_out.isdisjoint(names_of(rule.condition))]
        together = CheckConstraint(condition=Q(*(rule.condition for rule in asked)), name=self.name)
        if asked and list(broken([together], model, instance, exclude, using)):
            raise ValidationError(list(broken(asked, model, instance, exclude, using)))


def names_of(condition):
    return condition.referenced_base_fields


def with_generated(model, names):
    """Those fields, and the ones that the database makes of them."""
    for field in model._meta.local_concrete_fields:
        if field.generated and not names.isdisjoint(names_of(Q(field.expression))):
            names = names | {field.name}
    return names


def broken(rules, model, instance, exclude, using):
    """What those rules say that the row breaks."""
    for rule in rules:
        try:
            rule.validate(model, instance, exclude, using)
        except ValidationError as error:
            yield error


class RulesAtOnce(models.Model):
    class Meta:
        abstract = True

    def get_constraints(self):
        for model, constraints in super().get_constraints():
            rules = [each for each in constraints if isinstance(each, CheckConstraint)]
            others = [each for each in constraints if not isinstance(each, CheckConstraint)]
            yield model, [AllRules(rules), *others]
