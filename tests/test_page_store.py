"""Pages kept in memory, whatever is asked for."""

from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from careerguide.page_store import LARGEST, OVERHEAD, Kept, PageStore

MOST = 100_000
PAGE = Kept(b"x" * 2_000, ())
COST = PAGE.size


def kept(length):
    return Kept(b"x" * length, ())


def filled(keys, store=None):
    store = store or PageStore(MOST)
    store.get(1, "any")
    for key in keys:
        store.put(1, key, PAGE)
    return store


def test_a_page_is_found_as_it_was_put():
    assert filled(["a"]).get(1, "a") is PAGE


def test_another_version_has_none_of_the_pages():
    store = filled(["a"])
    assert store.get(2, "a") is None
    assert store.get(1, "a") is None
    assert store.bytes_held == 0


def test_a_page_that_was_begun_before_a_change_is_not_kept():
    store = filled([])
    store.get(2, "a")
    store.put(1, "a", PAGE)
    assert store.get(2, "a") is None


def test_a_page_asked_for_twice_outlives_ten_thousand_asked_for_once():
    store = filled(["front"])
    store.get(1, "front")
    filled(range(10_000), store)
    assert store.get(1, "front")
    assert store.get(1, 0) is None


def test_of_pages_asked_for_twice_the_one_asked_for_least_lately_goes_first():
    store = filled(["front"])
    for key in range(10_000):
        store.get(1, "front")
        store.put(1, key, PAGE)
        store.get(1, key)
    assert store.get(1, "front")
    assert store.get(1, 0) is None


def test_a_page_too_large_pushes_nothing_out():
    store = filled(["a"])
    store.put(1, "large", kept(MOST // LARGEST - OVERHEAD + 1))
    assert store.get(1, "large") is None
    assert store.get(1, "a")


def test_what_is_cleared_is_gone():
    store = filled(["a"])
    store.clear()
    assert store.bytes_held == 0
    assert store.get(1, "a") is None


class Asked(RuleBasedStateMachine):
    """Any order of putting and asking, with pages of any length."""

    def __init__(self):
        super().__init__()
        self.store = PageStore(MOST)
        self.put = {}

    @rule(version=st.integers(0, 1), key=st.integers(0, 30), length=st.integers(0, 15_000))
    def keep(self, version, key, length):
        page = kept(length)
        self.store.put(version, key, page)
        self.put.setdefault((version, key), set()).add(page)

    @rule(version=st.integers(0, 1), key=st.integers(0, 30))
    def ask(self, version, key):
        page = self.store.get(version, key)
        assert page is None or page in self.put[version, key]

    @invariant()
    def is_within_its_bytes(self):
        held = [*self.store._protected.pages.items(), *self.store._on_probation.pages.items()]
        assert self.store.bytes_held == sum(page.size for _, page in held) <= MOST
        assert len({key for key, _ in held}) == len(held)


TestAsked = Asked.TestCase


@given(st.lists(st.integers(1, 10_000), unique=True, max_size=300))
def test_protected_pages_stay_whatever_is_asked_for_once(scan):
    front = [f"front-{n}" for n in range(int(MOST * 0.8) // COST)]
    store = filled([])
    for key in front:
        store.put(1, key, PAGE)
        store.get(1, key)
    filled(scan, store)
    assert all(store.get(1, key) for key in front)
