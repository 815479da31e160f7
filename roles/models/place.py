from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from roles.importers.places import COUNTRIES
from roles.models.gap import GapClaim
from roles.models.pay import SalaryFigure, has_figures

# A metropolitan area may lie in several regions, so that it has a code beside theirs.
CODE = r"\A[A-Z]{2}(-([A-Z0-9]{1,3}|[0-9]{5}))?\Z"

METRO = r"-[0-9]{5}$"


def of_a_country(code):
    """Refuses what begins as no country, though it has the form: EU, ZZ."""
    if code[:2] not in COUNTRIES:
        raise ValidationError(
            "%(code)s is the code of no country by ISO 3166: the United Kingdom is GB.",
            params={"code": code[:2]},
        )


class PlaceQuerySet(models.QuerySet):
    def get_by_natural_key(self, code):
        return self.get(code=code)

    def countries(self):
        return self.filter(parent=None)

    def live(self):
        """What readers see by name: of a country, also by what is of one of its regions."""
        figures = SalaryFigure.objects.live()
        claims = GapClaim.objects.live()
        return self.filter(
            Exists(figures.filter(Q(place=OuterRef("code")) | Q(country=OuterRef("code"))))
            | Exists(claims.filter(place__code__startswith=OuterRef("code")))
        )

    def states(self):
        return self.filter(parent__isnull=False).exclude(code__regex=METRO)

    def metros(self):
        """Metropolitan areas, which have a number."""
        return self.filter(code__regex=METRO)

    def with_own_figures(self, at=None):
        """Those that have a figure which readers see of just this place."""
        return self.filter(has_figures("place", at, key="code"))

    def with_figures(self, at=None):
        """The countries that have a figure which readers see."""
        return self.countries().filter(has_figures("country", at, key="code"))


class Place(models.Model):
    code = models.CharField(
        unique=True,
        max_length=8,
        validators=[RegexValidator(CODE, "Write US, US-CA, or US-41860."), of_a_country],
        help_text="ISO 3166: US for a country, US-CA for a region of it; for a metropolitan area "
        "its number behind the country: US-41860.",
    )
    name = models.CharField(max_length=100)
    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="regions",
        verbose_name="country",
        help_text="The country a region lies in; empty for a country.",
    )

    objects = PlaceQuerySet.as_manager()

    class Meta:
        ordering = ["code"]
        constraints = [
            models.CheckConstraint(
                # Figures take their country from the code, so that code and parent must agree.
                condition=Q(parent=None) ^ Q(code__contains="-"),
                name="regions_lie_in_a_country",
                violation_error_message="A region has a country and a code like US-CA; a country "
                "has neither.",
            )
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.code,)
