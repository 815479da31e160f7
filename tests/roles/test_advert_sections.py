import pytest
from hypothesis import given
from hypothesis import strategies as st

from roles.advert_sections import passages, set_aside
from roles.advert_words import advert_words, without_markup

WORK = """
What you will do

* Own the roadmap of our billing product and say what gets built.
* Talk to customers each week, and write down what hurts them.
* Agree on dates with three teams, and keep them honest about the dependencies between them.
"""


def aside(text):
    """What is set aside of a text, as pairs of the reason and what stands there."""
    read = without_markup(text)
    stretches = set_aside(read, passages(read, advert_words(read)))
    return [(each.why, " ".join(text[each.start : each.end].split())) for each in stretches]


@pytest.mark.parametrize(
    ("heading", "why"),
    [
        ("About us", "company"),
        ("## Who we are", "company"),
        ("About Lindhof Mills", "company"),
        ("**Our mission:**", "company"),
        ("Benefits", "benefits"),
        ("WHAT WE OFFER", "benefits"),
        ("Salary and perks:", "benefits"),
        ("Equal opportunity", "legal"),
        ("How to apply", "legal"),
    ],
)
def test_a_section_is_set_aside_by_its_heading(heading, why):
    text = f"{WORK}\n{heading}\n\nWe lead the product development of mills.\n"

    ((found, stretch),) = aside(text)
    assert found == why
    assert stretch.startswith(heading)
    assert stretch.endswith("of mills.")


WRITTEN = [
    "{}",
    "{}:",
    "## {}",
    "**{}**",
    "**{}:**",
    "__{}__",
    "*{}*",
    "== {} ==",
    "3. {}",
    "\N{ROCKET} {}",
    "## \N{WRAPPED PRESENT} {}",
    "<h2>{}</h2>",
    "<p><strong>{}</strong></p>",
    "&lt;h3&gt;{}&lt;/h3&gt;",
]


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(
    ("heading", "why"),
    [("About us", "company"), ("BENEFITS", "benefits"), ("Equal opportunity", "legal")],
)
def test_a_heading_is_known_however_it_is_written(written, heading, why):
    text = f"{WORK}\n{written.format(heading)}\n\nWe lead the product development of mills.\n"

    ((found, stretch),) = aside(text)
    assert found == why
    assert stretch.endswith("of mills.")


@pytest.mark.parametrize("written", WRITTEN)
@pytest.mark.parametrize(
    "heading", ["Responsibilities", "What you’ll do", "The role", "YOUR TASKS"]
)
def test_whatever_is_written_above_duties_ends_what_is_set_aside(written, heading):
    text = f"{WORK}\nBenefits\n\n* A bicycle.\n\n{written.format(heading)}\n\n* Own the backlog.\n"

    ((_, stretch),) = aside(text)
    assert stretch.endswith("A bicycle.")


ABOVE_DUTIES = [
    *(
        "About the role",
        "About you",
        "About the product",
        "About Product Delivery",
        "About the team",
    ),
    *("Responsibilities", "Key responsibilities", "Duties", "Accountabilities", "Main tasks"),
    *("Requirements", "Minimum qualifications", "Preferred qualifications", "Nice to have"),
    *("What we look for", "Who we are looking for", "What you bring", "Who you are", "You have"),
    *("Our team", "The team", "Your day", "Your first 90 days", "A typical week", "Day to day"),
    *("User stories", "Product vision", "Product vision and strategy", "Vision", "Culture"),
    *("Client", "Client Management", "Customer history", "Values", "Mission", "People"),
    *("Benefits realisation", "Benefits Management", "Risk and reward", "Compensation strategy"),
    *("Privacy", "Legal", "Inclusion", "Accommodation", "Notice", "Diversity programs"),
    *("Salary and responsibilities", "Role and benefits realisation", "Discovery", "Delivery"),
    *("Our product", "Our users", "The Product Vision", "The Customer Journey", "Why this role"),
]


@pytest.mark.parametrize("written", ["{}", "{}:", "## {}", "**{}**", "<h2>{}</h2>", "4) {}"])
@pytest.mark.parametrize("heading", ABOVE_DUTIES)
def test_sections_about_the_work_are_counted(heading, written):
    assert aside(f"{written.format(heading)}\n{WORK}\nYou plan releases.") == []


@pytest.mark.parametrize(
    "line",
    ["Salary: 90,000", "Client: Lindhof Mills", "**Benefits:** a bicycle", "Perks: bread for all"],
)
def test_what_a_label_says_is_of_that_line_alone(line):
    text = f"{line}\nYou own the roadmap and say what gets built.\n{WORK}"

    assert [each for _, each in aside(text) if "roadmap" in each] == []


@pytest.mark.parametrize(
    "duty",
    [
        "Own the roadmap of our health insurance product",
        "* Make sure that work follows the privacy policy",
        "- Experience with pension plans or paid leave",
        "As a manager at Lindhof, backed by three mills, you will lead the stock option product",
        "In a first year you’ll build the background check that others use",
    ],
)
def test_a_duty_may_speak_of_benefits_and_the_law(duty):
    assert aside(f"{WORK}\n{duty}\n") == []


def test_a_duty_among_what_is_said_of_the_company_is_counted():
    text = f"{WORK}\nAbout us\n\nWe grind corn.\nHere you will own the roadmap of our mills.\n"

    assert aside(text) == [("company", "About us We grind corn.")]


@pytest.mark.parametrize(
    "duty",
    [
        "Write user stories",
        "Focus on customer value",
        "Manage the client relationship",
        "Define the mission",
        "**Define the mission**",
        "Culture of ownership",
        "About 50% travel",
        "About half your time",
        "Present benefits to executives",
        "Improve the hiring process",
        "Improving the hiring process:",
        "Own the privacy roadmap",
        "Notice problems early",
        "* Embody our core values:",
        "Client management:",
        "**Client management**",
        "Working at pace with engineers",
        "\N{ROCKET} Own the culture and values",
        "1. Benefits realisation across programs",
        "<li>Benefits</li>",
        "culture of ownership",
    ],
)
def test_a_duty_that_has_no_sign_before_it_is_no_heading(duty):
    assert aside(f"{duty}\n{WORK.replace('What you will do', '').strip()}") == []


@pytest.mark.parametrize(
    "heading",
    [
        "Our mission: bread for all",
        "Why work at Lindhof?",
        "Employee benefits",
        "Our client",
        "## The Lindhof story",
        "**Benefits provided by Lindhof:**",
    ],
)
def test_a_heading_may_say_a_little_more(heading):
    assert aside(f"{WORK}\n{heading}\nWe grind corn.") != []


def test_the_next_heading_ends_a_section():
    text = f"About us\nWe grind corn.\n\nYour tasks\n{WORK}"

    assert aside(text) == [("company", "About us We grind corn.")]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("We are an equal opportunity employer.", "legal"),
        ("Everybody is welcome regardless of race or age.", "legal"),
        ("401(k), medical, dental and vision insurance.", "benefits"),
        ("30 days of paid leave.", "benefits"),
        ("Lindhof was founded in 1980 and is headquartered in Ghent.", "company"),
    ],
)
def test_a_line_that_can_be_nothing_else_needs_no_heading(line, why):
    assert aside(f"{WORK}\n{line}\n") == [(why, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Quick one - I'm hiring a TPM for a Series B startup in Berlin",
        "Lindhof, founded in 1980, is looking for a product manager with stock options in mind",
        "We are hiring: a TPM, competitive salary, hybrid",
        "My client, headquartered in Ghent, needs a product owner",
        "A role at a startup that is backed by three mills",
    ],
)
def test_whom_somebody_looks_for_is_counted_whatever_is_said_of_the_company(line):
    assert aside(f"{WORK}\n{line}\n") == []


@pytest.mark.parametrize("closing", ["Best,", "Kind regards,", "Cheers!", "Many thanks"])
def test_who_writes_a_mail_is_set_aside(closing):
    assert aside(f"{WORK}\n{closing}\nJo Smith\nSenior Talent Partner") == [
        ("sender", "Jo Smith Senior Talent Partner")
    ]


def test_who_writes_is_set_aside_of_a_mail_of_few_words_too():
    mail = "A TPM role?\n\nBest,\nJo Smith\nSenior Talent Partner\nLindhof Mills of Ghent\nBelgium"

    assert [why for why, _ in aside(mail)] == ["sender"]


def test_a_text_without_lines_is_read_by_sentences():
    text = " ".join(WORK.split()) * 3 + " Everybody is welcome regardless of race. You plan."

    assert [why for why, _ in aside(text)] == ["legal"]


def test_where_nothing_would_be_left_the_headings_are_not_believed():
    assert aside(f"Benefits\n\n{WORK.replace('What you will do', '')}") == []


@given(st.text(st.sampled_from("ABab \n*#:.") | st.characters(), max_size=300))
def test_stretches_stand_in_order_and_apart(text):
    read = without_markup(text)
    end = 0
    for each in set_aside(read, passages(read, advert_words(read))):
        assert end <= each.start < each.end <= len(text)
        end = each.end
