import pytest

from accounts.models import User
from roles.models import Alias, Role
from tests.factories import make_alias, make_role, write

pytestmark = pytest.mark.django_db
TOO_LARGE = 2**63


@pytest.mark.parametrize("lookup", ["role", "role__lt", "role__lte", "role__gt", "role__gte"])
def test_nothing_is_found_by_a_key_that_no_column_can_hold(lookup):
    write(make_role(aliases=(make_alias(),)))

    assert not Alias.objects.filter(**{lookup: TOO_LARGE}).exists()


def test_of_a_list_of_keys_those_that_can_be_are_looked_for():
    write(make_role(aliases=(make_alias(),)))
    role = Role.objects.get()

    assert Alias.objects.filter(role__in=[TOO_LARGE, role.pk]).exists()
    assert Role.objects.filter(pk__in=[-TOO_LARGE - 1, role.pk]).get() == role
    assert not Role.objects.filter(pk__in=[TOO_LARGE]).exists()
    assert Alias.objects.filter(role__in=Role.objects.all()).exists()
    assert Alias.objects.exclude(role__in=[TOO_LARGE]).exists()


@pytest.mark.parametrize("sent", ["role__in=9", "role__lt=9", "role=9"])
def test_no_address_of_a_list_of_the_admin_is_an_error(client, sent):
    client.force_login(User.objects.create_superuser("root@example.org", "x"))

    assert client.get(f"/admin/roles/alias/?{sent}{'9' * 30}").status_code in {200, 302}
