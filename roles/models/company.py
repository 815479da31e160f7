from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, OuterRef, Q

from roles.models.edition import Listing
from roles.models.gap import GapClaim
from roles.models.pay import SalaryFigure, has_figures
from roles.slugs import company_slug


class CompanyQuerySet(models.QuerySet):
    def get_by_natural_key(self, name):
        return self.get(name=name)

    def named(self, name):
        """The company of this name, however it is written; made when there is none."""
        return self.get_or_create(slug=company_slug(name), defaults={"name": name})[0]

    def with_figures(self, at=None):
        """Those that a figure is of which readers see."""
        return self.filter(has_figures("company", at))

    def live(self):
        """What readers see by name among facts of pay and comparisons."""
        own = {"company": OuterRef("pk")}
        return self.filter(
            Exists(SalaryFigure.objects.live().filter(**own))
            | Exists(GapClaim.objects.live().filter(**own))
            | Exists(Listing.objects.filter(company=OuterRef("name")))
        )

    def first_and(self, count, slug):
        """The first by name, and the one of that slug in any case."""
        first = self.order_by("name").values("pk")[:count]
        return self.filter(Q(pk__in=first) | Q(slug=slug))


class Company(models.Model):
    name = models.CharField(max_length=100, unique=True)
    # Nobody types it: files spell an employer in many ways, and one rule tells them apart.
    slug = models.SlugField(unique=True, max_length=100, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        # One stored before that rule keeps its slug: editions and addresses hold it.
        self.slug = self.slug or company_slug(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
        # No form checks a field that nobody types; the constraint alone would answer with a 500.
        same = Company.objects.filter(slug=company_slug(self.name)).exclude(pk=self.pk).first()
        if same:
            raise ValidationError(
                {
                    "name": f"That is {same}, which is known already. Case, accents and signs do "
                    "not tell companies apart."
                }
            )

    def natural_key(self):
        return (self.name,)
