import uuid

import pytest
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory

from quiz import taking
from quiz.models import Attempt
from tests.accounts.test_sign_in import PASSWORD, code_in, make_user, sign_in, sign_up
from tests.pages import TOKEN, look_into, values_of, with_token, words
from tests.quiz.factories import make_attempt, make_result, publish_version

pytestmark = pytest.mark.django_db


def start(client, **fields):
    return client.post("/quiz/", fields)


def test_the_first_page_sets_the_form_cookie_and_may_be_indexed_but_not_kept(client):
    publish_version()

    response = client.get("/quiz/")

    assert "csrftoken" in response.cookies
    assert "sessionid" not in response.cookies
    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Robots-Tag"] == "all"
    assert "32 questions · about 6 minutes, more only if you want" in words(look_into(response))


def test_without_a_published_version_there_is_nothing_to_start(client):
    assert "not open at the moment" in words(look_into(client.get("/quiz/")))
    assert start(client).status_code == 404


def test_starting_leads_to_the_attempt_with_303(client):
    publish_version()

    response = start(client)

    attempt = Attempt.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/quiz/{attempt.pk}/")
    assert client.get(response["Location"])["Location"] == f"/quiz/{attempt.pk}/p01/"


def test_starting_needs_the_token_of_the_form():
    publish_version()

    response = start(Client(enforce_csrf_checks=True))

    assert response.status_code == 403
    assert not Attempt.objects.exists()


def test_starting_twice_leads_to_the_same_attempt(client):
    publish_version()

    first, second = start(client), start(client)

    assert first["Location"] == second["Location"]


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_a_thousand_starts_leave_one_open_attempt(client, is_signed_in):
    publish_version()
    if is_signed_in:
        client.force_login(make_user())

    for _ in range(20):
        start(client, again="1")

    assert Attempt.objects.count() == 1


@pytest.fixture
def few_starts(settings):
    settings.ACCOUNT_RATE_LIMITS = {"start_attempt": "2/m/ip"}
    publish_version()


@pytest.mark.usefixtures("few_starts")
def test_too_many_starts_from_one_network_are_refused_in_words():
    responses = [start(Client()) for _ in range(3)]

    assert [response.status_code for response in responses] == [303, 303, 429]
    assert responses[2]["Retry-After"] == "60"
    assert "nothing was begun" in look_into(responses[2]).select_one("h1 ~ [role=alert]").text
    assert "sessionid" not in responses[2].cookies
    assert Attempt.objects.count() == 2


@pytest.mark.usefixtures("few_starts")
def test_where_too_many_start_an_attempt_that_is_open_still_opens(client):
    mine = start(client)["Location"]
    start(Client())
    assert start(Client()).status_code == 429

    assert start(client)["Location"] == mine


@pytest.mark.usefixtures("few_starts")
def test_without_the_cache_an_attempt_begins_all_the_same(client, settings):
    backend = "django.core.cache.backends.redis.RedisCache"
    settings.CACHES = {"default": {"BACKEND": backend, "LOCATION": "redis://127.0.0.1:1/0"}}

    assert start(client).status_code == 303


def test_a_class_behind_one_address_may_start_at_once(settings):
    assert settings.ACCOUNT_RATE_LIMITS["start_attempt"] == "60/m/ip,600/h/ip"


@pytest.mark.parametrize("is_signed_in", [True, False])
def test_starting_again_leaves_the_begun_attempt_behind(client, is_signed_in):
    user = make_user() if is_signed_in else None
    if user:
        client.force_login(user)
    old = make_attempt(user=user, answers={"p01": 1}, client=None if user else client)

    start(client, again="1")

    old.refresh_from_db()
    assert old.status == "abandoned"
    assert Attempt.objects.open().count() == 1


def test_the_first_page_offers_to_continue_or_to_start_again(client):
    attempt = make_attempt(client=client, answers={"p01": 1, "p02": None})

    page = look_into(client.get("/quiz/"))

    assert words(page.select_one(f'a[href="/quiz/{attempt.pk}/"]')) == "Continue (2 of 32)"
    assert page.select_one("button[name=again]")


def test_starting_again_begins_with_the_newest_version(client):
    make_attempt(client=client)
    newest = publish_version()

    start(client, again="1")

    assert Attempt.objects.open().get().version == newest


@pytest.mark.parametrize("keep", ["x", "1", "00000000-0000-0000-0000-00000000000"])
def test_what_is_no_attempt_cannot_be_kept(client, keep):
    publish_version()

    assert start(client, keep=keep).status_code == 400


def test_keeping_an_attempt_without_an_account_leads_on_with_it(client):
    attempt = make_attempt(client=client)

    response = start(client, keep=attempt.pk)

    assert response["Location"] == attempt.get_absolute_url()
    assert Attempt.objects.get(pk=attempt.pk).is_open


def test_keeping_the_attempt_of_somebody_else_is_refused(client):
    theirs = make_attempt(user=make_user(email="bob@example.org"))
    client.force_login(make_user())

    assert start(client, keep=theirs.pk).status_code == 404
    theirs.refresh_from_db()
    assert theirs.user.email == "bob@example.org"


def test_a_finished_attempt_of_the_session_is_claimed_at_sign_in(client):
    user = make_user()
    attempt = make_result(client=client)
    key = client.session.session_key

    sign_in(client)

    attempt.refresh_from_db()
    assert attempt.user == user
    assert client.session.session_key != key
    assert client.get(f"/quiz/{attempt.pk}/result/").status_code == 200


def test_an_open_attempt_of_the_session_is_claimed_at_sign_up(client, mailoutbox):
    attempt = make_attempt(client=client, answers={"p01": 1})
    sign_up(client, "ada@example.org")

    client.post("/accounts/confirm-email/", {"code": code_in(mailoutbox[0])})

    attempt.refresh_from_db()
    assert attempt.user.email == "ada@example.org"
    assert client.get(f"/quiz/{attempt.pk}/p02/").status_code == 200


def test_an_attempt_is_claimed_once_even_by_a_copied_session(client):
    make_user()
    make_user(email="bob@example.org")
    attempt = make_result(client=client)
    copied = Client()
    copied.cookies["sessionid"] = client.cookies["sessionid"].value

    sign_in(client)
    sign_in(copied, login="bob@example.org")

    attempt.refresh_from_db()
    assert attempt.user.email == "ada@example.org"
    assert copied.get(f"/quiz/{attempt.pk}/result/").status_code == 404


def test_knowing_the_address_claims_nothing(client):
    make_user()
    attempt = make_result(client=Client())

    sign_in(client, next=f"/quiz/{attempt.pk}/result/")

    attempt.refresh_from_db()
    assert attempt.user is None


def test_the_next_person_on_the_same_browser_gets_nothing_of_the_first(client):
    make_user()
    make_user(email="bob@example.org")
    attempt = make_attempt(client=client, answers={"p01": 1})
    sign_in(client)
    client.post("/accounts/logout/")

    sign_in(client, login="bob@example.org")

    assert client.get(f"/quiz/{attempt.pk}/p01/").status_code == 404


def two_beginnings(client):
    user = make_user()
    of_account = make_attempt(user=user, answers={"p01": 1})
    of_browser = make_attempt(client=client, answers={"p01": 2, "p02": 2})
    sign_in(client)
    return user, of_account, of_browser


def test_of_two_open_attempts_none_is_lost_until_the_person_chooses(client):
    _, of_account, of_browser = two_beginnings(client)

    page = look_into(client.get("/quiz/"))

    offered = {button["value"] for button in page.select("button[name=keep]")}
    assert offered == {str(of_account.pk), str(of_browser.pk)}
    assert Attempt.objects.open().count() == 2


@pytest.mark.parametrize("kept", [0, 1])
def test_the_chosen_one_of_two_becomes_the_accounts_and_the_other_is_abandoned(client, kept):
    user, *attempts = two_beginnings(client)

    response = start(client, keep=attempts[kept].pk)

    assert response["Location"] == f"/quiz/{attempts[kept].pk}/"
    chosen = Attempt.objects.open().get()
    assert (chosen, chosen.user) == (attempts[kept], user)
    attempts[1 - kept].refresh_from_db()
    assert attempts[1 - kept].status == "abandoned"
    assert not look_into(client.get("/quiz/")).select("button[name=keep]")


def test_a_finished_attempt_is_claimed_even_where_an_open_one_has_to_wait(client):
    user = make_user()
    make_attempt(user=user)
    result = make_result(client=client)
    waiting = make_attempt(client=client)

    sign_in(client)

    result.refresh_from_db()
    waiting.refresh_from_db()
    assert (result.user, waiting.user) == (user, None)


def end_session(client):
    Session.objects.all().delete()


def test_after_the_session_ended_htmx_is_led_to_sign_in_as_a_whole_page(client):
    attempt = make_attempt(user=make_user(), answers={"p01": 1})
    client.force_login(attempt.user)
    end_session(client)
    here = f"/quiz/{attempt.pk}/p02/"
    headers = {"HX-Request": "true", "HX-Current-URL": f"http://testserver{here}"}

    response = client.post(here, {"value": "4"}, headers=headers)

    assert response.status_code == 200
    assert response["HX-Redirect"] == f"/accounts/login/?next={here}"
    assert attempt.values == {"p01": 1}


def test_after_sign_in_the_answer_that_came_too_late_is_shown_again(client):
    attempt = make_attempt(user=make_user(), answers={"p01": 1})
    sign_in(client)
    end_session(client)
    here = f"/quiz/{attempt.pk}/p02/"

    late = client.post(here, {"value": "4"})
    back = sign_in(client, next=here)
    page = look_into(client.get(here))

    assert late["Location"] == f"/accounts/login/?next={here}"
    assert back["Location"] == here
    assert page.select_one("input[type=radio][checked]")["value"] == "4"
    assert "not saved yet" in words(page)
    assert "not saved yet" not in words(look_into(client.get(here)))


def test_an_answer_that_came_too_late_is_shown_at_its_own_question_only(client):
    attempt = make_attempt(user=make_user(), answers={"p01": 1})
    sign_in(client)
    end_session(client)
    client.post(f"/quiz/{attempt.pk}/p02/", {"value": "4"})
    sign_in(client)

    elsewhere = look_into(client.get(f"/quiz/{attempt.pk}/p03/"))

    assert "not saved yet" not in words(elsewhere)


def test_after_sign_in_the_long_page_shows_what_came_too_late_beside_what_is_saved(client):
    attempt = make_attempt(user=make_user(), answers={"p01": 1, "p02": 2})
    sign_in(client)
    end_session(client)
    here = f"/quiz/{attempt.pk}/all/"

    late = client.post(here, {"p01": "1", "p02": "5", "r01": "0", "p03": "9", "leave": "1"})
    sign_in(client, next=here)
    page = look_into(client.get(here))

    assert late["Location"] == f"/accounts/login/?next={here}"
    marked = [radio["id"] for radio in page.select("input[type=radio][checked]")]
    assert marked == ["p01-1", "p02-5", "r01-0"]
    assert "not saved yet" in words(page)
    assert words(page.select_one("#saved")) == "2 of 32 answered or skipped"
    assert attempt.values == {"p01": 1, "p02": 2}


def test_several_answers_that_came_too_late_are_all_shown_again(client):
    attempt = make_attempt(user=make_user())
    sign_in(client)
    end_session(client)
    here = f"/quiz/{attempt.pk}/all/"

    for sent in ({"p01": "1"}, {"p02": "2"}):
        late = client.post(here, sent, headers={"HX-Request": "true", "HX-Current-URL": here})
        assert late["HX-Redirect"].startswith("/accounts/login/")
    sign_in(client, next=here)

    page = look_into(client.get(here))
    assert [radio["id"] for radio in page.select("[checked]")] == ["p01-1", "p02-2"]


def test_after_sign_in_the_result_says_what_was_said_of_it_and_not_saved(client):
    attempt = make_result(user=make_user())
    sign_in(client)
    end_session(client)
    here = f"/quiz/{attempt.pk}/result/"

    client.post(here, {"sounds_like_me": "4"})
    sign_in(client, next=here)

    assert "your 4 of 5 is not saved yet" in words(look_into(client.get(here)))


SENT_FROM_HERE = {"origin": "http://testserver", "sec-fetch-site": "same-origin"}


def form_of(page):
    return look_into(page).main.form


@pytest.fixture
def signed_in_elsewhere():
    """A browser whose open page has the token of before its other tab signed in; and the attempt
    that it began."""
    make_user()
    browser = Client(enforce_csrf_checks=True)
    attempt = make_attempt(client=browser, answers={"p01": 1})
    before = with_token(form_of(browser.get("/accounts/login/")))
    known = {"login": "ada@example.org", "password": PASSWORD}
    assert browser.post("/accounts/login/", before | known).status_code == 302
    return browser, attempt, {TOKEN: before[TOKEN]}


def test_who_signs_in_in_another_tab_finds_the_answer_marked_again(signed_in_elsewhere):
    browser, attempt, before = signed_in_elsewhere
    here = f"/quiz/{attempt.pk}/p02/"

    late = browser.post(here, before | {"value": "4"}, headers=SENT_FROM_HERE)
    page = browser.get(here)

    assert (late.status_code, late["Location"]) == (303, here)
    assert "not saved yet" in words(look_into(page))
    assert attempt.values == {"p01": 1}
    browser.post(here, with_token(form_of(page)), headers=SENT_FROM_HERE)
    assert Attempt.objects.get().values == {"p01": 1, "p02": 4}


def test_who_signs_in_in_another_tab_finds_the_long_page_marked_again(signed_in_elsewhere):
    browser, attempt, before = signed_in_elsewhere
    here = f"/quiz/{attempt.pk}/all/"
    htmx = SENT_FROM_HERE | {"HX-Request": "true", "HX-Current-URL": here}

    late = browser.post(here, before | {"p02": "5"}, headers=htmx)
    page = look_into(browser.get(here))

    assert late["HX-Redirect"] == here
    assert [radio["id"] for radio in page.select("[checked]")] == ["p01-1", "p02-5"]


def test_who_skips_by_an_outdated_page_gets_one_that_is_not(signed_in_elsewhere):
    browser, attempt, before = signed_in_elsewhere
    here = f"/quiz/{attempt.pk}/p02/"
    skip = before | {"value": "", "remove": "1"}

    page = browser.post(here, skip, headers=SENT_FROM_HERE)
    by_htmx = browser.post(here, skip, headers=SENT_FROM_HERE | {"HX-Request": "true"})

    assert page.status_code == 403
    assert values_of(form_of(page)) == {"value": [""], "remove": ["1"]}
    assert by_htmx["HX-Redirect"] == here


@pytest.mark.parametrize("headers", [{}, {"origin": "https://evil.example"}, {"origin": "null"}])
def test_no_other_site_marks_an_answer(signed_in_elsewhere, headers):
    browser, attempt, _ = signed_in_elsewhere
    here = f"/quiz/{attempt.pk}/p02/"

    assert browser.post(here, {"value": "4"}, headers=headers).status_code == 403

    assert "not saved yet" not in words(look_into(browser.get(here)))


def test_of_an_attempt_of_somebody_else_nothing_is_marked(signed_in_elsewhere):
    browser, _, before = signed_in_elsewhere
    other = make_attempt(user=make_user(email="bob@example.org"))

    sent = browser.post(f"/quiz/{other.pk}/p02/", before | {"value": "4"}, headers=SENT_FROM_HERE)

    assert sent.status_code == 403
    assert "late_answers" not in browser.session


def test_no_more_is_put_aside_than_a_form_of_ours_could_send(client):
    attempt = make_attempt(user=make_user())
    sign_in(client)
    end_session(client)

    many = {f"p{number}": "1" for number in range(500)}
    client.post(f"/quiz/{attempt.pk}/all/", many | {"x" * 101: "1"})

    assert len(client.session["late_answers"][1]) == 200

    client.post(f"/quiz/{attempt.pk}/all/", {"p500": "2"})
    assert len(kept := client.session["late_answers"][1]) == 200
    assert kept["p500"] == "2"


@pytest.mark.parametrize("headers", [{}, {"hx-request": "true"}])
def test_whose_session_is_forgotten_by_the_browser_too_signs_in_and_finds_the_answer(
    client, headers
):
    attempt = make_attempt(user=make_user(), answers={"p01": 1})
    here = f"/quiz/{attempt.pk}/p02/"

    told = client.post(here, {"value": "4"}, headers=headers)

    assert told.status_code == 404
    if not headers:
        assert look_into(told).select_one(f"main a[href='/accounts/login/?next={here}']")
    sign_in(client, next=here)
    assert look_into(client.get(here)).select_one("input[value='4'][checked]")


def test_whoever_is_signed_in_is_not_led_to_sign_in_where_nothing_is(client):
    attempt = make_attempt(user=make_user(email="bob@example.org"))
    client.force_login(make_user())

    page = look_into(client.get(f"/quiz/{attempt.pk}/p02/"))

    assert not page.select("main a[href^='/accounts/login/']")


@pytest.mark.parametrize("value", ["9", "٤"])
def test_what_the_question_does_not_offer_is_not_shown_as_an_answer(client, value):
    attempt = make_attempt(user=make_user())
    sign_in(client)
    end_session(client)
    here = f"/quiz/{attempt.pk}/p02/"
    client.post(here, {"value": value})
    sign_in(client, next=here)

    assert "not saved yet" not in words(look_into(client.get(here)))


def test_what_is_no_answer_is_not_kept_for_after_sign_in(client):
    attempt = make_attempt(user=make_user(), answers={"p01": 1})
    sign_in(client)
    end_session(client)
    client.post(f"/quiz/{attempt.pk}/p02/", {"value": "44"})
    sign_in(client)

    page = look_into(client.get(f"/quiz/{attempt.pk}/p02/"))

    assert "not saved yet" not in words(page)


def test_a_browser_remembers_its_newest_fifty_attempts(client):
    request = RequestFactory().get("/")
    request.session = client.session

    attempts = [Attempt(pk=uuid.UUID(int=number)) for number in range(51)]
    for attempt in attempts:
        taking.remember(request, attempt)

    assert taking.remembered(request) == [str(attempt.pk) for attempt in attempts[1:]]


def test_an_ended_session_tells_nothing_of_which_attempts_exist(client):
    client.force_login(make_user())
    end_session(client)

    response = client.get("/quiz/00000000-0000-4000-8000-000000000000/p01/")

    assert response["Location"].startswith("/accounts/login/")
