"""The signals that come with the product, tried on adverts written for these tests."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roles import advert_verdict, content, passages, yaml_files
from roles.advert import decode
from roles.advert_signals import FAMILIES, PhraseBook, titles_among
from roles.title_words import fold
from tests.roles import adverts
from tests.roles.test_title_reader import BOTH, KNOWN, PRODUCT, PROGRAM, READER, TECHNICAL

STARTER = Path(content.__file__).parent / "starter"
BOOK = PhraseBook(adverts.SHIPPED)
SOURCES = {source["slug"] for source in yaml_files.read(STARTER / "sources.yaml")}
EACH = [(family, text) for family, texts in adverts.BY_FAMILY.items() for text in texts]
TEXTS = [*(text for _, text in EACH), adverts.MAIL, adverts.CV, adverts.GERMAN]

words = st.sampled_from(" ".join(TEXTS).split())
signs = st.text(st.sampled_from("\0\n <>&;:*#[]()/.-$€1Aaé\u202eﷺ\ud800") | st.characters())
texts = st.lists(words | signs | st.sampled_from(TEXTS), max_size=40).map(" ".join)


def read(text, title=None):
    return decode(text, BOOK, READER, title)


def struck(text):
    """The text without its marked phrases."""
    for mark in reversed(read(text).marks):
        text = f"{text[: mark.start]} … {text[mark.end :]}"
    return text


@pytest.mark.parametrize(("family", "text"), EACH)
def test_duties_decide_the_family_and_name_no_role(family, text):
    decoding = read(text)

    assert (decoding.family, decoding.roles) == (family, ())
    is_ours = family in ("product", "delivery")
    assert decoding.state in (("clear", "leaning") if is_ours else ("none",))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        (adverts.PRODUCT, TECHNICAL),
        (adverts.TECHNICAL_PRODUCT, TECHNICAL),
        (adverts.TECHNICAL_PROGRAM, PROGRAM),
        (adverts.PROGRAM, PROGRAM),
    ],
)
def test_an_ambiguous_title_is_narrowed_down_by_the_duties(text, role):
    decoding = read(f"TPM\n\n{text}")

    assert decoding.roles == (role,)
    assert set(BOTH) <= set(decoding.title.roles)


def test_roles_that_the_title_and_the_duties_leave_are_named_as_the_look_up_does():
    decoding = read(f"PM\n\n{adverts.PROGRAM}")

    same = [role for role in READER.read("PM").roles if BOOK.family_of(role) == "delivery"]
    assert decoding.roles == tuple(same) != ()


def test_a_title_that_is_one_of_ours_decides():
    decoding = read(f"Senior Product Manager, Billing\n\n{adverts.DEVELOPER}")

    assert (decoding.state, decoding.family, decoding.roles) == ("clear", "product", (PRODUCT,))
    assert read(adverts.DEVELOPER, "Product Manager").family == "product"


def test_a_title_that_the_duties_contradict_is_not_believed():
    decoding = read(f"Product Manager\n\n{adverts.TECHNICAL_PROGRAM}")

    assert (decoding.state, decoding.why, decoding.family) == ("two", "title", "")
    assert decoding.between == ("product", "delivery")


def test_who_leads_those_of_a_role_is_in_its_family_and_not_called_one():
    decoding = read(f"Director of Product Management\n\n{adverts.PRODUCT}")

    assert (decoding.family, decoding.roles) == ("product", ())


def test_a_title_of_another_job_is_none_of_ours():
    decoding = read(f"Solutions Architect\n\n{adverts.PROJECT[:700]}\n{adverts.DEVELOPER}")

    assert (decoding.state, decoding.family) == ("none", "other")


def test_two_jobs_at_once_are_both_named():
    decoding = read(f"{adverts.PRODUCT}\n{adverts.PROGRAM}")

    assert decoding.state == "two"
    assert set(decoding.between) == {"product", "delivery"}


def test_two_adverts_in_one_text_are_told():
    text = f"Product Manager\n\n{adverts.PRODUCT}\nProject Manager\n\n{adverts.PROJECT}"

    assert (read(text).state, read(text).why) == ("two", "adverts")


@pytest.mark.parametrize(
    "point", ["* Some product owner experience", "  - Product manager", "• PO"]
)
def test_a_point_of_a_list_begins_no_advert(point):
    text = f"Project Manager\n\n{adverts.PROJECT}\n{point}\n\n{adverts.PROJECT}"

    assert read(text).family == "delivery"


OURS = f"Product Manager\n\n{adverts.PRODUCT}"
THEIRS = f"Backend Developer\n\n{adverts.DEVELOPER}"


@pytest.mark.parametrize(
    "text",
    [
        f"{OURS}\n{THEIRS}",
        f"{THEIRS}\n\n{OURS}",
        f"{OURS}\r\n\r\n{THEIRS}",
        f"TPM\n\n{adverts.TECHNICAL_PROGRAM}\n\nSales Representative\n\n{adverts.SALES}",
        f"Engineering Manager\n\n{adverts.ENGINEERING_MANAGER}\n\n{OURS}",
    ],
)
def test_two_adverts_of_which_one_is_ours_are_told(text):
    assert (read(text).state, read(text).why) == ("two", "adverts")


@pytest.mark.parametrize(
    "text",
    [
        f"{OURS}\n\n{OURS}",
        f"{THEIRS}\n\n{THEIRS}",
        f"TPM\n\n{adverts.TECHNICAL_PROGRAM}\nTPM\n\n{adverts.TECHNICAL_PROGRAM}",
        # Who is to be asked, and what the law says.
        f"{OURS}\n\nAda Verbruggen\n\nSenior Recruiter\n\n{'You may ask us for bread. ' * 20}",
        # Whom one works with.
        f"{OURS}\nYou work with:\n\n- Product Designer\n- Backend Developer\n{adverts.SALES}",
    ],
)
def test_a_title_said_again_or_of_somebody_else_begins_no_other_advert(text):
    assert read(text).why != "adverts"


def test_a_mail_with_an_acronym_says_too_little_and_leaves_everything_open():
    decoding = read(adverts.MAIL)

    assert (decoding.state, decoding.family) == ("little", "")
    assert set(BOTH) <= set(decoding.title.roles)
    assert set(decoding.asks) == {question.key for question in BOOK.signals.questions}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        (" \0\n", "empty"),
        ("https://jobs.example.org/1234", "address"),
        ("three short words", "short"),
        (adverts.CV, "cv"),
        (adverts.GERMAN, "language"),
        (f"Technical Program Manager (m/w/d)\n\n{adverts.GERMAN}", "language"),
        (
            "Вы ведёте план трёх команд и говорите с клиентами каждую неделю о том, что важно",
            "language",
        ),
    ],
)
def test_what_cannot_be_read_says_why(text, why):
    assert (read(text).state, read(text).why) == ("little", why)


SKILLS = "product strategy, roadmap planning, user research, SQL, Jira, stakeholder management"
CAPITALS = """
* OWN PRODUCT ROADMAP
* PRIORITIZE BACKLOG
* WRITE USER STORIES
* DEFINE PRODUCT VISION
* CONDUCT CUSTOMER INTERVIEWS
* TRACK SUCCESS METRICS
"""


@pytest.mark.parametrize(
    "text",
    [
        f"Product Manager\nSkills: {SKILLS}, A/B testing",
        f"Skills: {SKILLS}, A/B testing, product discovery",
        "Product Manager\nSQL, Jira, Figma, Python, Tableau, Excel, Looker, Notion, Miro, Git",
        CAPITALS,
        f"TPM\n{CAPITALS}",
    ],
)
def test_a_list_of_skills_is_in_no_other_language(text):
    assert read(text).why != "language"


@pytest.mark.parametrize(
    "text",
    [
        "Morning Pete - any interest in a PM contract? Insurance, hybrid, start in two weeks.",
        "Hi Vera, not sure if you look, but a friend needs a technical PM urgently, mostly apps.",
        "Hello Lou! Open to new jobs? PM, remote, great team, 500 a day, six months, maybe longer.",
    ],
)
def test_a_mail_of_few_words_is_english_by_its_small_talk(text):
    assert read(text).why == "short"


@pytest.mark.parametrize(
    "text",
    [
        "Guten Tag Herr Noll, wir suchen ab sofort einen PM in Gent. Haben Sie Interesse?",
        "Bonjour Lou, je cherche un PM pour un client dans le nord. Une bonne équipe, un projet.",
        "Hoi Vera, ik zoek een PM voor een klant in Gent. Heb je interesse in een gesprek?",
        "Cześć Ola, szukam osoby na stanowisko PM dla klienta z Krakowa. Czy możemy porozmawiać?",
    ],
)
def test_a_mail_of_few_words_of_another_language_is_told(text):
    assert read(text).why == "language"


def test_english_phrases_among_words_of_another_language_make_no_english_text():
    text = f"{adverts.GERMAN}\nDeine Skills: {SKILLS}, und du magst Brot.\n"

    assert read(text).why == "language"


def test_a_title_alone_is_answered_as_the_look_up_does():
    assert read("Technical Program Manager").roles == (PROGRAM,)


@pytest.mark.parametrize("text", [text for _, text in EACH])
def test_few_words_are_never_clear_unless_the_title_is(text):
    lines = text.splitlines()
    for size in (3, 5, 8):
        for start in range(len(lines)):
            part = "\n".join(lines[start : start + size])
            assert read(part).state != "clear" or len(part.split()) >= 120
            assert read(f"TPM\n\n{part}").state != "clear" or len(part.split()) >= 110


@pytest.mark.parametrize("text", TEXTS)
def test_without_its_marked_phrases_a_text_says_too_little(text):
    assert read(struck(text)).state == "little"


def test_markup_changes_nothing_but_the_places():
    as_html = adverts.PRODUCT.replace("* ", "<li>").replace("\n\n", "<p>")
    as_markdown = adverts.PRODUCT.replace("product", "**product**")

    assert read(as_html).family == read(as_markdown).family == "product"


def test_struck_out_names_and_capitals_do_not_matter():
    text = f"As a [ROLE] you do this.\n\n{adverts.TECHNICAL_PROGRAM}"

    assert read(text).title is None
    assert read(text.upper()).family == read(text).family == "delivery"


def test_a_denied_duty_is_not_counted():
    said = read("You do people management. There is no people management here. No direct reports.")

    assert len([mark for mark in said.marks if mark.signal == "people-management"]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "React to what customers say, and spark joy. Take the helm. Raid the fridge.",
        "Make swift decisions. Rust never sleeps, and neither does a node of the network.",
        "Deal with ambiguity. Shops have promotions in May. A tier 1 investor pays for it.",
        "Our hiring process takes a week. There is career growth, and people are empowered.",
        "Ships bring containers. The orchestration is for two violins. A scalable company.",
        "You bring technical expertise as a subject matter expert.",
    ],
)
def test_everyday_words_are_no_signals(text):
    assert [text[mark.start : mark.end] for mark in read(text).marks] == []


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Experience with React", ["with React"]),
        ("TypeScript, React, Kotlin and Swift", ["TypeScript, React", "Kotlin and Swift"]),
        ("Keep the RAID log", ["RAID log"]),
        ("Apache Spark and Helm charts", ["Apache Spark", "Helm charts"]),
        ("Own the product roadmap", ["Own the product roadmap"]),
        ("Run A/B tests", ["A/B tests"]),
    ],
)
def test_words_of_the_trade_are_signals_in_their_company(text, marked):
    assert [text[mark.start : mark.end] for mark in read(text).marks] == marked


@pytest.mark.parametrize(
    "text", ["Hiring engineers", "You recruit senior software engineers", "Hire new developers"]
)
def test_whom_somebody_hires_is_no_name_of_the_job(text):
    assert [mark.signal for mark in read(text).marks] == ["hires"]


def test_who_is_looked_for_by_another_name_is_of_another_job():
    (mark,) = read("We are looking for a senior backend engineer.").marks

    assert mark.signal == "names-another-job"


def test_who_decides_what_gets_built_is_asked_of_our_jobs_alone():
    other = read(f"Solutions Architect\n\n{adverts.PROJECT[:700]}\n{adverts.DEVELOPER}")

    assert "decides" not in other.asks
    assert "pay" in other.asks
    assert "decides" in read("TPM").asks


def test_what_the_text_says_is_not_asked():
    said = read(
        f"{adverts.PRODUCT}\nYou report to the head of product and work with three teams.\n"
        "The range is $120,000 - $150,000 a year, at senior level. You will be judged by adoption."
    )

    assert said.asks == ()
    assert [each.text for each in said.pay] == ["$120,000 - $150,000 a year"]


def test_technical_work_stands_higher_on_the_scale():
    by_name = {
        "least": adverts.PROGRAM,
        "some": adverts.TECHNICAL_PROGRAM,
        "most": adverts.DEVELOPER,
    }
    least, some, most = (read(text).technical for text in by_name.values())

    assert 0 <= least < some < most <= 1
    assert [read(text).depth for text in (adverts.PROGRAM, adverts.DEVELOPER)] == ["low", "high"]


def test_company_and_benefits_do_not_count():
    boast = (
        "About us\n\nWe lead the market in product vision, product strategy and user research.\n"
    )

    assert read(boast + adverts.PROJECT).score == read(adverts.PROJECT).score


@settings(max_examples=60)
@given(texts)
def test_rows_sum_to_the_score_and_marks_lie_on_the_writers_letters(text):
    decoding = read(text)

    for family in FAMILIES:
        rows = [row.weight for row in decoding.evidence if row.family == family]
        assert sum(rows) == decoding.score[family] == sum(reversed(rows))
    end = 0
    phrases = {row.phrase.casefold() for row in (*decoding.evidence, *decoding.technical_evidence)}
    for mark in decoding.marks:
        assert end <= mark.start < mark.end <= len(text)
        assert " ".join(text[mark.start : mark.end].split()).casefold() in phrases
        end = mark.end
    assert 0 <= decoding.technical <= 1


@settings(max_examples=60)
@given(texts)
def test_the_same_text_has_the_same_answer_and_no_text_raises(text):
    decoding = read(text)

    assert decoding == read(text)
    assert bool(decoding.family) == (decoding.state in ("clear", "leaning", "none"))
    assert decoding.state == "clear" or decoding.title or not decoding.roles


@settings(max_examples=40)
@given(texts)
def test_a_text_of_any_words_says_too_little_without_its_marked_phrases(text):
    left = read(struck(text))

    assert left.state == "little" or left.title


# What comes with the product.


def test_every_signal_has_its_sources_with_the_place_or_is_our_reading():
    for signal in BOOK.signals.signals:
        assert bool(signal.sources) != signal.is_our_reading, signal.key
        assert set(signal.sources) <= SOURCES, signal.key
        if signal.sources:
            assert set(passages.passages(signal.where, signal.sources)) == set(signal.sources)


def test_there_are_enough_signals_and_none_counts_for_nothing():
    assert len(BOOK.signals.signals) >= 60
    assert content.structure("signals", content.unstructure(BOOK.signals)) == BOOK.signals


def test_every_role_of_the_titles_is_in_a_family():
    assert all(BOOK.family_of(title.role) for title in KNOWN)


def test_no_phrase_is_only_the_name_of_a_role():
    assert list(titles_among(BOOK.signals, {fold(each.title) for each in KNOWN})) == []


@pytest.mark.parametrize("example", BOOK.signals.examples, ids=lambda each: each.key)
def test_each_example_is_read_as_it_says(example):
    assert read(example.text).family == example.family


@pytest.mark.parametrize("text", [text for _, text in EACH])
@pytest.mark.parametrize("join", ["-", "/", "–", "·"])
def test_words_joined_by_signs_are_one(text, join):
    kept = text.split()[:119]
    joined = [join.join(kept[at : at + 2]) for at in range(0, len(kept), 2)]

    assert read(" ".join(kept)).words <= 119
    assert read(" ".join(joined)).words <= 60
    assert read(" ".join(kept)).state != "clear"


def test_words_parted_by_mark_up_alone_are_several():
    assert read("own<br>the<br>roadmap").words == 3


# Words that look like those of a job, and are none, or of another.

WORK_OF_ENGINEERS = [
    "Go, Kubernetes and Postgres. You do code reviews, mentor engineers and are on call.",
    "You know Python, Docker and AWS, do code reviews, give feedback in pull requests and mentor"
    " junior developers of the team. You keep code quality high.",
    "You write Python and SQL, coach other engineers, take part in design reviews and code reviews"
    " and fix production issues. You mentor colleagues.",
    "Clean code in TypeScript and React, unit tests, code reviews, a CI/CD pipeline, pair"
    " programming and mentoring: this is what your day looks like.",
]


@pytest.mark.parametrize("duties", WORK_OF_ENGINEERS)
@pytest.mark.parametrize("opening", ["", "Hi Ann,\n\n", "Staff Software Engineer, Payments\n"])
def test_reviews_mentoring_and_code_make_no_manager_of_engineers(opening, duties):
    decoding = read(f"{opening}{duties} You work with people who like what they do, in Ghent.")

    assert "engineering-manager" not in (decoding.family, *decoding.between)
    assert decoding.score["other"] > decoding.score["engineering-manager"]


@pytest.mark.parametrize(
    "text",
    [
        "1.1 Purpose",
        "TLS 1.1 gateway",
        "A 1:1 matching gift",
        "A 1-1 draw",
        "a 1:1 ratio",
        "Weekly load of 1.1s",
        "one-to-one mapping of fields",
    ],
)
def test_numbers_are_no_talk_of_two(text):
    assert read(text).marks == ()


@pytest.mark.parametrize(
    "text",
    [
        "Weekly 1:1s",
        "Hold 1-on-1s",
        "hold one-on-ones",
        "one-to-ones",
        "1-1s",
        "Regular 1:1",
        "Conduct weekly 1:1’s",
        "1:1 with your reports",
        "a weekly one-to-one",
    ],
)
def test_talks_of_two_are_of_who_manages_people(text):
    assert [mark.signal for mark in read(text).marks] == ["one-to-ones"]


@pytest.mark.parametrize("does", ["conduct", "run", "plan", "lead", "do"])
@pytest.mark.parametrize("what", ["user research", "customer research", "user studies"])
def test_research_on_users_is_product_work_whoever_does_it(does, what):
    score = read(f"You {does} {what}.").score

    assert score["product"] > score["other"] == 0


@pytest.mark.parametrize(
    "text",
    [
        "An employee referral program",
        "the benefits programme",
        "Bonus program and wellness programs",
        "our graduate programme",
        "A mentoring program",
        "We program robots",
        "You are able to program",
        "We offer coaching and mentoring",
        "You will get regular coaching",
        "Access to mentorship",
        "Mentoring is provided",
    ],
)
def test_schemes_and_offers_are_no_work(text):
    assert [text[mark.start : mark.end] for mark in read(text).marks] == []


@pytest.mark.parametrize(
    "text",
    [
        "Run our graduate program management",
        "Own the program",
        "Provide coaching and mentoring",
        "We need you to mentor engineers",
    ],
)
def test_what_one_does_for_others_is_work(text):
    assert read(text).marks


def test_with_whom_one_works_is_no_work_of_ones_own():
    alone = "Technical Product Manager\n\nYou own the roadmap of our APIs and prioritise features."
    beside = f"{alone} You work daily with data engineers and with data scientists."

    assert read(beside).score == read(alone).score


def test_a_product_manager_may_know_what_engineers_use():
    text = (
        "Technical Product Manager\n\nYou own the roadmap of our data platform and its APIs,"
        " prioritise features by customer needs and work daily with data engineers. You know SQL,"
        " Python and dbt, define success metrics and talk to customers."
    )

    assert advert_verdict.verdict(read(text), BOOK) == "agree"


@pytest.mark.parametrize("closing", ["Best,", "Kind regards", "Cheers,", "Thanks!"])
@pytest.mark.parametrize(
    "signature",
    ["Jo Smith\nSenior Talent Partner", "Jo\nTechnical Recruiting, Lindhof\nCustomer success team"],
)
def test_what_stands_below_a_mail_is_no_work(closing, signature):
    mail = "Hi Ada,\n\nWould you like to own a roadmap in Ghent? Then write to me, or call.\n\n"

    assert read(f"{mail}{closing}\n{signature}").score == read(mail).score


@pytest.mark.parametrize(
    "said",
    [
        "You report to the head of the technical program managers.",
        "The hiring manager is our Program Manager.",
        "A former Technical Program Manager will lead you.",
        "Our engineering managers and project managers seek your advice.",
    ],
)
@pytest.mark.parametrize("text", [adverts.DEVELOPER, adverts.SALES, adverts.DESIGNER])
def test_the_name_of_a_colleagues_job_is_no_duty(text, said):
    assert read(f"{text}\n{said}").score == read(text).score
