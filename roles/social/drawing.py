"""Pictures for sharing: facts in, the bytes of a PNG of 1200 × 630 pixels out.

Equal facts make equal bytes. Nothing is drawn smaller than 19 pixels, because sites show the
picture at half its size and less.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import singledispatch

from PIL import Image, ImageDraw

from roles.remits import QUESTIONS
from roles.social.facts import (
    Card,
    ComparisonPicture,
    MapBand,
    MapRow,
    Name,
    Picture,
    ResultBar,
    ResultPicture,
    RolePicture,
    Row,
    SitePicture,
    TitlePicture,
)
from roles.social.letters import SANS, SERIF, Line, MarkedWord, fitted, width, words, wrapped
from roles.social.strokes import (
    BRAND,
    BRAND_TINT,
    COLOURS,
    FOOT,
    GROUND,
    HEIGHT,
    INK,
    LEFT,
    LINE,
    MIDDLE,
    RIGHT,
    SIZE,
    SOFT,
    WIDTH,
    height_of,
    panel,
    smooth,
    stamp,
    stamp_sign,
    width_of,
    write_line,
    write_lines,
)

# Where the first row of a comparison begins.
GLANCE = 250
HEADLINES = (54, 50, 47, 40, 34, 28)
RESULT_HEADLINES = HEADLINES[2:]
NUMBERS = {2: "two", 3: "three", 4: "four"}
# Of the map: from column to column, and between two of them.
COLUMN, APART = (RIGHT - MIDDLE + 4) // len(QUESTIONS), 4
ROLE_NAMES = (23, 21, 19)


def png(picture: Picture) -> bytes:
    """The picture as a file."""
    image = Image.new("RGB", SIZE, GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, HEIGHT - FOOT, WIDTH, HEIGHT), fill=BRAND)
    write_line(draw, (LEFT, 88), (MarkedWord("career"),), 36)
    # Without a blank, which two words of a line would have between them.
    write_line(
        draw, (LEFT + width("career", SERIF, 36), 88), (MarkedWord("guide", BRAND_TINT),), 36
    )
    _fill(picture, image, draw)
    file = io.BytesIO()
    image.save(file, "PNG", compress_level=6)
    return file.getvalue()


@singledispatch
def _fill(picture: Picture, image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    raise TypeError(picture)


@_fill.register
def _site(picture: SitePicture, image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    _headline(draw, _question([card.name for card in picture.cards]))
    _foot(draw, "What each decides, and who says so.")
    if picture.rows:
        _map(image, draw, picture.rows[:4])
    else:
        _cards(image, draw, picture.cards, (28, 21, 3))


@_fill.register
def _title(picture: TitlePicture, image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    first = picture.cards[0].name
    quoted = (
        words(f"“{picture.title}”") if _is_written(words(picture.title)) else words("This title")
    )
    if len(picture.cards) > 1:
        count = NUMBERS.get(len(picture.cards), str(len(picture.cards)))
        headline = (*quoted, *words(f"can be {count} jobs"))
        foot = "Which one is meant, and how to ask."
    elif picture.title == first.text:
        headline, foot = _words_of(first), "What the title stands for."
    else:
        headline, foot = (*quoted, MarkedWord("is"), *_words_of(first)), "The job behind the title."
    _headline(draw, headline)
    _foot(draw, foot)
    _cards(image, draw, picture.cards, (30, 25, 4))


@_fill.register
def _role(picture: RolePicture, image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    name = picture.card.name
    if not picture.rows:
        _headline(draw, _words_of(name))
        _cards(image, draw, (picture.card,), (30, 25, 4))
        return
    stamp_sign(image, (LEFT, 150), 104, name.glyph)
    top = 290 if name.glyph else 170
    size, lines = fitted(_words_of(name), SERIF, HEADLINES, MIDDLE - LEFT - 56, 3)
    y = write_lines(draw, (LEFT, top), lines, SERIF, size, 1.16)
    text = words(picture.card.line)
    size, lines = fitted(text, SANS, (25, 22, 20), MIDDLE - LEFT - 64, 4)
    write_lines(
        draw, (LEFT, max(y + 20, 470 - 34 * (len(lines) - 2))), lines, SANS, size, 1.4, SOFT
    )
    _facts(draw, picture.rows)


@_fill.register
def _comparison(picture: ComparisonPicture, image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    if picture.company:
        at, lines = 30, wrapped(words(f"At {picture.company}"), SERIF, 30, 560, 1)
        write_lines(draw, (RIGHT - width_of(lines[0], at), 56), lines, SERIF, at, 1.16)
    column = (RIGHT - LEFT) // len(picture.names)
    # All in the size of the one that needs the smallest.
    head = min(_head_of(name, column - 32, (38, 34, 30, 26))[0] for name in picture.names)
    for place, name in enumerate(picture.names):
        _headed(image, draw, (LEFT + place * column, 144), name, column - 32, (head,))
    for place, row in enumerate(picture.rows):
        _glance(draw, GLANCE + place * 112, row, column)


@_fill.register
def _result(picture: ResultPicture, image: Image.Image, draw: ImageDraw.ImageDraw) -> None:
    room = MIDDLE - LEFT - 40
    size, lines = fitted(_with_names_marked(picture), SERIF, RESULT_HEADLINES, room, 5)
    y = write_lines(draw, (LEFT, 150), lines, SERIF, size, 1.16)
    text = words(picture.sentence)
    size, lines = fitted(text, SANS, (24, 22, 20), room, 6)
    write_lines(draw, (LEFT, y + 24), lines, SANS, size, 1.4, SOFT)
    foot = wrapped(words(picture.foot), SANS, 20, room, 1)
    write_lines(draw, (LEFT, 560), foot, SANS, 20, 1.4, SOFT)
    step = 140
    y = (HEIGHT - FOOT - step * len(picture.bars)) // 2
    for place, bar in enumerate(picture.bars):
        _result_bar(image, draw, y + place * step, bar)


def _with_names_marked(picture: ResultPicture) -> Line:
    """The headline, with the telling words of the roles that it names marked."""
    line = words(picture.headline)
    for bar in sorted(picture.bars, key=lambda bar: -len(bar.name.text)):
        name = words(bar.name.text)
        plain = [word.text.rstrip(".,;:") for word in line]
        for start in range(len(line) - len(name) + 1):
            end = start + len(name)
            is_free = not any(word.tint for word in line[start:end])
            if is_free and plain[start:end] == [word.text for word in name]:
                line = (*line[:start], *_words_of(bar.name), *line[end:])
    return line


def _result_bar(image: Image.Image, draw: ImageDraw.ImageDraw, y: int, bar: ResultBar) -> None:
    """Its name and points, the band with its mark from 0 to 100, and both in words."""
    fill, tint = COLOURS[bar.name.glyph]
    _headed(image, draw, (MIDDLE, y), bar.name, RIGHT - MIDDLE - 70, (24, 22, 20))
    points = words(str(round(bar.points)))
    write_line(draw, (RIGHT - width_of(points, 32), y + 26), points, 32)
    # A mark at either end stays within the picture.
    left, axis, wide = MIDDLE + 14, y + 62, RIGHT - MIDDLE - 28
    draw.line((left, axis, left + wide, axis), LINE, 2)
    for dash in range(axis - 20, axis + 16, 8):
        draw.line((left + wide / 2, dash, left + wide / 2, dash + 4), SOFT, 2)
    low, high, at = (left + wide * each / 100 for each in (bar.low, bar.high, bar.points))
    draw.rounded_rectangle((low, axis - 8, high, axis + 8), 8, tint, fill, 2)
    if bar.name.glyph:
        stamp_sign(image, (at - 14, axis - 14), 28, bar.name.glyph)
    else:
        draw.rectangle((at - 3, axis - 14, at + 3, axis + 14), fill)
    said = words(f"{bar.word}, between {round(bar.low)} and {round(bar.high)}")
    write_lines(
        draw, (MIDDLE, axis + 18), wrapped(said, SANS, 20, RIGHT - MIDDLE, 1), SANS, 20, 1.4, SOFT
    )


def _glance(draw: ImageDraw.ImageDraw, y: int, row: Row, column: int) -> None:
    draw.line((LEFT, y, RIGHT, y), fill=INK if y == GLANCE else LINE, width=2)
    label = wrapped(words(row.label), SANS, 20, RIGHT - LEFT, 1)
    write_lines(draw, (LEFT, y + 10), label, SANS, 20, 1.3, SOFT)
    for place, value in enumerate(row.values):
        text = words(value or "no source says")
        size, lines = fitted(text, SERIF, (28, 25, 22), column - 32, 2)
        ink = INK if value else SOFT
        write_lines(draw, (LEFT + place * column, y + 40), lines, SERIF, size, 1.2, ink)


def _facts(draw: ImageDraw.ImageDraw, rows: Sequence[Row]) -> None:
    """One role's rows down the right half."""
    step = 120
    y = (HEIGHT - FOOT - step * len(rows)) // 2 + 20
    for row in rows:
        draw.line((MIDDLE, y, RIGHT, y), fill=LINE, width=2)
        label = wrapped(words(row.label), SANS, 20, RIGHT - MIDDLE, 1)
        write_lines(draw, (MIDDLE, y + 12), label, SANS, 20, 1.3, SOFT)
        size, lines = fitted(words(row.values[0]), SERIF, (29, 26, 22), RIGHT - MIDDLE, 2)
        write_lines(draw, (MIDDLE, y + 42), lines, SERIF, size, 1.16)
        y += step


def _map(image: Image.Image, draw: ImageDraw.ImageDraw, rows: Sequence[MapRow]) -> None:
    """Who answers for what: a column for each question, and below it the bands of each role."""
    most = 3 if len(rows) < 4 else 2
    highs = [max(len(_said(band, most)[1]) for band in row.bands) * 26 + 20 for row in rows]
    heads = [_head_of(row.name, RIGHT - MIDDLE, ROLE_NAMES) for row in rows]
    names = [height_of(lines, size, 1.2) + 6 for size, lines in heads]
    apart = 18 if len(rows) < 4 else 8
    y = (HEIGHT - FOOT - 44 - sum(highs) - sum(names) - apart * len(rows)) // 2
    _columns(draw, y)
    y += 44
    for row, high, name in zip(rows, highs, names, strict=True):
        y += apart
        _headed(image, draw, (MIDDLE, y), row.name, RIGHT - MIDDLE, ROLE_NAMES)
        y += name
        for band in row.bands:
            _band(image, draw, band, (y, y + high), row.name.glyph, most)
        y += high


def _columns(draw: ImageDraw.ImageDraw, y: int) -> None:
    """The questions over their rules, with an arrow from each to the next."""
    for place, question in enumerate(QUESTIONS):
        left = MIDDLE + place * COLUMN
        right = left + COLUMN - APART
        line = words(question.capitalize())
        write_line(draw, ((left + right - width_of(line, 26)) / 2, y + 30), line, 26)
        draw.rectangle((left, y + 42, right - 1, y + 43), INK)
        if place:
            draw.line((left - 9, y + 22, left + 5, y + 22), SOFT, 1)
            draw.line((left + 1, y + 18, left + 5, y + 22, left + 1, y + 26), SOFT, 1)


def _said(band: MapBand, most: int) -> tuple[int, list[Line]]:
    room = (band.last - band.first + 1) * COLUMN - APART - 24
    return fitted(words(band.words), SANS, (20, 19), room, most)


def _band(
    image: Image.Image,
    draw: ImageDraw.ImageDraw,
    band: MapBand,
    reach: tuple[int, int],
    glyph: str,
    most: int,
) -> None:
    """One stretch from `reach` to `reach`, in the colours of its role."""
    fill, tint = COLOURS[glyph]
    top, bottom = reach
    left, right = MIDDLE + (band.first - 1) * COLUMN, MIDDLE + band.last * COLUMN - APART
    size, lines = _said(band, most)
    y = top + (bottom - top - 26 * len(lines)) // 2
    if band.is_disputed:
        _hatched(image, (left, top, right, bottom), fill, tint)
        wide = max(
            (width(" ".join(w.shown for w in line), SANS, size) for line in lines), default=0
        )
        draw.rectangle((left + 8, y - 2, left + 16 + wide, y + 26 * len(lines) + 2), GROUND)
    else:
        draw.rectangle((left, top, right - 1, bottom - 1), tint)
        draw.rectangle((left, top, left + 3, bottom - 1), fill)
    write_lines(draw, (left + 12, y), lines, SANS, size, 26 / size)


def _hatched(image: Image.Image, box: tuple[int, int, int, int], fill: str, tint: str) -> None:
    """Stripes within a dashed edge: what sources disagree about."""
    wide, high = box[2] - box[0], box[3] - box[1]

    def stripes(draw: ImageDraw.ImageDraw, unit: int) -> None:
        for x in range(0, wide + high, 13):
            draw.line((x * unit, 0, (x - high) * unit, high * unit), 255, 6 * unit)

    stamp(image, box[:2], smooth((wide, high), stripes), tint)
    draw = ImageDraw.Draw(image)
    for x in range(box[0], box[2], 10):
        for y in (box[1], box[3] - 2):
            draw.rectangle((x, y, min(x + 5, box[2] - 1), y + 1), fill)
    for y in range(box[1], box[3], 10):
        for x in (box[0], box[2] - 2):
            draw.rectangle((x, y, x + 1, min(y + 5, box[3] - 1)), fill)


def _cards(
    image: Image.Image,
    draw: ImageDraw.ImageDraw,
    cards: Sequence[Card],
    sizes: tuple[int, int, int],
) -> None:
    """Up to four roles down the right half, each in its colour; `sizes` are those of the name and
    of the sentence, and how many lines that may have."""
    head, body, most = sizes
    room, apart, inner = RIGHT - MIDDLE - 24, 20, 22
    cards = cards[: len(NUMBERS) + 1]
    most = most if len(cards) < 4 else 1
    texts = [fitted(words(card.line), SANS, (body, 20), room - 24, most) for card in cards]
    heads = [_head_of(card.name, room - 24, (head, 26, 22)) for card in cards]
    heights = [
        2 * inner + height_of(lines, size, 1.2) + 10 + height_of(line, small, 1.36)
        for (size, lines), (small, line) in zip(heads, texts, strict=True)
    ]
    y = (HEIGHT - FOOT - sum(heights) - apart * (len(cards) - 1)) // 2
    for card, (small, line), high in zip(cards, texts, heights, strict=True):
        panel(image, (MIDDLE, y, RIGHT, y + high), card.name.glyph)
        at = (MIDDLE + 24, y + inner)
        below = _headed(image, draw, at, card.name, room - 24, (head, 26, 22))
        write_lines(draw, (MIDDLE + 24, below + 10), line, SANS, small, 1.36)
        y += high + apart


def _headed(
    image: Image.Image,
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    name: Name,
    room: int,
    sizes: Sequence[int],
) -> int:
    """A role's name after its glyph, in at most two lines; how far down it reaches."""
    size, lines = _head_of(name, room, sizes)
    if name.glyph:
        stamp_sign(image, (at[0], at[1] + round(size * 0.16)), round(size * 0.92), name.glyph)
    return write_lines(draw, (at[0] + _indent(name, size), at[1]), lines, SERIF, size, 1.2)


def _head_of(name: Name, room: int, sizes: Sequence[int]) -> tuple[int, list[Line]]:
    return fitted(_words_of(name), SERIF, sizes, room - _indent(name, sizes[0]), 2)


def _indent(name: Name, size: int) -> int:
    return round(size * 1.24) if name.glyph else 0


def _headline(draw: ImageDraw.ImageDraw, text: Sequence[MarkedWord]) -> None:
    """In the left half, in the middle of its height."""
    size, lines = fitted(text, SERIF, HEADLINES, MIDDLE - LEFT - 40, 5)
    top = (HEIGHT - FOOT - height_of(lines, size, 1.16)) // 2
    write_lines(draw, (LEFT, top), lines, SERIF, size, 1.16)


def _foot(draw: ImageDraw.ImageDraw, text: str) -> None:
    lines = wrapped(words(text), SANS, 24, MIDDLE - LEFT - 40, 2)
    write_lines(draw, (LEFT, 560 - 34 * len(lines)), lines, SANS, 24, 1.4, SOFT)


def _question(names: Sequence[Name]) -> tuple[MarkedWord, ...]:
    """ "Product, Technical Product or Technical Program Manager?": what all names end with is said
    once."""
    split = [_words_of(name) for name in names]
    shared = {each[-1].text for each in split}
    last = split[0][-1:] if len(shared) == 1 and all(len(each) > 1 for each in split) else ()
    heads = [list(each[: len(each) - len(last)]) for each in split]
    for head in heads[:-2]:
        head[-1] = MarkedWord(head[-1].text, head[-1].tint, ",")
    if len(heads) > 1:
        heads[-1].insert(0, MarkedWord("or"))
    text = [word for head in heads for word in head] + list(last)
    return (*text[:-1], MarkedWord(text[-1].text, text[-1].tint, "?"))


def _words_of(name: Name) -> Line:
    tint = COLOURS[name.glyph][1]
    found = words(name.text, name.marked, tint)
    # Of a name whose letters no font here has, nothing would be left.
    return found if _is_written(found) else words(name.plain or "A role")


def _is_written(text: Line) -> bool:
    return any(letter.isalnum() for word in text for letter in word.text)
