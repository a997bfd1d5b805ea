"""Ways onward: from an explanation to the self-check, from a lecture to what can be watched and read."""

from __future__ import annotations

import re

import pytest
from tests.site.reading import Site


@pytest.mark.parametrize("key", ["2023-06-02-what-is-a-secret", "2023-06-05-four-walls"])
def test_sample_lecture_has_video_slides_handout_and_transcript(site: Site, key: str) -> None:
    name = key[11:]
    wanted = [f"https://video.fuwuyue.example/{name}"]
    wanted += [f"files/{name}-{part}" for part in ("slides.pdf", "transcript.txt", "handout.pdf")]
    for url, up in ((f"lectures/{key}/", "../../"), ("learn/", "../")):
        links = site.pages[url].links
        for address in wanted:
            assert (address if "://" in address else up + address) in links, (url, address)
    for address in wanted[1:]:
        content = (site.folder / address).read_bytes()
        start = b"\xef\xbb\xbf" if address.endswith(".txt") else b"%PDF"
        assert content.startswith(start), "old browsers read a text without its mark in another encoding"
        assert address.endswith(".pdf") or "示例" in content.decode()


@pytest.mark.parametrize(
    ("url", "targets"),
    [
        ("why/", ["../explainers/", "../selfchecks/", "../desks/"]),
        ("report/", ["../selfchecks/", "tel:12315"]),
        ("create/", ["../selfchecks/"]),
        ("explainers/protective-measures/", ["../../selfchecks/four-sides/"]),
    ],
)
def test_page_leads_on(site: Site, url: str, targets: list[str]) -> None:
    page = (site.folder / url / "index.html").read_text(encoding="utf-8")
    body = page[page.index("<main") : page.index("</main>")]
    assert [one for one in targets if not re.search(f'href="{re.escape(one)}"', body)] == []
