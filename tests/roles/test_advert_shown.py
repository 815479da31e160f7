"""What a page shows of a decoding: the text in pieces, what counted, and what to ask back."""

from collections import Counter

import pytest
from hypothesis import given

from roles import advert_shown
from roles.advert import decode
from roles.advert_evidence import TECHNICAL
from roles.advert_words import advert_words, without_markup
from roles.title_words import plain_letters
from tests.factories import make_signal
from tests.roles import adverts
from tests.roles.test_advert import BOOK, READER, texts
from tests.roles.test_advert_verdict import BREAD

TPM = f"TPM\n\n{adverts.TECHNICAL_PROGRAM}"


def read(text):
    return decode(text, BOOK, READER)


@given(texts)
def test_the_pieces_are_the_whole_text_in_order(text):
    pieces = advert_shown.text_pieces(text, read(text), BOOK)

    assert "".join(piece.text for piece in pieces) == text
    assert all(piece.text for piece in pieces)


def test_a_phrase_speaks_for_what_its_signal_weighs_most_for():
    pieces = advert_shown.text_pieces(TPM, read(TPM), BOOK)
    phrases = {piece.text: piece for piece in pieces if piece.signal}

    assert pieces[0] == advert_shown.TextPiece("TPM", is_title=True)
    assert phrases["milestones"].family == "delivery"
    for piece in phrases.values():
        heaviest = max(piece.signal.weights.values(), default=0)
        assert piece.signal.weights.get(piece.family, 0) == heaviest


def test_what_was_not_counted_says_why():
    text = f"{adverts.PRODUCT}\nBenefits\n\nA product roadmap of your own career.\n"
    pieces = advert_shown.text_pieces(text, read(text), BOOK)

    assert [piece.aside for piece in pieces if "own career" in piece.text] == ["benefits"]


@given(texts)
def test_lines_of_a_family_sum_to_its_score_and_each_signal_is_first_once(text):
    decoding = read(text)
    found = advert_shown.by_family(decoding, BOOK)

    scores = {family.key: family.score for family in found if family.key != TECHNICAL}
    assert scores == {key: score for key, score in decoding.score.items() if score}
    first = [line.signal.key for family in found for line in family.lines if line.is_first]
    assert sorted(first) == sorted({mark.signal for mark in decoding.marks})


@given(texts)
def test_a_phrase_is_counted_once_for_what_it_is_marked_as(text):
    decoding = read(text)
    said = {each.key: each.said for each in advert_shown.by_family(decoding, BOOK) if each.said}

    phrases = {_phrase_of(text, mark) for mark in decoding.marks}
    speaks = [BOOK.by_key[signal].weights for signal, _ in phrases]
    of_family = Counter(max(each, key=each.get) if each else TECHNICAL for each in speaks)
    assert said == of_family


def _phrase_of(text, mark):
    return mark.signal, " ".join(text[mark.start : mark.end].split()).casefold()


def test_fractions_of_phrases_of_other_work_are_not_counted():
    (line,) = [
        each
        for each in advert_shown.by_family(read("Code reviews, Python and Docker."), BOOK)
        if each.key == "engineering-manager"
    ]

    assert (line.said, len(line.lines)) == (0, 3)


@pytest.mark.parametrize("role", sorted(each.role for each in BOOK.signals.families))
def test_phrases_on_the_page_of_a_role_are_such_as_adverts_write(role):
    spelt = {phrase for _, phrase in advert_shown.spoken_for(role, BOOK).named}

    stiff = {"prince 2", "roll outs", "roll out", "ms project", "manage project", "manage projects"}
    stiff |= {"cross team dependency", "complex program", "technical program", "user pain"}
    stiff |= {"led agile software engineering team", "1 on 1", "work closely with product"}
    assert not spelt & stiff


@pytest.mark.parametrize("text", [adverts.GERMAN, adverts.CV])
def test_of_what_is_not_read_no_phrase_is_marked(text):
    assert advert_shown.text_pieces(text, read(text), BOOK) == [advert_shown.TextPiece(text)]


def test_the_most_telling_questions_are_asked_first_and_few():
    asked = [each.key for each in advert_shown.asked_back(read(adverts.MAIL), BOOK)]

    assert asked[:2] == ["decides", "success"]
    assert len(asked) == advert_shown.MOST_ASKED


def test_what_a_reply_asks_is_not_asked_again():
    asked = advert_shown.asked_back(read(adverts.MAIL), BOOK, is_split=True)

    keys = {each.key for each in asked}
    assert not {"decides", "success"} & keys
    assert "pay" in keys


def test_how_technical_it_is_has_six_steps():
    steps = {advert_shown.technical_step(read(text)) for text in (adverts.CV, TPM)}

    assert steps <= set(range(advert_shown.STEPS + 1))
    assert advert_shown.technical_step(read(adverts.CV)) == 0


@pytest.mark.parametrize(
    "written",
    [
        "own <b>the</b> roadmap",
        "<li>own&nbsp;the&#32;roadmap</li>",
        "<h2>x</h2>own the<!-- a > b --> roadmap<br>",
        "<script>own the roadmap</script>\r\nown the road&shy;map",
        "&lt;p&gt;own the roadmap&lt;/p&gt;",
        "<l…i>own the roadmap\ufeff",
        "\N{FAMILY} <p99 own the road\u0301map",
        "ﷺ İ own the ＲＯＡＤＭＡＰ",
    ],
)
def test_a_mark_stands_on_the_letters_of_its_phrase(written):
    text = f"{BREAD}\n{written} {BREAD}"
    marks = [text[mark.start : mark.end] for mark in read(text).marks]
    pieces = advert_shown.text_pieces(text, read(text), BOOK)
    (shown,) = [piece.text for piece in pieces if piece.signal]

    assert marks == [shown]
    assert shown[:3].lower() == "own"
    assert plain_letters(shown).endswith("map")


@given(texts)
def test_every_mark_holds_the_words_of_its_signal(text):
    for mark in read(text).marks:
        words = advert_words(without_markup(text[mark.start : mark.end]))

        assert [each.owner for each in BOOK.tree.find(words)] == [mark.signal]
        assert (words[0].start, words[-1].end) == (0, mark.end - mark.start)


@pytest.mark.parametrize(
    ("name", "phrases", "spelt"),
    [
        ("the roadmap", "own (a|the) roadmap", "own a roadmap"),
        ("dates", "keep (date*|promises)\nkeep (date*)", "keep promises"),
        ("user stories", "user stories\nuser stor*\nbacklog\nwhat and why of", ""),
        ("x", "(|a few) good words", "a few good words"),
        ("stars", "prioriti* (all*) things", ""),
    ],
)
def test_a_phrase_is_spelt_out_that_says_more_than_the_name(name, phrases, spelt):
    assert advert_shown.spelt_out(make_signal(name=name, phrases=phrases)) == spelt


def test_what_an_advert_asks_for_is_named_by_keys_of_its_own_family_and_of_technical_work():
    keys = advert_shown.to_plan(read(TPM))

    signals = [BOOK.by_key[key] for key in keys]
    assert len(keys) == len(set(keys)) > 3
    assert all(signal.delivery or signal.technical for signal in signals)
    # Of what is none of our roles there is nothing to plan.
    for other in (adverts.SALES, adverts.ENGINEERING_MANAGER, adverts.CV):
        assert advert_shown.to_plan(read(other)) == []
