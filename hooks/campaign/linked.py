"""Where the records cite addresses of other sites, and which of those no longer answer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from campaign.dead import cited
from campaign.problems import Problem, Where
from campaign.site import Site

_MOST_PLACES = 5  # places that a finding lists beside its own
#: names that stand for no machine (RFC 2606, 6761), and machines of one's own
_MADE_UP = re.compile(
    r"(?:.*\.)?(?:example|example\.(?:com|org|net)|invalid|test|localhost|local)(?::\d+)?", re.IGNORECASE
)


def foreign(site: Site, url: str) -> bool:
    """Whether the address is somebody else's, and real."""
    own = (site.campaign.site_url, site.campaign.edit_url or site.campaign.site_url)
    return not url.startswith(own) and not _MADE_UP.fullmatch(urlsplit(url).netloc.rpartition("@")[2])


def in_records(site: Site) -> dict[str, list[Where]]:
    """Return address → places in the records' files."""
    found: dict[str, list[Where]] = {}
    for document in {entry.document.file: entry.document for entry in site.entries.values()}.values():
        for number, url in cited(document.lines):
            where = Where(document.file, number, document.line_text(number).find(url) + 1)
            found.setdefault(url, []).append(where)
    return found


def dead_links(site: Site) -> Iterator[Problem]:
    """Yield a warning for every dead address at the first place that cites it, with the others."""
    dead = {link.url: link for link in site.links if link.state == "dead"}
    places = in_records(site) if dead else {}
    for url, link in dead.items():
        cited_at = [*places.get(url, []), *(Where(file, line) for file, line in link.prose)]
        if cited_at:
            others = [f"{where.file}:{where.line}" for where in cited_at[1:]]
            message = f"“{url}”打不开：{link.said}，{link.since} 查到的。"
            if others:
                more = f"等 {len(others)} 处" if len(others) > _MOST_PLACES else ""
                message += f"还写在 {'、'.join(others[:_MOST_PLACES])}{more}。"
            hint = "用浏览器再看一眼；真的没有了，换成新的网址，或者删去。"
            yield Problem("link-dead", cited_at[0], message, hint, severity="warning")
