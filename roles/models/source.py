from django.db import models
from django.db.models import Count, Exists, F, Max, OuterRef, Q
from django.urls import reverse

from roles import dates, licences
from roles.models.edition import Citation, Edition
from roles.models.few_words import FewWords
from roles.models.gap import GapClaim
from roles.models.known_date import known_date, only_known_dates
from roles.models.pay import SalaryFigure, has_figures
from roles.models.rate import ExchangeRate


class SourceQuerySet(models.QuerySet):
    def get_by_natural_key(self, slug):
        return self.get(slug=slug)

    def cited(self, at=None):
        """Only what a current edition, a figure that readers see, a claim or a conversion rests
        on: a source of drafts alone is not public."""
        # Figures are the one table here that grows without end: whether there is one is asked for
        # each source from an index. Of the others there are few, and any way of asking is quick.
        claims = GapClaim.objects.published(at).of_public_roles(at)
        return self.filter(
            Q(pk__in=Citation.objects.current(at).values("source"))
            | has_figures("source", at)
            | Q(pk__in=claims.values("source"))
            | Exists(ExchangeRate.objects.filter(source=OuterRef("pk")))
        )

    def of_kind(self, kind):
        return self.filter(kind=kind)

    def with_licence(self):
        """Those of which a licence is known."""
        return self.exclude(licence="")

    def live(self):
        """What readers see rests on it, or will when what is published already becomes due."""
        due, waiting = Edition.objects.current(), Edition.objects.waiting()
        editions = Q(listing__edition__in=due.values("pk"))
        editions |= Q(listing__edition__in=waiting.values("pk"))
        own = {"source": OuterRef("pk")}
        named = self.model.objects.filter(
            Q(pk__in=Citation.objects.filter(editions).values("source"))
            # Also what was found wrong: the page of corrections names its source.
            | Exists(SalaryFigure.objects.live().filter(**own))
            | Exists(GapClaim.objects.live().filter(**own))
            | Exists(ExchangeRate.objects.live().filter(**own))
        ).values("pk")
        # The page of a source names what it was made from.
        return self.filter(Q(pk__in=named) | Q(part_of__in=named))

    def with_figures(self, at=None):
        """Those that a figure rests on which readers see."""
        return self.filter(has_figures("source", at))

    def with_pay(self, at=None):
        """Each with whether figures and conversions rest on it, and it on collections."""
        has_rates = Exists(ExchangeRate.objects.filter(source=OuterRef("pk")))
        has_collections = Exists(self.model.objects.filter(part_of=OuterRef("pk")))
        return self.annotate(
            has_figures=has_figures("source", at),
            has_rates=has_rates,
            has_collections=has_collections,
        )

    def with_citation_count(self, at=None):
        # A filter of the count, not of the rows: what only drafts name counts 0 and stays.
        is_current = Q(citations__listing__edition__in=Edition.objects.current(at).values("pk"))
        counted = self.annotate(citation_count=Count("citations", filter=is_current))
        # An order of its own: counting drops the model's.
        return counted.order_by("title", "slug")

    def with_last_citation(self, at=None):
        """Each with the moment of the newest edition that names it."""
        current = Edition.objects.current(at).values("pk")
        newest = Max(
            "citations__listing__edition__published_at",
            filter=Q(citations__listing__edition__in=current),
        )
        return self.annotate(last_cited_at=newest)

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
    short_name = models.CharField(
        max_length=30,
        blank=True,
        help_text="What stands beside a statement, in the middle of a line: “a learning site”.",
    )
    interest = models.CharField(
        max_length=60,
        blank=True,
        validators=[FewWords(6)],
        help_text="What it sells, or who is behind it, in at most six words: “sells a book”.",
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
        help_text="What a reader should know before trusting it: who pays, what is missing. Of a "
        "collection: what was taken from it, and when that was seen.",
    )
    part_of = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="collections",
        help_text="Of a collection, the source that was made from it, whose page names it.",
    )

    objects = SourceQuerySet.as_manager()

    class Meta:
        ordering = ["title", "slug"]
        constraints = [
            only_known_dates("published_on", "published_on_is_a_date_as_far_as_known"),
            models.CheckConstraint(
                condition=~Q(part_of=F("pk")),
                name="no_source_is_made_from_itself",
                violation_error_message="A source is not made from itself.",
            ),
        ]

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

    @property
    def licence_address(self):
        """Where the words of its licence can be read; empty where that is not known."""
        return licences.address(self.licence)
