"""Commands that are written wrong are answered in Chinese."""

from __future__ import annotations

import re

import pytest

from campaign.__main__ import parser


def _said(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    """Return the last line that the command's mistake is answered with; it leaves with 2."""
    with pytest.raises(SystemExit) as left:
        parser().parse_args(command.split())
    assert left.value.code == 2
    written = capsys.readouterr().err
    assert re.findall("usage|error|required|invalid|argument", written) == []
    return written.splitlines()[-1]


@pytest.mark.parametrize(
    ("command", "said"),
    [
        ("", "还要写：命令。写 campaign --help 看怎么写。"),
        ("bild", "命令：没有“bild”，是不是“build”。写 campaign --help 看怎么写。"),
        ("screens preview", "还要写：屏幕。写 campaign screens preview --help 看怎么写。"),
        ("check --format xml", "--format：没有“xml”，可以写 text、github、gitlab。写 campaign check --help 看怎么写。"),
        ("check --format", "--format：后面要写一个值。写 campaign check --help 看怎么写。"),
        ("check a b", "认不出：a b。写 campaign --help 看怎么写。"),
        ("serve --port x", "--port：“x”不是整数。写 campaign serve --help 看怎么写。"),
        ("links --pause q", "--pause：“q”不是数。写 campaign links --help 看怎么写。"),
        ("links --p 1", "--p 可以是 --private, --pause，要写全。写 campaign links --help 看怎么写。"),
        ("links --private=1", "--private：后面不用写值，写了 '1'。写 campaign links --help 看怎么写。"),
        (
            "screens preview strip --at 2023-06-31",
            "--at：“2023-06-31”不是时间，要像 2023-06-12T09:30 或 2023-06-12 这样写。写 campaign screens preview --help 看怎么写。",
        ),
    ],
)
def test_mistake_in_a_command_is_answered_in_chinese(
    command: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _said(command, capsys) == said


def test_help_has_no_english_headings(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parser().parse_args(["screens", "preview", "--help"])
    text = capsys.readouterr().out
    assert [line for line in text.splitlines() if line.endswith(("：", ":"))] == ["要写的：", "可以加的："]
    assert text.startswith("用法：campaign screens preview [-h] [--data 文件夹] [--at 时间] 屏幕\n")
    assert "-h, --help  显示这段说明" in text
