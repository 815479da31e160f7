"""Everything the site holds about the person of an account, for that person."""

from allauth.account.models import EmailAddress

from accounts.addresses import one_spelling
from accounts.models import UnsavedForm
from quiz.models import Attempt
from roles.models import Report

REPORT_FIELDS = ["page", "text", "evidence", "created_at", "is_settled", "settled_at"]


def download(user):
    attempts = Attempt.objects.of_user(user).with_result().with_answers()
    unsaved = UnsavedForm.objects.filter(account=user)
    addresses = EmailAddress.objects.filter(user=user)
    return {
        "account": {
            "email": user.email,
            "joined_at": user.joined_at,
            "last_sign_in_at": user.last_login,
            "is_staff": user.is_staff,
            "groups": [group.name for group in user.groups.all()],
        },
        "email_addresses": list(addresses.values("email", "verified", "primary")),
        "second_factors": [factor_as_data(factor) for factor in user.authenticator_set.all()],
        "sessions": list(user.sign_ins.values("browser", "address", "began_at")),
        "known_devices": list(user.known_devices.values("used_at")),
        "unsaved_forms": list(unsaved.values("path", "posted", "posted_at")),
        "assessments": [attempt.as_data() for attempt in attempts],
        "reports": list(reports_of(user).values(*REPORT_FIELDS)),
    }


def factor_as_data(factor):
    """By the name its owner gave it, and without its key."""
    times = {"created_at": factor.created_at, "last_used_at": factor.last_used_at}
    return {"type": factor.type, "name": str(factor), **times}


def reports_of(user):
    # They are sent without an account, by whatever spelling of the address. It is enough to go by
    # the address, because nobody signs in before it is confirmed.
    sent = Report.objects.exclude(email="").values_list("pk", "email")
    return Report.objects.filter(
        pk__in=[pk for pk, email in sent if one_spelling(email) == user.email]
    )
