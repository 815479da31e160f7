import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quiz import scoring, taking
from quiz.models import Result
from tests.accounts.test_sign_in import make_user
from tests.factories import make_role, make_route, publish, publish_three_roles
from tests.pages import look_into, words
from tests.quiz.factories import answer_all, make_attempt, make_result
from tests.quiz.samples import dislike_all

pytestmark = pytest.mark.django_db

KINDS = {
    "clear": "noise-free ideal pm",
    "tie": "too close to call between two",
    "none": "all 5",
    "insufficient": "half answered",
}
HEADINGS = {
    "clear": "Your answers point to Product Manager",
    "tie": "Too close to call between",
    "none": "No clear preference",
    "insufficient": "Not enough answers to name a role",
}


def show(client, attempt):
    return client.get(f"/quiz/{attempt.pk}/result/")


def page_of(client, kind, **fields):
    return look_into(show(client, make_result(name=KINDS[kind], client=client, **fields)))


def headings(page):
    return [words(heading) for heading in page.select("main h2")]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_result_says_so_in_its_heading(client, kind):
    page = page_of(client, kind)

    assert words(page.h1).startswith(HEADINGS[kind])


def test_a_clear_result_stands_in_the_agreed_order(client):
    assert headings(page_of(client, "clear")) == [
        "How the roles compare",
        "Why",
        "What to do next",
        "Behind this result",
        "This result is yours",
    ]


def test_the_small_line_says_when_and_how_much_was_answered(client):
    attempt = make_result(client=client)

    line = look_into(show(client, attempt)).select_one(".result p")

    day = f"{attempt.finished_at:%b %Y}"
    assert words(line).startswith("Your result ·")
    assert words(line).endswith(f"{day} · 32 of 32 answered")


def test_everything_stands_in_the_order_of_the_result(client):
    attempt = make_result(name="noisy ideal tpgm", client=client)

    page = look_into(show(client, attempt))

    names = ["Technical Program Manager", "Product Manager", "Technical Product Manager"]
    assert [words(part) for part in page.select(".bars .bar-ends b:first-child")][:3] == names
    assert [words(part) for part in page.select(".why h3")] == names
    assert words(page.select_one("section .why h3")) == names[0]


def test_each_leader_of_a_tie_has_its_reasons_before_the_folds(client):
    page = page_of(client, "tie")

    names = ["Product Manager", "Technical Product Manager"]
    assert [words(part) for part in page.select("section .why h3")] == names
    assert [words(part) for part in page.select(".fold .why h3")] == ["Technical Program Manager"]


def test_little_interest_is_told_before_the_picture(client):
    attempt = make_attempt(answers=answer_all(**dislike_all()), client=client)
    taking.finish(attempt)

    page = look_into(show(client, attempt))

    note = page.select_one(".result .notice")
    assert "You like little of the work" in words(note)
    assert note.find_next(id="fit")


def test_there_is_one_main_button(client):
    publish_three_roles()

    for kind in KINDS:
        page = page_of(client, kind)
        assert len(page.select("main .button:not(.button-quiet)")) == 1, kind
        assert page.select(".take-away .button")


def test_a_tie_names_its_leaders_in_the_order_of_the_version(client):
    page = page_of(client, "tie")

    names = "Product Manager and Technical Product Manager"
    assert words(page.h1) == f"Too close to call between {names}"


def test_no_clear_preference_is_a_full_page(client):
    page = page_of(client, "none")

    assert "What these roles share" in words(page.main)
    assert page.select_one("#fit")
    assert page.select_one("#readiness")
    assert page.select_one("#next")
    assert words(page.select_one("details:has(#why) .meta")) == "3"


def test_not_enough_answers_shows_no_bar_of_a_role_and_names_the_open_questions(client):
    page = page_of(client, "insufficient")

    assert not page.select_one("#fit")
    assert not page.select_one("#why")
    assert page.select(".take-away a[href^='#answer-']")


def test_words_come_before_numbers(client):
    page = page_of(client, "clear")

    assert not any(sign.isdigit() for sign in words(page.select_one(".lede")))


def test_bars_are_decorative_and_stand_in_a_table_too(client):
    page = page_of(client, "clear")

    assert all(bar["aria-hidden"] == "true" for bar in page.select("svg.bar"))
    rows = page.select("details:has(#bars-table) tbody tr")
    assert [words(row.th) for row in rows] == [
        "Product Manager",
        "Technical Product Manager",
        "Technical Program Manager",
    ]


def test_reasons_lead_to_the_answers_they_come_from(client):
    page = page_of(client, "clear")

    links = page.select(".why a[href^='#answer-']")
    assert links
    assert all(page.select_one(link["href"]) for link in links)


def test_answers_are_named_in_words_wherever_a_link_leads_to_one(client):
    page = page_of(client, "clear")

    texts = [words(link) for link in page.select("a[href^='#answer-']")]
    assert all(len(text.split()) > 3 for text in texts)
    side = (
        "A: Finding out why people who try the product leave after a week. You said “A, clearly”."
    )
    assert side in words(page.select_one("section .why"))


def test_reasons_and_steps_lead_to_public_pages_only(client):
    publish_three_roles()
    publish(make_route(slug="way-in", to_role="product-manager"))
    publish(make_role(slug="associate", is_neighbour=True))

    page = page_of(client, "clear")

    assert page.select(".why h3 a[href='/roles/product-manager/']")
    assert page.select("details:has(#readiness) a[href='/routes/way-in/']")


def test_a_role_that_is_not_public_is_no_link(client):
    assert not page_of(client, "clear").select("main a[href^='/roles/product-manager']")


def test_readiness_is_asked_for_when_no_background_was_answered(client):
    page = page_of(client, "clear", background=None)

    assert "You skipped the questions about your background" in words(page)
    assert "You could apply now" not in words(page)


def test_enjoying_and_getting_in_are_never_one_number(client):
    page = page_of(client, "clear")

    section = page.select_one("details:has(#readiness)")
    assert "%" not in words(page.main)
    assert not section.select(".bar")


def test_what_is_behind_the_result_unfolds(client):
    page = page_of(client, "clear")

    folded = [words(fold.summary) for fold in page.select("details.fold:not([open])")]
    assert folded == [
        "What else you can do 1",
        "The other roles 2",
        "Could you get in now? 4",
        "What would change it",
        "What you say of each kind of work 7",
        "The same as a table 3",
        "Your answers 32",
        "What this can and cannot tell you",
        "Does this sound like you?",
    ]


def test_the_question_how_it_sounds_is_open_once_answered(client):
    page = page_of(client, "clear", sounds_like_me=4)

    assert "You gave it 4 of 5" in words(page.select_one("details[open]:has(#sounds-like-me)"))


def test_notes_are_polite(client):
    page = page_of(client, "none")

    assert "You chose the same option many times in a row" in words(page)
    assert "careless" not in words(page)


def test_a_result_without_an_account_offers_to_keep_it(client):
    attempt = make_result(client=client)

    page = look_into(show(client, attempt))

    assert page.select_one(f"a[href='/accounts/signup/?next=/quiz/{attempt.pk}/result/']")


def test_a_result_is_read_not_scored(client):
    attempt = make_result(client=client)
    data = {**attempt.result.score_data, "leaders": ["technical-program-manager"]}
    Result.objects.update(score_data=data)

    page = look_into(show(client, attempt))

    assert words(page.h1) == "Your answers point to Technical Program Manager"


def test_a_stored_result_reads_back_as_it_was_scored():
    attempt = make_result()

    assert attempt.result.score == scoring.score(attempt.definition, answer_all())


def queries_of(client, attempt):
    with CaptureQueriesContext(connection) as queries:
        show(client, attempt)
    return len(queries)


def test_a_result_costs_the_same_queries_however_much_there_is(client):
    little = make_result(client=client)
    few = queries_of(client, little)
    publish_three_roles()
    for number in range(5):
        publish(make_route(slug=f"way-{number}", name=f"Way {number}"))
        make_result(client=client)

    assert queries_of(client, little) == queries_of(client, make_result(client=client)) <= few + 1
    assert few <= 8


def test_a_result_to_come_leads_to_where_the_attempt_stands(client):
    attempt = make_attempt(client=client)

    assert show(client, attempt)["Location"] == f"/quiz/{attempt.pk}/p01/"


def test_a_person_may_say_how_it_sounds(client):
    attempt = make_result(client=client)

    response = client.post(f"/quiz/{attempt.pk}/result/", {"sounds_like_me": "4"})

    attempt.refresh_from_db()
    assert (response.status_code, attempt.sounds_like_me) == (303, 4)


@pytest.mark.parametrize("value", ["0", "6", "x", ""])
def test_how_it_sounds_is_one_to_five(client, value):
    attempt = make_result(client=client)

    response = client.post(f"/quiz/{attempt.pk}/result/", {"sounds_like_me": value})

    assert response.status_code == 400


@pytest.fixture
def mine(client):
    user = make_user()
    client.force_login(user)
    return make_result(user=user)


def share(client, attempt, **fields):
    client.post(f"/quiz/{attempt.pk}/share/", fields)
    attempt.refresh_from_db()
    return attempt.live_share and attempt.live_share.get_absolute_url()


def test_sharing_needs_an_account(client):
    attempt = make_result(client=client)

    response = client.post(f"/quiz/{attempt.pk}/share/")

    assert response["Location"] == f"/accounts/login/?next=/quiz/{attempt.pk}/share/"


def test_a_result_is_not_shared_until_asked(client, mine):
    page = look_into(client.get(f"/quiz/{mine.pk}/share/"))

    assert "It is not shared" in words(page)
    assert mine.live_share is None


def test_a_shared_result_shows_the_bars_and_nothing_of_the_person(client, mine):
    address = share(client, mine)

    page = look_into(Client().get(address))

    assert words(page.h1) == "The answers point to Product Manager"
    assert len(page.select("ul.bars > li")) == 3
    text = words(page)
    for unsaid in ("ada", "Why", "get in now", "Customer and market", "kind of work", "A, clearly"):
        assert unsaid not in text.replace("Product Managers", "")


def test_a_shared_result_begins_with_what_this_site_is(client, mine):
    page = look_into(Client().get(share(client, mine)))

    first = page.select_one("main p")
    assert words(first).startswith("careerguide tells three look-alike jobs")
    assert first.a["href"] == "/"


def test_readiness_is_shared_only_with_its_own_tick(client, mine):
    page = look_into(Client().get(share(client, mine, with_readiness="1")))

    assert "Could they get in now?" in words(page)
    assert "Asked for" not in words(page)


def test_a_shared_result_is_kept_from_search_engines_and_referrers(client, mine):
    response = Client().get(share(client, mine))

    assert response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "private, no-store"
    assert not look_into(response).select("link[rel=canonical]")


def test_a_token_has_at_least_128_bits(client, mine):
    share(client, mine)

    assert len(mine.share.token) >= 22


def test_a_revoked_link_is_as_unknown_as_a_guessed_one(client, mine):
    address = share(client, mine)
    share(client, mine, revoke="1")

    revoked, guessed = Client().get(address), Client().get("/quiz/shared/x/")

    assert (revoked.status_code, guessed.status_code) == (404, 404)


def test_a_link_altered_by_one_letter_is_unknown(client, mine):
    address = share(client, mine)
    altered = address[:-2] + ("a" if address[-2] != "a" else "b") + "/"

    assert Client().get(altered).status_code == 404


def test_a_link_ends_after_ninety_days(client, mine):
    address = share(client, mine)
    held = mine.share
    held.expires_at = held.created_at
    held.save()

    assert Client().get(address).status_code == 404
    assert "It is not shared" in words(look_into(client.get(f"/quiz/{mine.pk}/share/")))


def test_a_link_dies_with_the_account(client, mine):
    address = share(client, mine)
    mine.user.delete()

    assert Client().get(address).status_code == 404


def test_staff_open_no_attempt_of_a_person_on_the_site(mine):
    staff = make_user(email="staff@example.org", is_staff=True)
    staff.user_permissions.set(Permission.objects.filter(content_type__app_label="quiz"))
    other = Client()
    other.force_login(staff)

    assert show(other, mine).status_code == 404
