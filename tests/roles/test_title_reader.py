"""Titles as people write them, read against the titles that come with the product."""

from itertools import permutations, product
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from roles import content
from roles.title_reader import Reader
from roles.title_words import fold
from roles.titles import KnownTitle

PRODUCT = "product-manager"
TECHNICAL = "technical-product-manager"
PROGRAM = "technical-program-manager"
BOTH = (TECHNICAL, PROGRAM)
THREE = (PRODUCT, "program-manager", "project-manager")
STARTER = Path(content.__file__).parent / "starter" / "roles"


def known_titles():
    for path in sorted(STARTER.glob("*.yaml")):
        role = content.structure("role", yaml.safe_load(path.read_text(encoding="utf-8")))
        yield KnownTitle(role.name, role.slug)
        yield from (KnownTitle(alias.title, role.slug) for alias in role.aliases)


KNOWN = list(known_titles())
READER = Reader(KNOWN)
NAMES = sorted({title.title for title in KNOWN if " " in title.title})

names = st.sampled_from(NAMES)
# What stands behind a title in adverts, as somebody who writes one puts it.
TOPICS = [
    "Office Suite",
    "Student Loans",
    "Master Data",
    "Non-Profit",
    "Teacher Experience",
    "Executive Engagement",
    "Order Management",
    "Incident Management",
    "Fleet Management Systems",
    "Amazon Demand-Side Platform",
    "Public Sector Infrastructure",
    "Lead Generation",
    "Senior Living",
    "Group Insurance",
    "Entry-Level Devices",
    "Author's Team",
    "Sales Enablement",
    "AI",
    "Latin America",
    "R&D Tools",
    "e-Commerce / B2B",
    "Coaching Products",
    "Engineering",
    "Zürich",
]
# A word of another title may make it that one: “Program Manager, Engineering”.
topics = st.sampled_from([topic for topic in TOPICS if topic != "Engineering"])


def roles_of(title):
    return READER.read(title).roles


@pytest.mark.parametrize("topic", TOPICS)
@pytest.mark.parametrize("pattern", ["{}, {}", "{} - {}", "Sr. {} ({})", "{} | {}", "{}: {}"])
def test_a_topic_behind_a_title_is_kept_as_it_was_written(pattern, topic):
    meaning = READER.read(pattern.format("Product Manager", topic))

    assert (meaning.kind, meaning.roles) == ("known", (PRODUCT,))
    assert meaning.extra == topic


@given(names, topics, st.sampled_from(["{}, {}", "{} – {}", "Senior {} II - {}", "{} ({})"]))
@example("Technical Program Manager", "Incident Management", "{}, {}")
def test_whatever_stands_behind_it_the_title_stays_the_same(title, topic, pattern):
    assert set(roles_of(pattern.format(title, topic))) == set(roles_of(title))


@pytest.mark.parametrize(
    ("text", "role", "extra"),
    [
        ("1234567 Product Manager", PRODUCT, ""),
        ("Product Manager - REF1234_567", PRODUCT, ""),
        ("Product Manager (e-Commerce / B2B) - REF1234_567", PRODUCT, "e-Commerce / B2B"),
        ("Program Manager-Contract to hire-MA", "program-manager", ""),
        ("Sr. Mgr. Product Manager, Payments", PRODUCT, "Payments"),
        ("We are hiring a Technical Program Manager", PROGRAM, ""),
        ("Urgent Hiring!! Product Manager", PRODUCT, ""),
        ("🚀 Senior Product Manager 🚀", PRODUCT, ""),
        ("Product Manager Payments", PRODUCT, "Payments"),
        ("Payments, Product Manager", PRODUCT, "Payments"),
        ("Twitter - Product Manager", PRODUCT, "Twitter"),
        ("Docker, Product Manager", PRODUCT, "Docker"),
        ("Login.gov: Product Manager GS15", PRODUCT, "Login.gov"),
        ("Product Manager, Real World Evidence (Data and QA Systems)", PRODUCT, None),
        ("Technical Program Manager (TPM) - Security", PROGRAM, "Security"),
        ("Manager, Technical Program", PROGRAM, ""),
        ("Product Manager II, Platform", TECHNICAL, ""),
        ("Engineering Manager, Product", "engineering-manager", "Product"),
        ("Supervisory Product Manager", PRODUCT, ""),
        ("Product Manager with Trade", PRODUCT, "Trade"),
        ("Product Manager in International Networks", PRODUCT, "International Networks"),
        ("Product Manager for Retail", PRODUCT, "Retail"),
        ("Product Manager, Property", PRODUCT, "Property"),
        ("Member of Technical Staff (Product Manager)", PRODUCT, None),
        ("Product Manager, Platform and Program Management Tools", PRODUCT, None),
    ],
)
def test_one_known_title_is_that_role_and_the_rest_is_set_aside(text, role, extra):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles) == ("known", (role,))
    assert extra is None or meaning.extra == extra


@pytest.mark.parametrize(
    ("text", "role", "extra"),
    [
        ("Growth Product Manager", PRODUCT, "Growth"),
        ("Sr. Data Product Manager II", PRODUCT, "Data"),
        ("0-to-1 Product Manager", PRODUCT, "0-to-1"),
        ("IT Project Manager", "project-manager", "IT"),
        ("Mechnical Product Manager", PRODUCT, "Mechnical"),
        ("Trust & Safety Operations Program Manager", "program-manager", None),
        ("Big Data Applications Product Owner - City, ST", "product-owner", None),
        ("Product Engineering Manager", "engineering-manager", None),
    ],
)
def test_what_stands_before_a_title_narrows_it(text, role, extra):
    meaning = READER.read(text)

    assert meaning.roles == (role,)
    if extra:
        assert (meaning.kind, meaning.extra) == ("narrower", extra)


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Technical Product/Program Manager", BOTH),
        ("Technical Product and Program Manager", BOTH),
        ("Technical Product & Program Manager, Payments", BOTH),
        ("Product/Program Manager, Technical", BOTH),
        ("TPM (Technical Product or Program Manager)", BOTH),
        ("Technical Product Manager or Technical Program Manager", BOTH),
        ("Product Manager vs Technical Program Manager", (PRODUCT, PROGRAM)),
        ("Technical Product Manager / Program Manager", (TECHNICAL, "program-manager")),
        ("Product or Project Manager", (PRODUCT, "project-manager")),
        ("Program Manager (Currency Product Manager)", ("program-manager", PRODUCT)),
        (
            "Product Manager (Project/Program Manager IV)",
            (PRODUCT, "project-manager", "program-manager"),
        ),
        ("Product Manager + Product Owner", (PRODUCT, "product-owner")),
        ("Product / Technical Program Manager", (PRODUCT, PROGRAM)),
        ("Product & Technical Program Manager", (PRODUCT, PROGRAM)),
        ("Product Manager → Technical Program Manager", (PRODUCT, PROGRAM)),
        ("Product, Program and Project Manager", THREE),
        ("Product, Program, and Project Manager", THREE),
        ("Senior Product, Program or Project Manager II (Remote)", THREE),
        ("Product, Program & Project Management", THREE),
        ("Project/Product/Program Manager, Payments", THREE),
        ("Technical Product, Engineering and Program Manager", (*BOTH, "engineering-manager")),
        ("Product Manager, Program and Project Manager", THREE),
        ("Technical Program & Technical Product Manager", BOTH),
        ("APM, AI/ML Product Manager", ("associate-product-manager", TECHNICAL)),
        ("APM, Product Manager - Technical", ("associate-product-manager", TECHNICAL)),
        (
            "Product Manager, Infrastructure (Engineering Manager)",
            (TECHNICAL, "engineering-manager"),
        ),
        ("Technical Product und Program Manager (m/w/d)", BOTH),
        ("Product Manager oder Program Manager", THREE[:2]),
        ("Product Manager/Owner", (PRODUCT, "product-owner")),
        ("Senior Product Owner / Manager, Payments", (PRODUCT, "product-owner")),
        ("Technical Product Manager or Owner", (TECHNICAL, "product-owner")),
        ("Assistant Product Manager / Program Manager or Project Manager", THREE[1:]),
    ],
)
def test_two_titles_are_both_named(text, roles):
    meaning = READER.read(text)

    assert (meaning.kind, set(meaning.roles)) == ("several", set(roles))
    assert meaning.others in ((), ("Assistant Product Manager",))


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Manager, Technical Product and Program", BOTH),
        ("Manager - Technical Product/Program", BOTH),
        ("Manager (Technical Product & Program)", BOTH),
        ("Manager: Technical Product / Program", BOTH),
        ("Manager, Technical Program/Product, Ads", BOTH),
        ("Manager of Technical Product and Program", BOTH),
        ("Mgr, Technical Product or Program", BOTH),
        ("Mngr., Technical Product or Program (Remote)", BOTH),
        ("Manager, Technical (Product/Program)", BOTH),
        ("Manager, Technical Product vs Program", BOTH),
        ("Senior Manager, Technical Product/Program", BOTH),
        ("Manager Technical Product/Program", BOTH),
        ("Manager, Technical Product & Technical Program", BOTH),
        ("Managers, Technical Product & Program", BOTH),
        ("Manger, Technical Product/Program", BOTH),
        ("Technical Manager, Product and Program", BOTH),
        ("Technical Manager (Product or Program)", BOTH),
        ("Manager, Product and Technical Program", (PRODUCT, PROGRAM)),
        ("Manager, Product & Program", THREE[:2]),
        ("Manager - Product/Program - Payments", THREE[:2]),
        ("Manager, Product, Program and Project", THREE),
        ("Manager, Product or Program or Project", THREE),
    ],
)
def test_two_titles_behind_the_word_that_they_share_are_both_named(text, roles):
    meaning = READER.read(text)

    assert (meaning.kind, set(meaning.roles), meaning.others) == ("several", set(roles), ())


@pytest.mark.parametrize("joint", [" / ", "/", " or ", " and ", " vs ", " & ", ", ", "; ", " "])
@pytest.mark.parametrize("front", ["Manager, {}", "Manager - {}", "Manager of {}", "Manager ({})"])
def test_of_two_titles_behind_the_word_that_they_share_never_one_is_stated(front, joint):
    kinds = ["Product", "Program", "Project", "Technical Product", "Technical Program"]
    whole = {fold(name) for name in NAMES}
    for first, second in permutations(kinds, 2):
        listed = f"{first}{joint}{second}"
        named = {*roles_of(f"{first} Manager"), *roles_of(f"{second} Manager")}
        named |= set(BOTH) if first.startswith("Technical") else set()
        roles = roles_of(front.format(listed))
        assert len(roles) != 1 or fold(f"{listed} Manager") in whole
        assert {*roles} <= named


@pytest.mark.parametrize(
    "text",
    [
        "General Manager, Product and Program",
        "Marketing Manager, Product and Program",
        "Manager, Technical Product/Program/Design",
        "Manager, Technical Product and Program Operations",
        "Manager, Product and Operations",
        "Owner, Product and Program",
    ],
)
def test_a_list_of_more_than_titles_behind_their_word_is_no_title(text):
    assert roles_of(text) == ()


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Project/Product Owner", "Project Owner"),
        ("Program / Product Owner, SAP", "Program Owner"),
        ("Senior Project or Product Owner", "Project Owner"),
    ],
)
def test_a_kind_of_work_before_an_owner_is_another_owner(text, other):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles, meaning.others) == (
        "several",
        ("product-owner",),
        (other,),
    )


@given(st.permutations(["Product Manager", "Project Manager", "Product Owner", "APM", "TPM", "PM"]))
def test_of_many_titles_every_one_is_named(titles):
    meaning = READER.read("/".join([*titles, "Engineering Manager", "TPgM", "Scrum Master"]))

    titles = [*titles, "Engineering Manager", "TPgM"]
    assert set(meaning.roles) == {role for title in titles for role in roles_of(title)}
    assert (meaning.others, meaning.extra) == (("Scrum Master",), "")


@given(
    names,
    names,
    st.sampled_from([" / ", "/", " or ", " and ", " vs ", " vs. ", " & ", ", ", " - ", " ("]),
)
@example("Technical Product Manager", "Technical Program Manager", " or ")
@example("Product Manager, Infrastructure", "Infrastructure Program Manager", " / ")
def test_of_two_joined_titles_no_other_role_is_named(first, second, joint):
    meaning = READER.read(f"{first}{joint}{second}")
    named = {*roles_of(first), *roles_of(second)}

    assert set(meaning.roles) <= named
    if meaning.kind == "several":
        assert set(meaning.roles) == named


def asked_about(text):
    meaning = READER.read(text)
    assert (meaning.kind, meaning.roles) == ("similar", ())
    return {title.title for title in meaning.similar}


TECHNICAL_TWO = {"Technical Product Manager", "Technical Program Manager"}


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Technical Product, Program Manager", TECHNICAL_TWO),
        ("Technical Product-Program Manager", TECHNICAL_TWO),
        ("Technical Product · Program Manager", TECHNICAL_TWO),
        ("Technical Product – Program Manager", TECHNICAL_TWO),
        ("Technical Product — Program Manager", TECHNICAL_TWO),
        ("Technical Product ~ Program Manager", TECHNICAL_TWO),
        ("Technical Product → Program Manager", TECHNICAL_TWO),
        ("Technical Product (Program) Manager", TECHNICAL_TWO),
        ("Technical Product Program Manager", TECHNICAL_TWO),
        ("Senior Technical Program Product Manager II", TECHNICAL_TWO),
        ("Technical Program: Product Manager", TECHNICAL_TWO),
        ("Product, Technical Program Manager", {"Product Manager", "Technical Program Manager"}),
        ("Product - Technical Program Manager", {"Product Manager", "Technical Program Manager"}),
        ("Engineering, Program Manager", {"Engineering Manager", "Program Manager"}),
        (
            "Product Manager Technical Program Manager",
            {"Product Manager", "Technical Program Manager"},
        ),
        (
            "Technical Product Manager Program Manager",
            {"Technical Product Manager", "Program Manager"},
        ),
        ("Senior Project Manager Product Owner", {"Project Manager", "Product Owner"}),
    ],
)
def test_where_two_titles_may_be_read_both_are_asked_about(text, titles):
    assert asked_about(text) == titles


STEMS = [title.removesuffix(" Manager") for title in NAMES if title.endswith(" Manager")]


@given(
    st.sampled_from(STEMS),
    st.sampled_from(STEMS),
    st.sampled_from([", ", " - ", "-", " – ", "–", " ~ ", " → ", " · ", ": ", " "]),
)
@example("Product", "Technical Program", " / ")
def test_no_title_is_made_of_the_words_of_two(first, second, between):
    whole = f"{first}{between}{second} Manager"
    named = {*roles_of(f"{first} Manager"), *roles_of(f"{second} Manager")}

    assert fold(whole) in map(fold, NAMES) or {*roles_of(whole)} <= named


@pytest.mark.parametrize(
    ("text", "role", "extra"),
    [
        ("Technical Product Manager (Programs)", TECHNICAL, "Programs"),
        ("Technical Product Manager, Programs", TECHNICAL, "Programs"),
        ("Technical Product Manager - Program", TECHNICAL, "Program"),
        ("Product Manager - Technical Programs", PRODUCT, "Technical Programs"),
        ("Engineering Manager, Programs", "engineering-manager", "Programs"),
        ("Program Manager, Technical Products", "program-manager", "Technical Products"),
        ("Product Manager, Associates", PRODUCT, "Associates"),
        ("Senior Product Manager (Associates)", PRODUCT, "Associates"),
    ],
)
def test_a_topic_is_no_word_of_a_title_that_stands_before_it(text, role, extra):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles, meaning.extra) == ("known", (role,), extra)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Program Manager, Engineering", PROGRAM),
        ("Technical Program Manager, Product", PROGRAM),
        ("Product Manager, Associate", "associate-product-manager"),
        ("Infrastructure - Program Manager", PROGRAM),
        ("Product Technical Program Manager II", PROGRAM),
        ("Manager, Data Platform Product", TECHNICAL),
    ],
)
def test_a_title_may_be_turned_around_a_sign(text, role):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles) == ("known", (role,))


@pytest.mark.parametrize("between", [" – ", ", ", " | ", ": "])
@pytest.mark.parametrize("topic", ["Developer Platform", "Data Platform", "AI/ML"])
def test_a_title_that_stands_whole_is_not_turned_round_with_its_topic(topic, between):
    for text in (f"Senior Product Manager{between}{topic}", f"{topic}{between}Product Manager II"):
        meaning = READER.read(text)

        assert (meaning.kind, meaning.roles, meaning.extra) == ("known", (PRODUCT,), topic)
        assert [known.title for known in meaning.turned] == [f"{topic} Product Manager"]


@pytest.mark.parametrize("topic", ["Platform", "Infrastructure", "Payments"])
def test_a_word_behind_a_title_has_nothing_to_be_turned_round_to(topic):
    assert READER.read(f"Product Manager, {topic}").turned == ()


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Platform Lead, Product Managers", "Product Manager"),
        ("Infrastructure Lead – Program Managers", "Program Manager"),
        ("Platform, Product Managers", "Product Manager"),
    ],
)
def test_several_people_are_no_part_of_a_title_turned_round(text, title):
    assert asked_about(text) == {title}


def test_who_leads_a_team_has_that_job_beside_the_title():
    assert READER.read("Platform Lead – Product Manager").roles == (PRODUCT,)


@pytest.mark.parametrize(
    ("text", "role", "other"),
    [
        ("Product Owner / Business Analyst", "product-owner", "Business Analyst"),
        ("Scrum Master / Product Owner", "product-owner", "Scrum Master"),
        ("Developer / Project Manager", "project-manager", "Developer"),
        ("Estimator / Project Manager", "project-manager", "Estimator"),
        ("Senior Project Manager/Coordinator", "project-manager", "Coordinator"),
        ("IT Specialist (Product Manager)", PRODUCT, "IT Specialist"),
        ("Product Marketing Manager / Product Manager", PRODUCT, "Product Marketing Manager"),
    ],
)
def test_of_two_jobs_the_one_that_is_none_of_ours_is_told_as_it_was_written(text, role, other):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles, meaning.others) == ("several", (role,), (other,))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Director of Product Management", PRODUCT),
        ("Head of Product Management, Payments", PRODUCT),
        ("VP, Product Management", PRODUCT),
        ("Senior Manager, Technical Program Management", PROGRAM),
        ("Product Management Director", PRODUCT),
        ("Manager of Technical Product Managers", TECHNICAL),
        ("Manager, Product Management", PRODUCT),
        ("Sr. Manager II (Remote), Product Management", PRODUCT),
        ("Product Management Manager", PRODUCT),
        ("Vice President of Program Management", "program-manager"),
        ("Global Head of Product Management", PRODUCT),
        ("Managing Director, Project Management", "project-manager"),
        ("Director of Digital Product Management", PRODUCT),
        ("Product Management Director, Product Manager", PRODUCT),
    ],
)
def test_who_leads_those_of_a_role_is_not_one_of_them(text, role):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles) == ("leads", (role,))


@pytest.mark.parametrize(
    "text",
    [
        "Director of Product Management and Program Management",
        "Director of Product and Program Management",
        "Head of Product Management & Program Management",
        "VP, Product Management / Program Management",
        "Vice President, Product Management, Program Management",
    ],
)
def test_who_leads_those_of_two_roles_leads_both(text):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles) == ("leads", (PRODUCT, "program-manager"))


FIELDS = [
    "Product Management",
    "Program Management",
    "Project Management",
    "Engineering Management",
    "Technical Program Mgmt",
]


@pytest.mark.parametrize("between", [", ", " - ", " (", ": ", " for ", " / ", " & ", " | ", " "])
def test_a_title_that_stands_whole_leads_nobody_of_the_field_behind_it(between):
    managers = [title for title in NAMES if title.endswith("Manager")]
    for title, field in product(managers, FIELDS):
        meaning = READER.read(f"{title}{between}{field}")

        assert (meaning.kind, meaning.roles) == ("known", roles_of(title))
        assert meaning.extra in ("", field)


@pytest.mark.parametrize(
    "text",
    [
        "Program Director",
        "Head of Product",
        "Assistant to the Director of Product Management",
        "Director, Program Management Office",
        "Recruiter for Product Managers",
        "Community Manager for Product Managers",
        "Account Manager to Product Managers",
        "Recruiting Manager, Product Managers",
        "Store Owner, Product Management",
        "Owner, Project Management",
        "Marketing Manager, Product Management",
        "Office Manager - Program Management",
        "General Manager, Product Management",
        "HR Director, Product Management",
        "Sales Director of Product Managers",
        "Executive Director to Product Managers",
        "Chief of Staff to the VP of Product Management",
        "Interviewer for Director of Product Management",
    ],
)
def test_who_leads_nobody_of_a_role_is_unknown(text):
    assert READER.read(text).roles == ()


@pytest.mark.parametrize(
    ("text", "role", "corrected"),
    [
        ("Tehnical Program Manager - Data", PROGRAM, ("Tehnical", "technical")),
        ("Technical Produt Manager - Data Platform", TECHNICAL, ("Produt", "product")),
        ("Senoir Product Manager", PRODUCT, ("Senoir", "senior")),
        ("Prodct Manager, Payments", PRODUCT, ("Prodct", "product")),
        ("Senior Prodcut Manager - Checkout", PRODUCT, ("Prodcut", "product")),
        ("Program Manger - Supply Chain", "program-manager", ("Manger", "manager")),
        ("Project Manger, Office Suite", "project-manager", ("Manger", "manager")),
        ("Product Onwer - SAP", "product-owner", ("Onwer", "owner")),
        ("Engineering Manger - Search", "engineering-manager", ("Manger", "manager")),
    ],
)
def test_a_typing_error_before_a_title_is_put_right_and_told(text, role, corrected):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles, meaning.corrected) == ("known", (role,), (corrected,))


def test_a_word_of_two_titles_that_was_put_right_is_told_once():
    meaning = READER.read("Tehnical Product/Program Manager")

    assert (meaning.kind, set(meaning.roles)) == ("several", set(BOTH))
    assert meaning.corrected == (("Tehnical", "technical"),)


@pytest.mark.parametrize(
    ("text", "roles", "corrected"),
    [
        ("Prodcut Manager or Program Manager", THREE[:2], [("Prodcut", "product")]),
        ("Product Manger / Program Manager", THREE[:2], [("Manger", "manager")]),
        ("Product Manger, Program Manager", THREE[:2], [("Manger", "manager")]),
        ("Product Manager (Progam Manager)", THREE[:2], [("Progam", "program")]),
        ("Progam/Product Manager", THREE[:2], [("Progam", "program")]),
        ("Technical Product/Progam Manager", BOTH, [("Progam", "program")]),
        ("Pr\u043educt / Program Manager", THREE[:2], [("Pr\u043educt", "product")]),
        (
            "Prodcut, Progam and Project Manager",
            THREE,
            [("Prodcut", "product"), ("Progam", "program")],
        ),
    ],
)
def test_one_of_two_titles_that_is_misspelt_is_put_right_and_told(text, roles, corrected):
    meaning = READER.read(text)

    assert (meaning.kind, set(meaning.roles), meaning.others) == ("several", set(roles), ())
    assert list(meaning.corrected) == corrected


@pytest.mark.parametrize(
    "text",
    [
        "Produce Manager, Payments",
        "Prodction Manager, Payments",
        "Producion Manager - Plant",
        "Prodcut Manager, Marketing",
        "Assistant Prodct Manager, Payments",
        "Prodct Marketing Manager, Payments",
        "Propery Manager, Residential",
        "Project Cordinator, Payments",
        "Program Directer - Payments",
        "Prodct Manager, Intern",
    ],
)
def test_a_typing_error_makes_no_role_of_another_job(text):
    assert roles_of(text) == ()


@pytest.mark.parametrize("text", ["tecnical produt manger", "Produtc Manager", "Prod Manager"])
def test_where_no_title_stands_as_it_is_spelled_it_is_a_question(text):
    meaning = READER.read(text)

    assert meaning.roles == ()
    assert meaning.similar


@pytest.mark.parametrize("topic", ["", ", Order Management", " - Student Loans", " (Remote)"])
@pytest.mark.parametrize(
    "text",
    [
        "Product Marketing Manager",
        "Marketing Manager",
        "Production Manager",
        "Property Manager",
        "Brand Manager",
        "Category Manager",
        "Project Coordinator",
        "Program Director",
        "Program Coordinator",
        "Assistant Product Manager",
        "Asistant Product Manager",
        "Assistant Claims Product Manager",
        "Former Product Manager",
        "Non-Product Manager",
        "Product Manager Intern",
        "Product Manager, Intern",
        "Product Manager - Internship",
        "Product Manager Program Associate",
        "Product Manager, Rotation Program Associate",
        "Marketing Product Manager",
        "Property Project Manager",
        "Property Program Manager",
        "Commercial Property Project Manager",
        "Senior Properties Product Manager",
        "Executive Assistant to the Product Manager",
        "General Manager, Product",
        "Software Engineer",
        "5 PM",
        "Line Cook - PM",
    ],
)
def test_another_job_is_never_stated_as_one_of_ours(text, topic):
    assert READER.read(text + topic).roles == ()


@pytest.mark.parametrize("between", [" ({})", " - {}", ", {}", " [{}]"])
@pytest.mark.parametrize(
    "status", ["Intern", "VP", "Director", "Trainee", "Working Student", "Former", "Retired", "Ex"]
)
def test_a_status_makes_it_another_job_in_whatever_signs_it_stands(status, between):
    assert roles_of(f"Product Manager{between.format(status)}") == ()


@pytest.mark.parametrize(
    ("text", "extra"),
    [
        ("Product Manager (not Program Manager)", "not Program Manager"),
        ("Product Manager (ex-Program Manager)", "ex-Program Manager"),
        ("Product Manager, formerly Program Manager", "formerly Program Manager"),
        ("Product Manager - previously Senior Project Manager", None),
        ("Product Manager [no TPM]", "no TPM"),
        ("Product Manager, unlike a Program Manager", None),
        ("Product Manager (once a Technical Program Manager)", None),
        ("Former Program Manager, Product Manager", "Former Program Manager"),
        ("Not a Project Manager: Product Manager", "Not a Project Manager"),
        ("Product Manager / ex-Program Manager", ""),
        ("Product Manager and former Program Manager", ""),
        ("Product Manager (ex-Google)", "ex-Google"),
    ],
)
def test_a_title_that_is_denied_is_not_stated_beside_the_one_that_is_not(text, extra):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles, meaning.others) == ("known", (PRODUCT,), ())
    assert extra is None or meaning.extra == extra


@pytest.mark.parametrize(
    "text",
    ["Former Program Manager", "Not a Product Manager", "formerly Product Manager", "No TPM"],
)
def test_a_title_that_is_denied_alone_is_no_role(text):
    assert roles_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Tech Lead Product Manager",
        "Technical Lead Product Manager",
        "Senior Tech Lead Program Manager",
        "Product Manager Tech Lead",
        "Product Manager, Technical Lead",
        "Less Technical Product Manager",
        "Semi-technical Product Manager",
        "Somewhat Technical Program Manager",
        "Software Developer, Product Manager",
        "Web Designer - Product Manager",
        "Translator: Project Manager",
        "Talent Partner - Project Manager",
    ],
)
def test_what_may_be_a_second_job_or_less_than_the_title_is_a_question_at_most(text):
    assert roles_of(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "TPM (Total Productive Maintenance)",
        "TPM - Total Productive Maintenance",
        "Total Productive Maintenance (TPM)",
        "TPM: Trusted Platform Module",
        "TPM 2.0",
        "TPM2.0",
        "PM2.5",
        "PM 2.5",
        "PM 10.0 Monitor",
        "PMT (premenstrual tension)",
        "APM (Application Performance Monitoring)",
        "APM, Application Performance Management",
        "PM (Prime Minister)",
        "PO (Purchase Order)",
    ],
)
def test_an_acronym_of_something_else_is_a_question_at_most(text):
    assert roles_of(text) == ()


@pytest.mark.parametrize(
    "text",
    ["TPM (Payments)", "TPM 2", "TPM, Level 3.1", "TPM, Trading Platform"],
)
def test_an_acronym_beside_a_topic_is_a_title(text):
    assert roles_of(text) == roles_of("TPM")


SOMEBODY = [
    "Professor of {}",
    "Lecturer in {}",
    "Author on {}",
    "Analyst alongside the {}",
    "Dean of {}",
    "PA to the {}",
    "Aide to the Senior {}",
    "Partner to our {}",
    "Executive Business Partner to a {}",
    "Interviewer for {}",
    "Headhunter for {}",
    "Tools for the {}",
    "Wife of a {}",
    "Right hand of the {}",
    "Podcast about {}",
    "Books by {}",
    "Careers in {}",
]
GROUPS = [
    "Talent Partner, {}s",
    "Sourcer - {}s",
    "Recruiter ({}s)",
    "Community: {}s",
    "Tools | {}s",
    "{}'s Wife",
    "{}s\u2019 Club",
    "{} Interviewer",
    "{} Headhunter",
]
FIELD = ["Professor, {}", "Talent Partner - {}", "{} Lecturer", "{} Book", "Blogger | {}"]


@pytest.mark.parametrize("pattern", SOMEBODY + GROUPS)
def test_who_only_has_to_do_with_a_title_is_not_stated_as_its_role(pattern):
    for title in NAMES:
        if title.endswith(("Manager", "Owner")):
            assert roles_of(pattern.format(title)) == ()


@pytest.mark.parametrize("pattern", SOMEBODY + FIELD)
def test_who_only_has_to_do_with_a_field_is_not_stated_as_its_role(pattern):
    for field in FIELDS:
        assert roles_of(pattern.format(field)) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Looking for a Product Manager",
        "Acme is looking for a Senior Product Manager",
        "We are hiring for Product Managers",
        "Opening for Product Manager",
        "The role of Product Manager",
        "Contract to hire Product Manager",
        "Product Manager of Payments",
        "Product Managers, Payments",
        "Product Manager for Program Managers",
        "Product Manager with Technical Program Managers",
    ],
)
def test_who_is_looked_for_is_stated(text):
    assert roles_of(text) == (PRODUCT,)


@pytest.mark.parametrize("text", ["Associate Technical Product Manager", "Product Manager (X)"])
def test_what_may_be_another_job_is_a_question(text):
    assert READER.read(text).kind == "similar"


@pytest.mark.parametrize("text", ["Senior TPM II", "Cloud TPM", "TPM, Payments"])
def test_an_acronym_that_several_roles_go_by_names_them_all(text):
    meant = [title.role for title in KNOWN if title.title == "TPM"]

    assert set(meant) >= set(BOTH)
    assert roles_of(text) == tuple(meant)


def test_two_acronyms_name_all_that_either_is_short_for():
    meaning = READER.read("PM/TPM")

    assert meaning.kind == "several"
    assert set(meaning.roles) == {PRODUCT, *BOTH, *roles_of("PM"), *roles_of("TPM")}


def test_what_two_acronyms_may_both_be_short_for_is_not_what_both_are():
    meanings = {"PM": ("project-manager", PRODUCT), "TPM": ("project-manager", PROGRAM)}
    known = [KnownTitle(title, role) for title, roles in meanings.items() for role in roles]

    meaning = Reader(known).read("PM/TPM")

    assert meaning.kind == "several"
    assert meaning.roles == ("project-manager", PRODUCT, PROGRAM)
    assert Reader([*known, KnownTitle("Boss", PRODUCT)]).read("Boss (PM)").roles == (PRODUCT,)


@pytest.mark.parametrize(
    "text", ["PMT or TPM", "TPM vs TPgM", "TPM/TPgM", "PM-T & TPM", "TPM, PMT"]
)
def test_two_acronyms_are_both_explained_though_one_role_goes_by_either(text):
    meaning = READER.read(text)

    assert meaning.kind == "several"
    assert set(meaning.roles) == set(roles_of("TPM"))


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("TPM / Technical Program Manager", PROGRAM),
        ("Technical Product Manager (TPM)", TECHNICAL),
        ("PMT (TPM)", TECHNICAL),
    ],
)
def test_an_acronym_beside_its_title_is_that_title(text, role):
    meaning = READER.read(text)

    assert (meaning.kind, meaning.roles) == ("known", (role,))


@given(st.text() | st.lists(st.sampled_from([*NAMES, "/", "or", "(", ")", ","])).map(" ".join))
@example("P\u0315\u0300\u0345" * 3_000)
@example("\ud800 Product \udfff Manager")
@example("/ / Product Manager / / or or")
def test_any_text_has_a_meaning(text):
    meaning = READER.read(text)

    assert bool(meaning.roles) == (meaning.kind in ("known", "narrower", "several", "leads"))
    assert bool(meaning.similar) == (meaning.kind == "similar")
    assert len(meaning.roles) == len(set(meaning.roles))


@given(st.text())
def test_what_is_set_aside_stands_in_the_text(text):
    meaning = READER.read(f"Product Manager, {text}")

    parts = [part for part in meaning.extra.split(", ") if part]
    assert all(part in " ".join(text.split()) for part in parts) or ", " in text


@pytest.mark.parametrize(
    "text",
    [
        "Manager, Product/Program, ",
        "Product/Program, Manager, ",
        "Product/Owner, Manager/",
        "PM/, ",
    ],
)
def test_lists_in_lists_are_read_in_time(text):
    # Each further list once took six times as long: twelve of them took hours.
    assert READER.read(text * 12).kind in ("known", "narrower", "several", "similar", "unknown")


@pytest.mark.parametrize("word", ["Manage", "Produc", "Progra", "Technica"])
def test_a_word_that_is_cut_off_at_the_end_is_put_right_once(word):
    for left in range(12):
        assert READER.read("x" * (300 - left - len(word)) + f" {word}").roles == ()


def test_no_titles_are_no_role():
    assert Reader([]).read("Product Manager").kind == "unknown"
