"""From the pages of a build to the index: which pages, in which group, until when."""

from __future__ import annotations

from collections.abc import Sequence
from html import unescape

from campaign import clock
from campaign.bare import bare
from campaign.card import card
from campaign.models.base import Published
from campaign.models.laws import Law
from campaign.pages import StampedPage
from campaign.search.folding import fold
from campaign.search.postings import Index, Page
from campaign.site import Shown

#: what pages are called that belong to no record
_OTHERS = "网页"
#: shells whose pages list what has a page of its own
_LISTING = frozenset({"calendar"})


class Indexing:
    """Takes in the finished pages of one site at one moment."""

    def __init__(self, shown: Shown) -> None:
        self._shown = shown
        self._bare = bare(shown)
        self.index = Index()
        self._laws: list[dict[str, object]] = []

    def record(self, record: Published, title: str, body: str) -> None:
        """Take in a record's page."""
        one = card(self._shown, record)
        ends = one.finish or one.expires
        town = "" if one.town and one.town in one.place else one.town
        where = " · ".join(filter(None, (one.place, town)))
        until = int(ends.replace(tzinfo=clock.SHANGHAI).timestamp()) // 60 if ends else 0
        self.index.add(
            Page(record.url, title, record.label, one.when, where, until, one.badge, one.start is not None),
            body,
            named=record.parts_named,
        )

        if isinstance(record, Law):
            names = sorted({fold(name).replace(" ", "") for name in record.names})
            count = record.article_count or 0
            self._laws.append(
                {"url": record.url, "title": title, "names": names, "numbers": record.numbers, "count": count}
            )

    def stamped(self, page: StampedPage, body: str) -> None:
        """Take in a page of a page set."""
        name = page.shell.partition("/")[0]
        model = next((one for one in self._shown.collections().values() if one.folder() == name), None)
        listing = name in _LISTING or model is not None
        self.index.add(Page(page.url, page.title, _OTHERS), body, aside=listing)

    def prose(self, url: str, html: str, names: Sequence[str] = ()) -> None:
        """Take in a page that MkDocs wrote: its article, unless there is nothing on it, and what else it is called."""
        if url in self._bare:
            return
        article = html[html.index(">", html.index('id="main"')) + 1 : html.rindex("</article>")]
        title = unescape(html[html.index("<title>") + 7 : html.index("</title>")])
        self.index.add(
            Page(url, title.rpartition(" - ")[0] or title, _OTHERS),
            article,
            aside=url.rstrip("/") in _LISTING,
            named={"": tuple(names)},
        )

    def by_section(self) -> list[tuple[str, list[Page]]]:
        """Return the pages of the site under the names of their groups, for readers without scripts."""
        found: dict[str, list[Page]] = {}
        for entry in self.index.entries:
            found.setdefault(entry.page.group, []).append(entry.page)
        others = found.pop(_OTHERS, [])
        return [*found.items(), (_OTHERS, others)]

    def suggestions(self) -> Sequence[str]:
        """Return what the search page offers to look for."""
        return self._shown.campaign.suggestions

    def instead(self) -> object:
        """Return what helps a query that finds nothing: other words for the same, and laws by name and number."""
        words = [[fold(other), fold(one.word)] for one in self._shown.campaign.same_words for other in one.others]
        return {"words": words, "laws": self._laws}
