"""Pages in the memory of a process, bounded in bytes, and fair.

A page that was asked for once is on probation; asked for again, it is protected. What is new pushes
out what is on probation alone, so that whoever asks for ten thousand addresses once each does not
push out those that are asked for all the time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from dataclasses import dataclass
from threading import Lock

# Of all bytes.
PROTECTED = 0.8
# No single page is larger than this part of it.
LARGEST = 8
# What a key, the headers and the places in two tables come to, or more.
OVERHEAD = 2_000


@dataclass(frozen=True)
class Kept:
    """A page as it is sent: its body and its headers."""

    body: bytes
    headers: tuple[tuple[str, str], ...]

    @property
    def size(self) -> int:
        return len(self.body) + OVERHEAD


class PageStore:
    """The pages of one version of the content. Of another version there are none."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._lock = Lock()
        self._version: Hashable = None
        self._empty()

    @property
    def bytes_held(self) -> int:
        return self._on_probation.size + self._protected.size

    def get(self, version: Hashable, key: Hashable) -> Kept | None:
        """The page, which is protected from now on."""
        with self._lock:
            self._turn_to(version)
            if page := self._protected.pages.get(key):
                self._protected.pages.move_to_end(key)
            elif page := self._on_probation.remove(key):
                self._protected.add(key, page)
                self._demote()
            return page

    def put(self, version: Hashable, key: Hashable, page: Kept) -> None:
        """Keeps the page, unless the content has changed since it was begun."""
        if page.size > self.most_bytes // LARGEST:
            return
        with self._lock:
            if version != self._version:
                return
            self._protected.remove(key)
            self._on_probation.remove(key)
            self._on_probation.add(key, page)
            while self.bytes_held > self.most_bytes:
                self._on_probation.drop_oldest()

    def clear(self) -> None:
        with self._lock:
            self._empty()

    def _turn_to(self, version: Hashable) -> None:
        if version != self._version:
            self._version = version
            self._empty()

    def _empty(self) -> None:
        self._on_probation, self._protected = Segment(), Segment()

    def _demote(self) -> None:
        """Back on probation, as the newest there, goes what was asked for least lately."""
        while self._protected.size > self.most_bytes * PROTECTED:
            self._on_probation.add(*self._protected.drop_oldest())


class Segment:
    """Pages in the order in which they were last asked for."""

    def __init__(self) -> None:
        self.pages: OrderedDict[Hashable, Kept] = OrderedDict()
        self.size = 0

    def add(self, key: Hashable, page: Kept) -> None:
        self.pages[key] = page
        self.size += page.size

    def remove(self, key: Hashable) -> Kept | None:
        page = self.pages.pop(key, None)
        if page:
            self.size -= page.size
        return page

    def drop_oldest(self) -> tuple[Hashable, Kept]:
        key, page = self.pages.popitem(last=False)
        self.size -= page.size
        return key, page
