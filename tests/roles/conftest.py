import pytest
from django.contrib.auth.models import Permission

from accounts.models import User


@pytest.fixture
def editor(client):
    """Staff who may write and read everything, and publish nothing."""
    user = User.objects.create_user("editor@example.com", "a long enough password", is_staff=True)
    user.user_permissions.set(
        Permission.objects.filter(content_type__app_label="roles").exclude(codename="publish")
    )
    client.force_login(user)
    return user


@pytest.fixture
def publisher(editor):
    editor.user_permissions.add(Permission.objects.get(codename="publish"))
    return editor
