import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.test.utils import CaptureQueriesContext

from quiz import readiness, scoring, taking
from quiz.definition import Action
from quiz.models import Result
from roles import plain
from tests.accounts.test_sign_in import make_user
from tests.factories import make_role, make_route, publish, publish_three_roles
from tests.pages import look_into, words
from tests.quiz.factories import (
    answer_all,
    make_attempt,
    make_record,
    make_result,
    make_step,
    publish_version,
)
from tests.quiz.samples import dislike_all, first_version

pytestmark = pytest.mark.django_db

KINDS = {
    "clear": "noise-free ideal pm",
    "tie": "too close to call between two",
    "none": "all 5",
    "insufficient": "half answered",
}
HEADINGS = {
    "clear": "Your answers point to Product Manager",
    "tie": "Too close to call: Product Manager or",
    "none": "No clear preference",
    "insufficient": "Not enough answers to name a role",
}


def show(client, attempt):
    return client.get(f"/quiz/{attempt.pk}/result/")


def page_of(client, kind, **fields):
    return look_into(show(client, make_result(name=KINDS[kind], client=client, **fields)))


def headings(page):
    return [words(heading) for heading in page.select("main h2")]


def texts(elements):
    return [words(element) for element in elements]


@pytest.mark.parametrize(
    ("kind", "order"),
    [
        ("clear", ["Would enjoy it 0 to 100", "Why", "Could you get in now?", "Next"]),
        ("tie", ["Would enjoy it 0 to 100", "Why", "Could you get in now?", "Next"]),
        (
            "none",
            [
                "Would enjoy it 0 to 100",
                "Why",
                "Could you get in now?",
                "Next",
            ],
        ),
        ("insufficient", ["What your answers do say", "Next"]),
    ],
)
def test_a_result_stands_in_the_agreed_order(client, kind, order):
    assert headings(page_of(client, kind)) == [*order, "Behind this result", "This result is yours"]


def test_everything_stands_in_the_order_of_the_result(client):
    attempt = make_result(name="noisy ideal tpgm", background=None, client=client)

    page = look_into(show(client, attempt))

    names = ["Technical Program Manager", "Product Manager", "Technical Product Manager"]
    assert texts(page.select(".bars .bar-ends b:first-child"))[:3] == names
    assert texts(page.select("section .why h3")) == [names[0], f"{names[1]} second"]


def test_each_leader_of_a_tie_has_its_reasons_before_the_folds(client):
    page = page_of(client, "tie")

    names = ["Product Manager", "Technical Product Manager"]
    assert texts(page.select("section .why h3")) == names


def test_what_is_offered_stands_below_the_first_sentence(client):
    page = page_of(client, "tie")

    head = page.select_one(".result-head")
    assert words(head.select_one(".take-away a")) == "Four more questions between the two"
    assert head.select_one(".take-away a")["href"].endswith("/more/1/")


def test_little_interest_is_said_first_and_leads_to_the_neighbours(client):
    attempt = make_attempt(answers=answer_all(**dislike_all()), client=client)
    taking.finish(attempt)

    page = look_into(show(client, attempt))

    assert words(page.h1) == "Little of this work appeals to you"
    assert not page.select_one(".result-head .take-away")
    assert texts(page.select(".result-first .button")) == ["Look at the neighboring roles"]
    assert page.select_one("details:has(#change) a[href$='/more/1/']")


def test_with_a_background_the_picture_is_a_field_and_the_same_as_a_table(client):
    page = page_of(client, "clear")

    picture = page.select_one("svg.field")
    assert picture["role"] == "img"
    assert (
        "Product: would enjoy it 91 of 100, between 85 and 97; could get in now."
        in picture["aria-label"]
    )
    assert not page.select("section > .bars")
    rows = page.select("section:has(.field) tbody tr")
    assert words(rows[0]) == "Product Manager 91 (85–97) leans strongly towards now"


def test_without_a_background_the_picture_is_a_bar_for_each_role(client):
    page = page_of(client, "clear", background=None)

    assert not page.select("svg.field")
    bars = page.select("section > .bars > li")
    assert words(bars[0]) == "Product Manager 91 leans strongly towards between 85 and 97"
    assert all(bar["aria-hidden"] == "true" for bar in page.select("svg.bar"))


def test_who_has_given_no_background_is_asked_for_it(client):
    page = page_of(client, "clear", background=None)

    assert "You have not said what you have done so far" in words(page.main)
    assert "could apply now" not in words(page.main)
    assert texts(page.select(".take-away .button")) == ["Say what you have done"]


def test_what_cannot_be_placed_is_told_in_words_beside_the_field(client):
    answers = answer_all("noise-free ideal pm", background=2, r04=None)
    attempt = make_attempt(answers=answers, client=client)
    taking.finish(attempt)

    page = look_into(show(client, attempt))

    beside = page.select_one("section:has(.field) > p.meta")
    assert words(beside).startswith("Tech. Product 36 (30–41): how near is not known. Across: ")


def test_not_enough_answers_shows_no_bar_of_a_role_and_goes_on_from_the_answers_given(client):
    page = page_of(client, "insufficient")

    assert not page.select_one("#why")
    assert not page.select_one("#reach")
    assert page.select_one(".take-away form input[name=copy]")
    assert page.select(".take-away a[href^='#answer-']")


def test_reasons_lead_to_the_answers_they_come_from_by_their_words(client):
    page = page_of(client, "clear")

    links = page.select(".why a[href^='#answer-']")
    assert links
    assert all(page.select_one(link["href"]) for link in links)
    assert all(len(words(link).split()) > 3 for link in page.select("a[href^='#answer-']"))
    side = (
        "A: Finding out why people who try the product leave after a week. You said “A, clearly”."
    )
    assert side in words(page.select_one("section .why"))


def test_a_gap_leads_to_a_plan(client):
    attempt = make_result(name="noisy ideal tpgm", background=1, client=client)

    page = look_into(show(client, attempt))

    form = page.select_one(".take-away form")
    assert form["action"] == f"/plan/from/{attempt.pk}/"
    assert form.select_one("input[name=way]")["value"] == "technical-program-manager"


def test_enjoying_and_getting_in_are_never_one_number(client):
    page = page_of(client, "clear")

    assert "%" not in words(page.main)
    assert not page.select_one("details:has(#readiness)").select(".bar")


def test_what_is_behind_the_result_unfolds(client):
    page = page_of(client, "clear")

    assert texts(page.select("details.fold:not([open]) > summary")) == [
        "Less certain, and the other roles 6",
        "What would change it",
        "Each kind of work 7",
        "All ways in, and what is missing 4",
        "A small piece of each role",
        "What this can and cannot tell you",
        "Your answers 32",
        "Version, date and method",
        "Take it again",
        "Does this sound like you?",
    ]


def test_what_was_found_first_stays_below_and_the_newest_is_shown(client):
    attempt = make_result(name="noise-free ideal pm", client=client)
    later = {**attempt.result.score_data, "leaders": ["technical-program-manager"]}
    later["headline"] = {**later["headline"], "roles": later["leaders"]}
    make_step(attempt, score_data=later)

    page = look_into(show(client, attempt))

    assert words(page.h1) == "Your answers point to Technical Program Manager"
    assert "Your answers point to Product Manager" in words(
        page.select_one("details:has(#earlier)")
    )


def test_a_later_background_is_dated_and_the_older_one_listed(client):
    attempt = make_result(client=client, background=0)
    levels = {fact.key: 3 for fact in attempt.definition.facts}
    standing = [plain.unstructure(each) for each in readiness.readiness(attempt.definition, levels)]
    make_record(attempt, levels=levels, readiness_data=standing)

    page = look_into(show(client, attempt))

    fold = words(page.select_one("details:has(#readiness)"))
    assert "As of" in fold
    assert "What you said before: 1" in fold
    assert "Open to beginners" in fold
    assert "could get in now" in page.select_one("svg.field")["aria-label"]


def test_a_result_of_engine_1_has_the_same_order_and_no_words_that_it_never_said(client):
    attempt = make_result(version=publish_version(made=first_version()), client=client)

    page = look_into(show(client, attempt))

    assert headings(page)[:4] == ["Would enjoy it 0 to 100", "Why", "Could you get in now?", "Next"]
    why = words(page.select_one("section .why"))
    assert "Your answers lean towards customer and market discovery" in why
    assert "less certain" not in words(page.main)
    assert "You like" not in words(page.main)


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_result_says_so_in_its_heading(client, kind):
    page = page_of(client, kind)

    assert words(page.h1).startswith(HEADINGS[kind])


def test_the_small_line_says_when_and_how_much_was_answered(client):
    attempt = make_result(client=client)

    line = look_into(show(client, attempt)).select_one(".result p")

    day = f"{attempt.finished_at:%b %Y}"
    assert words(line).startswith("Your result ·")
    assert words(line).endswith(f"{day} · 32 of 32 answered")


def test_there_is_one_main_button(client):
    publish_three_roles()

    for kind in KINDS:
        page = page_of(client, kind)
        main = "main :is(.button, .take-away button):not(.button-quiet)"
        assert len(page.select(main)) == 1, kind


def test_reasons_and_steps_lead_to_public_pages_only(client):
    publish_three_roles()
    publish(make_route(slug="way-in", to_role="product-manager"))
    publish(make_role(slug="associate", is_neighbour=True))

    page = page_of(client, "clear")

    assert page.select(".why h3 a[href='/roles/product-manager/']")
    assert page.select("details:has(#readiness) a[href='/routes/way-in/']")


def test_a_role_that_is_not_public_is_no_link(client):
    assert not page_of(client, "clear").select("main a[href^='/roles/product-manager']")


def test_the_question_how_it_sounds_is_open_once_answered(client):
    page = page_of(client, "clear", sounds_like_me=4)

    assert "You gave it 4 of 5" in words(page.select_one("details[open]:has(#sounds-like-me)"))


def test_notes_are_polite(client):
    page = page_of(client, "none")

    assert "You chose the same option many times in a row" in words(page)
    assert "careless" not in words(page)


def test_a_note_of_little_interest_leads_to_the_neighbours_as_the_headline_does(client):
    too_few = dict.fromkeys(["l01", "l02", "l03", "l04", "l05"])
    attempt = make_attempt(answers=answer_all(**dislike_all() | too_few), client=client)
    taking.finish(attempt)

    note = look_into(show(client, attempt)).select_one("details:has(#notes) a")

    assert (words(note), note["href"]) == ("Look at the neighboring roles", "/roles/")


def test_the_limits_are_told_word_for_word(client):
    page = page_of(client, "clear")

    assert words(page.select_one("details:has(#limits) p")) == (
        "This compares what you say you enjoy with profiles we drew from five articles. It has not "
        "been checked against people in these jobs. Interest explains only a small part of job "
        "satisfaction, and job titles differ between companies, so read the description, not the "
        "title. Bands come from how consistent your own answers were. It must not be used to "
        "select or reject anyone."
    )


def test_a_result_without_an_account_offers_to_keep_it(client):
    attempt = make_result(client=client)

    page = look_into(show(client, attempt))

    assert page.select_one(f"a[href='/accounts/signup/?next=/quiz/{attempt.pk}/result/']")


def test_a_result_is_read_not_scored(client):
    attempt = make_result(client=client)
    data = {**attempt.result.score_data, "leaders": ["technical-program-manager"]}
    data["headline"] = {**data["headline"], "roles": data["leaders"]}
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
    assert few <= 9


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

    assert words(page.h1) == "Your answers point to Product Manager"
    assert "Somebody answered its questions, and shared what it told them" in words(page.main)
    assert "55 points ahead of the next" in words(page.select_one(".lede"))
    assert len(page.select("ul.bars > li")) == 3
    text = words(page)
    for unsaid in (
        "ada",
        "Why",
        "get in now",
        "Customer and market",
        "kind of work",
        "A, clearly",
        "notes",
    ):
        assert unsaid not in text.replace("Product Managers", "")


def test_a_shared_result_begins_with_what_this_site_is(client, mine):
    page = look_into(Client().get(share(client, mine)))

    first = page.select_one("main p")
    assert words(first).startswith("careerguide tells three look-alike jobs")
    assert first.a["href"] == "/"


def test_readiness_is_shared_only_with_its_own_tick(client, mine):
    page = look_into(Client().get(share(client, mine, with_readiness="1")))

    assert "Could they get in now?" in words(page)
    assert "Associate Product Manager: now (1 of 1 met)" in words(page)
    assert "Read as enough" not in words(page)


def test_little_interest_is_shared_as_its_status(client, mine):
    attempt = make_attempt(user=mine.user, answers=answer_all(**dislike_all()))
    taking.finish(attempt)

    page = look_into(Client().get(share(client, attempt)))

    assert words(page.h1) == "No clear preference among the three"
    assert "appeals" not in words(page)


def test_the_picture_of_a_result_has_the_address_of_the_link_and_ends_with_it(client, mine):
    address = f"{share(client, mine)}picture.png"

    response = Client().get(address)

    assert response.content.startswith(b"\x89PNG")
    assert response["Content-Type"] == "image/png"
    assert response["X-Robots-Tag"] == "noindex"
    assert response["Cache-Control"] == "private, no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    share(client, mine, revoke="1")
    assert Client().get(address).status_code == 404


def test_what_is_shared_can_be_copied_and_saved(client, mine):
    address = share(client, mine)

    for path in (f"/quiz/{mine.pk}/share/", f"/quiz/{mine.pk}/result/"):
        page = look_into(client.get(path))
        button = page.select_one("button[data-copies]")
        copied = page.select_one(f"#{button['data-copies']}")
        assert words(copied) == f"http://testserver{address}"
        assert page.select_one(f"a[download][href='{address}picture.png']")


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


def test_the_way_in_and_its_largest_gap_are_said_together_and_no_gap_twice(client):
    page = page_of(client, "clear", background=0)

    assert words(page.select_one("#reach + p")).endswith(
        "Of what helps you have 0 of 1. Largest gap: customer and market research."
    )
    assert words(page.select_one(".result-first")).count("customer and market research") == 1


def test_who_is_offered_more_finds_the_offer_from_the_next_step(client):
    page = page_of(client, "tie")

    link = page.select_one(".take-away:has(#next) p a")
    assert page.select_one(link["href"]).select_one(".button")


@pytest.mark.parametrize("background", [0, 1, 2, 3])
def test_nobody_is_told_to_apply_now(client, background):
    page = page_of(client, "clear", background=background)

    assert "apply now" not in words(page.main)


@pytest.mark.parametrize(
    ("hours", "said"),
    [((1, 1), "About 1 hour."), ((4, 4), "About 4 hours."), ((4, 8), "About 4 to 8 hours.")],
)
def test_an_action_says_its_hours_once_where_least_and_most_are_the_same(hours, said):
    action = Action(key="own", text="Own one component.", to="2", hours=hours)
    assert said in render_to_string("quiz/_action.html", {"action": action})
