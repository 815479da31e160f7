import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command

from accounts.models import User

pytestmark = pytest.mark.django_db


def member(name):
    user = User.objects.create_user(f"{name}@example.com", "a long enough password", is_staff=True)
    user.groups.set([Group.objects.get(name=name)])
    return user


@pytest.mark.parametrize(("group", "may_publish"), [("Editors", False), ("Publishers", True)])
def test_both_groups_write_and_one_publishes(group, may_publish):
    call_command("editors")
    user = member(group)
    assert user.has_perms(["roles.change_role", "roles.add_point", "roles.delete_point"])
    assert user.has_perm("roles.publish") == may_publish
    assert not user.has_perm("accounts.change_user")


def test_running_it_again_gives_the_rights_again():
    call_command("editors")
    Group.objects.get(name="Editors").permissions.clear()
    call_command("editors")
    assert Group.objects.count() == 2
    assert member("Editors").has_perm("roles.change_role")
