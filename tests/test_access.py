"""Who may see and do what: every address with every kind of visitor, against a table."""

import re

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from accounts.models import User
from quiz.admin.version import VersionAdmin
from quiz.models import Attempt, Version
from roles.models import Picture, Report, Role
from roles.models.recording import recorded
from tests.accounts.people import set_up_app
from tests.factories import (
    make_advice,
    make_alias,
    make_cell,
    make_comparison,
    make_contrast,
    make_dispute,
    make_gap_claim,
    make_glossary,
    make_inquiry,
    make_level,
    make_need,
    make_point,
    make_rate,
    make_remit,
    make_role,
    make_route,
    make_salary_figure,
    make_section,
    make_signals,
    make_transition,
    publish,
    publish_three_roles,
)
from tests.quiz.factories import (
    make_attempt,
    make_definition,
    make_draft,
    make_tied,
    publish_version,
)
from tests.quiz.samples import make_trial
from tests.shared import shared

pytestmark = [pytest.mark.slow, pytest.mark.django_db, pytest.mark.usefixtures("site")]

VISITORS = ["anonymous", "taker", "staff", "editor", "publisher", "psychometrician", "superuser"]
ALL = set(VISITORS)
NOBODY = set()
SIGNED_IN = ALL - {"anonymous"}
# Staff without a right of any kind, and more.
STAFF = SIGNED_IN - {"taker"}
EDITORS = {"editor", "publisher", "superuser"}
PUBLISHERS = {"publisher", "superuser"}
ASSESSORS = {"psychometrician", "superuser"}
ROOT = {"superuser"}

PARTS = "(alias|level|remit|cell|point|skillneed|advice|transition|contrast|section|claim|step"
PARTS += "|term|familyrole|advertquestion|signal|exampleadvert)"
SUBJECTS = "(comparison|dispute|route|inquiry|glossary|signals|group|dimension|skill)"
OUTLINE = "(group|dimension|skill)"
FACTS = "(salaryfigure|gapclaim|exchangerate|place)"
QUESTIONS = "(trait|profile|tradeoff|likertstatement|backgroundfact|entryroute|requirement"
QUESTIONS += "|extensionblock|worktrial|trialtask|phrase)"
LIST = "(changelist|history)"

# Names of addresses in the admin, who may read what is there, and who may send something there.
ADMIN = [
    ("index", STAFF, STAFF),
    # The list of an app in which one may do something.
    ("app_list", STAFF - {"staff"}, STAFF - {"staff"}),
    # Staff sign out by a form; anybody else is led away.
    ("logout", ALL - STAFF, ALL),
    ("jsi18n", STAFF, NOBODY),
    # To the page of a role, for who may see its form.
    ("view_on_site", EDITORS | ASSESSORS, EDITORS | ASSESSORS),
    # It answers only for a field, whose own rights it asks.
    ("autocomplete", NOBODY, NOBODY),
    # They lead to the account's own pages.
    ("password_change|password_change_done", ALL, ALL),
    ("login", NOBODY, NOBODY),
    # Roles and sources are read by whoever writes the assessment, which names them.
    (f"roles_role_({LIST}|preview|editions)", EDITORS | ASSESSORS, EDITORS | ASSESSORS),
    ("roles_role_change", EDITORS | ASSESSORS, EDITORS),
    (f"roles_source_{LIST}", EDITORS | ASSESSORS, EDITORS | ASSESSORS),
    ("roles_source_change", EDITORS | ASSESSORS, PUBLISHERS),
    (f"roles_{SUBJECTS}_({LIST}|preview|editions|change)", EDITORS, EDITORS),
    (f"roles_(role|source|company|{SUBJECTS})_add", EDITORS, EDITORS),
    (f"roles_(role|{SUBJECTS})_(publish|withdraw|restore)", PUBLISHERS, PUBLISHERS),
    # Undone by publishing the outline without it; a subject is withdrawn.
    (f"roles_{OUTLINE}_delete", EDITORS, EDITORS),
    ("roles_(role|comparison|dispute|route|inquiry|glossary|signals)_delete", NOBODY, NOBODY),
    (f"roles_{PARTS}_({LIST}|change|delete)", EDITORS, EDITORS),
    # Parts are written where their owner is.
    (f"roles_{PARTS}_add", NOBODY, NOBODY),
    # Live at once: who publishes changes it, and anybody who writes adds what nobody sees yet.
    (f"roles_(salaryfigure|gapclaim|company|place|exchangerate)_{LIST}", EDITORS, EDITORS),
    ("roles_(salaryfigure|gapclaim|place)_add", EDITORS, EDITORS),
    ("roles_(gapclaim|company|place|exchangerate)_change", EDITORS, PUBLISHERS),
    ("roles_exchangerate_add", PUBLISHERS, PUBLISHERS),
    ("roles_(company|place|exchangerate|source)_delete", PUBLISHERS, PUBLISHERS),
    # A figure or claim that readers see is withdrawn, and neither changed nor deleted.
    ("roles_salaryfigure_change", EDITORS, NOBODY),
    ("roles_salaryfigure_withdraw", PUBLISHERS, PUBLISHERS),
    ("roles_salaryfigure_succession", EDITORS, NOBODY),
    ("roles_(salaryfigure|gapclaim)_delete", NOBODY, NOBODY),
    (f"roles_edition_{LIST}", EDITORS, EDITORS),
    (f"roles_trailentry_{LIST}", EDITORS | ASSESSORS, EDITORS | ASSESSORS),
    ("roles_trailentry_change", EDITORS | ASSESSORS, NOBODY),
    ("roles_trailentry_(add|delete)", NOBODY, NOBODY),
    # Only whoever deleted the part, and of these entries none tells of one.
    ("roles_trailentry_put_back", NOBODY, NOBODY),
    ("roles_edition_change", EDITORS, NOBODY),
    ("roles_edition_(add|delete)", NOBODY, NOBODY),
    (f"roles_report_({LIST}|change)", EDITORS, EDITORS),
    ("roles_report_delete", PUBLISHERS, PUBLISHERS),
    ("roles_report_add", NOBODY, NOBODY),
    (f"quiz_{QUESTIONS}_({LIST}|add|change|delete)", ASSESSORS, ASSESSORS),
    (f"quiz_assessment_({LIST}|add|change)", ASSESSORS, ASSESSORS),
    ("quiz_assessment_delete", ROOT, ROOT),
    (
        f"quiz_version_({LIST}|change|delete|publish|checking|report|draft|health)",
        ASSESSORS,
        ASSESSORS,
    ),
    ("quiz_version_add", NOBODY, NOBODY),
    # What a person answered.
    (f"quiz_attempt_{LIST}", ROOT, ROOT),
    ("quiz_attempt_change", ROOT, NOBODY),
    ("quiz_attempt_(add|delete)", NOBODY, NOBODY),
    # Whoever gives rights has all of them.
    (f"(auth_group|accounts_user|account_emailaddress)_({LIST}|add|change|delete)", ROOT, ROOT),
    ("auth_user_password_change", ROOT, ROOT),
]
# The same of all other addresses. Those of an attempt are of the taker's, which is under way.
PAGES = [
    (
        "home|role_list|role_detail|comparison_(picker|detail|table)|company_comparison"
        "|title_(search|detail)|route_(list|detail)|salary_(list|csv|json)|pay_by_place|source_(list|detail)"
        "|dispute_list|inquiry_(list|detail)|glossary|about|data|roles_json|titles_json|privacy|corrections|picture|robots|security_txt|sitemap|favicon"
        "|health_(live|ready)|quiz_method|task_(list|detail)",
        ALL,
        NOBODY,
    ),
    # It answers what is sent and changes nothing.
    ("decode|report_mistake|quiz_start", ALL, ALL),
    # Each sees the attempts of that account or browser.
    ("attempt_list|attempt_data|result_comparison", ALL, NOBODY),
    ("attempt_delete_all", ALL, ALL),
    ("attempt_detail", {"taker"}, NOBODY),
    (
        "attempt_(review|delete)|question_(list|detail)|background_edit|result_(detail|share)",
        {"taker"},
        {"taker"},
    ),
    ("further_start", {"taker"}, NOBODY),
    ("further_(list|review)", {"taker"}, {"taker"}),
    # Each sees the plan of that account or browser; the visitors here have none.
    ("plan_(delete|route|advert)", ALL, ALL),
    # Nothing is kept of what is sent to a plan that is not there.
    ("plan_detail", ALL, NOBODY),
    ("plan_calendar|me", ALL, NOBODY),
    ("plan_from_result", {"taker"}, {"taker"}),
    # Of a token that nobody has shared.
    ("shared_(result|picture)", NOBODY, NOBODY),
    ("account_(login|signup|request_login_code|reset_password|complete_password_reset)", ALL, ALL),
    ("account_(inactive|password_reset_completed|deleted|signed_out)", ALL, NOBODY),
    ("account_logout", ALL, ALL),
    ("account_(email|change_password|set_password)", SIGNED_IN, SIGNED_IN),
    # A code that was sent before, which the signed-in are led past.
    ("account_(email_verification_sent|confirm_login_code)", SIGNED_IN, SIGNED_IN),
    ("account_confirm_password_reset_code", NOBODY, NOBODY),
    # Of those here the taker alone has something to show, which is an app: no other has a password.
    ("account_reauthenticate", {"taker"}, {"taker"}),
    ("account_data", SIGNED_IN, NOBODY),
    ("account_sessions", SIGNED_IN, SIGNED_IN),
    ("mfa_index|mfa_list_webauthn", SIGNED_IN, NOBODY),
    ("mfa_(activate_totp|add_webauthn|generate_recovery_codes)", SIGNED_IN, SIGNED_IN),
    ("mfa_view_recovery_codes", {"taker"}, NOBODY),
    # Who has a factor is asked who they are, whatever comes then.
    ("mfa_download_recovery_codes|mfa_(edit|remove)_webauthn", {"taker"}, {"taker"}),
    ("mfa_(deactivate_totp|reauthenticate|reauthenticate_webauthn)", {"taker"}, {"taker"}),
    # Of whoever has shown a password and is not signed in yet; others are led to their own page.
    ("mfa_authenticate", SIGNED_IN, SIGNED_IN),
    # Others are led to sign in by the form that has the button.
    ("mfa_login_webauthn", SIGNED_IN, SIGNED_IN),
    ("staff_factor", STAFF, NOBODY),
    # Accounts of staff are deleted in the admin.
    ("account_delete", SIGNED_IN, {"taker"}),
    ("styleguide", STAFF, NOBODY),
]


def patterns(resolver=None, prefix="", space=""):
    """Each address that has a name, as it is written, with that name."""
    for each in (resolver or get_resolver()).url_patterns:
        path = prefix + str(each.pattern)
        if not isinstance(each, URLPattern):
            inner = f"{each.namespace}:" if each.namespace else space
            yield from patterns(each, path, inner)
        elif each.name:
            yield path, space + each.name


def row_of(name):
    """Who may read and who may send, by the one row of the table that is about the address."""
    table = ADMIN if name.startswith("admin:") else PAGES
    rows = [row for row in table if re.fullmatch(row[0], name.removeprefix("admin:"))]
    assert len(rows) == 1, f"{name} has {len(rows)} rows in the table: say who may"
    return rows[0][1:]


def make_site():
    # First, because the roles that it names are published for it without any part.
    make_draft()
    publish_version(made=make_definition(trial=make_trial()))
    publish_something_of_everything()
    call_command("editors", verbosity=0)
    # Last, of what all may read who read the trail.
    with recorded(command="site"):
        role = Role.objects.first()
        role.summary = "Another"
        role.save()
    Report.objects.create(page="/", text="It is the other way round.")
    for visitor in VISITORS[1:]:
        make_visitor(visitor)
    make_tied(user=user_of("taker"))
    make_attempt(user=user_of("taker"))


site = shared(make_site)


def publish_something_of_everything():
    parts = {"cells": (make_cell(),), "points": (make_point(),), "advice": (make_advice(),)}
    parts |= {"levels": (make_level(),), "skills": (make_need(),), "remits": (make_remit(),)}
    parts["aliases"] = (make_alias(key="tpm", title="TPM"),)
    publish_three_roles(**parts, transitions=(make_transition(to_role="project-manager"),))
    publish(make_role(slug="project-manager", is_neighbour=True, contrasts=(make_contrast(),)))
    publish(make_comparison(sections=(make_section(),)))
    at_udemy = "product-manager-vs-technical-product-manager-at-udemy"
    publish(make_comparison(slug=at_udemy, company="Udemy"))
    publish(make_dispute())
    publish(make_route())
    publish(make_inquiry(parts=(make_section(),), silence="How long."))
    publish(make_glossary())
    publish(make_signals())
    make_salary_figure()
    make_gap_claim()
    make_rate()
    Picture.objects.create(
        kind="site", slug="site", digest="1f", png=b"PNG", shown_from=timezone.now()
    )


def make_visitor(visitor):
    user = User.objects.create_user(
        f"{visitor}@example.org", is_staff=visitor != "taker", is_superuser=visitor == "superuser"
    )
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    if visitor == "taker":
        set_up_app(user)
    user.groups.set(Group.objects.filter(name__iexact=f"{visitor}s"))
    client = Client()
    client.force_login(user)
    SESSIONS[visitor] = client.cookies[settings.SESSION_COOKIE_NAME].value


def user_of(visitor):
    return User.objects.get(email=f"{visitor}@example.org")


def client_of(visitor):
    """A browser of that visitor, who signed in when the site was made."""
    client = Client()
    if visitor != "anonymous":
        client.cookies[settings.SESSION_COOKIE_NAME] = SESSIONS[visitor]
    return client


def address_of(path, name):
    """The address of something that is there."""
    if name == "admin:app_list":
        return "/admin/roles/"
    if name == "admin:view_on_site":
        kind = ContentType.objects.get_for_model(Role)
        return f"/admin/r/{kind.pk}/{Role.objects.first().pk}/"
    words = {"<path:object_id>": row_for, "<int:pk>": row_for, "<id>": row_for}
    for word, find in words.items():
        path = path.replace(word, str(find(name).pk)) if word in path else path
    for word, value in {**SAMPLES, "<slug:slug>": SLUGS.get(name, "")}.items():
        path = path.replace(word, value)
    mine = Attempt.objects.finished() if name.startswith("further") else Attempt.objects.open()
    return f"/{path}".replace("<uuid:pk>", str(mine.get().pk))


SESSIONS = {}
SAMPLES = {
    "<int:number>": "1",
    "<slug:item>": "p01",
    "<slug:path>": "product-manager-vs-technical-product-manager",
    "<slug:company>": "udemy",
    "<str:token>": "x" * 32,
    "<slug:kind>": "site",
    "<slug:digest>": "1f",
}
SLUGS = {
    "role_detail": "product-manager",
    "picture": "site",
    "title_detail": "tpm",
    "source_detail": "an-article",
    "route_detail": "way-in",
    "task_detail": "product-manager",
    "plan_route": "way-in",
    "inquiry_detail": "how-to-start",
}


def row_for(name):
    if name.startswith(("admin:auth_user", "mfa_")):
        return user_of("taker")
    if name.endswith(("version_draft", "version_health")):
        return Version.objects.published().get()
    if name.startswith("admin:quiz_version"):
        return Version.objects.drafts().get()
    app, model = re.match(r"admin:([a-z]+)_([a-z]+)_", name).groups()
    return apps.get_model(app, model)._default_manager.first()


def may(client, method, address):
    """Whether the visitor is let in, be it to be told what is wrong with what was sent."""
    with transaction.atomic():
        response = getattr(client, method)(address)
        transaction.set_rollback(True)
    leads_to_sign_in = "/login/" in response.headers.get("Location", "")
    assert response.status_code < 500
    return response.status_code not in {403, 404, 405} and not leads_to_sign_in


@pytest.fixture(autouse=True)
def _no_process(monkeypatch):
    monkeypatch.setattr(VersionAdmin, "start_process", staticmethod(lambda: None))


@pytest.mark.parametrize(("path", "name"), list(patterns()), ids=lambda word: word)
def test_each_visitor_may_do_what_the_table_says(path, name):
    may_read, may_send = row_of(name)
    address = address_of(path, name)

    for method, who in [("get", may_read), ("post", may_send)]:
        assert {each for each in VISITORS if may(client_of(each), method, address)} == who
