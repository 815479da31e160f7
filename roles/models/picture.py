import datetime as dt

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

# Chats and networks fetch a picture when a link is posted, and some again much later.
KEPT = dt.timedelta(days=90)


class PictureQuerySet(models.QuerySet):
    def of(self, kind, slug):
        return self.filter(kind=kind, slug=slug)

    def shown(self, at=None):
        """Those that have been the current one of their page, newest first."""
        return self.filter(shown_from__lte=at or timezone.now()).order_by("-shown_from", "-pk")

    def drawn(self):
        return self.filter(is_drawn=True)

    def ahead(self, at):
        return self.filter(shown_from__gt=at)

    def outdated(self, at):
        """Those that another has stood in for since long before."""
        newer = Picture.objects.filter(
            kind=OuterRef("kind"),
            slug=OuterRef("slug"),
            shown_from__gt=OuterRef("shown_from"),
            shown_from__lte=at - KEPT,
        )
        return self.filter(Exists(newer))

    def for_page(self, kind, slug):
        """The current picture of a page, else that of the site; None when neither is drawn."""
        either = Q(kind=kind, slug=slug) | Q(kind="site")
        newest = {}
        for row in self.shown().filter(either).values("kind", "slug", "digest", "is_drawn"):
            newest.setdefault((row["kind"], row["slug"]), row)
        rows = (newest.get((kind, slug)), newest.get(("site", "site")))
        found = next((row for row in rows if row and row["is_drawn"]), None)
        return found and self.model(**{name: found[name] for name in ("kind", "slug", "digest")})


class Picture(models.Model):
    """What other sites show beside a link to a page: drawn once when content is published, and
    kept here, where every machine finds it. Nothing rests on it, and it can be made again."""

    kind = models.CharField(max_length=20)
    slug = models.CharField(max_length=310)
    digest = models.CharField(max_length=16)
    png = models.BinaryField()
    # Where drawing has failed, nobody is shown what the page no longer says.
    is_drawn = models.BooleanField(default=True)
    # May lie ahead, as that of an edition may.
    shown_from = models.DateTimeField()

    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "slug", "-shown_from"]
        indexes = [models.Index(fields=["kind", "slug", "-shown_from"], name="picture_of_page")]

    def __str__(self):
        return f"{self.kind} {self.slug}, {self.digest}"

    def get_absolute_url(self):
        return reverse("picture", args=[self.kind, self.slug, self.digest])
