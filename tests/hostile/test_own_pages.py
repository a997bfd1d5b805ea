"""A campaign's own pages are data like its records: whatever lies in ``data/pages`` is read, or told with a place, at once."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import REPO, Folder

from campaign.models.markdown import DEPTH, too_much
from campaign.prose import check_prose

_TABLE = "|" + "a|" * 2500 + "\n|" + "-|" * 2500 + "\n" + "|a\n" * 2500


def _written(content: bytes | str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(content.encode() if isinstance(content, str) else content)


_PAGES: dict[str, tuple[Callable[[Path], object], tuple[str, int]]] = {
    "brackets in front": (_written("---\nx: " + "[" * 50_000 + "\n---\n# 甲\n"), ("too-deep", 2)),
    "no file": (os.mkfifo, ("unreadable", 1)),
    "GBK": (_written("# 你好世界，这是一个页面".encode("gbk")), ("not-utf8", 1)),
    "link": (lambda path: path.symlink_to(REPO / "LICENSE"), ("symlink", 1)),
    "folder": (Path.mkdir, ("unreadable", 1)),
    "link to a folder": (lambda path: path.symlink_to(REPO / "docs"), ("symlink", 1)),
    "another template": (_written("---\ntitle: 甲\ntemplate: ../../passwd\n---\n# 甲\n"), ("unknown-key", 3)),
    "wide colon": (_written("---\ntitle：甲\n---\n# 甲\n"), ("fullwidth-colon", 2)),
    "table": (_written(f"---\ntitle: 甲\n---\n{_TABLE}"), ("too-much-markup", 3)),
    "control": (_written("# 甲\n\n一\x07二\n"), ("control-char", 3)),
    "large": (_written("甲" * 1_000_000), ("file-too-large", 1)),
}


@pytest.mark.parametrize("name", _PAGES)
def test_page_that_can_not_be_read_is_told_with_its_place(tiny: Folder, name: str) -> None:
    make, told = _PAGES[name]
    (tiny.root / "pages").mkdir()
    make(tiny.root / "pages/x.md")
    [found] = check_prose(tiny.root / "none", tiny.root, tiny.shown())
    assert (found.code, found.where.line) == told
    assert found.where.file.endswith("pages/x.md")


def test_page_with_a_title_and_lines_drawn_is_read(tiny: Folder) -> None:
    (tiny.root / "pages").mkdir()
    text = (
        "---\ntitle: 甲\nnames: [乙]\n---\n# 甲\n\n- 一\n\n"
        + "* " * 20
        + "\n\n"
        + "-" * 40
        + "\n\n|甲|乙|\n|---|---|\n|一|二|\n"
    )
    (tiny.root / "pages/x.md").write_text(text, encoding="utf-8")
    assert check_prose(tiny.root / "none", tiny.root, tiny.shown()) == []


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (_TABLE, "表格有"),
        ("|a|b|c|\n|-|-|-|\n" + "|一|二|三|\n" * 2000, "有表格的正文"),
        (">" * (DEPTH + 1) + " 一", "引用或列表"),
        ("- " * (DEPTH + 1) + "一", "引用或列表"),
        ("[" * 39_000, "方括号"),
        (">" * DEPTH + " 一", ""),
        ("[一[二]](https://example.cn)", ""),
        ("- - - - - - - - - - - - - - - -", ""),
        ("|a|b|\n|-|-|\n" + "|一|二|\n" * 500, ""),
    ],
)
def test_markup_that_no_reader_would_look_at_is_refused_in_a_record(tiny: Folder, text: str, begins: str) -> None:
    said = too_much(text)
    assert (said[0] if said else "").startswith(begins)
    assert bool(said) == bool(begins)
    lines = "".join(f"  {line}\n" for line in text.split("\n"))
    tiny.write("events/2023-06-08-launch.yml", tiny.read("events/2023-06-08-launch.yml") + f"body: |\n{lines}")
    assert [one.code for one in tiny.problems().errors] == (["too-much-markup"] if begins else [])


def test_folder_of_pages_that_is_a_link_is_refused(tiny: Folder) -> None:
    (tiny.root / "pages").symlink_to(REPO / "docs")
    assert tiny.problems_of() == [("data/pages", 1, 1, "symlink")]
    (tiny.root / "pages").unlink()
    (tiny.root / "pages").mkdir()
    (tiny.root / "pages/more").symlink_to(REPO / "docs")
    [found] = check_prose(tiny.root / "none", tiny.root, tiny.shown())
    assert (found.code, found.where.file.rpartition("/")[2]) == ("symlink", "more")
