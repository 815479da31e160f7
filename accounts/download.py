"""Everything the site holds about the person of an account, for that person."""

from allauth.account.models import EmailAddress

from accounts.models import UnsavedForm
from accounts.reports import reports_from
from quiz.models import Attempt, Plan

REPORT_FIELDS = ["page", "text", "evidence", "created_at", "is_settled", "settled_at"]


def download(user):
    attempts = Attempt.objects.of_user(user).whole()
    plan = Plan.objects.of_user(user).with_steps().first()
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
        "plan": plan and plan.as_data(),
        "reports": list(reports_from(user.email).values(*REPORT_FIELDS)),
    }


def factor_as_data(factor):
    """By the name its owner gave it, and without its key."""
    times = {"created_at": factor.created_at, "last_used_at": factor.last_used_at}
    return {"type": factor.type, "name": str(factor), **times}
