"""No sentence of a result claims what its number does not carry.

Two hundred sheets are walked, each as its page shows it. What a sentence may say is worked out here
once more, from the stored numbers and the version alone.
"""

import re
from functools import cache

import pytest

from quiz import extension
from tests.quiz.result_sheets import Reader, sheets, shown, visible_words

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

SHEETS, MOST_WORDS = 200, 450
MIDDLE, MOST = 50, 1e-9
# How each sentence of a reason begins: which side it says, whether by statements, and how surely.
OPENINGS = [
    (r"You like (.+?)", 1, True, True),
    (r"You seem to like (.+?) a little", 1, True, False),
    (r"Given a choice, you put (.+?) ahead of other work", 1, False, True),
    (r"Given a choice, you lean a little towards (.+?)", 1, False, False),
    (r"You would rather do without (.+?)", -1, True, True),
    (r"You seem not too keen on (.+?)", -1, True, False),
    (r"Given a choice, you put (.+?) behind other work", -1, False, True),
    (r"Given a choice, you lean a little away from (.+?)", -1, False, False),
]
CONTRARY = r"(, though you say you (?:like it|would rather do without it))?"
PART = r"it is (?:the core|a large part|some|a small part) of this job"
ENDS = (
    rf"(, (?:and|but) (?:{PART}|this job has hardly any of it)\."
    rf"|\. That does not count against this role here, but {PART}\."
    r"|, and all of these jobs have it\.|\.(?: The core of .+)?)( less certain)?$"
)
PARTS = {
    "the core": (80, 101),
    "a large part": (60, 80),
    "some": (40, 60),
    "a small part": (20, 40),
}
SAID = (
    "less certain",
    "though you say you like it",
    "though you say you would rather do without it",
    "That does not count against this role here",
    "all of these jobs have it",
    "The core of ",
    r"\d+ points ahead of the next",
    r"At least \d+ more answers",
    "say yes to none",
    "say yes to one",
    "would come nearest",
    "and as helpful: ",
    "One step that helps is open",
    "Open to beginners: nothing is required",
    "Within reach: ",
    "A longer way: ",
    "We cannot tell: you left ",
    "Largest gap: ",
    "Look at adverts for ",
    "You would likely enjoy .+, and could get in now",
    "You would likely enjoy .+, and there is some way",
    "You could get into .+ now",
    "Your answers lean away from .+, and there",
    "could get in now",
    "open to beginners",
    "Four more",
    "Eight more",
    "Twelve more questions leave it there",
    "With your further answers, no role",
    r"After \d+ more questions",
    r"\d+ steps on the scale",
    "Your answers lean towards ",
)
LEANS = {
    "leans strongly towards": lambda low, high: low >= 60,
    "leans towards": lambda low, high: 50 < low < 60,
    "leans away": lambda low, high: high < 50,
    "unclear": lambda low, high: low <= 50 <= high,
}


@cache
def pages():
    return [(told, Reader(shown(told)).lines) for told in sheets(SHEETS)]


def test_no_sentence_claims_what_its_number_does_not_carry():
    wrong = []
    for told, lines in pages():
        for check in CHECKS:
            wrong += [f"{check.__name__}: {each} – {told.name}" for each in check(told, lines)]
    assert wrong[:5] == []


def test_no_result_shows_more_than_its_words_with_folds_closed():
    counts = {told.name: visible_words(lines) for told, lines in pages()}

    assert {name: count for name, count in counts.items() if count > MOST_WORDS} == {}
    assert {told.findings.first.key for told, _ in pages()} == {
        "low-interest",
        "insufficient",
        "clear",
        "tie",
        "none",
    }


def test_the_sheets_bring_every_kind_of_sentence():
    """Or one of the checks below would have nothing to read."""
    text = "\n".join(line.text for _, lines in pages() for line in lines)

    missing = [
        each
        for each in (*(pattern for pattern, *_ in OPENINGS), *SAID)
        if not re.search(each, text)
    ]
    assert missing == []


def reasons_are_as_sure_as_they_sound(told, lines):
    if told.definition.scoring.engine == 1:
        return
    works = {trait.work: trait for trait in told.definition.traits}
    scores = {score.trait: score for score in told.score.traits}
    means = {said.trait: said.mean for said in told.score.said}
    for line in lines:
        for pattern, side, is_said, is_sure in OPENINGS:
            if line.tag != "summary" or not (
                match := re.match(pattern + CONTRARY + ENDS, line.text)
            ):
                continue
            trait = works.get(match[1])
            if trait is None:
                continue
            score, mean = scores[trait.key], side * means.get(trait.key, 0.0)
            lies_sure = score.is_enough and side * (score.score - MIDDLE) > 1.96 * score.se
            is_for_all = "all of these jobs have it" in line.text
            if is_said != (mean >= 0.5 - MOST):
                yield f"{line.text} but the statements say {mean}"
            if is_sure != lies_sure and not (is_for_all and is_said):
                yield f"{line.text} but {score}"
            if side * (score.score - MIDDLE) <= 0:
                yield f"{line.text} but {score}"
            if bool(match[2]) != (mean <= MOST - 0.5):
                yield f"{line.text} but the statements say {mean}"
            if bool(match[4]) != (not lies_sure):
                yield f"{line.text} is marked wrongly"
            break


def reasons_are_read(told, lines):
    """That the patterns above know every reason of engine 2, or they would check nothing."""
    if told.definition.scoring.engine == 1:
        return
    works = [trait.work for trait in told.definition.traits]
    for line in lines:
        is_reason = line.tag == "summary" and any(work in line.text for work in works)
        is_read = any(re.match(each + CONTRARY + ENDS, line.text) for each, *_ in OPENINGS)
        if is_reason and not is_read:
            yield line.text


def parts_of_a_job_are_its_targets(told, lines):
    works = {trait.work or trait.name.lower(): trait.key for trait in told.definition.traits}
    profiles = {profile.name: profile for profile in told.definition.profiles}
    for line in lines:
        part = re.search(r"(the core|a large part|some|a small part) of this job", line.text)
        role = profiles.get(line.heading.removesuffix(" second"))
        trait = next((works[work] for work in works if work and work in line.text), None)
        if line.tag != "summary" or not part or not role or not trait:
            continue
        target = next(each.target for each in role.targets if each.trait == trait)
        least, most = PARTS[part[1]]
        if not least <= target < most and not (part[1] == "some" and target == 60):
            yield f"{line.heading}: {line.text} but the target is {target}"


def the_first_words_are_of_the_status(told, lines):
    (title,) = [line.text for line in lines if line.tag == "h1"]
    leaders = [role.name for role in told.findings.roles if role.slug in told.score.leaders]
    likes = sum(said.mean > MOST for said in told.score.said)
    begins = {
        "clear": f"Your answers point to {''.join(leaders[:1])}",
        "tie": f"Too close to call: {' or '.join(leaders)}",
        "none": "No clear preference",
        "insufficient": "Not enough answers to name a role",
    }[told.score.status]
    is_little = title == "Little of this work appeals to you"
    if not is_little and not title.startswith(begins):
        yield title
    if is_little and ("low-interest" not in told.score.notes or likes > 1):
        yield f"{title}, but {likes} kinds of work are liked"
    if is_little and any(role.quadrant in ("both", "enjoy") for role in told.findings.roles):
        yield f"{title}, and yet one would be enjoyed"


def leads_are_as_large_as_they_are_said(told, lines):
    fits = sorted((fit.fit for fit in told.score.fits), reverse=True)
    for line in lines:
        if match := re.search(r"(\d+) points ahead of the next; up to (\d+) could be", line.text):
            gap, more = map(int, match.groups())
            if (
                told.score.status != "clear"
                or not fits[0] - fits[1] - 1 < gap < fits[0] - fits[1] + 1
            ):
                yield line.text
            if gap < more or more < 6:
                yield f"{line.text}: no lead"


def counts_are_those_of_the_requirements(told, lines):
    routes = {route.name: route for route in told.definition.routes}
    for line in lines:
        route = routes.get(line.text.partition(":")[0] if ":" in line.text else line.heading)
        found = re.search(r"(\d+) of (\d+)(?: met)?\.", line.text)
        if line.tag != "p" or not route or not found or "answered" in line.text:
            continue
        missing = [part for part in route.requirements if not _is_met(part, told.levels)]
        met = len(route.requirements) - len(missing)
        if tuple(map(int, found.groups())) != (met, len(route.requirements)):
            yield f"{line.text}, but {met} of {len(route.requirements)}"
        if "You have all" in line.text and missing:
            yield line.text
        if "Open to beginners" in line.text and any(
            part.kind == "must" for part in route.requirements
        ):
            yield line.text


def nobody_is_called_ready_who_lacks_something_required(told, lines):
    routes = {route.name: route for route in told.definition.routes}
    for line in lines:
        route = routes.get(line.text.partition(":")[0])
        if route and "You have all that we read as required" in line.text:
            missing = [part for part in route.requirements if not _is_met(part, told.levels)]
            if any(part.kind == "must" for part in missing) or len(missing) > 1:
                yield line.text
        advised = re.match(r"Look at adverts for (.+?)\. ", line.text)
        if advised and any(
            part.kind == "must" and not _is_met(part, told.levels)
            for part in routes[advised[1]].requirements
        ):
            yield line.text


def what_is_left_open_is_named(told, lines):
    facts = {fact.name.lower(): fact.key for fact in told.definition.facts}
    for line in lines:
        for match in re.finditer(r"We cannot tell: you left (.+?) open\.", line.text):
            named = [key for name, key in facts.items() if name in match[1]]
            if not named or any((told.levels or {}).get(key) is not None for key in named):
                yield line.text


def gaps_are_the_largest(told, lines):
    for line in lines:
        match = re.search(r"Largest gap: ([a-z -]+)\.", line.text)
        if not match:
            continue
        path = told.findings.reachable[0].nearest
        sizes = [
            (part.kind == "must", min(_lacking(need, told.levels) for need in part.any_of))
            for part in path.route.requirements
            if not _is_met(part, told.levels)
        ]
        gap = path.missing[0]
        if (gap.is_must, gap.levels) != max(sizes) or gap.fact.name.lower() != match[1]:
            yield f"{line.text}, but {sizes}"


def words_of_a_band_are_of_its_ends(told, lines):
    ends = {role.name: (role.bar.low, role.bar.high) for role in told.findings.roles}
    in_table = False
    for line in lines:
        in_table = line.text == "As a table" or (in_table and line.tag == "tr")
        name = next((name for name in ends if line.text.startswith(f"{name} ")), None)
        row = re.match(r".+? (\d+) (\d+) and (\d+) (\D+)$", line.text)
        if line.tag != "tr" or not in_table or not name or not row:
            continue
        word = next(each for each in LEANS if row[4].startswith(each))
        if not LEANS[word](*ends[name]):
            yield f"{line.text}, but {ends[name]}"
        if not abs(int(row[2]) - ends[name][0]) <= 0.5 + MOST:
            yield f"{line.text}, but {ends[name]}"


def both_axes_are_said_as_they_are(told, lines):
    lows = {role.name: role for role in told.findings.roles}
    for line in lines:
        for words, is_right in (
            (
                "You would likely enjoy (.+?), and",
                lambda role: role.bar.low > 50 and role.is_leader,
            ),
            ("You could get into (.+?) now", lambda role: role.bar.high < 50),
            ("Your answers lean away from (.+?), and there", lambda role: role.bar.high < 50),
        ):
            match = re.match(words, line.text)
            if match and not is_right(lows[match[1]]):
                yield line.text
            if match and told.findings.first.key == "low-interest" and "likely enjoy" in words:
                yield line.text


def the_picture_says_now_of_nobody_who_is_not_ready(told, lines):
    """The sentence read out for the picture, against the requirements."""
    short = {role.short: role for role in told.findings.roles}
    for line in lines:
        if line.tag != "label":
            continue
        for name, points, standing in re.findall(
            r"(\S[^:.]*?(?:\. \w+)?): would enjoy it (\d+) of 100, [^;]+; ([^.]+)\.", line.text
        ):
            role = short[name.strip()]
            is_ready = any(
                all(
                    _is_met(part, told.levels) for part in route.requirements if part.kind == "must"
                )
                for route in told.definition.routes
                if route.role == role.slug
            )
            if int(points) != round(role.bar.value):
                yield line.text
            if standing == "could get in now" and not is_ready:
                yield line.text


def what_is_offered_is_offered(told, lines):
    offered = len(extension.offered(told.definition, told.looks))
    numbers = {"Four more": 4, "Eight more": 8, "Twelve more": 12}
    said = {
        count
        for line in lines
        for words, count in numbers.items()
        if line.text.startswith(words) and "leave it there" not in line.text
    }
    if said != ({offered} if offered else set()):
        yield f"{said} said, {offered} offered"
    for line in lines:
        match = re.match(r"After (\d+) more questions", line.text)
        if match and int(match[1]) != told.score.answered - told.looks[0].answered:
            yield line.text


def nothing_is_inferred_that_no_number_carries(told, lines):
    unsaid = r"%|fits? .{0,30}equally|perfect|ideal for|you should become|(?<!no )rank among"
    for line in lines:
        is_of_before = line.heading == "What the first questions said"
        points = "answers point to" in line.text and not is_of_before
        if re.search(unsaid, line.text) or (points and told.score.status != "clear"):
            yield line.text


CHECKS = [
    reasons_are_as_sure_as_they_sound,
    reasons_are_read,
    parts_of_a_job_are_its_targets,
    the_first_words_are_of_the_status,
    leads_are_as_large_as_they_are_said,
    counts_are_those_of_the_requirements,
    nobody_is_called_ready_who_lacks_something_required,
    what_is_left_open_is_named,
    gaps_are_the_largest,
    words_of_a_band_are_of_its_ends,
    both_axes_are_said_as_they_are,
    the_picture_says_now_of_nobody_who_is_not_ready,
    what_is_offered_is_offered,
    nothing_is_inferred_that_no_number_carries,
]


def _is_met(requirement, levels):
    return any(not _lacking(need, levels) for need in requirement.any_of)


def _lacking(need, levels):
    return max(0, need.level - ((levels or {}).get(need.fact) or 0))
