"""What is on its way while the attempt is deleted: the deletion wins, and nobody gets an error."""

import pytest

from quiz.models import Answer, Attempt, Result, Share
from tests.accounts.test_sign_in import make_user
from tests.pages import look_into, words
from tests.quiz.factories import answer_all, make_attempt, make_result, publish_version
from tests.races import once_read

pytestmark = pytest.mark.django_db

OPEN = {
    "an answer": ("p01/", {"value": "4"}),
    "a skip": ("p01/", {"value": ""}),
    "the long page": ("all/", {"p01": "1", "p02": "2"}),
    "a finish": ("review/", {}),
}
FINISHED = {
    "how it sounds": ("result/", {"sounds_like_me": "4"}),
    "a share": ("share/", {}),
    "the end of a share": ("share/", {"revoke": "1"}),
    "a background": ("background/", {"r01": "3"}),
    "a deletion": ("delete/", {}),
}


@pytest.fixture
def user(client):
    user = make_user()
    client.force_login(user)
    return user


def all_gone():
    return not any(model.objects.exists() for model in (Attempt, Answer, Result, Share))


def delete_all():
    Attempt.objects.all().delete()


@pytest.mark.parametrize("name", [*OPEN, *FINISHED])
def test_whatever_is_sent_to_what_is_being_deleted_is_told_that_it_is_gone(client, user, name):
    make = make_attempt if name in OPEN else make_result
    attempt = make(user=user)
    page, sent = {**OPEN, **FINISHED}[name]

    with once_read("quiz_attempt", delete_all):
        response = client.post(f"/quiz/{attempt.pk}/{page}", sent)

    if name != "a deletion":
        assert response.status_code == 404
        assert words(look_into(response).h1) == "This is gone"
    assert response.status_code < 500
    assert all_gone()


def test_an_answer_by_htmx_to_what_is_being_deleted_leads_to_a_page_that_says_so(client, user):
    attempt = make_attempt(user=user)
    address = f"/quiz/{attempt.pk}/p01/"

    with once_read("quiz_attempt", delete_all):
        response = client.post(address, {"value": "4"}, headers={"HX-Request": "true"})

    assert (response.status_code, response["HX-Redirect"]) == (404, address)
    assert words(look_into(client.get(address)).h1) == "This is gone"


def test_starting_again_while_the_open_attempt_is_deleted_begins_another(client, user):
    make_attempt(user=user, answers={"p01": 1})

    with once_read("quiz_attempt", delete_all):
        response = client.post("/quiz/", {"again": "1"})

    assert response["Location"] == Attempt.objects.get().get_absolute_url()


def test_keeping_one_of_two_that_is_being_deleted_is_told_that_it_is_gone(client, user):
    attempt = make_attempt(user=user)

    with once_read("quiz_attempt", delete_all):
        response = client.post("/quiz/", {"keep": attempt.pk})

    assert response.status_code == 404
    assert words(look_into(response).h1) == "This is gone"


@pytest.mark.parametrize("page", ["result/", "background/", "share/", "delete/"])
def test_looking_at_what_is_being_deleted_is_no_error(client, user, page):
    attempt = make_result(user=user)

    with once_read("quiz_attempt", delete_all):
        response = client.get(f"/quiz/{attempt.pk}/{page}")

    assert response.status_code in {200, 404}


@pytest.mark.parametrize("page", ["p01/", "all/", "review/"])
def test_looking_at_questions_that_are_being_deleted_is_no_error(client, user, page):
    attempt = make_attempt(user=user, answers=answer_all())

    with once_read("quiz_attempt", delete_all):
        response = client.get(f"/quiz/{attempt.pk}/{page}")

    assert response.status_code in {200, 404}


def test_a_shared_result_that_is_being_deleted_is_no_error(client):
    attempt = make_result(user=make_user())
    share = Share.objects.open(attempt, with_readiness=True)

    with once_read("quiz_share", delete_all):
        response = client.get(share.get_absolute_url())

    assert response.status_code in {200, 404}


def test_of_two_tabs_that_begin_anew_the_slower_gets_what_the_quicker_began(client, user):
    version = publish_version()

    with once_read("quiz_attempt", lambda: make_attempt(version=version, user=user)):
        response = client.post("/quiz/")

    assert response["Location"] == Attempt.objects.get().get_absolute_url()
