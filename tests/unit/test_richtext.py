"""The one Markdown field: what it may say, and what it never can."""

from __future__ import annotations

import pytest

from campaign.richtext import to_html


def _html(markdown: str) -> str:
    return to_html(markdown, lambda key: f"../../{key}/").strip()


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("# 大", "<h2>大</h2>"),
        ("##### 小", "<h4>小</h4>"),
        ("**重** ~~删~~", "<p><strong>重</strong> <del>删</del></p>"),
        (
            "[启动](record:events/2023-06-08-launch)",
            '<p><a href="../../events/2023-06-08-launch/" rel="noopener">启动</a></p>',
        ),
        ("[局](https://www.samr.gov.cn/)", '<p><a href="https://www.samr.gov.cn/" rel="noopener">局</a></p>'),
        ("[坏](javascript:alert(1))", '<p><a href="" rel="noopener">坏</a></p>'),
        ("[坏](//evil.example/x)", '<p><a href="https://evil.example/x" rel="noopener">坏</a></p>'),
        ("![图](https://evil.example/t.gif)", "<p></p>"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("甲 <b onclick=x>乙</b>", "<p>甲 &lt;b onclick=x&gt;乙&lt;/b&gt;</p>"),
    ],
)
def test_to_html_of_markdown(markdown: str, html: str) -> None:
    assert _html(markdown) == html


def test_to_html_of_a_table_has_no_align_and_scrolls() -> None:
    html = _html("| 甲 | 乙 |\n|---|--:|\n| 1 | 2 |")

    assert html.startswith('<div class="c-scroll"><table>')
    assert html.endswith("</table></div>")
    assert "align" not in html
    assert "<td>2</td>" in html
