"""The index of the finished site: every page once, nothing hidden, small files."""

from __future__ import annotations

import gzip
import json
import re
from typing import Any
from xml.etree import ElementTree as ET

from tests.site.reading import Site

_SPACE = {"os": "http://a9.com/-/spec/opensearch/1.1/", "map": "http://www.sitemaps.org/schemas/sitemap/0.9"}
_KIB = 1024


def contents(site: Site) -> dict[str, Any]:
    """Return the table of contents."""
    return dict(json.loads((site.folder / "assets/search/index.json").read_text(encoding="utf-8")))


def shown(site: Site) -> dict[str, str]:
    """Return address → title of everything that can be found."""
    found = {}
    for path in (site.folder / "assets/search" / contents(site)["version"]).glob("t*.json"):
        for head, *_ in json.loads(path.read_text(encoding="utf-8")):
            if len(head) > 1:
                found[head[1]] = head[2]
    return found


def test_every_page_of_the_sitemap_is_in_the_index_once(site: Site, campaign: dict[str, Any]) -> None:
    tree = ET.fromstring((site.folder / "sitemap.xml").read_text(encoding="utf-8"))  # noqa: S314 our own file
    root = campaign["site_url"]
    listed = sorted(one.text.removeprefix(root) for one in tree.findall("map:url/map:loc", _SPACE) if one.text)
    assert sorted(shown(site)) == [url for url in listed if url != "search/"]
    assert sum(size for _, size in contents(site)["groups"]) == len(listed) - 1


def test_page_without_scripts_lists_what_the_index_has(site: Site) -> None:
    html = (site.folder / "search/index.html").read_text(encoding="utf-8")
    index = html[html.index("data-search-index") :]
    linked = re.findall(r'<li><a href="\.\./([^"]*)">', index[: index.index("</section>")])
    assert sorted(linked) == sorted(shown(site))


def test_files_are_small_and_named_by_their_contents(site: Site) -> None:
    folder = site.folder / "assets/search"
    assert re.fullmatch("[0-9a-f]{10}", contents(site)["version"])
    sizes = {path.name: len(gzip.compress(path.read_bytes(), 6)) for path in folder.rglob("*.json")}
    assert len(sizes) >= 100
    assert {name: size for name, size in sizes.items() if size > 4 * _KIB} == {}


def test_browsers_are_told_how_to_search(sub_path_site: Site) -> None:
    tree = ET.fromstring((sub_path_site.folder / "opensearch.xml").read_text(encoding="utf-8"))  # noqa: S314 our own file
    url = tree.find("os:Url", _SPACE)
    assert url is not None
    assert url.get("template") == "https://fuwuyue.example/fwy/sub/search/?q={searchTerms}"
    assert tree.findtext("os:ShortName", "", _SPACE) == "松江区服务月"
    for address in ("index.html", "events/index.html"):
        html = (sub_path_site.folder / address).read_text(encoding="utf-8")
        assert '<link rel="search" type="application/opensearchdescription+xml"' in html


def test_what_is_offered_where_nothing_is_found_is_there(site: Site) -> None:
    folder = site.folder / "assets/search" / contents(site)["version"]
    offered = json.loads((folder / "w.json").read_text(encoding="utf-8"))
    said = "".join(path.read_text(encoding="utf-8") for path in sorted(folder.glob("t*.json"))).lower()
    assert [word for _, word in offered["words"] if word not in said] == []
    assert [other for other, word in offered["words"] if other == word] == []
    titles = shown(site)
    assert [law["title"] for law in offered["laws"]] == [titles[law["url"]] for law in offered["laws"]]
    assert sum(len(law["numbers"]) for law in offered["laws"]) >= 130
    for law in offered["laws"]:
        html = (site.folder / law["url"] / "index.html").read_text(encoding="utf-8")
        assert [no for no in law["numbers"] if f' id="a{no}"' not in html] == []
