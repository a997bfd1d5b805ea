"""Each thing the audit must find, one at a time, and the things it must let pass."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import material
import pytest
from tests.conftest import REPO, Project

from campaign.audit import Ledger
from campaign.audit_files import assets, read_site
from campaign.headers import PINNED

ROOT = "https://site.example/sub/"
PAGE = "<html><head><title>{title}</title></head><body>{body}</body></html>"


def _site(tmp_path: Path) -> Path:
    (tmp_path / "a").mkdir()
    for name in ("a/index.html", "index.html", "a/x", "x"):
        (tmp_path / name).write_text(PAGE.format(title=name, body=""), encoding="utf-8")
    return tmp_path


def _fast(tmp_path: Path, body: str, title: str = "页") -> list[str]:
    """Return what a build finds."""
    site, ledger = _site(tmp_path), Ledger(ROOT)
    ledger.page("a/", PAGE.format(title=title, body=body))
    return [problem.code for problem in ledger.finish(site)]


def _tree(tmp_path: Path, body: str, title: str = "页") -> list[str]:
    """Return what ``campaign audit`` finds, the parser's own complaints aside."""
    site, ledger = _site(tmp_path), Ledger(ROOT)
    (site / "a" / "index.html").write_text(PAGE.format(title=title, body=body), encoding="utf-8")
    read_site(ledger, site)
    return [problem.code for problem in ledger.finish(site) if problem.code != "invalid-html"]


EVIL = "evil.example"


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
        ("<IMG SRC='../x'><a href=../x title=\"a > b\">是</a>", []),
        ('<form action="../x"></form><a href="?q=1">问</a>', []),
        ('<p title="<base href=x> style=">文字</p>', []),
        ('<a href="http://www.moj.gov.cn/" hreflang="zh">外</a><a href="webcal://site.example/x">历</a>', []),
        (f"<img src='https://{EVIL}/t.gif'>", ["foreign-request"]),
        (f"<img src=https://{EVIL}/t.gif>", ["foreign-request"]),
        (f"<IMG/SRC=https://{EVIL}/t.gif>", ["foreign-request"]),
        (f'<img src="\thttps://{EVIL}/t.gif">', ["foreign-request"]),
        (f'<img src="/\\{EVIL}/t.gif">', ["foreign-request"]),
        (f'<img src="ht&#116;ps://{EVIL}/t.gif">', ["foreign-request"]),
        (f'<img srcset="../x 1x, https://{EVIL}/t.gif 2x">', ["foreign-request"]),
        (f'<img src="../x" srcset=//{EVIL}/t.gif>', ["foreign-request"]),
        (f"<form action=//{EVIL}></form>", ["foreign-request"]),
        (f"<button formaction='//{EVIL}'>发</button>", ["foreign-request"]),
        (f'<object data="https://{EVIL}/x"></object>', ["foreign-request"]),
        (f"<embed src='https://{EVIL}/x'>", ["foreign-request"]),
        (f"<iframe src=//{EVIL}></iframe>", ["foreign-request"]),
        (f"<video poster='//{EVIL}/x'></video>", ["foreign-request"]),
        (f"<svg><use xlink:href='https://{EVIL}/x.svg#a'></use></svg>", ["foreign-request"]),
        (f"<a href='../x' ping='https://{EVIL}/'>点</a>", ["foreign-request"]),
        (f"<script src='https://{EVIL}/x.js'></script>", ["foreign-request"]),
        (f"<link rel=preload as=image href=https://{EVIL}/t.gif>", ["foreign-request"]),
        (f"<link rel='prefetch' href='https://{EVIL}/'>", ["foreign-request"]),
        (f'<link rel="dns-prefetch" href="//{EVIL}">', ["foreign-request"]),
        (f'<link rel="alternate stylesheet" href="{ROOT}x.css">', ["foreign-request"]),
        (f'<base href="https://{EVIL}/">', ["base-element", "foreign-request"]),
        ("<base target=_top>", ["base-element"]),
        (f'<meta http-equiv=refresh content="0;url=https://{EVIL}">', ["refresh"]),
        ('<META content="0" HTTP-EQUIV="Refresh">', ["refresh"]),
        ("<a href='javascript:alert(1)'>坏</a>", ["scheme"]),
        ("<a href=JavaScript:alert(1)>坏</a>", ["scheme"]),
        ('<a href="java\nscript:alert(1)">坏</a>', ["scheme"]),
        ("<a href='&#106;avascript:alert(1)'>坏</a>", ["scheme"]),
        ("<p STYLE=color:red>x</p>", ["inline-style"]),
        ("<p style='color:red'>x</p>", ["inline-style"]),
        ("<STYLE>p{}</STYLE>", ["inline-style"]),
        ("<p ONCLICK='alert(1)'>x</p>", ["event-attribute"]),
        ("<svg/onload=alert(1)></svg>", ["event-attribute"]),
        ("<iframe srcdoc='&lt;p>'></iframe>", ["inline-document"]),
        ("<SCRIPT>alert(1)</SCRIPT>", ["inline-script"]),
        ("<script type=module>alert(1)</script>", ["inline-script"]),
        ("<script type='text/plain'>x</script>", ["inline-script"]),
        ("<a href='../gone/'>无</a>", ["broken-link"]),
    ],
)
@pytest.mark.parametrize("way", [_fast, _tree])
def test_ledger_judges_a_page(
    tmp_path: Path, way: Callable[[Path, str], list[str]], body: str, codes: list[str]
) -> None:
    assert way(tmp_path, body) == codes


@pytest.mark.parametrize("body", ["<img alt='", '<p title="x>y</p>', "<script>alert(1)"])
def test_build_refuses_what_is_left_open(tmp_path: Path, body: str) -> None:
    assert _fast(tmp_path, body) == ["broken-tag"]


def test_usual_page_with_one_odd_address_is_judged(tmp_path: Path) -> None:
    body = '<p class="c-x"><a href="../x">好</a><a href="https://www.gov.cn/">外</a>{}</p>'

    assert _fast(tmp_path, body.format(f'<img src="//{EVIL}/t.gif" alt="">')) == ["foreign-request"]


@pytest.mark.parametrize(
    ("name", "text", "codes"),
    [
        ("a.css", "/* url(https://evil.example) */ p{background:url(../x.png)} @import 'b.css';", []),
        ("a.css", "p{background:url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\")}", []),
        ("a.css", "@import url(https://evil.example/x.css);", ["foreign-request"]),
        ("a.css", "@IMPORT 'HTTPS://evil.example/x.css';", ["foreign-request"]),
        ("a.css", "p{background:URL( //evil.example/t.gif )}", ["foreign-request"]),
        ("a.css", "p{background:image-set('a.png' 1x,'https://evil.example/t.png' 2x)}", ["foreign-request"]),
        ("a.css", "p{background:url(\\68 ttps://evil.example/t.gif)}", ["foreign-request"]),
        ("a.js", "// Source: https://tc39.es/\nimport { x } from './x.js'; fetch('../api/v1/'); s = a // b;", []),
        ("a.js", "document.createElementNS('http://www.w3.org/2000/svg', 'svg')", []),
        ("a.js", 'import("https://evil.example/x.js")', ["foreign-request"]),
        ("a.js", 'import x from "https://evil.example/x.js"', ["foreign-request"]),
        ("a.js", "fetch(`https://evil.example/${x}`)", ["foreign-request"]),
        ("a.js", "new Worker('//evil.example/x.js')", ["foreign-request"]),
        ("a.mjs", 'new WebSocket("WSS://evil.example/")', ["foreign-request"]),
        ("a.svg", '<svg xmlns="http://www.w3.org/2000/svg"><use href="#a"/><g style="fill:red"/></svg>', []),
        ("a.svg", "<svg><script>alert(1)</script></svg>", ["inline-script"]),
        ("a.svg", "<s:svg><s:script>alert(1)</s:script></s:svg>", ["inline-script"]),
        ("a.svg", "<svg onload='alert(1)'/>", ["event-attribute"]),
        ("a.svg", "<svg><a xlink:href='https://evil.example/'/></svg>", ["foreign-request"]),
        ("a.svg", '<svg><image href="//evil.example/t.gif"/></svg>', ["foreign-request"]),
        ("a.svg", "<svg><style>@import url(https://evil.example/x.css)</style></svg>", ["foreign-request"]),
        ("a.svg", "<!DOCTYPE svg [<!ENTITY x 'y'>]><svg/>", ["drawing"]),
        ("A.SVG", "<svg onload='alert(1)'/>", ["event-attribute"]),
    ],
)
def test_assets_judge_sheets_scripts_and_drawings(tmp_path: Path, name: str, text: str, codes: list[str]) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / name).write_text(text, encoding="utf-8")

    assert sorted({(one.code, one.where.file) for one in assets(tmp_path)}) == [
        (code, f"deep/{name}") for code in codes
    ]


@pytest.mark.parametrize("name", ["deep/a.css", "deep/a.js", "deep/a.svg"])
def test_build_is_stopped_by_a_file_that_asks_elsewhere(project: Project, name: str) -> None:
    path = project.root / "overrides" / "assets" / name
    path.parent.mkdir()
    path.write_text("<svg><style>@import 'https://evil.example/x'</style></svg>", encoding="utf-8")

    done = project.run("build")

    assert done.returncode == 1
    assert f"assets/{name}:1:1 错误〔foreign-request〕" in done.stdout


def test_ledger_finds_a_page_without_title(tmp_path: Path) -> None:
    assert _fast(tmp_path, "", title=" ") == ["title-missing"]


def test_ledger_finds_a_title_used_twice(tmp_path: Path) -> None:
    ledger = Ledger(ROOT)
    for url in ("a/", "b/"):
        ledger.page(url, PAGE.format(title="同名", body=""))

    assert [(problem.code, problem.where.file) for problem in ledger.finish(tmp_path)] == [("title-twice", "a/")]


def test_pinned_script_is_our_own_and_the_themes_are_left_out() -> None:
    template = (REPO / "overrides/parts/scheme.html").read_text(encoding="utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", template, re.DOTALL)
    assert [base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts] == list(PINNED)
    folder = Path(material.__file__).parent / "templates/partials/javascripts"
    ours = REPO / "overrides/partials/javascripts"
    every_page = [
        name for name in ("base.html", "content.html") if "<script>" in (folder / name).read_text(encoding="utf-8")
    ]
    assert every_page == [path.name for path in sorted(ours.iterdir())]
    assert not any("<script" in path.read_text(encoding="utf-8") for path in ours.iterdir())
