import pytest
from django.contrib.auth.models import AnonymousUser

from quiz.models import Attempt
from tests.accounts.test_sign_in import make_user
from tests.quiz.factories import make_attempt

pytestmark = pytest.mark.django_db


def mine(user, *remembered):
    return set(Attempt.objects.of(user, [attempt.pk for attempt in remembered]))


def test_an_unclaimed_attempt_is_of_the_browser_that_began_it():
    attempt, _ = make_attempt(), make_attempt()

    assert mine(AnonymousUser(), attempt) == {attempt}


def test_a_claimed_attempt_is_no_longer_of_the_browser_that_began_it():
    attempt = make_attempt(user=make_user())

    assert mine(AnonymousUser(), attempt) == set()


def test_a_claimed_attempt_is_not_of_the_next_account_on_the_same_browser():
    attempt = make_attempt(user=make_user())

    assert mine(make_user(email="bob@example.org"), attempt) == set()


def test_an_account_has_its_own_attempts_and_the_unclaimed_ones_of_its_browser():
    user = make_user()
    own, begun, _ = make_attempt(user=user), make_attempt(), make_attempt()

    assert mine(user, begun) == {own, begun}


def test_a_claimed_attempt_is_not_there_to_be_claimed_again():
    unclaimed, claimed = make_attempt(), make_attempt(user=make_user())

    assert set(Attempt.objects.unclaimed([unclaimed.pk, claimed.pk])) == {unclaimed}
