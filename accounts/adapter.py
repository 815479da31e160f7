import logging
import re
import time
from contextlib import contextmanager

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.core import ratelimit
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.core.ratelimit import respond_429
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.browsers import in_words
from accounts.deletion import gone_page
from accounts.devices import keep_through, known_device, remember
from accounts.models import User
from accounts.passwords import Longest
from accounts.reports import take_along
from accounts.session_limits import MOMENTS
from accounts.sign_ins import keep_listed
from quiz import planning, taking

log = logging.getLogger("careerguide.security")


VOID = "That was one wrong code too many: the one we sent no longer holds."
IN_OUR_WORDS = {
    "duplicate_email": "This e-mail address is that of your account already.",
    "email_password_mismatch": "The e-mail address or the password is not right.",
    "email_taken": "There is an account with this e-mail address already.",
    "enter_current_password": "Write the password that you have now.",
    "incorrect_code": "Compare it with the code in the mail.",
    "incorrect_password": "Write the password of this account.",
}


class AccountAdapter(DefaultAccountAdapter):
    @property
    def error_messages(self):
        # allauth says this one after the last wrong code; a form answers 429 instead, see below.
        again = "Sign in to get a new one." if self.is_at_sign_up() else "Ask for a new one below."
        void = {"too_many_login_attempts": f"{VOID} {again}"}
        return {**super().error_messages, **IN_OUR_WORDS, **void}

    def is_at_sign_up(self):
        page = reverse("account_email_verification_sent")
        is_there = self.request is not None and self.request.path == page
        return is_there and not self.request.user.is_authenticated

    def validation_error(self, code, *args):
        if code == "too_many_login_attempts":
            # For people and programs alike; in a form it would be an answer of 200.
            raise ImmediateHttpResponse(respond_429(self.request))
        return super().validation_error(code, *args)

    def reauthenticate(self, user, password):
        is_theirs = super().reauthenticate(user, password)
        if not is_theirs:
            # Raises for one that is deleted meanwhile, which accounts/middleware.py tells.
            User.objects.get(pk=user.pk)
        return is_theirs

    def is_reauthentication_required(self, *, app, **kwargs):
        # allauth counts what was shown after signing in alone, and so asks again a moment later.
        # Where it names none of its apps, it is about the end of the account: that is asked anew.
        return not (app and self.has_just_signed_in()) and super().is_reauthentication_required(
            app=app, **kwargs
        )

    def has_just_signed_in(self):
        """By a password or a factor: whoever reads the mail has a code, but knows neither."""
        records = get_authentication_records(self.request, self.request.user)
        moments = [each["at"] for each in records if each["method"] in ("password", "mfa")]
        age = time.time() - max(moments, default=0)
        return 0 <= age < app_settings.REAUTHENTICATION_TIMEOUT

    def authenticate(self, request, **credentials):
        # Before it is hashed, which takes the longer the more there is of it.
        Longest().validate(credentials["password"])
        return super().authenticate(request, **credentials)

    def pre_authenticate(self, request, **credentials):
        try:
            # allauth would count these before it reads whose account it is.
            if not ratelimit.consume(request, action="try"):
                raise self.validation_error("too_many_login_attempts")
            super().pre_authenticate(request, **credentials)
        except ImmediateHttpResponse:
            self.note(logging.WARNING, "limited sign-in", credentials["email"])
            raise

    def _get_login_attempts_cache_key(self, request, apart="", **credentials):
        # allauth's has the host that the visitor named in it, and so one count for each port.
        address = User.objects.normalize_email(credentials["email"])
        user = User.objects.of_address(address)
        whose = f"account:{user.pk}" if user else f"address:{address}"
        # Or a stranger who guesses would keep the owner out, who has signed in here before.
        device = known_device(request, user)
        return f"{whose}:device:{device.pk}" if device else f"{whose}{apart}"

    @contextmanager
    def counted(self, address, apart=""):
        """A try that is none of a password, among the tries of that account's password.

        One that is limited `apart` goes on though all tries of the password are used up, and is one
        of them when it is wrong.
        """
        self.pre_authenticate(self.request, email=address, apart=apart)
        try:
            yield
        except ValidationError:
            self.count_wrong(address, apart)
            self.authentication_failed(self.request, email=address)
            raise
        self._rollback_login_failed_rl_usage()

    def count_wrong(self, address, apart):
        own, shared = (
            self._get_login_attempts_cache_key(self.request, apart=each, email=address)
            for each in (apart, "")
        )
        if own != shared:
            ratelimit.consume(self.request, action="login_failed", key=shared)

    def authentication_failed(self, request, **credentials):
        super().authentication_failed(request, **credentials)
        self.note(logging.WARNING, "failed sign-in", credentials["email"])

    def pre_login(self, request, user, **hooks):
        # To check a password takes long enough for another device to delete the account; and until
        # the session names it, accounts/middleware.py cannot tell whose account is gone.
        request.entering = {user.pk}
        if not User.objects.filter(pk=user.pk).exists():
            return gone_page(request)
        return super().pre_login(request, user, **hooks)

    def confirm_email(self, request, email_address):
        user = email_address.user
        try:
            with transaction.atomic():
                # One after the other, if a code is sent twice at once.
                held = User.objects.select_for_update().filter(pk=user.pk).first()
                is_confirmed = super().confirm_email(request, email_address)
                if held:
                    take_along(user, held.email)
        except IntegrityError:
            is_confirmed = self.was_confirmed(email_address)
        stored = User.objects.filter(pk=user.pk).first()
        if is_confirmed and stored and request.user == stored:
            # Other sessions end with the old address; this one has just shown that it may go on.
            update_session_auth_hash(request, stored)
        return is_confirmed

    def was_confirmed(self, email_address):
        """Whether it was for this account that somebody was quicker."""
        address = {"email": email_address.email}
        rows = EmailAddress.objects.filter(user_id=email_address.user_id, verified=True, **address)
        if not rows.exists():
            template = "account/messages/email_confirmation_failed.txt"
            self.add_message(self.request, messages.ERROR, template, address)
        return rows.exists()

    def get_login_redirect_url(self, request):
        # Sign-in is where "Account" leads on every page, also for whoever is signed in already.
        is_signing_in = request.method == "POST"
        return super().get_login_redirect_url(request) if is_signing_in else self.own_page()

    def get_email_verification_redirect_url(self, email_address):
        return self.own_page()

    def get_password_change_redirect_url(self, request):
        return self.own_page()

    def own_page(self):
        return reverse("account_email")

    def post_login(self, request, user, **hooks):
        response = super().post_login(request, user, **hooks)
        is_known = remember(request, response, user)
        request.has_plan = planning.has_plan(user)
        planning.mark(request, response)
        # Who has never signed in before has just signed up.
        if not is_known and not getattr(request, "is_first_sign_in", False):
            self.send_notification_mail("account/email/new_device", user)
        return response

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        # What changed is in the log, too, whether or not the mail arrives.
        self.note(logging.INFO, f"told {template_prefix}", user.email)
        try:
            super().send_notification_mail(template_prefix, user, context, email)
        except OSError as error:
            # What it tells of is done, and an error page would say the opposite.
            self.note(
                logging.ERROR, f"unsent {template_prefix} ({type(error).__name__})", user.email
            )

    def tell_of_deletion(self, user, **context):
        """To an address that the log names no more."""
        try:
            super().send_notification_mail(
                "account/email/account_deleted", user, context, user.email
            )
        except OSError as error:
            what = f"unsent account/email/account_deleted ({type(error).__name__})"
            self.note_number(logging.ERROR, what, user.pk)

    def get_http_user_agent(self, request):
        # In mails, where nobody but us has a say.
        return in_words(super().get_http_user_agent(request))

    def set_password(self, user, password):
        keep_through(
            self.request, user, lambda: super(AccountAdapter, self).set_password(user, password)
        )

    def login(self, request, user):
        try:
            self.enter(request, user)
        except taking.GoneError:
            raise ImmediateHttpResponse(gone_page(request)) from None
        self.note(logging.INFO, "sign-in", user.email)

    @transaction.atomic
    def enter(self, request, user):
        taking.hold_account(user)
        if not User.objects.filter(pk=user.pk, is_active=True).exists():
            # Closed since the password was asked for.
            raise ImmediateHttpResponse(self.respond_user_inactive(request, user))
        request.is_first_sign_in = user.last_login is None
        # Sign-up ends here, too. The claim comes afterwards, because signing in empties the session
        # of another account, whose attempts are not this one's.
        super().login(request, user)
        taking.claim(request, user)
        planning.claim(request, user)
        request.session[MOMENTS] = [time.time()] * 2
        # While the account is held: its deletion ends the sessions that it finds.
        request.session.save()
        keep_listed(request, user)

    def note(self, level, what, address):
        # The address alone of what was typed, which has been found to be one: nothing else may be a
        # password in the wrong field.
        account = re.sub(r"[^!-~]", "?", User.objects.normalize_email(address))[:254]
        path, client = self.request.path, self.get_client_ip(self.request)
        log.log(level, "%s %s account=%s from=%s", what, path, account, client)

    def note_number(self, level, what, number):
        """Of somebody who is known by a key, or whose address should not outlive the account."""
        client = self.get_client_ip(self.request)
        log.log(level, "%s %s user=%s from=%s", what, self.request.path, number or "-", client)

    def get_client_ip(self, request):
        try:
            return super().get_client_ip(request)
        except (ImproperlyConfigured, PermissionDenied):
            # What came past the proxies names fewer addresses than they are, or what is none.
            return request.META.get("REMOTE_ADDR") or "unknown"
