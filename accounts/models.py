from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    Permission,
    PermissionsMixin,
)
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac


class UserQuerySet(models.QuerySet):
    def unconfirmed(self, before):
        """Begun before that moment by somebody who never showed that the address is theirs."""
        # Staff make accounts for others, and close some: neither is left over from a sign-up.
        begun = self.filter(joined_at__lt=before, last_login=None, is_active=True, is_staff=False)
        return begun.filter(attempts=None).exclude(emailaddress__verified=True)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    @classmethod
    def normalize_email(cls, email):
        # The whole address, unlike Django's own: people write theirs in any case, and two accounts
        # of one mailbox would be a way to take one over.
        return (email or "").strip().lower()

    # Django's own sign-in looks an account up by this.
    def get_by_natural_key(self, email):
        return self.get(email=self.normalize_email(email))

    def of_address(self, email):
        """Whose address it is, if anybody's."""
        theirs = self.filter(models.Q(email=email) | models.Q(emailaddress__email=email))
        # One that nobody has confirmed may be a second one of somebody else.
        return min(theirs, key=lambda user: (user.email != email, user.pk), default=None)

    def create_user(self, email, password=None, **fields):
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


class User(AbstractBaseUser, PermissionsMixin):
    email = models.EmailField(
        unique=True,
        error_messages={"unique": "An account with this e-mail address exists already."},
    )
    is_staff = models.BooleanField(
        "staff", default=False, help_text="May sign in to the administration."
    )
    is_active = models.BooleanField(
        "active", default=True, help_text="Untick this instead of deleting an account."
    )
    joined_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = UserManager()

    EMAIL_FIELD = USERNAME_FIELD = "email"

    class Meta:
        ordering = ["email"]
        constraints = [
            # However a row is written: to the unique address above, upper case is another one.
            models.CheckConstraint(
                condition=models.Q(email=Lower("email")), name="user_email_is_lower_case"
            )
        ]

    def __str__(self):
        return self.email

    def save(self, *, force_insert=False, force_update=False, **options):
        # What is on its way for an account while it is deleted would make it anew.
        is_known = not self._state.adding and not force_insert
        super().save(force_insert=force_insert, force_update=force_update or is_known, **options)

    def _get_session_auth_hash(self, secret=None):
        # Django's own is of the password alone: whoever is signed in stayed so when the address,
        # which can set a new password, became another.
        state = f"{self.password}\n{self.email}"
        return salted_hmac("accounts.session", state, secret=secret, algorithm="sha256").hexdigest()

    def keep_one_address(self, *, verified):
        """Makes the account's own address the only one to sign in by."""
        self.emailaddress_set.exclude(email=self.email).delete()
        self.emailaddress_set.update_or_create(
            email=self.email, defaults={"verified": verified, "primary": True}
        )

    def has_rights_of(self, other):
        """Whether the other may do nothing that this one may not, were both active."""
        if self.is_superuser:
            return True
        is_less = not other.is_superuser and other.is_staff <= self.is_staff
        return is_less and other.rights() <= self.rights()

    def rights(self):
        # Django's own answer for an inactive account is none, until somebody ticks it again.
        owned = models.Q(user=self) | models.Q(group__user=self)
        return set(Permission.objects.filter(owned).values_list("pk", flat=True))

    def clean(self):
        super().clean()
        # Forms of the admin come by here, and not by the manager.
        self.email = type(self).objects.normalize_email(self.email)


class Tidying(models.Model):
    """When what is kept for a while only was last looked through; one row."""

    done_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"tidied at {self.done_at:%Y-%m-%d %H:%M}"
