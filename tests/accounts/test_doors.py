import pytest
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from accounts.models import User
from quiz.models import Share
from tests.accounts.people import PASSWORD, is_signed_in, make_superuser, make_user
from tests.quiz.factories import make_result

pytestmark = pytest.mark.django_db
EDITOR = {"is_staff": True}
RIGHT = {"username": "root@example.org", "password": PASSWORD, "next": "/admin/"}


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admins_sign_in_page_leads_to_ours_for_everybody(client, method):
    make_superuser()
    for person in (None, make_user(**EDITOR)):
        if person:
            client.force_login(person)

        response = getattr(client, method)("/admin/login/", RIGHT)

        assert response.status_code == 302
        assert response["Location"] == "/accounts/login/?next=/admin/"
        assert client.session.get("_auth_user_id") == (str(person.pk) if person else None)


@pytest.mark.parametrize(
    "page",
    ["/admin/login/", "/admin/login/?next=/admin/login/", "/admin/login/?next=//evil.example"],
)
def test_staff_who_are_signed_in_come_back_to_the_admin(client, page):
    client.force_login(make_user(**EDITOR))

    response = client.get(page, follow=True)

    assert response.status_code == 200
    assert response.redirect_chain[-1][0] == "/admin/"


@pytest.mark.parametrize("page", ["password_change", "password_change_done"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_the_admins_password_pages_lead_to_ours(client, page, method):
    client.force_login(make_user(**EDITOR))
    wrong = {"old_password": "wrong", "new_password1": "a" * 12, "new_password2": "a" * 12}

    response = getattr(client, method)(reverse(f"admin:{page}"), wrong)

    assert response.status_code == 302
    assert response["Location"] == "/accounts/password/change/"


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("number", ["{}", "0{}"])
def test_ones_own_password_is_not_set_in_the_user_admin(client, method, number):
    user = make_superuser()
    client.force_login(user)
    new = {"usable_password": "true", "password1": "warm-heron-9", "password2": "warm-heron-9"}

    page = f"/admin/accounts/user/{number.format(user.pk)}/password/"
    response = getattr(client, method)(page, new)

    assert response["Location"] == "/accounts/password/change/"
    assert User.objects.get().check_password(PASSWORD)
    assert is_signed_in(client)


@pytest.mark.parametrize("kind", ["share", "result", "session"])
def test_nobody_is_led_to_the_page_of_a_row_whose_form_they_may_not_open(client, kind):
    Share.objects.open(make_result(), with_readiness=False)
    client.force_login(make_superuser())
    number = ContentType.objects.get(model=kind).pk

    assert client.get(f"/admin/r/{number}/1/").status_code == 404
    assert client.get(f"/admin/r/{number * 10**20}/1/").status_code == 404


@pytest.mark.parametrize(
    "asked",
    [
        "report/?email__startswith=a",
        "report/?email=a",
        "report/?created_at__year=99999999999999",
        "role/?name__regex=(",
        "report/?text__regex=(a|a)*$",
        "trailentry/?changes__0__after__regex=[",
    ],
)
def test_a_list_is_asked_only_what_it_offers(client, asked):
    client.force_login(make_superuser())

    assert client.get(f"/admin/roles/{asked}").status_code == 400
