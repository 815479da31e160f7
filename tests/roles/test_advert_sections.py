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


@pytest.mark.parametrize(
    "heading",
    ["About the role", "About you", "Responsibilities", "What we look for", "Our team", "Your day"],
)
def test_sections_about_the_work_are_counted(heading):
    assert aside(f"{heading}\n{WORK}\nYou plan releases.") == []


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
