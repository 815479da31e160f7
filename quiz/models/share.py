import secrets
from datetime import timedelta

from django.db import models
from django.urls import reverse
from django.utils import timezone

# Promised on the page about privacy: a link that nobody takes back ends by itself.
SHARED_FOR = timedelta(days=90)


def make_token():
    # The token is all that guards a shared result, so it has 192 bits.
    return secrets.token_urlsafe(24)


def share_end():
    return timezone.now() + SHARED_FOR


class ShareQuerySet(models.QuerySet):
    def valid(self, at=None):
        return self.filter(expires_at__gt=at or timezone.now())

    def with_result(self):
        return self.select_related("attempt__version", "attempt__result")

    def by_token(self, token):
        return self.filter(token=token).first()

    def open(self, attempt, *, with_readiness):
        """A new address for the result; one given out before stops to work."""
        # created_at by hand: auto_now_add would keep the moment of the first link.
        values = {"token": make_token(), "expires_at": share_end(), "created_at": timezone.now()}
        values["with_readiness"] = with_readiness
        return self.update_or_create(attempt=attempt, defaults=values)[0]

    def revoke(self, attempt):
        return self.filter(attempt=attempt).delete()


class Share(models.Model):
    """A link to one result for whoever has it; deleting the row revokes it."""

    attempt = models.OneToOneField("Attempt", on_delete=models.CASCADE, related_name="share")
    token = models.CharField(max_length=64, unique=True, default=make_token)
    with_readiness = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(default=share_end)

    objects = ShareQuerySet.as_manager()

    def __str__(self):
        return f"share of {self.attempt}"

    def get_absolute_url(self):
        return reverse("shared_result", args=[self.token])

    @property
    def findings(self):
        """What its page may say, without readiness unless that is shared too."""
        return self.attempt.found(with_readiness=self.with_readiness)

    @property
    def is_live(self):
        return self.expires_at > timezone.now()

    def as_data(self):
        return {
            "address": self.get_absolute_url(),
            "with_readiness": self.with_readiness,
            "created_at": self.created_at,
            "expires_at": self.expires_at,
        }
