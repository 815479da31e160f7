"""The signals that adverts are read by, as staff write, try and publish them."""

import pytest
from django.db.models import ProtectedError
from django.urls import reverse

from roles import publishing
from roles.models import Edition, Role, Signal, Signals
from tests.factories import (
    make_example_advert,
    make_role,
    make_signal,
    make_signals,
    publish,
    write,
)
from tests.pages import filled_in, look_into, words
from tests.roles import adverts

pytestmark = [pytest.mark.slow, pytest.mark.django_db]


def address(step, *args):
    return reverse(f"admin:roles_signals_{step}", args=[Signals.objects.get().pk, *args])


def previewed(client):
    return look_into(client.get(address("preview")))


def rows(page):
    return [words(row) for row in page.select("main table tbody tr")]


@pytest.fixture
def role():
    publish(make_role())


def test_there_are_signals_once_and_who_would_begin_others_is_led_to_them(client, publisher):
    add = reverse("admin:roles_signals_add")

    assert client.post(add, filled_in(client.get(add))).status_code == 302
    assert client.get(add)["Location"] == address("change")
    client.post(add, {})
    assert Signals.objects.count() == 1


@pytest.mark.parametrize("tab", ["signals", "questions", "families", "examples"])
def test_as_many_as_the_product_brings_can_be_saved_and_stay_as_they_are(tab, client, publisher):
    write(adverts.SHIPPED)
    page = f"{address('change')}?part={tab}"

    sent = filled_in(client.get(page))

    assert client.post(page, sent).status_code == 302
    assert publishing.from_tables("signals", "signals") == adverts.SHIPPED


@pytest.mark.usefixtures("role")
def test_what_is_published_by_the_form_reads_adverts_from_then_on(client, publisher):
    write(make_signals(signals=(make_signal(name="whose roadmap it is"),)))
    page = address("publish")

    client.post(page, {**filled_in(client.get(page)), "reason": "The first."})

    assert Edition.objects.current().of("signals").get().number == 1
    text = "We are looking for you. You own the roadmap, and you will own the roadmap alone."
    told = words(look_into(client.post("/decode/", {"text": text})).main)
    assert "Whose roadmap it is" in told


def test_what_keeps_them_from_being_published_is_told_and_leads_to_its_form(client, publisher):
    publish(make_role())
    bad = (
        make_signal(),
        make_signal(key="two", name="Two", phrases="own the roadmap\nProduct Manager"),
        make_signal(key="three", name="Three", phrases="mile*stone", product=0.0),
    )
    write(make_signals(signals=bad))

    page = look_into(client.get(address("publish")))

    told = words(page)
    for each in (
        "has the phrase “own the roadmap”, which is one of roadmap already",
        "has the phrase “Product Manager”, which is only the name of a role",
        "has the phrase “mile*stone”, which has a star that is not at the end of a word",
        "has no weight",
    ):
        assert each in told
    assert page.find("a", href=f"{address('change')}?part=signals#signals-1", string="Signals: Two")


def test_a_role_of_a_family_has_to_be_public(client, publisher):
    write(make_signals())

    assert "needs product-manager, which is not published" in words(
        look_into(client.get(address("publish")))
    )


@pytest.mark.usefixtures("role")
def test_the_preview_shows_which_answers_change_and_why(client, publisher):
    examples = (
        make_example_advert(text="Each of us will own the roadmap here, and you own the roadmap."),
        make_example_advert(key="b", title="Bread", text="You bake good bread for all of us."),
    )
    publish(make_signals(examples=examples, least_words=2))
    write(
        make_signals(
            examples=examples,
            least_words=2,
            signals=(
                make_signal(product=0.0, delivery=3.0),
                make_signal(
                    key="bread", name="bread", phrases="good bread", product=0.0, other=0.5
                ),
            ),
        )
    )

    page = previewed(client)

    assert words(page.select_one(".lede")).startswith("One of two answers would change.")
    first, second, *_ = rows(page)
    assert first.startswith("A mill")
    assert "clear: product work" not in first
    assert "leaning: product work leaning: delivery work" in first
    assert "product work 3.125 → 0, delivery work 0 → 4.75" in first
    assert "the same" in second
    assert "other work 0 → 0.5 Gained: good bread" in second


@pytest.mark.usefixtures("role")
def test_the_preview_says_what_is_not_read_as_it_should_be(client, publisher):
    write(make_signals(examples=(make_example_advert(family="delivery"),)))

    page = previewed(client)

    assert "Nothing is published yet to compare it with. One is not what it should be." in words(
        page.select_one(".lede")
    )
    assert "should be delivery work" in rows(page)[0]


def test_a_draft_that_cannot_be_tried_says_why(client, publisher):
    write(make_signals(signals=(make_signal(phrases="own (a"),)))
    assert "a phrase has a bracket without its other half" in words(previewed(client).main)

    write(make_signals(examples=()))
    assert "There is no example to try it on" in words(previewed(client).main)


@pytest.mark.usefixtures("role")
def test_an_edition_can_be_loaded_back(client, publisher):
    publish(make_signals())
    publish(
        make_signals(
            least_words=40,
            signals=(
                make_signal(phrases="own"),
                make_signal(key="b", phrases="roadmap"),
            ),
        )
    )

    client.post(address("restore", 1))

    assert Signals.objects.get().least_words == 10
    assert [signal.phrases for signal in Signal.objects.all()] == ["own roadmap"]


def test_who_may_not_publish_writes_and_publishes_nothing(client, editor):
    write(make_signals())

    assert client.get(address("change")).status_code == 200
    assert client.get(address("preview")).status_code == 200
    assert client.get(address("publish")).status_code == 403
    assert client.post(address("withdraw"), {"reason": "No."}).status_code == 403


def test_a_part_found_among_all_leads_to_the_tab_where_it_stands(client, publisher):
    write(make_signals())

    page = client.get(reverse("admin:roles_signal_change", args=[Signal.objects.get().pk]))

    assert look_into(page).find("a", href=f"{address('change')}?part=signals")


def test_a_role_in_a_family_is_kept_from_being_deleted():
    write(make_signals())

    with pytest.raises(ProtectedError):
        Role.objects.get().delete()
