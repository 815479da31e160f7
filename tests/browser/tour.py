"""The pages that a person comes across, with the content that comes with the product."""

from dataclasses import dataclass

from playwright.sync_api import expect

from quiz import taking
from roles.models import Edition
from tests.accounts.people import PASSWORD, make_user
from tests.browser.test_quiz import bring
from tests.factories import make_glossary, make_inquiry, make_section, make_term, publish
from tests.quiz.factories import (
    answer_all,
    make_attempt,
    make_definition,
    make_result,
    publish_version,
)
from tests.quiz.samples import dislike_all, make_task, make_trial
from tests.starter import load_starter

PRODUCT, TECHNICAL, PROGRAM = ROLES = (
    "product-manager",
    "technical-product-manager",
    "technical-program-manager",
)
WAY = "engineer-to-technical-product-manager"
LETTERS = """() => document.documentElement.matches(".lettered") && [...document.fonts].some(
  ({ family, status }) => family.includes("Careerguide Serif") && status === "loaded")"""
PAIR = f"/compare/{PRODUCT}-vs-{TECHNICAL}/"
TRIPLE = f"/compare/{PRODUCT}-vs-{TECHNICAL}-vs-{PROGRAM}/"
CONTENT = [
    "/",
    "/roles/",
    "/roles/?q=none",
    *(f"/roles/{role}/" for role in ROLES),
    "/roles/engineering-manager/",
    "/roles/project-manager/",
    TRIPLE,
    f"{TRIPLE}?show=all",
    f"{PAIR}?show=shared",
    f"{PAIR}?show=odd",
    f"{PAIR}at/udemy/",
    "/compare/",
    "/titles/",
    "/titles/tpm/",
    "/titles/pm-t/",
    "/titles/product-manager/",
    "/titles/?q=Prodcut+Manager",
    "/titles/?q=Delivery+Lead",
    "/titles/?q=chef",
    f"/titles/?q={'x' * 201}",
    "/decode/",
    "/routes/",
    f"/routes/?to={TECHNICAL}",
    "/routes/?to=chef",
    "/routes/engineer-to-technical-product-manager/",
    "/routes/product-manager-to-technical-product-manager/",
    "/salaries/",
    f"/salaries/?role={TECHNICAL}&currency=EUR",
    "/salaries/?role=chef&page=-1",
    "/salaries/?country=IL&company=udemy",
    "/salaries/?amount=60.000+%E2%82%AC&amount_currency=EUR",
    "/salaries/?amount=1.250",
    "/sources/",
    "/sources/aijobs-net-salaries/",
    "/sources/udemy-pm-vs-tpm/",
    "/disputes/",
    "/questions/",
    "/questions/how-to-start/",
    "/glossary/",
    "/salaries/by-place/",
    "/about/",
    "/about/data/",
    "/privacy/",
    "/corrections/",
    "/corrections/report/",
    "/corrections/report/?sent=1",
    "/nowhere/",
    "/?q=%00",
]
# One leads, two are as near, none leads, and too little was answered.
SHEETS = ("noise-free ideal pm", "too close to call between two", "all 5", "half answered")
UNFOLD = "document.querySelectorAll('details').forEach(fold => { fold.open = true })"
WIDER = "document.documentElement.scrollWidth - innerWidth"
ACCOUNTS = [
    "/accounts/login/",
    "/accounts/login/code/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/signed-out/",
    "/accounts/deleted/",
]
SIGNED_IN = [
    "/quiz/history/",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/sessions/",
    "/accounts/reauthenticate/",
    "/accounts/logout/",
]


@dataclass(frozen=True)
class Taken:
    """What a person has in the assessment: an attempt under way and a result of each kind."""

    attempt: str
    results: tuple[str, ...]
    token: str
    # Of the further ones that the tie offers.
    question: str

    @property
    def addresses(self):
        steps = ("p01", "l02", "r02", "all", "review", "delete")
        first, second, *_ = self.results
        further = (self.question, "more/1/all", "more/1/review")
        return [
            "/quiz/",
            *(f"/quiz/{self.attempt}/{step}/" for step in steps),
            *(f"/quiz/{result}/result/" for result in self.results),
            *(f"/quiz/{second}/{step}/" for step in further),
            f"/quiz/{first}/background/",
            f"/quiz/shared/{self.token}/",
            f"/quiz/compare/?a={first}&b={second}",
            "/quiz/history/",
            "/quiz/history/delete/",
            "/quiz/method/",
            "/quiz/tasks/",
            f"/quiz/tasks/{TECHNICAL}/",
            "/plan/",
            "/plan/advert/",
            "/plan/delete/",
            f"/plan/from/{first}/",
            f"/plan/route/{WAY}/",
        ]


def load_content():
    """Something of each kind, also of those that the product brings none of."""
    load_starter()
    part = make_section(heading="The first step", body="One *word* after another. " * 40)
    publish(make_inquiry(parts=(part,), silence="How long it takes.", roles=(PRODUCT,)))
    terms = (make_term(key=f"word-{letter}", term=f"{letter}-word") for letter in "abcdefghijklm")
    publish(make_glossary(terms=(make_term(roles=(PRODUCT,)), *terms)))


def sign_in(page, site):
    """Has somebody with an account and a result sign in, just now, so that few pages ask who it is.
    Gives the page from which the result is shared."""
    user = make_user()
    result = make_result(user=user)
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("E-mail address").fill(user.email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Your results")).to_be_visible()
    return f"/quiz/{result.pk}/share/"


def take(page, site):
    """Has the browser of the page begun one attempt and ended four."""
    publish_version(made=make_definition(trial=make_trial(make_task(role=TECHNICAL))))
    attempt = make_attempt(answers={"p02": 2, "p03": None})
    results = [make_result(name=name) for name in SHEETS]
    # Bars in place of the field, and little that appeals.
    results.append(make_result(background=None))
    little = make_attempt(answers=answer_all(**dislike_all()))
    taking.finish(little)
    results.append(little)
    taking.share(results[0], with_readiness=True)
    bring(page, site, attempt, *results)
    question = results[1].offered.questions[0].key
    keys = tuple(str(each.pk) for each in results)
    if Edition.objects.current().of("route").named(WAY).exists():
        page.goto(f"{site}/plan/route/{WAY}/")
        page.get_by_role("button", name="Take it into my plan").click()
    return Taken(str(attempt.pk), keys, results[0].share.token, question)


def wait_for_letters(page):
    """Until the headings stand in their own letters, which come after the page."""
    page.wait_for_function(LETTERS)


def held(page, asked):
    """What is asked for, and waits until it is let through."""
    waiting = []
    page.route(asked, lambda route: waiting.append(route))
    return waiting
