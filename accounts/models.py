import uuid
from collections import Counter
from datetime import timedelta
from hashlib import sha256

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    Group,
    Permission,
    PermissionsMixin,
)
from django.contrib.sessions.models import Session
from django.db import models, transaction
from django.db.models.functions import Lower
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.addresses import one_spelling
from roles.models.recording import aside, follow

UNSAVED_FOR = timedelta(minutes=30)
DEVICE_KNOWN_FOR = timedelta(days=365)
# What it takes to let anybody else into the administration.
IN_CHARGE = ["is_active", "is_staff", "is_superuser"]


class UserQuerySet(models.QuerySet):
    def unconfirmed(self, before):
        """Begun before that moment by somebody who never showed that the address is theirs."""
        # Staff make accounts for others, and close some: neither is left over from a sign-up.
        begun = self.filter(joined_at__lt=before, last_login=None, is_active=True, is_staff=False)
        return begun.filter(attempts=None).exclude(emailaddress__verified=True)

    def in_charge(self):
        return self.filter(**dict.fromkeys(IN_CHARGE, True))

    def people(self):
        """All but those who stand in the trail for somebody who is gone."""
        return self.filter(email__contains="@")

    def delete(self):
        # One by one, because a deletion of many would not leave the trail.
        with transaction.atomic():
            counts = [Counter(user.delete()[1]) for user in self.people()]
        total = sum(counts, Counter())
        return total.total(), dict(total)

    delete.alters_data = True
    delete.queryset_only = True


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    @classmethod
    def normalize_email(cls, email):
        # The whole address, unlike Django's own: people write theirs in any case, and two accounts
        # of one mailbox would be a way to take one over.
        return one_spelling(email or "")

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

    def create_former(self):
        """Somebody who is gone: nobody can sign in by what is no address."""
        former = self.model(email=f"former editor {uuid.uuid4()}", is_active=False)
        former.set_unusable_password()
        # Nobody has made an account: the deletion is what is told.
        with aside():
            former.save(using=self._db)
            former.email = f"former editor {former.pk}"
            former.save(using=self._db, update_fields=["email"])
        return former

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
    # A digest of those that are set up, empty for none: here, so that it is known without a query
    # who has one, and that others have taken their place.
    second_factors = models.CharField(max_length=64, blank=True, default="", editable=False)

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
        # which can set a new password, or a second factor became another.
        state = "\n".join(filter(None, [self.password, self.email, self.second_factors]))
        return salted_hmac("accounts.session", state, secret=secret, algorithm="sha256").hexdigest()

    @property
    def has_second_factor(self):
        return bool(self.second_factors)

    def keep_one_address(self, *, verified):
        """Makes the account's own address the only one to sign in by."""
        self.emailaddress_set.exclude(email=self.email).delete()
        self.emailaddress_set.update_or_create(
            email=self.email, defaults={"verified": verified, "primary": True}
        )

    def is_alone_in_charge(self):
        return list(User.objects.in_charge()[:2]) == [self]

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

    def delete(self, *args, **kwargs):
        if "@" not in self.email:
            raise models.ProtectedError("What somebody did is kept under this name.", {self})
        with transaction.atomic():
            # What they are doing at this moment is done first, and then belongs to the trail.
            User.objects.select_for_update().filter(pk=self.pk).first()
            self.leave_trail()
            return super().delete(*args, **kwargs)

    def leave_trail(self):
        """Hands what they did to a name without an address, and takes theirs from the log."""
        trail = [
            (field.name, field.model._base_manager.filter(**{field.name: self}))
            for field in trail_fields()
        ]
        name = f"account {self.pk}"
        if any(rows.exists() for _, rows in trail):
            former = User.objects.create_former()
            name = former.email
            for field, rows in trail:
                rows.update(**{field: former})
        about = {"content_type__app_label": "accounts", "content_type__model": "user"}
        LogEntry.objects.filter(object_id=str(self.pk), **about).update(object_repr=name)

    def clean(self):
        super().clean()
        # Forms of the admin come by here, and not by the manager.
        self.email = type(self).objects.normalize_email(self.email)


def trail_fields():
    """The fields that say who did something, whose rows outlive the account."""
    relations = User._meta.get_fields(include_hidden=True)
    fields = [each.field for each in relations if each.one_to_many]
    # The admin's own log is the only one that would go with the account, as things held of a person
    # do; it is part of Django.
    log = LogEntry._meta.get_field("user")
    return [
        field for field in fields if field is log or field.remote_field.on_delete is models.SET_NULL
    ]


# Who gave whom which rights; never an address or a password.
follow(
    User,
    hidden=frozenset({"last_login", "joined_at"}),
    untold=frozenset({"email", "password"}),
    name=lambda user: f"account {user.pk}",
    within=("user_permissions__content_type",),
)
follow(Group, within=("permissions__content_type",))


@receiver([post_save, post_delete], sender="mfa.Authenticator")
@transaction.atomic
def note_second_factors(sender, instance, created=True, **sent):
    """After each that is set up or removed; not when one is used."""
    # Held, so that two at once are noted both.
    user = User.objects.select_for_update().filter(pk=instance.user_id).first()
    if user and created:
        User.objects.filter(pk=user.pk).update(second_factors=digest_of_factors(user))


def digest_of_factors(user):
    rows = list(user.authenticator_set.order_by("pk").values_list("pk", "type", "created_at"))
    # Recovery codes take the place of another factor and are none themselves.
    if all(kind == "recovery_codes" for _, kind, _ in rows):
        return ""
    return sha256(repr(rows).encode()).hexdigest()


class Tidying(models.Model):
    """When what is kept for a while only was last looked through; one row."""

    done_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return f"tidied at {self.done_at:%Y-%m-%d %H:%M}"


class UnsavedFormQuerySet(models.QuerySet):
    def outdated(self, now):
        return self.filter(posted_at__lt=now - UNSAVED_FOR)

    def of_nobody_known(self, now):
        return self.filter(account=None, posted_at__gte=now - UNSAVED_FOR)


class UnsavedForm(models.Model):
    """What staff sent after their session had ended; waits until they have signed in again."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    # Empty where the browser had lost its cookies, and so did not say who sends it.
    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="+")
    path = models.CharField(max_length=2000)
    posted = models.TextField()
    posted_at = models.DateTimeField(default=timezone.now)

    objects = UnsavedFormQuerySet.as_manager()

    def __str__(self):
        return f"sent to {self.path} at {self.posted_at:%Y-%m-%d %H:%M}"

    def is_for(self, user, now):
        """Whether it is shown to whoever has signed in now."""
        is_theirs = self.account_id in (None, user.pk)
        return user.is_staff and is_theirs and now - self.posted_at < UNSAVED_FOR


class SignInQuerySet(models.QuerySet):
    def open(self, now):
        return self.filter(session__expire_date__gt=now).select_related("session")

    def ended(self):
        sessions = Session.objects.filter(pk=models.OuterRef("session"))
        return self.filter(~models.Exists(sessions))


class SignIn(models.Model):
    """A session of an account, as its owner is told of it."""

    # No constraint, because a session may end between two looks; what is left is tidied away.
    session = models.OneToOneField(Session, models.CASCADE, db_constraint=False, related_name="+")
    account = models.ForeignKey(User, models.CASCADE, related_name="sign_ins")
    began_at = models.DateTimeField(null=True)
    browser = models.CharField(max_length=60)
    address = models.GenericIPAddressField(null=True)

    objects = SignInQuerySet.as_manager()

    def __str__(self):
        return f"{self.browser} since {self.began_at:%Y-%m-%d %H:%M}"


class KnownDeviceQuerySet(models.QuerySet):
    def known(self, now):
        return self.filter(used_at__gt=now - DEVICE_KNOWN_FOR)

    def outdated(self, now):
        return self.filter(used_at__lte=now - DEVICE_KNOWN_FOR)


class KnownDevice(models.Model):
    """A browser from which somebody has signed in to an account."""

    account = models.ForeignKey(User, models.CASCADE, related_name="known_devices")
    mark = models.CharField(max_length=64)
    used_at = models.DateTimeField()

    objects = KnownDeviceQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "mark"], name="device_known_once")
        ]

    def __str__(self):
        return f"last signed in from at {self.used_at:%Y-%m-%d %H:%M}"
