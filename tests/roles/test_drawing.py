import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from roles import comparison
from roles.social import facts, letters
from roles.social.drawing import png
from roles.social.strokes import COLOURS, FOOT, GROUND, HEIGHT, LEFT, RIGHT, SIZE
from tests.factories import (
    make_cell,
    make_comparison,
    make_contrast,
    make_outline,
    make_remit,
    make_role,
)

LONG = "Pneumonoultramicroscopicsilicovolcanoconiosis " * 40
ELSEWHERE = [
    "מנהל מוצר",
    "مدير المنتج",
    "产品经理",
    "🎉👩‍💻",
    "Žižek Ωmega",
    "\u202eabc\u202c",
    "\x07",
    " ",
]


def name(text="Technical Program Manager", marked="Program", glyph="triangle"):
    return facts.Name(text, marked, glyph, "Plain Name")


def pictures(text="Delivery", of=None):
    card = facts.Card(of or name(), text)
    row = facts.Row(text, (text,))
    yield facts.SitePicture((card, card, card))
    bands = facts.MapBand(1, 1, text, False), facts.MapBand(2, 4, text, True)
    for count in (1, 3, 5):
        yield facts.SitePicture((card,), (facts.MapRow(card.name, bands),) * count)
    yield facts.TitlePicture(text, (card,))
    yield facts.TitlePicture(text, (card, card, card, card))
    yield facts.RolePicture(card, (row,) * 4)
    yield facts.RolePicture(card, ())
    ends = (
        facts.ResultBar(card.name, at, max(0, at - 9), min(100, at + 9), text)
        for at in (0, 50, 100)
    )
    yield facts.ResultPicture(text, text, tuple(ends), text)
    yield facts.ResultPicture(text, text, (), text)
    yield facts.ComparisonPicture((card.name,) * 3, (facts.Row(text, (text, "", text)),) * 3, text)


def opened(file):
    return Image.open(io.BytesIO(file))


@pytest.mark.parametrize("picture", list(pictures()), ids=lambda each: type(each).__name__)
def test_a_picture_is_of_the_size_that_other_sites_ask_for_and_comes_out_the_same(picture):
    file = png(picture)

    assert (opened(file).size, opened(file).format) == (SIZE, "PNG")
    assert len(file) < 120_000
    assert png(picture) == file


@pytest.mark.parametrize("text", [LONG, LONG.replace(" ", ""), *ELSEWHERE])
def test_no_text_leaves_its_picture_or_keeps_it_from_being_drawn(text):
    for picture in pictures(text, name(text[:100], text.split()[0] if text.split() else "")):
        image = opened(png(picture)).convert("RGB")
        margins = [(0, 0, LEFT - 8, HEIGHT - FOOT), (RIGHT + 8, 0, SIZE[0], HEIGHT - FOOT)]
        margins.append((0, HEIGHT - FOOT - 4, SIZE[0], HEIGHT - FOOT))
        for box in margins:
            assert image.crop(box).getcolors() == [
                ((box[2] - box[0]) * (box[3] - box[1]), (250, 247, 240))
            ], picture


def test_no_line_is_wider_than_its_room_and_what_is_cut_says_so():
    lines = letters.wrapped(letters.words(LONG), letters.SANS, 20, 300, 3)

    assert len(lines) == 3
    for line in lines:
        assert letters.width(" ".join(word.shown for word in line), letters.SANS, 20) <= 300
    assert lines[-1][-1].shown.endswith(letters.CUT)


def test_the_last_of_the_lines_is_about_as_long_as_the_others():
    text = letters.words("“TPM” can be two jobs")

    _, lines = letters.fitted(text, letters.SERIF, [54], 520, 5)

    assert [len(line) for line in lines] == [2, 3]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("plan → build", "plan – build"),
        ("Party 🎉 time", "Party time"),
        ("ﬁnance ①", "finance 1"),
        ("naïve\u200b Žižek", "naïve Žižek"),
        ("产品经理", ""),
    ],
)
def test_what_the_fonts_lack_is_replaced_or_left_out(text, written):
    assert letters.writable(text) == written


def test_the_colours_are_those_of_the_pages():
    sheet = Path("static/css/site.css").read_text()

    assert f"--ground: {GROUND};" in sheet
    for glyph in ("circle", "square", "triangle"):
        fill, tint = COLOURS[glyph]
        assert f"--{glyph}: {fill};" in sheet
        assert f"--{glyph}-tint: {tint};" in sheet


def test_all_that_is_drawn_and_nothing_else_makes_the_digest():
    role = make_role(cells=(make_cell(value="Outcomes"),), emphasis="Product", glyph="circle")
    first = facts.digest(facts.role(role, make_outline()))

    same = replace(role, summary="More", not_for_you="you hate it")
    assert facts.digest(facts.role(same, make_outline())) == first
    for other in (
        replace(role, name="Manager"),
        replace(role, one_liner="Else"),
        replace(role, glyph="square"),
        replace(role, cells=(make_cell(value="Output"),)),
    ):
        assert facts.digest(facts.role(other, make_outline())) != first


def test_a_comparison_shows_its_company_and_marks_what_tells_the_names_apart():
    roles = [
        make_role(slug=slug, emphasis="Product", cells=(make_cell(company="Udemy", value="Video"),))
        for slug in ("product-manager", "technical-product-manager")
    ]

    shown = facts.compared(roles, make_outline(), "Udemy")

    assert [each.marked for each in shown.names] == ["", "Technical"]
    assert shown.rows == (facts.Row("Focus", ("Video", "Video")),)
    assert comparison.telling_word(roles[0]) == "Product"


def test_the_site_is_shown_in_the_lines_of_its_comparison():
    role = make_role(one_liner="Its own line")
    edited = make_comparison(contrasts=(make_contrast(text="As compared"),))

    assert facts.site([role], edited).cards[0].line == "As compared"
    assert facts.site([role], None).cards[0].line == "Its own line"


def test_the_site_is_drawn_as_the_map_of_who_answers_for_what():
    remits = make_remit(question="why", text="the problem"), make_remit(question="what", text="")
    manager = make_role(slug="product-manager", remits=remits)
    silent = make_role(slug="technical-product-manager", remits=(make_remit(company="Udemy"),))

    shown = facts.site([manager, silent], make_comparison())

    assert [row.name.text for row in shown.rows] == [manager.name]
    assert shown.rows[0].bands == (facts.MapBand(1, 2, "the problem", False),)


def test_without_a_map_the_site_is_drawn_as_cards():
    shown = facts.site([make_role(slug="product-manager")], make_comparison())

    assert shown.rows == ()
    assert len(shown.cards) == 1


def test_what_is_disputed_is_hatched_and_the_rest_is_filled():
    def inside(is_disputed):
        band = facts.MapBand(1, 4, "words", is_disputed)
        row = facts.MapRow(name(), (band,))
        card = facts.Card(name(), "")
        image = opened(png(facts.SitePicture((card,), (row,))))
        return {colour for _, colour in image.crop((1000, 345, 1100, 370)).getcolors()}

    tint = (246, 198, 216)
    assert inside(False) == {tint}
    assert {tint, (250, 247, 240)} < inside(True)


def make_result_picture(*, points=74.0):
    bar = facts.ResultBar(name(glyph="circle"), points, points - 10, points + 10, "leans towards")
    return facts.ResultPicture("Your answers point to it", "It fits best.", (bar,) * 3, "2026")


def test_the_mark_of_a_result_stands_at_its_points():
    fill = tuple(bytes.fromhex(COLOURS["circle"][0][1:]))
    ends = []
    for points in (20.0, 80.0):
        image = Image.open(io.BytesIO(png(make_result_picture(points=points)))).convert("RGB")
        right = image.crop((628, 100, RIGHT, 200))
        places = [
            x
            for x in range(right.width)
            for y in range(60, right.height)
            if right.getpixel((x, y)) == fill
        ]
        ends.append(sum(places) / len(places))
    assert ends[0] < ends[1]
