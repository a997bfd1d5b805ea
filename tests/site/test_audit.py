"""``campaign audit`` finds nothing in the sample, and something in a broken page."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.conftest import Project
from tests.site.reading import Site

from campaign import audit, audit_files

_HEAD = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{title}</title></head><body>'
_GOOD = _HEAD + "<h1>好</h1></body></html>"


def write(folder: Path, **pages: str) -> Path:
    """Write pages by name; each gets a title of its own."""
    folder.mkdir(exist_ok=True)
    for name, body in pages.items():
        (folder / f"{name}.html").write_text(_HEAD.format(title=name) + body + "</body></html>", encoding="utf-8")
    return folder


def codes(folder: Path) -> list[str]:
    """Return the codes of what the audit finds."""
    ledger = audit.Ledger("https://fuwuyue.example/")
    audit_files.read_site(ledger, folder)
    return [one.code for one in [*ledger.finish(folder), *audit_files.assets(folder)]]


def test_audit_of_sample_finds_nothing(sample: Project, site: Site, campaign: dict[str, str]) -> None:
    done = sample.run("audit", str(site.folder), "--site-url", campaign["site_url"])
    assert (done.stdout, done.returncode) == (f"{len(site.pages) + len(site.walls)} 个页面检查完毕，没有问题。\n", 0)


def test_audit_command_names_file_and_line_of_a_broken_page(sample: Project, tmp_path: Path) -> None:
    folder = write(tmp_path / "site", good="<p>好</p>", bad="\n<p><table><p>错</table>")
    done = sample.run("audit", str(folder))
    assert done.returncode == 1
    assert [line.split(" ")[0] for line in done.stdout.splitlines() if "〔invalid-html〕" in line] == ["bad.html:2:13"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>好</p>", []),
        ('<a href="https://www.gov.cn/">去</a>', []),
        ("<p>错</div>", ["invalid-html"]),
        ('<p id="a"></p><p id="a" id="b"></p>', ["invalid-html"]),
        ("<ul><li>一<li>二</ul><b>没完", ["invalid-html"]),
        ('<a href="gone/">无</a>', ["broken-link"]),
        ('<a href="#gone">无</a>', ["broken-anchor"]),
        ('<img src="https://example.com/a.png" alt="">', ["foreign-request"]),
        ('<script src="//example.com/a.js"></script>', ["foreign-request"]),
        ('<a href="javascript:alert(1)">点</a>', ["scheme"]),
        ("<script>alert(1)</script>", ["inline-script"]),
        ('<p onclick="a()">点</p>', ["event-attribute"]),
        ('<p style="color:red">红</p>', ["inline-style"]),
    ],
)
def test_audit_of_one_page_finds_exactly_what_is_wrong(tmp_path: Path, body: str, expected: list[str]) -> None:
    assert codes(write(tmp_path / "site", page=body)) == expected


def test_audit_finds_a_title_used_twice(tmp_path: Path) -> None:
    folder = write(tmp_path / "site")
    (folder / "a.html").write_text(_GOOD.format(title="同名"), encoding="utf-8")
    (folder / "b.html").write_text(_GOOD.format(title="同名"), encoding="utf-8")
    assert codes(folder) == ["title-twice"]
