import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from roles.title_words import COMMON_WORDS, MOST_CHARACTERS, fold
from roles.titles import Index, KnownTitle, TitleAnswer

PRODUCT = "product-manager"
TECHNICAL_PRODUCT = "technical-product-manager"
TECHNICAL_PROGRAM = "technical-program-manager"

TITLES = {
    PRODUCT: ["Product Manager", "PM", "Group Product Manager"],
    TECHNICAL_PRODUCT: [
        "Technical Product Manager",
        "TPM",
        "PM-T",
        "PM Technical",
        "Product Manager-Technical",
        "Data Platform Product Manager",
        "AI/ML Product Manager",
        "Developer Platform Product Manager",
        "Platform Product Manager",
        "Product Manager, Infrastructure",
    ],
    TECHNICAL_PROGRAM: [
        "Technical Program Manager",
        "TPM",
        "TPgM",
        "Infrastructure Program Manager",
        "Engineering Program Manager",
        "Release Program Manager",
        "Product Technical Program Manager",
        "Program Manager, Technical",
    ],
    "program-manager": ["Program Manager"],
    "project-manager": ["Project Manager"],
    "product-owner": ["Product Owner"],
    "associate-product-manager": ["Associate Product Manager", "APM"],
    "engineering-manager": ["Engineering Manager"],
}
KNOWN = [KnownTitle(title, role) for role, titles in TITLES.items() for title in titles]
INDEX = Index(KNOWN)
LETTERS = "abcdefghijklmnopqrstuvwxyz"

titles = st.sampled_from(sorted({known.title for known in KNOWN}))


def roles_of(title):
    return tuple(known.role for known in KNOWN if known.title == title)


def similar_titles(query):
    answer = INDEX.look_up(query)
    assert (answer.kind, answer.roles, answer.title) == ("similar", (), "")
    return [known.title for known in answer.similar]


@st.composite
def misspelt(draw):
    """A known title, the same with one letter wrong in a long word, and that word."""
    title = draw(titles.filter(lambda title: re.search("[A-Za-z]{6}", title)))
    word = draw(st.sampled_from(list(re.finditer("[A-Za-z]{6,}", title))))
    spelled = draw(one_letter_wrong(word.group()))
    return title, title[: word.start()] + spelled + title[word.end() :], spelled


@st.composite
def one_letter_wrong(draw, word):
    at = draw(st.integers(0, len(word) - 2))
    letter = draw(st.sampled_from(LETTERS))
    swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    deleted = word[:at] + word[at + 1 :]
    replaced = word[:at] + letter + word[at + 1 :]
    inserted = word[:at] + letter + word[at:]
    return draw(st.sampled_from([swapped, deleted, replaced, inserted, word + letter]))


@pytest.mark.parametrize(
    ("query", "role"),
    [
        ("product manager", PRODUCT),
        ("Product-Managers", PRODUCT),
        ("Sr. Product Mgr", PRODUCT),
        ("Product Management", PRODUCT),
        ("Group Product Manager", PRODUCT),
        ("Lead Product Manager II", PRODUCT),
        ("Product Manager L5", PRODUCT),
        ("Product Manager | EMEA", PRODUCT),
        ("Product Manager (m/w/d)", PRODUCT),
        ("Product Manager at Marketing Director Ltd", PRODUCT),
        ("productmanager", PRODUCT),
        ("pro duct manager", PRODUCT),
        ("PM2", PRODUCT),
        ("Manager of Products", PRODUCT),
        ("Product Manager (PM)", PRODUCT),
        ("Product Manager, Technical", TECHNICAL_PRODUCT),
        ("Principal Product Manager - Tech", TECHNICAL_PRODUCT),
        ("PMT", TECHNICAL_PRODUCT),
        ("PM T", TECHNICAL_PRODUCT),
        ("Technical PM", TECHNICAL_PRODUCT),
        ("AIML product manager", TECHNICAL_PRODUCT),
        ("Product Manager II, Platform", TECHNICAL_PRODUCT),
        ("technicalproduct manager", TECHNICAL_PRODUCT),
        ("techni cal product manager", TECHNICAL_PRODUCT),
        ("TPM (Technical Product Manager)", TECHNICAL_PRODUCT),
        ("Manager, Technical Program", TECHNICAL_PROGRAM),
        ("Technical Programme Managers", TECHNICAL_PROGRAM),
        ("Technical Program Manager (TPM)", TECHNICAL_PROGRAM),
        ("TPM/TPgM", TECHNICAL_PROGRAM),
        ("Program Manager III (Tech)", TECHNICAL_PROGRAM),
        ("Senior Project Manager", "project-manager"),
        ("Junior Associate Product Manager", "associate-product-manager"),
        ("Senior Manager, Engineering", "engineering-manager"),
    ],
)
def test_a_title_is_known_however_it_is_written(query, role):
    answer = INDEX.look_up(query)
    assert (answer.kind, answer.roles, answer.extra) == ("known", (role,), "")


@pytest.mark.parametrize(
    "query", ["TPM", "tpms", "T.P.M.", "t-pm", "Senior TPM II", "TPM @ Acme", "what is a TPM?"]
)
def test_an_ambiguous_title_names_every_role_it_stands_for(query):
    answer = INDEX.look_up(query)
    assert answer == TitleAnswer("known", (TECHNICAL_PRODUCT, TECHNICAL_PROGRAM), "TPM")


@given(titles)
def test_every_known_title_answers_its_own_roles(title):
    answer = INDEX.look_up(title)
    assert (answer.kind, answer.roles, answer.extra) == ("known", roles_of(title), "")


@given(titles, st.data())
def test_case_and_word_order_do_not_matter(title, data):
    words = data.draw(st.permutations(fold(title).split()))
    query = data.draw(st.sampled_from([str.upper, str.title, str.lower]))(" ".join(words))
    assert INDEX.look_up(query) == INDEX.look_up(title)


@given(titles, st.sampled_from(["Senior", "Sr.", "junior", "Lead", "PRINCIPAL", "Staff"]))
def test_rank_does_not_matter(title, rank):
    assert INDEX.look_up(f"{rank} {title}") == INDEX.look_up(title)
    assert INDEX.look_up(f"{title}, {rank}") == INDEX.look_up(title)


@given(titles, st.sampled_from([" (Remote)", " II", " L5", " | EMEA", " @ Acme", " at Acme Inc."]))
def test_place_level_and_employer_do_not_matter(title, suffix):
    assert INDEX.look_up(title + suffix) == INDEX.look_up(title)


def test_the_title_is_given_as_it_was_written():
    answer = Index(KNOWN).look_up("product manager infrastructure")
    assert answer.title == "Product Manager, Infrastructure"


@pytest.mark.parametrize(
    ("query", "role", "extra"),
    [
        ("Product Manager, Payments", PRODUCT, "payments"),
        ("Senior Product Manager - Cloud (Remote)", PRODUCT, "cloud"),
        ("Product Manager for Growth & Retention", PRODUCT, "growth retention"),
        ("Technical Product Manager, Data", TECHNICAL_PRODUCT, "data"),
        ("Manager, Technical Program - Security", TECHNICAL_PROGRAM, "security"),
        ("Product Manager, Engineering", PRODUCT, "engineering"),
    ],
)
def test_a_topic_behind_a_title_is_told_apart(query, role, extra):
    answer = INDEX.look_up(query)
    assert (answer.kind, answer.roles, answer.extra) == ("known", (role,), extra)


@pytest.mark.parametrize(
    ("query", "roles", "extra"),
    [
        ("Growth Product Manager", (PRODUCT,), "growth"),
        ("Sr. Data Product Manager II", (PRODUCT,), "data"),
        ("Mechanical Product Manager", (PRODUCT,), "mechanical"),
        ("Experience Product Manager", (PRODUCT,), "experience"),
        ("Payments Platform Product Manager", (TECHNICAL_PRODUCT,), "payments"),
        ("Growth Product Manager, Payments", (PRODUCT,), "growth payments"),
        ("Cloud TPM", (TECHNICAL_PRODUCT, TECHNICAL_PROGRAM), "cloud"),
        ("Technical Project Manager", ("project-manager",), "technical"),
    ],
)
def test_a_topic_in_front_of_a_title_narrows_it(query, roles, extra):
    answer = INDEX.look_up(query)
    assert (answer.kind, answer.roles, answer.extra) == ("narrower", roles, extra)


@pytest.mark.parametrize(
    "query",
    [
        "Product Marketing Manager",
        "Marketing Product Manager",
        "Marketing Manager",
        "Production Manager",
        "Property Manager",
        "Produce Manager",
        "Product Growth Manager",
        "General Manager, Product",
        "Software Engineer",
        "Nurse",
        "Project Coordinator",
        "Program Director",
        "Head of Product Management",
        "VP, Product Management",
        "Chief Product Officer",
        "Assistant Product Manager",
        "Asistant Product Manager",
        "Former Product Manager",
        "Non-Product Manager",
        "Not a TPM",
        "Recruiter for Product Managers",
        "Product Manager Intern",
        "Senior Manager",
        "5 PM",
        "PMM",
        "PMO",
    ],
)
def test_another_job_is_unknown(query):
    assert INDEX.look_up(query) == TitleAnswer("unknown")


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("Prodect Manager", ["Product Manager", "Project Manager"]),
        ("Produtc Manager", ["Product Manager"]),
        ("prodcutmanager", ["Product Manager"]),
        ("Produktmanager", ["Product Manager"]),
        ("Prod Manager", ["Product Manager"]),
        ("Senoir Product Manager", ["Product Manager"]),
        ("Techncial Prodcut Manger", ["Technical Product Manager"]),
        ("Product Manager, Infrastructre", ["Product Manager, Infrastructure"]),
        ("Product/Program Manager", ["Product Manager", "Program Manager"]),
        ("PM or TPM", ["PM", "TPM", "TPM"]),
        ("Product Owner / Technical PM", ["PM Technical", "Product Owner"]),
        ("Tech Lead / Product Manager", ["Product Manager"]),
        ("Product Manager Payments", ["Product Manager"]),
        ("Payments, Product Manager", ["Product Manager"]),
        ("Product Manager, Marketing", ["Product Manager"]),
        ("Senior Manager, Product Management", ["Product Manager"]),
        ("Product Manager (T)", ["Product Manager"]),
        (
            "Technical Growth Product Manager",
            ["Technical Product Manager", "Product Manager"],
        ),
        (
            "Associate Technical Product Manager",
            ["Technical Product Manager", "Associate Product Manager"],
        ),
    ],
)
def test_doubt_is_asked_about_and_names_no_role(query, asked):
    assert sorted(similar_titles(query)) == sorted(asked)


@given(misspelt())
@example(("Release Program Manager", "Releas Program Manager", "releas"))
def test_a_misspelt_title_never_states_another_role(case):
    title, query, _ = case
    answer = INDEX.look_up(query)
    assert answer.kind not in ("known", "narrower") or answer.roles == roles_of(title)


@given(misspelt())
@example(("Release Program Manager", "Releas Program Manager", "releas"))
def test_a_misspelt_title_is_offered(case):
    title, query, spelled = case
    assume(fold(spelled) not in COMMON_WORDS or fold(query) == fold(title))
    answer = INDEX.look_up(query)
    offered = {known.role for known in answer.similar} | set(answer.roles)
    assert offered >= set(roles_of(title))


def test_an_acronym_beside_a_word_of_other_titles_is_a_question():
    known = [KnownTitle("PM", "a"), KnownTitle("Product Manager, Technical", "b")]
    answer = Index(known).look_up("Technical PM")
    assert (answer.kind, answer.similar) == ("similar", tuple(known))
    assert Index(known).look_up("PM, Technical").kind == "similar"
    assert Index(known).look_up("PM, Payments").roles == ("a",)


def test_a_known_title_beats_what_it_resembles():
    known = [KnownTitle("Product Manager", "a"), KnownTitle("Produce Manager", "b")]
    assert Index(known).look_up("Produce Manager").roles == ("b",)
    assert Index(known).look_up("Product Manager").roles == ("a",)


def test_a_title_with_a_rank_of_its_own_is_kept_whole():
    known = [KnownTitle("Product Manager", "a"), KnownTitle("Lead Product Manager", "b")]
    assert Index(known).look_up("Senior Lead Product Manager").roles == ("b",)
    assert Index(known).look_up("Senior Product Manager").roles == ("a",)


def test_the_same_words_twice_for_one_role_count_once():
    known = [KnownTitle("PM-T", "a"), KnownTitle("PMT", "a"), KnownTitle("", "b")]
    assert Index(known).look_up("pm t") == TitleAnswer("known", ("a",), "PM-T")


@given(
    st.text() | st.lists(st.sampled_from(fold(" ".join(map(str, TITLES))).split())).map(" ".join)
)
@example("")
@example("   ")
@example("\u200b\u200d\ufeff")
@example("\ud800 Product \udfff Manager")
@example("<b onmouseover='x'>Product Manager</b>")
@example("\u202eProduct\u0000Manager 🚀👩🏽‍💻")
@example("P\u0315\u0300\u0345" * 3_000)
def test_any_text_has_an_answer(query):
    answer = INDEX.look_up(query)
    assert bool(answer.roles) == (answer.kind in ("known", "narrower"))
    assert bool(answer.similar) == (answer.kind == "similar")


@pytest.mark.parametrize("query", ["", " \t\n", "\u200b\u200f", "\u0000", "🚀", "-,.@", "1234"])
def test_nothing_to_read_is_unknown(query):
    assert INDEX.look_up(query) == TitleAnswer("unknown")


@pytest.mark.parametrize("query", ["TPM", "Growth Product Manager", "Prodect Manager"])
def test_no_known_titles_know_nothing(query):
    assert Index([]).look_up(query) == TitleAnswer("unknown")


@pytest.mark.parametrize(
    "text",
    ["a", "x ", "Product Manager ", "productmanger", "ﷺ", "\u0315\u0300", "-", "PM-", "\ud800"],
)
def test_of_a_very_long_text_only_the_beginning_is_read(text):
    query = text * (10_000 // len(text))
    beginning = " ".join(query.split())[:MOST_CHARACTERS]
    assert INDEX.look_up(query) == INDEX.look_up(beginning)
    assert fold(query) == fold(beginning)
