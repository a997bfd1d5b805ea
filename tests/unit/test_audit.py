"""Each thing the audit must find, one at a time, and the things it must let pass."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import material
import pytest
from tests.conftest import REPO

from campaign.audit import PINNED, Ledger

ROOT = "https://site.example/sub/"
PAGE = "<html><head><title>{title}</title></head><body>{body}</body></html>"


def _codes(tmp_path: Path, body: str, *, title: str = "页", site_url: str = ROOT) -> list[str]:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "index.html").write_text("", encoding="utf-8")
    (tmp_path / "index.html").write_text("", encoding="utf-8")
    ledger = Ledger(site_url)
    ledger.page("a/", PAGE.format(title=title, body=body))
    return [problem.code for problem in ledger.finish(tmp_path)]


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('<a href="../">首页</a><a href="https://www.samr.gov.cn/">外</a>', []),
        ('<a href="tel:12315">打</a><a href="mailto:x@site.example">写</a>', []),
        ('<p id="x">x</p><a href="#x">到</a>', []),
        (f'<link rel="canonical" href="{ROOT}a/">', []),
        ("<p>讲座 { onclick=alert(1) } style=x</p>", []),
        ('<script type="application/ld+json">{"a":1}</script>', []),
        ('<a href="../gone/">无</a>', ["broken-link"]),
        ('<a href="#gone">无</a>', ["broken-anchor"]),
        ('<a href="javascript:alert(1)">坏</a>', ["scheme"]),
        ('<img src="https://evil.example/t.gif" alt="">', ["foreign-request"]),
        ('<img src="//evil.example/t.gif" alt="">', ["foreign-request"]),
        ('<link rel="stylesheet" href="https://fonts.example/x.css">', ["foreign-request"]),
        ('<link rel="canonical" href="https://evil.example/">', ["foreign-request"]),
        ("<script>alert(1)</script>", ["inline-script"]),
        ('<p onclick="alert(1)">x</p>', ["event-attribute"]),
        ("<p title='a'\nonmouseover=alert(1)>x</p>", ["event-attribute"]),
        ('<p style="color:red">x</p>', ["inline-style"]),
        ("<style>p{}</style>", ["inline-style"]),
    ],
)
def test_ledger_judges_a_page(tmp_path: Path, body: str, codes: list[str]) -> None:
    assert _codes(tmp_path, body) == codes


def test_ledger_finds_a_page_without_title(tmp_path: Path) -> None:
    assert _codes(tmp_path, "", title=" ") == ["title-missing"]


def test_ledger_finds_a_title_used_twice(tmp_path: Path) -> None:
    ledger = Ledger(ROOT)
    for url in ("a/", "b/"):
        ledger.page(url, PAGE.format(title="同名", body=""))

    assert [(problem.code, problem.where.file) for problem in ledger.finish(tmp_path)] == [("title-twice", "a/")]


def test_pinned_scripts_are_those_of_the_installed_theme_and_our_own() -> None:
    folder = Path(material.__file__).parent / "templates" / "partials" / "javascripts"
    hashes = set()
    for path in (folder / "base.html", folder / "content.html", REPO / "overrides" / "parts" / "scheme.html"):
        template = path.read_text(encoding="utf-8")
        text = template.partition("{% endif %}")[2] or template
        for script in re.findall(r"<script>(.*?)</script>", text, re.DOTALL):
            written = script.replace("{{ config.extra.scope | d(base_url) }}", "/")
            hashes.add(base64.b64encode(hashlib.sha256(written.encode()).digest()).decode())

    assert hashes == PINNED
