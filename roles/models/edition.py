import logging

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property

from roles import content
from roles.addresses import comparison_address
from roles.models.route import Route
from roles.passages import MOST_LETTERS

log = logging.getLogger(__name__)
KEPT = "An edition is never deleted; withdraw its subject instead."


def _is_about(roles):
    # Not by a join, which would bring an edition once for each of these roles.
    return Q(pk__in=ListedRole.objects.filter(slug__in=roles).values("listing__edition"))


class EditionQuerySet(models.QuerySet):
    def current(self, at=None):
        """The newest edition of each subject that is due, unless that one withdraws it."""
        due = Edition.objects.filter(
            kind=OuterRef("kind"), slug=OuterRef("slug"), published_at__lte=at or timezone.now()
        )
        newest = due.order_by("-number").values("pk")[:1]
        # Content is asked for outside: within, a withdrawal would bring back the edition before.
        return self.filter(pk=Subquery(newest), content__isnull=False)

    def waiting(self):
        """Those that readers see only later."""
        return self.filter(published_at__gt=timezone.now())

    def of(self, kind):
        return self.filter(kind=kind)

    def named(self, *slugs):
        return self.filter(slug__in=slugs)

    def of_neighbours(self):
        return self.filter(listing__is_neighbour=True)

    def about(self, *roles):
        return self.filter(_is_about(roles))

    def outline(self):
        # Empty before the first one, so that no page has to ask whether there is any.
        return next(iter(self.of("outline").subjects()), content.Outline())

    def outline_and_disputes(self, *roles):
        """The outline, and the disputes about any of these roles, in one query."""
        found = self.filter(Q(kind="outline") | Q(_is_about(roles), kind="dispute")).subjects()
        outlines = [subject for subject in found if isinstance(subject, content.Outline)]
        disputes = [subject for subject in found if isinstance(subject, content.Dispute)]
        return next(iter(outlines), content.Outline()), disputes

    def due(self, at=None):
        return self.filter(published_at__lte=at or timezone.now())

    def roles_in_order(self, slugs):
        """The roles of these slugs, in their order; those that are missing are left out."""
        roles = {role.slug: role for role in self.of("role").named(*slugs).subjects()}
        return [roles[slug] for slug in slugs if slug in roles]

    def corrections(self):
        """What was put right, newest first, of the subjects that are still public."""
        same = Edition.objects.current().filter(kind=OuterRef("kind"), slug=OuterRef("slug"))
        right = self.due().filter(Exists(same), is_correction=True)
        # A page of corrections shows the reason alone, and content is large.
        return right.defer("content").order_by("-published_at", "-pk")

    def moments(self):
        """When which of them was published: rows that can be put together with others."""
        # SQLite allows no order within the parts of a UNION.
        rows = self.order_by().annotate(moment=models.F("published_at"))
        return rows.values_list("moment", "pk", models.Value("edition"))

    def updated_at(self):
        """The moment of the newest of them, None when there is none."""
        return self.aggregate(newest=models.Max("published_at"))["newest"]

    def delete(self):
        raise TypeError(KEPT)

    # As Django marks its own: no template may call it, and no manager has it.
    delete.alters_data = True
    delete.queryset_only = True

    def subjects(self):
        return [edition.subject for edition in self if edition.subject is not None]


class Edition(models.Model):
    """The published, frozen form of a subject. Written once; a newer one takes its place."""

    class Kind(models.TextChoices):
        ROLE = "role", "Role"
        COMPARISON = "comparison", "Comparison"
        DISPUTE = "dispute", "Dispute"
        ROUTE = "route", "Way in"
        INQUIRY = "inquiry", "Question"
        GLOSSARY = "glossary", "Glossary"
        SIGNALS = "signals", "Signals of adverts"
        OUTLINE = "outline", "Rows and skills"

    kind = models.CharField(max_length=20, choices=Kind)
    slug = models.CharField(max_length=310)
    number = models.PositiveIntegerField()
    content = models.JSONField(null=True, help_text="Empty: from this edition on it is withdrawn.")
    shape = models.PositiveSmallIntegerField(default=1, help_text="Which fields its content has.")
    # May lie ahead: readers' pages ask what is due, so that no timer has to publish anything.
    published_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        # Whoever deletes an account leaves the history whole.
        on_delete=models.SET_NULL,
        related_name="+",
    )
    reason = models.CharField(max_length=300, help_text="What changed and why, for the history.")
    is_correction = models.BooleanField(
        "corrects a mistake", default=False, help_text="Shown on the page of corrections."
    )

    objects = EditionQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug", "-number"]
        permissions = [("publish", "Can publish, withdraw and restore editions")]
        constraints = [
            # Two who publish at once both count the same last one: the second is refused.
            models.UniqueConstraint(
                fields=["kind", "slug", "number"], name="one_edition_per_subject_and_number"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="edition_counts_from_one"),
            models.CheckConstraint(condition=Q(shape__gte=1), name="edition_has_a_shape"),
        ]
        indexes = [models.Index(fields=["published_at"], name="edition_by_moment")]

    def __str__(self):
        return f"{self.get_kind_display()} {self.slug}, edition {self.number}"

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise TypeError("An edition is never changed; publish a newer one.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError(KEPT)

    @cached_property
    def subject(self):
        """What it holds; None when it withdraws its subject. What this release cannot read is left
        out and logged, so that one row never takes a page of many from everybody."""
        if self.content is None:
            return None
        try:
            return content.thawed(self.kind, self.content, self.shape)
        except content.ContentError as error:
            log.error("%s cannot be read: %s", self, error)
            return None


class CurrentQuerySet(models.QuerySet):
    """Index rows, of which only those of current editions are public."""

    edition_path = "edition"

    def current(self, at=None):
        return self.filter(**{f"{self.edition_path}__in": Edition.objects.current(at).values("pk")})


class ListingQuerySet(CurrentQuerySet):
    def of(self, *kinds):
        return self.filter(kind__in=kinds)

    def named(self, slug):
        return self.filter(slug=slug)

    def compared(self):
        """The roles that are compared, which neighbours never are."""
        return self.of("role").filter(is_neighbour=False)

    def neighbours(self):
        return self.of("role").filter(is_neighbour=True)

    def named_like(self, text):
        """Those whose name, line or one of whose titles holds the text."""
        is_titled = ListedTitle.objects.filter(listing=OuterRef("pk"), title__icontains=text)
        return self.filter(Q(name__icontains=text) | Q(line__icontains=text) | Exists(is_titled))

    def into(self, role):
        return self.filter(listed_roles__slug=role, listed_roles__relation="to")

    def dependants(self, role):
        """The comparisons of a role and the ways into it."""
        compared = Q(kind="comparison", listed_roles__slug=role)
        led_to = Q(kind="route", listed_roles__slug=role, listed_roles__relation="to")
        return self.filter(compared | led_to).distinct()

    def out_of(self, role):
        begins = ListedRole.objects.filter(listing=OuterRef("pk"), relation="from", slug=role)
        return self.filter(Exists(begins) | self._from_anything())

    def from_background(self, background):
        return self.filter(Q(background=background) | self._from_anything())

    def _from_anything(self):
        """Ways that ask for nothing in particular, so that they are open to everybody."""
        begins = ListedRole.objects.filter(listing=OuterRef("pk"), relation="from")
        return Q(background="", company="") & ~Exists(begins)

    def of_editions(self, editions):
        """Those of the same subjects, whichever edition is meant (and maybe a few more)."""
        # A kind and a slug apart: as pairs they would be a condition for each edition.
        kinds = {edition.kind for edition in editions}
        return self.filter(kind__in=kinds, slug__in={edition.slug for edition in editions})

    def with_own_page(self):
        return self.exclude(kind__in=["dispute", "glossary", "signals", "outline"])

    def with_moment(self):
        return self.annotate(published_at=models.F("edition__published_at"))

    def newest_by_kind(self):
        """The moment of the newest edition of each kind."""
        kinds = self.order_by().values_list("kind")
        return dict(kinds.annotate(newest=models.Max("edition__published_at")))

    def by_slug(self):
        return {listing.slug: listing for listing in self}

    def widest(self):
        """Of those here, the general comparison of most roles: what the site is about."""
        # In Python: the first page has these rows at hand, and they are few.
        general = [row for row in self if row.kind == "comparison" and not row.company]
        widths = {row: len(row.roles_of("about")) for row in general}
        return min(general, key=lambda row: (-widths[row], row.slug), default=None)

    def about(self, *roles):
        # One that is about two of the roles would come twice.
        return self.filter(listed_roles__slug__in=roles).distinct()

    def about_or_named(self, role, slugs):
        return self.filter(Q(listed_roles__slug=role) | Q(slug__in=slugs)).distinct()

    def with_edition(self):
        return self.select_related("edition")

    def with_light_edition(self):
        """With their editions, but without the content of these, which is large."""
        return self.with_edition().defer("edition__content")

    def with_roles(self):
        return self.prefetch_related("listed_roles")


class Listing(models.Model):
    """What lists and maps need of an edition."""

    edition = models.OneToOneField(Edition, on_delete=models.CASCADE, related_name="listing")
    kind = models.CharField(max_length=20, choices=Edition.Kind)
    slug = models.CharField(max_length=310)
    name = models.CharField(max_length=300)
    emphasis = models.CharField(max_length=50, blank=True)
    glyph = models.CharField(max_length=10, blank=True)
    line = models.CharField(max_length=300, blank=True)
    is_neighbour = models.BooleanField(default=False)
    label = models.CharField(max_length=20, blank=True)
    background = models.CharField(max_length=200, blank=True)
    company = models.CharField(max_length=100, blank=True)

    objects = ListingQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "is_neighbour", "name"]
        indexes = [models.Index(fields=["kind", "is_neighbour", "name"], name="listing_order")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        match self.kind:
            case "comparison":
                return comparison_address(self.slug, self.company)
            case "dispute":
                return f"{reverse('dispute_list')}#{self.slug}"
            case "glossary":
                return reverse("glossary")
            case "signals":
                return reverse("decode")
            case "outline":
                return reverse("role_list")
        return reverse(f"{self.kind}_detail", args=[self.slug])

    @property
    def route_kind(self):
        return Route.Kind(self.label).label if self.kind == "route" and self.label else ""

    def roles_of(self, relation):
        """Slugs, without a query when the rows came with_roles()."""
        return [role.slug for role in self.listed_roles.all() if role.relation == relation]


class ByListingQuerySet(CurrentQuerySet):
    edition_path = "listing__edition"


class ListedRole(models.Model):
    """A role that a comparison, dispute, route or question is about."""

    class Relation(models.TextChoices):
        ABOUT = "about"
        TO = "to"
        FROM = "from"

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="listed_roles")
    # A slug and no foreign key: editions name others so, and are as they were for ever.
    slug = models.CharField(max_length=100, db_index=True)
    relation = models.CharField(max_length=10, choices=Relation)

    objects = ByListingQuerySet.as_manager()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return f"{self.relation} {self.slug}"


class TitleQuerySet(ByListingQuerySet):
    def with_role(self):
        """The roles in their own order, each with its name before its aliases."""
        # By pk, titles stand as they were written: first the name, then the aliases.
        order = ["listing__is_neighbour", "listing__name", "pk"]
        return self.select_related("listing").order_by(*order)

    def with_moment(self):
        return self.annotate(published_at=models.F("listing__edition__published_at"))

    def meanings(self, slugs):
        """The listings of the roles that each of these titles may stand for, by its slug."""
        meanings = {}
        for title in self.filter(slug__in=slugs).select_related("listing"):
            meanings.setdefault(title.slug, {})[title.listing_id] = title.listing
        return {slug: list(listings.values()) for slug, listings in meanings.items()}


class ListedTitle(models.Model):
    """A title that leads to a role: its own name first, then each alias."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="titles")
    # Not unique: two roles may share a title, and then its page asks which is meant.
    slug = models.SlugField(max_length=120)
    title = models.CharField(max_length=100)
    note = models.CharField(max_length=300, blank=True)

    objects = TitleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("title_detail", args=[self.slug])

    @property
    def is_acronym(self):
        """One word of which more than the first letter is large: TPM, PM-T, TPgM."""
        return " " not in self.title and sum(sign.isupper() for sign in self.title) > 1


class CitationQuerySet(ByListingQuerySet):
    def of_source(self, source):
        """What rests on it, subject by subject."""
        order = ["listing__kind", "listing__is_neighbour", "listing__name", "listing_id", "pk"]
        return self.filter(source=source).select_related("listing").order_by(*order)


class Citation(models.Model):
    """One public statement that rests on a source, and where it stands."""

    listing = models.ForeignKey(Listing, on_delete=models.CASCADE, related_name="citations")
    # An edition names its sources for ever, past ones too: none of them may be deleted.
    source = models.ForeignKey("roles.Source", on_delete=models.PROTECT, related_name="citations")
    # The longest is that of a company's cell: the key of its row, then the slug of the company.
    anchor = models.CharField(max_length=250, blank=True)
    text = models.CharField(max_length=300)
    passage = models.CharField(
        max_length=MOST_LETTERS, blank=True, help_text="Where in the source it stands."
    )

    objects = CitationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        page = self.listing.get_absolute_url()
        # The outline has no page of its own on which a skill could have an anchor.
        if not self.anchor or self.listing.kind == "outline":
            return page
        # Disputes share one page, so their parts carry the dispute's name too.
        return f"{page}-{self.anchor}" if "#" in page else f"{page}#{self.anchor}"
