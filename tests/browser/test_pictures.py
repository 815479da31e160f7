"""The main pages against pictures of how they looked, small and grey; `make pictures` renews them.

They say that something looks otherwise, and no more: whether it is better, a person has to see.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
import time_machine
from PIL import Image, ImageChops

from tests.browser import tour

pytestmark = pytest.mark.django_db(transaction=True)

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "tests/browser/pictures"
FAILED = ROOT / "test-results/pictures"
LETTERS = KEPT / "letters.txt"
IS_RENEWAL = os.environ.get("RENEW_PICTURES") == "1"
# Dates stand in pages, and pay grows old.
DAY = datetime(2026, 11, 1, 12, tzinfo=UTC)
HEIGHTS = {390: 1688, 1280: 1200}
SHRUNK = 4
# Grey levels; what differs by less is the smoothing of letters.
STEP = 48
# The share of a picture that may differ by more.
TOLERANCE = 0.004
# In pixels, of the letters of the machine: the same words in others break elsewhere.
WIDTH_OF_LETTERS = """() => {
  const text = document.body.appendChild(document.createElement("span"));
  text.textContent = "Which of these would you rather do, 0123456789?";
  const width = text.getBoundingClientRect().width;
  text.remove();
  return width.toFixed(1);
}"""


def pages(taken):
    """The address of each page by the name of its pictures, and in which schemes it is taken."""
    light, both = ("light",), ("light", "dark")
    return {
        "home": ("/", both),
        "title": ("/titles/tpm/", light),
        "comparison": (tour.TRIPLE, both),
        "role": (f"/roles/{tour.TECHNICAL}/", light),
        "pay": ("/salaries/", light),
        "disputes": ("/disputes/", light),
        "question": (f"/quiz/{taken.attempt}/p01/", light),
        "result": (f"/quiz/{taken.results[0]}/result/", light),
    }


def picture(page, width):
    """The upper part of the page, an image of its brightness at a fourth of its size."""
    tour.wait_for_letters(page)
    clip = {"x": 0, "y": 0, "width": width, "height": HEIGHTS[width]}
    path = FAILED / "taken.png"
    page.screenshot(path=path, full_page=True, clip=clip, animations="disabled")
    with Image.open(path) as taken:
        small = taken.convert("L").resize((width // SHRUNK, HEIGHTS[width] // SHRUNK), Image.BOX)
    path.unlink()
    # Sixteen greys are enough to see what moved, and a fourth of the bytes.
    return small.point(lambda grey: grey // 16 * 17)


def differs(name, new):
    """What to say of a page that looks otherwise, or nothing."""
    with Image.open(KEPT / f"{name}.png") as kept:
        difference = ImageChops.difference(kept.convert("L"), new)
    share = sum(difference.histogram()[STEP:]) / (new.width * new.height)
    if share <= TOLERANCE:
        return []
    new.save(FAILED / f"{name}-new.png")
    difference.save(FAILED / f"{name}-difference.png")
    return [f"{name} differs in {share:.1%}: see {FAILED.relative_to(ROOT)}; make pictures renews"]


def keep(name, new):
    new.quantize(16).save(KEPT / f"{name}.png", optimize=True)


def takes(page, site, taken):
    for name, (address, schemes) in pages(taken).items():
        for width in HEIGHTS:
            page.set_viewport_size({"width": width, "height": 844})
            for scheme in schemes:
                page.emulate_media(color_scheme=scheme)
                page.goto(site + address)
                yield f"{name}-{width}-{scheme}", picture(page, width)


def require_same_letters(page, site):
    page.goto(site)
    width = page.evaluate(WIDTH_OF_LETTERS)
    if IS_RENEWAL:
        LETTERS.write_text(f"{width}\n")
    elif width != LETTERS.read_text().strip():
        pytest.skip("the pictures were taken with another sans-serif font than this machine has")


def test_the_main_pages_look_as_they_did(page, live_server):
    FAILED.mkdir(parents=True, exist_ok=True)
    require_same_letters(page, live_server.url)
    with time_machine.travel(DAY, tick=True):
        tour.load_content()
        taken = tour.take(page, live_server.url)
        new = dict(takes(page, live_server.url, taken))
    if IS_RENEWAL:
        for name, each in new.items():
            keep(name, each)
    assert [text for name, each in new.items() for text in differs(name, each)] == []
