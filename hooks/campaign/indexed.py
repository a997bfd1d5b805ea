"""What a second processor makes while this one goes on with the pages: the search index, and before it what needs no page."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from campaign.beside import beside
from campaign.kept import Kept
from campaign.search.files import files
from campaign.search.indexing import Indexing
from campaign.search.postings import Entry, Index, Page
from campaign.writing import write_file

_Sent = tuple[Page, str, bool, dict[str, tuple[str, ...]]]
_NO_NAMES: Mapping[str, tuple[str, ...]] = {}


@dataclass(slots=True)
class Elsewhere(Index):
    """Knows which pages there are, and sends what they say on as soon as somebody listens."""

    waiting: list[_Sent] = field(default_factory=list)
    send: Callable[[object], None] | None = None

    def add(
        self, page: Page, html: str, *, aside: bool = False, named: Mapping[str, tuple[str, ...]] = _NO_NAMES
    ) -> None:
        """Note the page and send it on."""
        self.entries.append(Entry(page, "", []))
        sent = (page, html, aside, dict(named))
        if self.send is None:
            self.waiting.append(sent)
        else:
            self.send(sent)

    def listen(self, send: Callable[[object], None]) -> None:
        """Send what has waited, and from now on everything at once."""
        for sent in self.waiting:
            send(sent)
        self.waiting.clear()
        self.send = send


@dataclass(frozen=True, slots=True)
class _First:
    """What needs no page is asked for."""


@dataclass(frozen=True, slots=True)
class _Last:
    """What is known only when all pages are."""

    suggestions: Sequence[str]
    instead: object


class _Files:
    """The index itself, which writes its files when it is told the last."""

    def __init__(self, site_dir: Path, first: Callable[[], None], kept: Callable[[], Kept]) -> None:
        self._site_dir = site_dir
        self._first = first
        self._kept = kept
        self._index = Index()

    def take(self, sent: object) -> None:
        """Count in a page, or write the files."""
        if isinstance(sent, _First):
            self._first()
            self._index.kept = self._kept()
            return
        if isinstance(sent, _Last):
            self._index.kept.save()
            self._index.kept = Kept()  # what follows needs the room
            for path, content in files(self._index, sent.suggestions, sent.instead):
                write_file(self._site_dir, path, content)
            return
        page, html, aside, named = cast("_Sent", sent)
        self._index.add(page, html, aside=aside, named=named)


@contextlib.contextmanager
def indexed(
    indexing: Indexing, site_dir: Path, first: Callable[[], None], kept: Callable[[], Kept]
) -> Iterator[Callable[[], None]]:
    """Index the pages that ``indexing`` takes in before and within the block; before that do what comes ``first``.

    Yields what is to be called when there are no more of them: the files are then written while this process goes on.
    ``kept`` returns what the pages of the last build said.
    """
    index = indexing.index
    if not isinstance(index, Elsewhere):
        raise TypeError(index)
    with beside(_Files(site_dir, first, kept).take, site_dir.parent) as send:
        send(_First())
        index.listen(send)
        yield lambda: send(_Last(indexing.suggestions(), indexing.instead()))
