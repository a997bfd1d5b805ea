"""A collection's list: pages, groups by time, and the filters that divide it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from campaign.card import Card, card
from campaign.models.capabilities import Scheduled
from campaign.site import Shown

#: records on one page of a list; the rest follow on /page-2/ and so on
PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class Facet:
    """A filter of a list: the ``data-`` attribute it reads, its label, and its choices with counts."""

    name: str
    label: str
    choices: Sequence[tuple[str, int]]


def listing(shown: Shown, collection: str) -> dict[str, object]:
    """Return the first page of a collection's list."""
    return next(listings(shown, collection))


def listings(shown: Shown, collection: str) -> Iterator[dict[str, object]]:
    """Yield the pages of a collection's list, at least one, each with its facets and how many there are.

    What has a time comes in two groups: what is still to come, then what is over, latest first;
    what expires comes in two groups as well.
    """
    model = shown.collections()[collection]
    scheduled = issubclass(model, Scheduled)
    found = [card(shown, record) for record in shown.public(collection)]
    expiring = any(one.expires for one in found)
    if scheduled or expiring:
        over = [one for one in found if _over(one, shown)]
        found = [one for one in found if not _over(one, shown)] + (over[::-1] if scheduled else over)
    starts = range(0, len(found) or 1, PAGE_SIZE)
    for page, start in enumerate(starts, 1):
        on_page = found[start : start + PAGE_SIZE]
        yield {
            "model": model,
            "cards": on_page,
            "groups": _by_phase(on_page, shown) if scheduled or expiring else [("", on_page)],
            "scheduled": scheduled,
            "expiring": expiring,
            "facets": facets(on_page, model.facets),
            "page": page,
            "pages": len(starts),
        }


def column(shown: Shown, collection: str) -> dict[str, str]:
    """Return what a government site's list page says of itself, in the words of the front matter.

    Source: 国办发〔2017〕47号 政府网站发展指引, 附件 网页设计规范 (ColumnName and its kin).
    """
    model = shown.collections()[collection]
    words = dict.fromkeys((model.label, model.section, shown.campaign.short, "商业秘密保护", shown.campaign.district))
    return {
        "column": model.label,
        "description": model.intro,
        "keywords": ",".join(words),
        "column_type": model.section,
    }


def _over(one: Card, shown: Shown) -> bool:
    return one.phase == "past" or (one.expires is not None and shown.now >= one.expires)


def _by_phase(found: Iterable[Card], shown: Shown) -> list[tuple[str, list[Card]]]:
    groups: dict[str, list[Card]] = {"coming": [], "past": []}
    for one in found:
        groups["past" if _over(one, shown) else "coming"].append(one)
    return list(groups.items())


def facets(found: list[Card], own: Mapping[str, str] | None = None) -> list[Facet]:
    """Return the filters that really divide these cards; ``own`` are the model's, field → label."""
    wanted = [
        Facet("badge", "类型", Counter(one.badge for one in found).most_common()),
        Facet("town", "街镇", Counter(one.town for one in found if one.town).most_common()),
        *(Facet(name, label, _counted(name, found)) for name, label in (own or {}).items()),
        Facet("audience", "面向", Counter(who for one in found for who in one.record.audience).most_common()),
    ]
    return [facet for facet in wanted if len(facet.choices) > 1]


def _counted(name: str, found: list[Card]) -> list[tuple[str, int]]:
    return Counter(word for one in found for word in one.facets[name]).most_common()
