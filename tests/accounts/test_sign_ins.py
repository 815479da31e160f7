"""Where an account is signed in, shown to its owner, who ends what is not theirs."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from accounts.models import SignIn, User
from accounts.tidying import tidy
from tests.accounts.people import PASSWORD, is_signed_in, make_user, sign_in
from tests.pages import look_into, words

pytestmark = pytest.mark.django_db
PAGE = "/accounts/sessions/"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5) Version/17.5 Safari/604.1"


@pytest.fixture
def user():
    return make_user()


def device(email="ada@example.org", agent="Firefox/128.0 (X11; Linux)", address="192.0.2.1"):
    client = Client(headers={"user-agent": agent}, REMOTE_ADDR=address)
    sign_in(client, login=email)
    return client


def listed(client):
    return [words(each) for each in look_into(client.get(PAGE)).select(".devices li p")]


def answers(client):
    return client.get("/accounts/email/").status_code == 200


def test_the_list_names_each_device_and_which_is_this(user):
    device(agent=PHONE, address="2001:db8::7")
    mine = device()

    this, other = listed(mine)

    assert this.startswith("Firefox on Linux – this device Signed in ")
    assert "from 192.0.2.1 Last used" in this
    assert other.startswith("Safari on an iPhone Signed in ")
    assert "from 2001:db8::7" in other


def test_the_account_page_leads_to_the_list(user):
    page = look_into(device().get("/accounts/email/"))

    ways = page.find("a", href="/accounts/password/change/").find_parent("ul")
    assert ways.find("a", href=PAGE)


@pytest.mark.parametrize("address", ["logout", "password/change", "sessions"])
def test_a_page_of_the_account_leads_back_to_it(user, address):
    page = look_into(device().get(f"/accounts/{address}/"))

    assert words(page.select_one("main a[href='/accounts/email/']")) == "Back to your account"


def test_this_device_is_used_now_whatever_is_stored_of_it(user):
    device()
    mine = device()

    with time_machine.travel(timezone.now() + dt.timedelta(minutes=50)):
        this, that = listed(mine)

    assert this.endswith("Last used now")
    assert not that.endswith("now")


def test_one_device_is_signed_out_and_the_others_stay(user):
    lost, kept, mine = device(agent=PHONE), device(), device()
    numbers = [each["value"] for each in look_into(mine.get(PAGE)).select("button[name=end]")]
    number = str(SignIn.objects.get(session=lost.session.session_key).pk)
    assert number in numbers

    response = mine.post(PAGE, {"end": number}, follow=True)

    assert words(look_into(response).select_one(".message")) == "One device is signed out."
    assert [answers(each) for each in (lost, kept, mine)] == [False, True, True]
    assert Session.objects.count() == SignIn.objects.count() == 2


def test_all_others_are_signed_out_at_once(user):
    others, mine = [device(), device()], device()

    mine.post(PAGE, {"others": "1"})

    assert [answers(each) for each in (*others, mine)] == [False, False, True]
    assert len(listed(mine)) == 1


def test_a_device_of_somebody_else_is_not_signed_out(user):
    make_user(email="bob@example.org")
    theirs, mine = device("bob@example.org"), device()
    number = SignIn.objects.get(session=theirs.session.session_key).pk

    response = mine.post(PAGE, {"end": number}, follow=True)

    assert words(look_into(response).select_one(".message")) == "Signed out already."
    assert answers(theirs)
    assert len(listed(mine)) == 1


@pytest.mark.parametrize("number", ["", "x", "-1", "٣", "9" * 18, "9" * 5000])
def test_a_device_that_is_none_is_told_to_be_signed_out(user, number):
    response = device().post(PAGE, {"end": number}, follow=True)

    assert words(look_into(response).select_one(".message")) == "Signed out already."


def test_what_was_ended_otherwise_is_not_in_the_list(user):
    away = device()
    away.post("/accounts/logout/")
    old = device()
    Session.objects.filter(pk=old.session.session_key).update(expire_date=timezone.now())

    assert len(listed(device())) == 1


def test_what_a_new_password_ended_is_not_in_the_list(user):
    device()
    changed = User.objects.get()
    changed.set_password("warm-heron-9-lands")
    changed.save()

    mine = Client()
    sign_in(mine, password="warm-heron-9-lands")

    assert len(listed(mine)) == 1


def test_a_session_of_the_staff_that_is_over_is_not_in_the_list(user):
    User.objects.update(is_staff=True)
    device()

    with time_machine.travel(timezone.now() + dt.timedelta(hours=2)):
        assert len(listed(device())) == 1


def test_a_session_that_gets_another_key_stays_in_the_list(user, mailoutbox):
    mine = device()
    session = mine.session
    session.cycle_key()
    session.save()
    mine.cookies["sessionid"] = session.session_key

    assert len(listed(mine)) == 1
    assert SignIn.objects.get().session_id == session.session_key


def test_an_address_that_is_none_is_left_out(user):
    assert "from" not in listed(device(address="unknown"))[0]


def test_the_list_costs_the_same_however_many_devices(user, django_assert_max_num_queries):
    mine = device()
    for _ in range(4):
        Client().force_login(user)
        device()

    with django_assert_max_num_queries(4):
        mine.get(PAGE)


def test_a_page_for_everybody_costs_no_query_and_varies_on_no_cookie(
    user, django_assert_num_queries
):
    mine = device()

    with django_assert_num_queries(0):
        response = mine.get("/privacy/")

    assert "Cookie" not in response["Vary"]


def test_the_list_goes_with_the_account(user):
    device()
    user.delete()

    assert not SignIn.objects.exists()


def test_tidying_ends_the_list_with_the_session(user):
    old, kept = device(), device()
    Session.objects.filter(pk=old.session.session_key).update(expire_date=timezone.now())
    lost = SignIn(session_id="gone", account=user, browser="A browser")
    lost.save()

    tidy(timezone.now())

    assert [each.session_id for each in SignIn.objects.all()] == [kept.session.session_key]


def test_the_download_tells_the_devices(user):
    held = device().get("/accounts/data/").json()

    assert [each["browser"] for each in held["sessions"]] == ["Firefox on Linux"]
    assert held["sessions"][0]["address"] == "192.0.2.1"


def test_a_sign_in_with_the_wrong_password_is_not_in_the_list(user):
    client = Client()
    sign_in(client, password=PASSWORD[1:])

    assert not is_signed_in(client)
    assert not SignIn.objects.exists()
