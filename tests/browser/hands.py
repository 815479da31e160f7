"""What a person works a page with: a mouse, or keys alone, which take the focus from place to
place as only the keys themselves do."""

import pytest

# More than any page has to be gone through.
FAR = 250
IS_HERE = "place => place === document.activeElement"
# To go into a group of choices leads to the first of them, or to the one that is chosen.
IN_GROUP = """place => document.activeElement.type === "radio" &&
  document.activeElement.name === place.name && document.activeElement.form === place.form"""


class Mouse:
    def __init__(self, page):
        self.page = page

    def press(self, place):
        place.click()

    def choose(self, place):
        place.check()

    def tick(self, place):
        place.check()

    def write(self, place, text):
        place.fill(text)


class Keys(Mouse):
    def press(self, place):
        self._reach(place)
        self.page.keyboard.press("Enter")

    def choose(self, place):
        self._reach(place, IN_GROUP)
        self.page.keyboard.press("Space")
        for _ in range(FAR):
            if place.evaluate(IS_HERE):
                return
            self.page.keyboard.press("ArrowDown")
        pytest.fail("the arrows lead to every choice but this")

    def tick(self, place):
        self._reach(place)
        self.page.keyboard.press("Space")

    def write(self, place, text):
        self._reach(place)
        self.page.keyboard.type(text)

    def _reach(self, place, is_there=IS_HERE):
        place.wait_for()
        for _ in range(FAR):
            if place.evaluate(is_there):
                return
            self.page.keyboard.press("Tab")
        pytest.fail("the focus never comes here")
