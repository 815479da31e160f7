from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.lookups import IsNull
from django.urls import reverse

from roles import dates
from roles.models.known_date import known_date, only_known_dates
from roles.slugs import company_slug


def has_figures(field, at=None, key="pk"):
    """That figures which readers see name the row in this field."""
    from roles.models.pay import SalaryFigure

    return has_any(SalaryFigure.objects.public(at).filter(**{field: OuterRef(key)}))


def has_any(rows):
    """Whether there are any of these figures. As Exists, but each time in the order of an index:
    PostgreSQL would read all figures to join them."""
    return IsNull(Subquery(rows.newest_first().values("pk")[:1]), False)


class SourceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def cited(self, at=None):
        """Only what a current edition, a figure that readers see, a claim or a conversion rests
        on: a source of drafts alone is not public."""
        from roles.models.edition import Citation
        from roles.models.pay import GapClaim
        from roles.models.rate import ExchangeRate

        claims = GapClaim.objects.published(at).of_public_roles(at)
        return self.filter(
            Q(pk__in=Citation.objects.current(at).values("source"))
            | has_figures("source", at)
            | Q(pk__in=claims.values("source"))
            | Exists(ExchangeRate.objects.filter(source=OuterRef("pk")))
        )

    def with_figures(self, at=None):
        """Those that a figure rests on which readers see."""
        return self.filter(has_figures("source", at))

    def with_pay(self, at=None):
        """Each with whether figures and conversions rest on it."""
        from roles.models.rate import ExchangeRate

        has_rates = Exists(ExchangeRate.objects.filter(source=OuterRef("pk")))
        return self.annotate(has_figures=has_figures("source", at), has_rates=has_rates)

    def with_citation_count(self, at=None):
        from roles.models.edition import Edition

        is_current = Q(citations__listing__edition__in=Edition.objects.current(at).values("pk"))
        counted = self.annotate(citation_count=Count("citations", filter=is_current))
        return counted.order_by("title", "slug")

    def by_slug(self):
        return {source.slug: source for source in self}


class Source(models.Model):
    class Kind(models.TextChoices):
        ARTICLE = "article", "Article"
        STATISTIC = "statistic", "Official statistic"
        SURVEY = "survey", "Survey"
        ADVERT = "advert", "Job advert"
        DATA_SET = "data_set", "Data set"

    slug = models.SlugField(unique=True, max_length=100)
    title = models.CharField(
        max_length=300, blank=True, help_text="As the publisher wrote it; empty when it has none."
    )
    publisher = models.CharField(max_length=200, blank=True)
    author = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.ARTICLE)
    address = models.URLField(
        max_length=500, blank=True, help_text="Where a reader can open it; empty when unknown."
    )
    published_on = models.CharField(
        max_length=10,
        blank=True,
        validators=[known_date],
        help_text="As exactly as it is known: 2022, 2022-09 or 2022-09-07. Empty when unknown.",
    )
    retrieved_on = models.DateField(null=True, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    note = models.TextField(
        blank=True,
        help_text="What a reader should know before trusting it: who pays, what is missing.",
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "slug"]
        constraints = [only_known_dates("published_on", "published_on_is_a_date_as_far_as_known")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("source_detail", args=[self.slug])

    def natural_key(self):
        return (self.slug,)

    @property
    def name(self):
        """Its title, or what a person would call it that has none."""
        if self.title:
            return self.title
        untitled = f"Untitled {self.get_kind_display().lower()}"
        if self.author:
            return f"{untitled} by {self.author}"
        # What follows the comma is a remark, such as that our copy does not name the publisher.
        publisher = self.publisher.partition(",")[0]
        return f"{untitled} from {publisher}" if publisher else f"{untitled} ({self.slug})"

    @property
    def published(self):
        """When it was published in words, as exactly as it is known; empty when it is not."""
        return dates.in_words(self.published_on)


class CompanyQuerySet(models.QuerySet):
    def get_by_natural_key(self, name):
        return self.get(name=name)

    def named(self, name):
        """The company of this name, however it is written; made when there is none."""
        return self.get_or_create(slug=company_slug(name), defaults={"name": name})[0]

    def with_figures(self, at=None):
        """Those that a figure is of which readers see."""
        return self.filter(has_figures("company", at))

    def first_and(self, count, slug):
        """The first by name, and the one of that slug in any case."""
        first = self.order_by("name").values("pk")[:count]
        return self.filter(Q(pk__in=first) | Q(slug=slug))


class Company(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(unique=True, max_length=100, editable=False)

    objects = CompanyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "companies"

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        self.slug = self.slug or company_slug(self.name)
        super().save(*args, **kwargs)

    def clean(self):
        super().clean()
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
