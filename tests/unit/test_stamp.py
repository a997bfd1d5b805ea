"""A shell is cut once and joined with each record's own parts."""

from __future__ import annotations

import pytest

from campaign.stamp import TOKENS, Shell

PAGE = (
    "<head>\n    <title>zqtitleqz - 示例</title>\n<meta content='zqdescriptionqz'><link href='zqcanonicalqz'>"
    "zqheadqz</head>\n\n   <body data-t='zqtitleqz'>zqbodyqz</body>"
)
VALUES = {"title": "T", "description": "D", "canonical": "C", "head": "H", "body": "B"}


def test_stamp_puts_every_part_in_all_its_places() -> None:
    expected = "<head>\n<title>T - 示例</title>\n<meta content='D'><link href='C'>H</head>\n<body data-t='T'>B</body>"

    assert Shell.cut(PAGE).stamp(**VALUES) == expected


def test_stamp_escapes_text_and_leaves_html() -> None:
    page = Shell.cut(PAGE).stamp(**VALUES | {"title": "</title><script>'\"&", "body": "<p>ok</p>"})

    assert "<title>&lt;/title&gt;&lt;script&gt;&#x27;&quot;&amp; - 示例</title>" in page
    assert "'><p>ok</p></body>" in page


@pytest.mark.parametrize("name", list(TOKENS))
def test_cut_refuses_a_shell_that_lost_a_token(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Shell.cut(PAGE.replace(TOKENS[name], ""))
