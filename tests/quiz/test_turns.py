import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from quiz.models import Trait
from tests.quiz.factories import make_draft
from tests.quiz.test_admin import form_data
from tests.races import at_once


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_a_draft_at_once_one_is_told_of_the_other():
    make_draft()
    two = Client(), Client()
    for number, client in enumerate(two):
        client.force_login(User.objects.create_superuser(f"{number}@example.org"))
    trait = Trait.objects.get(key="market")
    page = reverse("admin:quiz_trait_change", args=[trait.pk])
    data = form_data(two[0].get(page).context["adminform"].form)

    statuses = at_once(two, page, {**data, "name": "A"}, {**data, "name": "B"})

    assert statuses == [200, 302]
