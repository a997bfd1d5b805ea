"""Our own Jinja environment: everything of a record is escaped, and a mistake in a template is told."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from tests.conftest import REPO, Folder

from campaign.problems import DataError
from campaign.render import Renderer, blanks, environment, script_json, unbroken

EVENT = "events/2023-06-08-launch.yml"


def test_environment_escapes_by_default(tmp_path: Path) -> None:
    (tmp_path / "t.html").write_text('<p title="{{ x }}">{{ x }}</p>', encoding="utf-8")

    text = environment(tmp_path).get_template("t.html").render(x="<script>\"'")

    assert text == '<p title="&lt;script&gt;&#34;&#39;">&lt;script&gt;&#34;&#39;</p>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("“服务月”启动（示例）", '<span class="c-nowrap">“服务月”</span>启动<span class="c-nowrap">（示例）</span>'),
        ("“能力提升服务月”（一）", '“能力提升服务月”<span class="c-nowrap">（一）</span>'),
        ("<b>（&）</b>", '&lt;b&gt;<span class="c-nowrap">（&amp;）</span>&lt;/b&gt;'),
        (
            "2023年6月12日至6月18日",
            '<span class="c-nowrap">2023年6月12日</span>至<span class="c-nowrap">6月18日</span>',
        ),
        ("没有", "没有"),
    ],
)
def test_headline_keeps_short_words_in_brackets_whole(text: str, html: str) -> None:
    assert unbroken(text) == html


def test_blank_is_a_line_to_see_and_words_to_hear() -> None:
    line = '<span class="c-tpl__blank" aria-hidden="true">____</span><span class="c-hear">（待填）</span>'
    assert blanks("<编号____>和 a_b") == f"&lt;编号{line}&gt;和 a_b"


def test_record_page_shows_hostile_text_as_text(tiny: Folder) -> None:
    tiny.edit(EVENT, title="'<script>alert(1)</script>'", summary="'\"><img src=x onerror=alert(1)>'")
    shown = tiny.shown()
    record = shown.public("events")[0]

    page = Renderer(REPO / "overrides", shown).record(record)

    assert "<h1>&lt;script&gt;alert(1)&lt;/script&gt;</h1>" in page
    assert re.findall("<script[^>]*>", page) == []
    assert "<img" not in page


def test_page_with_a_broken_template_names_file_and_line(tiny: Folder, tmp_path: Path) -> None:
    folder = tmp_path / "templates"
    (folder / "parts").mkdir(parents=True)
    for name in ("macros.html", "subscribe.html"):
        (folder / "parts" / name).write_text("", encoding="utf-8")
    (folder / "t.html").write_text("eins\n{{ nothing_of_the_kind }}\n", encoding="utf-8")
    renderer = Renderer(folder, tiny.shown())

    with pytest.raises(DataError) as raised:
        renderer.page("t.html", "../")

    (problem,) = raised.value.problems
    assert (problem.code, Path(problem.where.file).name, problem.where.line) == ("template", "t.html", 2)


def test_script_json_cannot_end_its_script() -> None:
    data = {"name": "</script><script>alert('&')"}

    text = script_json(data)

    assert "<" not in text
    assert json.loads(text) == data


def test_address_of_a_hidden_record_is_its_list(tiny: Folder) -> None:
    tiny.edit(EVENT, status="draft")
    renderer = Renderer(REPO / "overrides", tiny.shown())

    assert renderer.address("events/2023-06-08-launch", "../../") == "../../events/"


def test_record_page_does_not_link_to_a_place_that_is_hidden(tiny: Folder) -> None:
    tiny.edit("units/station.yml", status="draft")
    shown = tiny.shown()
    record = shown.public("open_days")[0]

    assert "units/station" not in Renderer(REPO / "overrides", shown).record(record)
