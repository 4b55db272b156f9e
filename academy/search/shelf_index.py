"""The running app's index of its shelf: built once for each shelf and process, in step with the files."""

from __future__ import annotations

from threading import Lock

from flask import Flask, current_app

from academy.learning.library import Shelf, current_shelf
from academy.search.entries import entries_of
from academy.search.index import SearchIndex


class ShelfIndex:
    """Keeps the index of the newest shelf. Threads may share it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._built: tuple[Shelf, SearchIndex] | None = None

    def of(self, shelf: Shelf) -> SearchIndex:
        """The index of that shelf. A shelf never changes; one that was read anew is another object."""
        built = self._built
        if built is not None and built[0] is shelf:
            return built[1]
        with self._lock:
            if self._built is None or self._built[0] is not shelf:
                self._built = shelf, SearchIndex(entries_of(shelf))
            return self._built[1]


def install_search(app: Flask) -> None:
    """Give `app` its index; it is built by the first search."""
    app.extensions["shelf_index"] = ShelfIndex()


def current_index() -> SearchIndex:
    """The index of what the running app serves now."""
    index: ShelfIndex = current_app.extensions["shelf_index"]
    return index.of(current_shelf())
