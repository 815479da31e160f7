import pytest

from roles.publishing import withdraw
from tests.factories import (
    CROWD,
    freeze,
    make_alias,
    make_comparison,
    make_contrast,
    make_point,
    make_role,
    make_source,
    publish,
    publish_three_roles,
    write,
)
from tests.pages import look_into, words

TPM = make_alias(key="tpm", title="TPM")
THREE = ("product-manager", "technical-product-manager", "technical-program-manager")


def answer(client, query, **headers):
    return look_into(client.get("/titles/", {"q": query}, headers=headers)).select_one("#answer")


def publish_two_meanings_of_tpm(**more):
    for slug in THREE[1:]:
        alias = make_alias(key="tpm", title="TPM", **more)
        telltale = make_point(key="ask", kind="telltale", text=f"Is it {slug}?")
        publish(make_role(slug=slug, aliases=(alias,), points=(telltale, make_point())))


@pytest.mark.django_db
def test_title_box_without_a_title_lists_the_titles_we_know(client):
    publish(make_role(aliases=(make_alias(),)))

    page = look_into(client.get("/titles/"))

    assert page.find("a", href="/titles/prod-boss/").string == "Prod Boss"
    assert words(page.h1) == "Which job is behind a title?"


@pytest.mark.django_db
def test_title_box_leads_to_acronyms_first_to_those_of_two_jobs(client):
    publish(make_role(aliases=(make_alias(key="pm", title="PM"), make_alias())))
    publish_two_meanings_of_tpm()

    page = look_into(client.get("/titles/"))

    assert [words(chip) for chip in page.select(".chip")] == ["TPM", "PM"]


@pytest.mark.django_db
def test_title_box_works_before_anything_is_published(client):
    page = look_into(client.get("/titles/", {"q": "TPM"}))

    assert words(page.h1) == "We do not know “TPM”"
    assert "None is published yet." in words(look_into(client.get("/titles/")))


@pytest.mark.django_db
def test_known_title_names_its_role_and_who_uses_it(client):
    publish(make_role(aliases=(make_alias(note="Used by one firm."),)))

    told = answer(client, "prod-boss")

    assert words(told.h1) == "“prod-boss” is Product Manager in our sources"
    assert "Used by one firm." in words(told)
    assert "Decides what to build" in words(told)
    assert told.find("a", href="/roles/product-manager/")
    assert told.find("a", href="/sources/an-article/")


@pytest.mark.django_db
def test_ambiguous_title_shows_every_role_and_how_to_tell(client):
    publish_two_meanings_of_tpm()

    told = answer(client, "TPM")

    assert words(told.h1) == "“TPM” can be two jobs in our sources"
    assert [link["href"] for link in told.select("h3 > a")] == [f"/roles/{s}/" for s in THREE[1:]]
    for slug in THREE[1:]:
        assert f"Is it {slug}?" in words(told)
    assert "Owns the plan" not in words(told)
    assert told.find("a", href=f"/compare/{THREE[1]}-vs-{THREE[2]}/")


@pytest.mark.django_db
def test_a_meaning_tells_how_many_of_our_articles_use_the_title_so(client):
    make_source(slug="figures", kind="statistic")
    publish_two_meanings_of_tpm(sources=("an-article", "figures"))
    publish(make_comparison(roles=THREE[1:], sources=("another-article",)))

    card = answer(client, "TPM").select_one(".card")

    assert "1 of our articles uses it so" in words(card)


@pytest.mark.django_db
def test_ambiguous_title_asks_the_question_that_splits_its_roles(client):
    publish_two_meanings_of_tpm()
    lines = [
        make_contrast(role=THREE[1], text="Owns the what.", answer="You do"),
        make_contrast(role=THREE[2], text="Owns the when.", answer="Somebody else"),
    ]
    publish(
        make_comparison(
            roles=THREE[1:], contrasts=lines, question="Who decides?", reply="Which of the two?"
        )
    )

    told = answer(client, "TPM")

    assert "Owns the what." in words(told.select_one(".card"))
    question = told.find("h2", string="Who decides?")
    assert "You do: Technical Product Manager" in words(question.find_next("p"))
    assert "Somebody else: Technical Program Manager" in words(question.find_next("p"))
    assert question.find_next("p").select(".cite")
    assert words(told.select_one(".take-away #reply")) == "Which of the two?"


@pytest.mark.django_db
def test_signs_of_the_two_roles_take_turns_and_more_than_four_are_folded(client):
    for slug in THREE[1:]:
        points = [
            make_point(key=f"k{n}", kind="telltale", text=f"{slug} {n}?", label=f"{slug[:13]} {n}")
            for n in range(3)
        ]
        alias = make_alias(key="tpm", title="TPM")
        publish(make_role(slug=slug, emphasis=slug[10:17].title(), aliases=(alias,), points=points))

    told = answer(client, "TPM")

    rows = [words(row.select("td")[1]) for row in told.select(".telling tbody tr")]
    assert rows == ["Product", "Program"] * 3
    assert len(told.select(".fold .telling tbody tr")) == 2
    assert words(told.select_one(".fold summary")) == "2 more signs"


@pytest.mark.django_db
def test_a_third_meaning_is_told_in_a_line(client):
    for slug in THREE:
        publish(make_role(slug=slug, aliases=(make_alias(key="tpm", title="TPM"),)))

    told = answer(client, "TPM")

    assert words(told.h1) == "“TPM” can be three jobs in our sources"
    assert len(told.select("h3 > a")) == 2
    assert "Also used for Technical Program Manager" in words(told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "Product/Technical Product/Technical Program Manager",
        "TPM or Product Manager",
        "PM / Technical Product Manager / Technical Program Manager",
        "TPM, Product Manager or Program Manager",
    ],
)
def test_a_third_role_is_named_also_where_it_has_its_own_name(client, query):
    publish(make_role(aliases=(make_alias(key="pm", title="PM"),)))
    publish_two_meanings_of_tpm()
    publish(make_role(slug="program-manager"))

    told = answer(client, query)

    links = told.select_one(".pair").parent.select("h3 > a, .pair + p > a")
    assert {link["href"] for link in links} >= {f"/roles/{slug}/" for slug in THREE}


@pytest.mark.django_db
def test_a_third_role_that_the_text_names_itself_is_no_other_use_of_it(client):
    publish_three_roles()

    told = answer(client, "Product/Technical Product/Technical Program Manager")

    assert "Also: Technical Program Manager" in words(told)


@pytest.mark.django_db
def test_title_of_one_role_warns_of_the_role_that_shares_another_title(client):
    publish(make_role(slug=THREE[1], aliases=(TPM, make_alias(key="pm-t", title="PM-T"))))
    publish(make_role(slug=THREE[2], aliases=(TPM,)))

    told = answer(client, "PM-T")

    assert words(told.h1) == "“PM-T” is Technical Product Manager in our sources"
    assert [link["href"] for link in told.select("h3 > a")] == [f"/roles/{THREE[1]}/"]
    assert "No current pay figure" in words(told)
    warning = words(told.find("h2", string="What it is mistaken for").find_next("p"))
    assert warning == "Technical Program Manager. “TPM” is short for both."


@pytest.mark.django_db
def test_title_of_one_role_warns_of_one_that_it_is_compared_with(client):
    publish_three_roles()
    publish(make_comparison(contrasts=[make_contrast(role=THREE[1], text="Owns the how.")]))

    told = answer(client, "Product Manager")

    warning = words(told.find("h2", string="What it is mistaken for").find_next("p"))
    assert warning.startswith("Technical Product Manager. Owns the how.")


@pytest.mark.django_db
def test_signs_that_tell_apart_who_shares_a_title_are_not_said_of_another_pair(client):
    sign = make_point(kind="telltale", label="decides what gets built")
    publish_three_roles(points=(sign,))
    publish(make_comparison(contrasts=[make_contrast(role=THREE[1], text="Owns the how.")]))

    assert "decides what gets built" not in words(answer(client, "Product Manager"))


@pytest.mark.django_db
def test_a_neighbour_with_the_same_letters_is_not_what_a_role_is_mistaken_for(client):
    alias = make_alias(key="pm", title="PM")
    publish(make_role(aliases=(alias,)))
    publish(make_role(slug="program-manager", is_neighbour=True, aliases=(alias,)))

    assert "mistaken for" not in words(answer(client, "Product Manager"))
    assert "mistaken for" not in words(answer(client, "Program Manager"))


@pytest.mark.django_db
def test_signs_of_one_role_alone_tell_it_from_nothing(client):
    points = [make_point(key=f"k{n}", kind="telltale", text=f"Sign {n}?") for n in range(3)]
    alias = make_alias(key="tpm", title="TPM")
    publish(make_role(slug=THREE[1], aliases=(alias,), points=points))
    publish(make_role(slug=THREE[2], aliases=(alias,)))

    assert not answer(client, "TPM").select(".telling")


@pytest.mark.django_db
def test_rank_that_was_set_aside_is_told(client):
    publish_two_meanings_of_tpm()

    told = answer(client, "Senior TPM II")

    assert words(told.h1) == "“Senior TPM II” can be two jobs in our sources"
    assert "Read as “TPM”" in words(told)


@pytest.mark.django_db
def test_narrower_title_says_what_narrows_it(client):
    publish(make_role())

    told = answer(client, "Growth Product Manager")

    assert "“Growth Product Manager” is a kind of Product Manager" in words(told)
    assert "We set “Growth” aside" in words(told)


@pytest.mark.django_db
def test_technical_is_not_set_aside_like_a_team(client):
    publish(make_role())
    publish(make_role(slug=THREE[2], name="Technical Program Manager"))

    for query, is_telling in (
        ("Technical Product Manager", True),
        ("Growth Product Manager", False),
        ("Technical Program Manager, Technical Platforms", False),
    ):
        told = words(answer(client, query))
        assert "aside: none of" in told
        assert ("or another job: the duties tell." in told) == is_telling
        assert ("the team, the field or the place" in told) != is_telling


@pytest.mark.django_db
def test_a_topic_that_would_make_another_title_the_other_way_round_is_told(client):
    publish(make_role())
    alias = make_alias(key="data-platform", title="Data Platform Product Manager")
    publish(make_role(slug=THREE[1], name="Technical Product Manager", aliases=(alias,)))

    told = answer(client, "Product Manager – Data Platform")

    assert words(told.h1).startswith("“Product Manager – Data Platform”")
    assert "the other way round would it be “Data Platform Product Manager”" in words(told)
    assert told.find("a", href="/titles/data-platform/", string="Data Platform Product Manager")


@pytest.mark.django_db
def test_similar_title_is_a_question_and_never_a_statement(client):
    publish(make_role())

    told = answer(client, "Prodcut Manager")

    assert "Did you mean" in words(told)
    assert told.find("a", href="/titles/product-manager/")
    assert "stands for" not in words(told)


@pytest.mark.django_db
def test_two_titles_in_one_have_a_card_each(client):
    publish_three_roles()

    told = answer(client, "Technical Product/Program Manager")

    assert words(told.h1) == "“Technical Product/Program Manager” names two jobs"
    assert [link["href"] for link in told.select("h3 > a")] == [f"/roles/{s}/" for s in THREE[1:]]


@pytest.mark.django_db
def test_titles_of_which_one_is_short_for_several_can_be_all_of_them(client):
    publish_two_meanings_of_tpm()
    publish(make_role(aliases=(make_alias(key="pm", title="PM"),)))

    told = answer(client, "PM/TPM")

    assert words(told.h1) == "“PM/TPM” can be three jobs in our sources"


@pytest.mark.django_db
def test_a_job_that_is_none_of_ours_is_told_beside_the_one_that_is(client):
    publish(make_role())

    told = answer(client, "Business Analyst / Product Manager")

    assert words(told.h1).endswith("names two jobs")
    assert "“Business Analyst” is none of the 1 title that we keep" in words(told)
    assert [link["href"] for link in told.select("h3 > a")] == ["/roles/product-manager/"]


@pytest.mark.django_db
def test_who_leads_those_of_a_role_is_told_with_the_role_and_without_its_pay(client):
    publish(make_role())

    told = answer(client, "Director of Product Management")

    assert words(told.h1) == "“Director of Product Management” leads Product Managers"
    assert "A step above the job" in words(told)
    assert told.find("a", href="/roles/product-manager/")
    assert "pay figure" not in words(told)


@pytest.mark.django_db
def test_who_leads_those_of_two_roles_is_told_with_both(client):
    publish_three_roles()

    told = answer(client, "Director of Product Management and Technical Program Management")

    assert words(told.h1).endswith("leads Product Managers and Technical Program Managers")
    assert len(told.select("h3 > a")) == 2
    assert "pay figure" not in words(told)


@pytest.mark.django_db
def test_what_was_put_right_is_told(client):
    publish_three_roles()

    told = answer(client, "Tehnical Program Manager - Data")

    assert "We read “Tehnical” as “technical”." in words(told)
    assert "We set “Data” aside" in words(told)


@pytest.mark.django_db
def test_unknown_title_is_no_role_but_a_way_to_find_out(client):
    publish_three_roles()
    publish(make_comparison(roles=THREE))

    told = answer(client, "Delivery Lead")

    assert words(told.h1) == "We do not know “Delivery Lead”"
    assert "none of the 3 titles that we keep" in words(told)
    assert len(told.select("h3 > a")) == 3
    assert "/corrections/report/?page=%2Ftitles%2F%3Fq%3DDelivery" in str(told)


@pytest.mark.django_db
def test_a_word_that_is_no_title_gets_no_questions_about_product_work(client):
    publish_three_roles()
    publish(make_comparison(roles=THREE))

    told = answer(client, "barista")

    assert words(told.h1) == "We do not know “barista”"
    assert not told.select(".card")
    assert "duties" not in words(told)


@pytest.mark.django_db
def test_similar_title_of_two_roles_is_asked_about_once(client):
    publish_two_meanings_of_tpm()
    publish(make_role(aliases=(make_alias(key="pm", title="PM"),)))

    asked = [words(item) for item in answer(client, "TPM Manager").select(".meant li")]

    assert "TPM two roles" in asked


@pytest.mark.django_db
def test_title_that_is_too_long_is_an_error_and_not_repeated(client):
    page = look_into(client.get("/titles/", {"q": "x" * 201}))

    assert page.title.string.startswith("Error: ")
    assert "longer than 200 characters" in words(page.select_one("#q-error"))
    assert page.select_one("#title-q")["aria-invalid"] == "true"
    assert "x" * 101 not in str(page)


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["", "   ", "\u200b\ufeff\u200d", "\u202e"])
def test_title_of_nothing_visible_counts_as_none(client, query):
    publish(make_role())

    assert words(answer(client, query).h1) == "Which job is behind a title?"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["<script>alert(1)</script>", "{{ 7*7 }}", "{% debug %}", '"><img src=x>', "\u202eTPM", "שלום"],
)
def test_title_is_shown_as_typed_and_apart_from_its_neighbours(client, query):
    publish(make_role())

    page = look_into(client.get("/titles/", {"q": query}))

    shown = page.select_one("#answer bdi").string
    assert shown == query.replace("\u202e", "")
    assert "49" not in words(page)
    assert not page.select("#answer script, #answer img")


@pytest.mark.django_db
def test_last_of_several_titles_wins(client):
    publish(make_role())

    page = look_into(client.get("/titles/?q=Lion+tamer&q=Product+Manager"))

    assert "is the name of a role" in words(page)
    assert page.select_one("#title-q")["value"] == "Product Manager"


@pytest.mark.django_db
def test_answer_alone_is_the_same_as_in_the_full_page(client):
    publish_two_meanings_of_tpm()

    whole = client.get("/titles/", {"q": "TPM"})
    part = client.get("/titles/", {"q": "TPM"}, headers={"HX-Request": "true"})

    title, answer = part.content.decode().split("</title>")
    assert "“TPM” can be two jobs in our sources" in title
    assert answer.strip() in whole.content.decode()
    assert b"<html" not in part.content
    assert "HX-Request" in part["Vary"]


@pytest.mark.django_db
def test_page_of_a_title_says_what_it_stands_for(client):
    publish_two_meanings_of_tpm()

    page = look_into(client.get("/titles/tpm/"))

    assert words(page.h1) == "“TPM” can be two jobs in our sources"
    assert len(page.select(".card")) == 2


@pytest.mark.django_db
def test_page_of_a_title_finds_the_other_spelling_of_another_role(client):
    publish(make_role(slug=THREE[1], aliases=(make_alias(key="pm-t", title="PM-T"),)))
    publish(make_role(slug=THREE[2], aliases=(make_alias(key="pmt", title="PMT"),)))

    page = look_into(client.get("/titles/pmt/"))

    assert len(page.select(".card")) == 2


@pytest.mark.django_db
def test_title_of_a_draft_or_of_what_is_withdrawn_is_not_there(client):
    write(make_role(slug="draft", aliases=(make_alias(key="secret", title="Secret"),)))
    publish(make_role(slug="gone", aliases=(make_alias(key="lost", title="Lost"),)))
    withdraw("role", "gone")

    missing = client.get("/titles/never-was/")

    for slug in ("secret", "lost", "draft", "gone"):
        response = client.get(f"/titles/{slug}/")
        assert response.status_code == missing.status_code == 404
        assert response.content.replace(slug.encode(), b"") == missing.content.replace(
            b"never-was", b""
        )
    assert "We do not know" in words(answer(client, "Secret"))


@pytest.mark.django_db
@pytest.mark.parametrize("count", [3, CROWD])
@pytest.mark.parametrize(
    ("query", "queries"),
    [("", 1), ("TPM", 5), ("Product Manager", 8), ("Prodcut Manager", 1), ("Lead", 6), ("chef", 1)],
)
def test_looking_up_costs_at_most_eight_queries(
    client, django_assert_num_queries, count, query, queries
):
    publish(make_role())
    publish_two_meanings_of_tpm()
    publish(make_comparison(roles=THREE))
    freeze(*(make_role(slug=f"{'abcdefghij'[n % 10]}{n}-keeper") for n in range(count - 3)))

    with django_assert_num_queries(queries):
        client.get("/titles/", {"q": query})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("query", "kept", "said"),
    [
        ("AI Product Manager", ["AI/ML Product Manager"], "“AI/ML Product Manager” alone has it"),
        ("ML Product Manager", ["AI/ML Product Manager"], "“AI/ML Product Manager” alone has it"),
        (
            "Data Product Manager",
            ["Data Platform Product Manager", "Product Manager, Data Lakes"],
            "“Data Platform Product Manager” and “Product Manager, Data Lakes” alone have it",
        ),
        ("AI Product Manager", ["Data Platform Product Manager"], "none of the 2 titles"),
    ],
)
def test_what_is_set_aside_is_not_denied_to_titles_that_hold_it(client, query, kept, said):
    aliases = [make_alias(key=f"t{number}", title=title) for number, title in enumerate(kept)]
    publish(make_role(slug="product-manager", name="Product Manager", aliases=tuple(aliases)))

    assert said in words(answer(client, query))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    ["Scrum Master", "Software Engineer", "Product Designer", "Program Analyst", "Data Analyst"],
)
def test_a_title_that_reads_as_another_job_is_told_so_and_asked_nothing(client, query):
    publish_three_roles()
    publish(make_comparison(roles=THREE))
    page = answer(client, query)

    assert "It reads as the name of another job than our roles." in words(page)
    assert not page.select(".unknown")


@pytest.mark.django_db
@pytest.mark.parametrize("query", ["barista", "Agile Delivery Wizard", "Product Operations"])
def test_a_title_that_nobody_knows_is_not_said_to_be_another_job(client, query):
    publish_three_roles()

    assert "another job than our roles" not in words(answer(client, query))
