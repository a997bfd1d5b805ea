"""The share kit as it is published."""

from __future__ import annotations

import html
import re
from typing import Any

from tests.site.reading import Site

from campaign.qr import for_paper

_SHARED = ("explainers/", "selfchecks/", "desks/")


def test_every_record_to_pass_on_has_a_card_with_its_code(site: Site, records: dict[str, dict[str, Any]]) -> None:
    page = html.unescape((site.folder / "share/index.html").read_text(encoding="utf-8"))
    expected = {url for url, one in records.items() if url.startswith(_SHARED) and one["status"] == "published"}
    cards = re.findall(r'<h3 class="c-slip__title"><a href="\.\./([^"]+)">', page)
    assert sorted(cards) == sorted(expected)
    for url in expected:
        assert (site.folder / url / "qr.svg").read_bytes() == for_paper(f"https://fuwuyue.example/{url}"), url
        assert page.count(f'src="../{url}qr.svg"') == 1, url
