"""Keys and apps in a real browser, whose own key of software stands for one of metal."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.accounts.people import PASSWORD, app_code, make_user, set_up_app
from tests.browser.test_accounts import RULES

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def key(page):
    """A key in the browser, with a finger that it knows."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    added = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session, added["authenticatorId"]


def sign_in(page, live_server, *, next_page=""):
    page.goto(f"{live_server.url}/accounts/login/?next={next_page or '/accounts/2fa/'}")
    page.get_by_label("E-mail address").fill("ada@example.org")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def sign_out(page, live_server):
    page.goto(f"{live_server.url}/accounts/email/")
    page.get_by_role("button", name="Sign out").click()


def add_key(page, *, alone):
    # Or the page before is asked whether it asks who one is.
    with page.expect_navigation():
        page.get_by_role("link", name="Add a key").click()
    if page.get_by_role("heading", name="Is it you?").is_visible():
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Continue").click()
    page.get_by_label("Name").fill("Work laptop")
    page.get_by_label("Sign in by it alone").set_checked(alone)
    page.get_by_role("button", name="Add the key").click()
    expect(page.get_by_role("heading", name="Your recovery codes")).to_be_visible()


def test_a_passkey_signs_in_without_a_password(page, live_server, key):
    make_user()
    sign_in(page, live_server)
    add_key(page, alone=True)
    sign_out(page, live_server)

    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/2fa/")
    page.get_by_role("button", name="Use a passkey").click()

    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    page.get_by_role("link", name="See and remove them").click()
    expect(page.get_by_text("Work laptop – signs you in without a password")).to_be_visible()


def test_a_security_key_is_the_second_step(page, live_server, key):
    make_user()
    sign_in(page, live_server)
    add_key(page, alone=False)
    sign_out(page, live_server)

    sign_in(page, live_server)
    expect(page.get_by_role("heading", name="The second step")).to_be_visible()
    page.get_by_role("button", name="Use a passkey or a security key").click()

    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()


def test_a_key_that_is_not_used_is_told_in_view(page, live_server, key):
    make_user()
    sign_in(page, live_server)
    add_key(page, alone=True)
    sign_out(page, live_server)
    session, number = key
    session.send("WebAuthn.setUserVerified", {"authenticatorId": number, "isUserVerified": False})

    page.goto(f"{live_server.url}/accounts/login/")
    page.get_by_role("button", name="Use a passkey").click()

    trouble = page.get_by_role("alert").filter(has_text="That did not work")
    expect(trouble).to_be_in_viewport()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_of_the_second_factor_are_accessible_and_narrow(page, live_server, scheme):
    user = make_user(is_staff=True)
    page.set_viewport_size({"width": 320, "height": 640})
    page.emulate_media(color_scheme=scheme)
    sign_in(page, live_server, next_page="/accounts/2fa/staff/")
    pages = ["staff/", "", "totp/activate/", "webauthn/add/", "webauthn/"]
    for address in pages:
        page.goto(f"{live_server.url}/accounts/2fa/{address}")
        holds_up(page)
    sign_out(page, live_server)
    secret = set_up_app(user)
    sign_in(page, live_server)
    holds_up(page)
    page.get_by_label("Code").fill(app_code(secret))
    page.get_by_role("button", name="Sign in", exact=True).click()
    for address in ["", "recovery-codes/", "recovery-codes/generate/", "totp/deactivate/"]:
        page.goto(f"{live_server.url}/accounts/2fa/{address}")
        holds_up(page)


def holds_up(page):
    found = Axe().run(page, options=RULES)
    assert found.violations_count == 0, found.generate_report()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
