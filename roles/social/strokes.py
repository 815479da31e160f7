"""What pictures for sharing are drawn with: their size and colours, lines, cards and signs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw

from roles.social.letters import SERIF, Line, width, write

SIZE = WIDTH, HEIGHT = 1200, 630
LEFT, RIGHT, FOOT = 64, 1136, 14
MIDDLE = 628
GROUND, RAISED, INK, SOFT, LINE = "#faf7f0", "#ffffff", "#1d1b17", "#57514a", "#e0d8c8"
BRAND, BRAND_TINT = "#14574b", "#d5ecdf"
# Fill and tint by glyph, those of the light pages.
COLOURS = {
    "": ("#857c6c", "#f1ebde"),
    "circle": ("#b87a00", "#ffe3a3"),
    "square": ("#3584e4", "#c2dcff"),
    "triangle": ("#7a2590", "#f6c6d8"),
}
# Shapes are drawn this many times as large and made smaller, so that their edges are smooth.
FINE = 4


def height_of(lines: Sequence[Line], size: int, spacing: float) -> int:
    """How far down the lines reach, in pixels."""
    return round(len(lines) * size * spacing)


def write_lines(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    lines: Sequence[Line],
    name: str,
    size: int,
    spacing: float,
    ink: str = INK,
) -> int:
    """Lines one under the other from the top left corner on; how far down they reach."""
    for place, line in enumerate(lines):
        top = at[1] + place * size * spacing
        # Where a line box has its baseline.
        write_line(draw, (at[0], round(top + size * (spacing / 2 + 0.36))), line, size, name, ink)
    return round(at[1] + len(lines) * size * spacing)


def write_line(
    draw: ImageDraw.ImageDraw,
    at: tuple[float, float],
    line: Line,
    size: int,
    name: str = SERIF,
    ink: str = INK,
) -> None:
    """Words beside each other, with the mark under those that are marked."""
    x, base = at
    for word in line:
        if word.tint:
            edge = size * 0.06
            right = x + width(word.text, name, size) + edge
            draw.rectangle((x - edge, base - size * 0.22, right, base + size * 0.22), word.tint)
        write(draw, (x, base), word.shown, name, size, ink)
        x += width(word.shown + " ", name, size)


def width_of(line: Line, size: int) -> float:
    """How wide a line of headings is, in pixels."""
    return width(" ".join(word.shown for word in line), SERIF, size)


def panel(image: Image.Image, box: tuple[int, int, int, int], glyph: str) -> None:
    """A card, with an edge at its left in the colour of a role."""
    left, top, right, bottom = box
    size = (right - left, bottom - top)
    stamp(image, (left, top), _rounded(size, 0), LINE)
    stamp(image, (left, top), _rounded(size, 1), RAISED)
    edge = Image.new("L", size)
    edge.paste(_rounded(size, 0).crop((0, 0, 4, size[1])), (0, 0))
    stamp(image, (left, top), edge, COLOURS[glyph][0])


@lru_cache(maxsize=64)
def _rounded(size: tuple[int, int], inset: int) -> Image.Image:
    def shape(draw: ImageDraw.ImageDraw, unit: int) -> None:
        box = (
            inset * unit,
            inset * unit,
            (size[0] - inset) * unit - 1,
            (size[1] - inset) * unit - 1,
        )
        draw.rounded_rectangle(box, (8 - inset) * unit, fill=255)

    return smooth(size, shape)


def stamp_sign(image: Image.Image, at: tuple[float, float], size: int, glyph: str) -> None:
    """The sign of a role; nothing for one that has none."""
    if glyph:
        place = (round(at[0]), round(at[1]))
        stamp(image, place, _sign(glyph, size), COLOURS[glyph][0])


@lru_cache(maxsize=64)
def _sign(glyph: str, size: int) -> Image.Image:
    """The sign as the pages have it, on a square of 20 units."""

    def shape(draw: ImageDraw.ImageDraw, unit: int) -> None:
        scale = size * unit / 20
        if glyph == "circle":
            for radius, fill in ((9, 255), (3.5, 0)):
                draw.ellipse(
                    _scaled((10 - radius, 10 - radius, 10 + radius, 10 + radius), scale), fill
                )
        elif glyph == "square":
            draw.rectangle(_scaled((2, 2, 18, 18), scale), 255)
            draw.rectangle(_scaled((7, 7, 13, 13), scale), 0)
        else:
            draw.polygon(_scaled((2, 1, 19, 10, 2, 19), scale), 255)
            draw.polygon(_scaled((6, 7.5, 6, 12.5, 10.7, 10), scale), 0)

    return smooth((size, size), shape)


def _scaled(places: Sequence[float], scale: float) -> list[float]:
    return [place * scale for place in places]


def smooth(size: tuple[int, int], shape: Callable[[ImageDraw.ImageDraw, int], None]) -> Image.Image:
    """A mask of a shape, drawn larger and made smaller."""
    large = Image.new("L", (size[0] * FINE, size[1] * FINE))
    shape(ImageDraw.Draw(large), FINE)
    return large.reduce(FINE)


def stamp(image: Image.Image, at: tuple[int, int], mask: Image.Image, colour: str) -> None:
    """Fills the mask with a colour."""
    image.paste(colour, (*at, at[0] + mask.width, at[1] + mask.height), mask)
