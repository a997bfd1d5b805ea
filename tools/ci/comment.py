"""Write the comment that links a change's pages, from a list that a stranger's run made.

Usage: comment.py CHANGED.json CAMPAIGN.yml ARTIFACT_URL. The list is not trusted: addresses that
are not plainly a page of ours are left out, words of the list are not repeated at all. The campaign's
file is main's own, which passed the check; nothing is installed here that reads YAML.
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

_PAGE = re.compile(r"[a-z0-9-]{1,40}/[a-z0-9-]{1,64}/")
#: with quotation marks and a comment, or without
_SITE = re.compile(r"""^site_url:[ \t]+(?:"([^"\n]+)"|'([^'\n]+)'|([^\s"'#]\S*))[ \t]*(?:[ \t]#.*)?$""", re.MULTILINE)
_STATES = ("新增", "改动", "下线")
_MOST, _LARGEST = 50, 1_000_000


def pages(text: str) -> list[tuple[str, str]]:
    """Return state and address of every page of the list that can be believed."""
    try:
        found: Any = json.loads(text)
    except (ValueError, RecursionError):
        return []
    rows = found if isinstance(found, list) else []
    pairs = [(row.get("state"), row.get("url")) for row in rows if isinstance(row, dict)]
    return [(state, url) for state, url in pairs if state in _STATES and isinstance(url, str) and _PAGE.fullmatch(url)]


def address(text: str) -> str:
    """Return the site's address with its last slash, from the text of the campaign's file; exits where there is none."""
    found = _SITE.search(text)
    if found is None:
        sys.exit("data/campaign.yml 里没有读得出的 site_url：不写评论。")
    return next(filter(None, found.groups())).rstrip("/") + "/"


def comment(found: list[tuple[str, str]], site: str, artifact: str) -> str:
    """Return the comment as Markdown."""
    lines = [f"预览已生成：[下载]({artifact})，解开后打开下面的网页。"]
    for state, url in found[:_MOST]:
        live = "" if state == "新增" else f"（[现在网上的]({site}{url})）"
        lines.append(f"- {state} `site/{url}index.html`{live}")
    if len(found) > _MOST:
        lines.append(f"- 另外还有 {len(found) - _MOST} 个网页")
    if not found:
        lines.append("没有单独的网页改动。")
    return "\n".join([lines[0], "", *lines[1:], ""])


def main() -> int:
    """Read the list and print the comment."""
    listed, campaign, artifact = sys.argv[1:4]
    with Path(listed).open("rb") as file:
        text = file.read(_LARGEST + 1)
    found = pages(text.decode(errors="replace")) if len(text) <= _LARGEST else []
    sys.stdout.write(comment(found, address(Path(campaign).read_text(encoding="utf-8")), artifact))
    return 0


if __name__ == "__main__":
    sys.exit(main())
