"""From a folder of files to a site: which files count, what is said about the others, how references are resolved."""

from __future__ import annotations

import contextlib
import os
import shutil
import textwrap
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.conftest import NOW
from tests.statutes import add_laws

from campaign import loading, reading
from campaign.loading import load
from campaign.models.base import REGISTRY, Published
from campaign.problems import DataError, Problems

if TYPE_CHECKING:
    from tests.conftest import Folder

    from campaign.reading import Memory

EVENT = "events/2023-06-08-launch.yml"
LECTURE = "lectures/2023-06-14-grading.yml"
OPEN_DAY = "open_days/2023-06-16-station.yml"
UNIT = "units/station.yml"


# files and folders


def test_load_gives_the_same_site_from_folder_and_list(tiny: Folder) -> None:
    tiny.add_like(EVENT, "2023-06-20-second", start="2023-06-20 14:00", end=None, results=None)
    before = tiny.loaded().records
    records = [path.read_text(encoding="utf-8") for path in sorted((tiny.root / "events").iterdir())]
    for path in (tiny.root / "events").iterdir():
        path.unlink()
    (tiny.root / "events").rmdir()
    tiny.write("events.yml", "".join("- " + textwrap.indent(text, "  ").lstrip() for text in records))
    assert tiny.problems_of() == []
    assert tiny.loaded().records == before
    assert list(tiny.loaded().records["events"]) == ["2023-06-08-launch", "2023-06-20-second"]


def test_load_names_places_in_a_list_file(tiny: Folder) -> None:
    tiny.replace("orgs.yml", "parent: fbzdjz", "parent: nobody")
    assert tiny.problems_of() == [tiny.finding("orgs.yml", "nobody", "unknown-reference")]


def test_load_refuses_a_missing_folder(tiny: Folder) -> None:
    nowhere = replace(tiny, root=tiny.root / "nowhere")
    [problem] = nowhere.problems()
    assert (problem.code, str(problem.where)) == ("no-data", "data/nowhere")


def test_load_says_that_the_campaign_is_missing(tiny: Folder) -> None:
    (tiny.root / "campaign.yml").unlink()
    assert tiny.problems_of() == [("data/campaign.yml", 1, 1, "no-campaign")]


@pytest.mark.parametrize("name", ["campaign.yml", "venues.yml"])
@pytest.mark.parametrize(
    "make",
    [
        Path.mkdir,
        os.mkfifo,
        lambda path: path.symlink_to("nowhere"),
    ],
    ids=["folder", "pipe", "broken link"],
)
def test_load_names_what_is_called_like_a_list_and_is_no_file(
    tiny: Folder, name: str, make: Callable[[Path], None]
) -> None:
    (tiny.root / name).unlink()
    make(tiny.root / name)
    assert tiny.problems_of() == [(f"data/{name}", 1, 1, "unexpected-file")]


def test_load_does_not_call_a_broken_campaign_missing(tiny: Folder) -> None:
    tiny.replace("campaign.yml", "start: 2023-06-01", "start: 6月1日")
    assert tiny.problems_of() == [tiny.finding("campaign.yml", "6月1日", "date-format")]


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("event.yml", "是不是想写“events.yml”？"),
        ("events.yaml", "是不是想写“events.yml”？"),
        ("notice/a.yml", "是不是想写“notices”？"),
    ],
)
def test_load_names_what_no_collection_reads(tiny: Folder, name: str, hint: str) -> None:
    tiny.write(name, "[]\n")
    top = name.partition("/")[0]
    assert tiny.problems_of() == [(f"data/{top}", 1, 1, "unknown-collection")]
    assert [problem.hint for problem in tiny.problems()] == [hint]


def test_load_lists_the_collections_when_nothing_is_near(tiny: Folder) -> None:
    tiny.write("老文件/a.yml", "[]\n")
    [problem] = tiny.problems()
    assert (problem.code, problem.hint.partition("：")[0]) == ("unknown-collection", "可用的名称")


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store",
        "README.md",
        "schema/events.schema.json",
        "images/a.jpg",
        "files/a.pdf",
        "events/.keep",
        "Thumbs.db",
        "events/thumbs.db",
        "events/desktop.ini",
        "events/x.yml~",
        "events/~$a.yml",
        "events/#a.yml#",
    ],
)
def test_load_ignores_what_is_no_record_by_design(tiny: Folder, name: str) -> None:
    tiny.write(name, "")
    assert tiny.problems_of() == []


@pytest.mark.parametrize("name", ["2023-06-09-a.yaml", "2023-06-09-a.yml.bak", "副本.txt", "more/2023-06-09-a.yml"])
def test_load_names_a_file_in_a_collection_that_would_be_lost(tiny: Folder, name: str) -> None:
    tiny.write(f"events/{name}", tiny.read(EVENT))
    assert tiny.problems_of() == [(f"data/events/{name.partition('/')[0]}", 1, 1, "unexpected-file")]


def test_load_refuses_a_link_in_place_of_a_record(tiny: Folder, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yml"
    outside.write_text(tiny.read(EVENT), encoding="utf-8")
    (tiny.root / "events" / "2023-06-09-link.yml").symlink_to(outside)
    assert tiny.problems_of() == [("data/events/2023-06-09-link.yml", 1, 1, "symlink")]


def test_load_refuses_folder_and_list_of_one_collection(tiny: Folder) -> None:
    tiny.write("events.yml", "[]\n")
    assert ("data/events.yml", 1, 1, "collection-twice") in tiny.problems_of()


# ids


def test_load_finds_an_id_unlike_the_file_name(tiny: Folder) -> None:
    tiny.replace(EVENT, "id: 2023-06-08-launch", "id: 2023-06-08-lanch")
    found = tiny.problems_of()
    assert tiny.finding(EVENT, "2023-06-08-lanch", "id-filename") in found
    assert [problem.suggestion for problem in tiny.problems() if problem.code == "id-filename"] == [
        "id: 2023-06-08-launch"
    ]


def test_load_finds_an_id_that_is_used_twice_and_names_the_first(tiny: Folder) -> None:
    second = "- id: hall\n  name: 另一个会场\n  address: 示例路 9 号\n  town: 泗泾镇\n"
    tiny.write("venues.yml", tiny.read("venues.yml") + second)
    assert tiny.problems_of() == [("data/venues.yml", 8, 7, "duplicate-id")]
    assert [problem.message for problem in tiny.problems()] == ["编号“hall”已在 data/venues.yml:1:7 用过。"]


def test_load_takes_one_id_in_two_collections(tiny: Folder) -> None:
    tiny.write(
        "venues.yml", tiny.read("venues.yml") + "- {id: station, name: 站, address: 示例路 2 号, town: 方松街道}\n"
    )
    assert tiny.problems_of() == []


@pytest.mark.parametrize(
    ("second", "place"), [("Hall", "duplicate-id"), ("ＨＡＬＬ", "id-format"), ('" hall "', "duplicate-id")]
)
def test_load_finds_an_id_that_looks_like_an_earlier_one(tiny: Folder, second: str, place: str) -> None:
    tiny.write(
        "venues.yml", tiny.read("venues.yml") + f"- {{id: {second}, name: 站, address: 路 9 号, town: 泗泾镇}}\n"
    )
    assert place in {problem.code for problem in tiny.problems()}
    assert {str(problem.where) for problem in tiny.problems()} == {"data/venues.yml:8:8"}


@pytest.mark.parametrize(
    ("copy", "hint", "suggestion"),
    [
        ("2023-06-07-copy", "像是“2023-06-08-launch.yml”的副本：编号改成 2023-06-07-copy。", "id: 2023-06-07-copy"),
        (
            "2023-06-08-launch - 副本",
            "像是“2023-06-08-launch.yml”的副本：编号改成 2023-06-08-launch-2，并把文件改名为 2023-06-08-launch-2.yml。",
            "",
        ),
    ],
)
def test_load_blames_the_copy_of_a_file_not_its_original(tiny: Folder, copy: str, hint: str, suggestion: str) -> None:
    tiny.write(f"events/{copy}.yml", tiny.read(EVENT))
    [problem] = tiny.problems()
    assert (problem.code, problem.where.file) == ("id-filename", f"data/events/{copy}.yml")
    assert (problem.hint, problem.suggestion) == (hint, suggestion)


@pytest.mark.parametrize("name", ["2023-06-08-启动", "2023-06-08-Launch"])
def test_load_asks_to_rename_a_file_whose_name_is_no_id(tiny: Folder, name: str) -> None:
    (tiny.root / EVENT).rename(tiny.root / f"events/{name}.yml")
    [problem] = tiny.problems()
    assert (problem.code, problem.hint) == ("id-filename", "把文件改名为 2023-06-08-launch.yml。")
    assert problem.suggestion == ""


# several mistakes in one record


def test_load_applies_the_rules_to_what_could_be_read_of_a_record(tiny: Folder) -> None:
    tiny.edit(EVENT, item="x", end="2023-06-08 13:00", review="{secrecy: pending}", venue="nowhere-at-all")
    assert sorted(code for *_, code in tiny.problems_of()) == [
        "end-before-start",
        "number-format",
        "secrecy-review",
        "unknown-reference",
    ]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("review", "{secrecy: passed}"), ("review", "pass"), ("end", "下午"), ("stat_row", "9"), ("results", "{held: x}"),
        ("verified_on", "去年"), ("contact", "12315"), ("images", "a.jpg"), ("item", "x"), ("rescheduled_from", "x"),
    ],
)  # fmt: skip
def test_load_reports_nothing_that_follows_from_a_bad_field(tiny: Folder, field: str, value: str) -> None:
    tiny.edit(EVENT, **{field: value})
    assert len(tiny.problems_of()) == 1


@pytest.mark.parametrize(("key", "meant"), [("reveiw", "review"), ("保密", "")])
def test_load_does_not_miss_a_field_that_was_misspelt(tiny: Folder, key: str, meant: str) -> None:
    tiny.replace(EVENT, "review:", f"{key}:")
    [problem] = tiny.problems()
    assert (problem.code, problem.suggestion.partition(":")[0]) == ("unknown-key", meant)


def test_load_does_not_blame_a_record_for_another_that_could_be_read_in_part(tiny: Folder) -> None:
    tiny.replace("venues.yml", "lat: 31.03", "lat: 北纬")
    assert tiny.problems_of() == [tiny.finding("venues.yml", "¦北纬", "number-format")]


def test_load_tells_wrong_references_beside_a_wrong_required_field(tiny: Folder) -> None:
    point = '{time: "14:00", titel: 致辞, people: [speaker-b]}'
    tiny.edit(EVENT, start="2023-06-31 14:00", reporting_unit="反不正当竞争课", topics="[定密分类]")
    tiny.replace(EVENT, '{time: "14:00", title: 致辞, people: [speaker-a]}', point)

    found = list(tiny.problems())

    assert [(one.code, one.suggestion) for one in found] == [
        ("unknown-reference", "reporting_unit: fbzdjz"),
        ("unknown-word", "topics: [定密分级]"),
        ("date-impossible", "start: 2023-06-30 14:00"),
        ("unknown-key", '  - {time: "14:00", title: 致辞, people: [speaker-b]}'),
        ("unknown-reference", '  - {time: "14:00", titel: 致辞, people: [speaker-a]}'),
    ]


def test_load_does_not_tell_twice_of_a_word_that_cannot_be_one(tiny: Folder) -> None:
    tiny.edit(EVENT, start="2023-06-31 14:00", topics='["定密\\n分级"]')

    assert [(one.field, one.code) for one in tiny.problems()] == [
        ("topics", "line-break"),
        ("start", "date-impossible"),
    ]


def test_load_still_drops_a_record_without_its_required_fields(tiny: Folder) -> None:
    tiny.edit(EVENT, start="明天", end="2023-06-08 13:00")
    assert [code for *_, code in tiny.problems_of()] == ["date-format"]


# references and words


@pytest.mark.parametrize(
    ("written", "meant"),
    [("hal", "hall"), ("Hall", "hall"), ("示例会议中心", "hall"), ("示例会议中", "hall")],
)
def test_load_proposes_the_nearest_record_by_id_or_name(tiny: Folder, written: str, meant: str) -> None:
    tiny.edit(EVENT, venue=written)
    assert tiny.problems_of() == [tiny.finding(EVENT, f"venue: ¦{written}", "unknown-reference")]
    assert [(problem.suggestion, problem.hint) for problem in tiny.problems()] == [
        (f"venue: {meant}", f"是不是“{meant}”（示例会议中心）？")
    ]


def test_load_says_where_to_add_a_record_that_nothing_resembles(tiny: Folder) -> None:
    tiny.edit(EVENT, venue="zzzzzz")
    assert [(problem.hint, problem.suggestion) for problem in tiny.problems()] == [
        ("先在 data/venues 里加上这个场所，再在这里写它的编号。", "")
    ]


def test_load_finds_references_deep_inside_a_record(tiny: Folder) -> None:
    tiny.replace(EVENT, "people: [speaker-a]", "people: [speaker-a, speaker-x]")
    assert tiny.problems_of() == [tiny.finding(EVENT, "speaker-x", "unknown-reference")]


def test_load_finds_a_word_that_is_not_in_the_vocabulary(tiny: Folder) -> None:
    tiny.edit(EVENT, topics="[定密分级, 人员管里]")
    assert tiny.problems_of() == [tiny.finding(EVENT, "人员管里", "unknown-word")]
    assert [problem.suggestion for problem in tiny.problems()] == ["topics: [定密分级, 人员管理]"]


def test_load_asks_for_a_word_of_the_right_scheme(tiny: Folder) -> None:
    tiny.edit(EVENT, topics="[方松街道]")
    assert tiny.problems_of() == [tiny.finding(EVENT, "方松街道", "unknown-word")]


def test_load_does_not_blame_those_who_name_a_broken_record(tiny: Folder) -> None:
    tiny.edit(UNIT, stage="评上了")
    assert tiny.problems_of() == [tiny.finding(UNIT, "评上了", "unknown-choice")]


def test_load_does_not_blame_those_who_name_a_broken_record_of_a_list(tiny: Folder) -> None:
    tiny.replace("venues.yml", "lat: 31.03", "lat: 北纬31")
    assert tiny.problems_of() == [tiny.finding("venues.yml", "北纬31", "number-format")]


def test_load_does_not_blame_those_who_name_an_empty_file(tiny: Folder) -> None:
    tiny.write(UNIT, "# 明天再写\n")
    assert tiny.problems_of() == [(f"data/{UNIT}", 1, 1, "empty-file")]


def test_load_does_not_blame_those_who_name_a_collection_that_cannot_be_read(tiny: Folder) -> None:
    tiny.write("orgs.yml", "反不正当竞争科\n")
    assert tiny.problems_of() == [("data/orgs.yml", 1, 1, "not-a-list")]


def test_load_does_not_blame_those_who_use_a_broken_word(tiny: Folder) -> None:
    tiny.replace("vocab.yml", "{id: town-fangsong,", "{id: Town Fangsong,")
    assert tiny.problems_of() == [tiny.finding("vocab.yml", "Town Fangsong", "id-format")]


# everything at once


def test_load_reports_everything_at_once_in_the_order_of_files_and_lines(tiny: Folder) -> None:
    tiny.edit(EVENT, kind="开幕", end="2023-6-8 16点")
    tiny.edit(LECTURE, venue="hal", end="2023-06-14 13:00")
    tiny.replace("orgs.yml", "kind: 市场监管所", "kind: 监管所")
    assert tiny.problems_of() == [
        tiny.finding(EVENT, "开幕", "unknown-choice"),
        tiny.finding(EVENT, "2023-6-8 16点", "date-format"),
        tiny.finding(LECTURE, "2023-06-14 13:00", "end-before-start"),
        tiny.finding(LECTURE, "venue: ¦hal", "unknown-reference"),
        tiny.finding("orgs.yml", "监管所\n  reports", "unknown-choice"),
    ]


def test_load_keeps_warnings_of_a_site_without_errors(tiny: Folder) -> None:
    tiny.edit(EVENT, verified_on=None)
    assert tiny.loaded().get("events", "2023-06-08-launch") is not None
    assert [problem.severity for problem in tiny.problems()] == ["warning"]


def test_load_shows_paths_from_where_people_stand(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.edit(EVENT, kind="开幕")
    monkeypatch.chdir(tiny.root.parent.parent)
    assert [file for file, *_ in tiny.problems_of()] == [f"{tiny.root.parent.name}/data/{EVENT}"]


def test_load_shows_clean_paths_to_those_who_stand_in_the_data(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    tiny.edit(EVENT, kind="开幕")
    monkeypatch.chdir(tiny.root)
    assert [file for file, *_ in tiny.problems_of()] == [EVENT]


def test_day_without_its_year_in_a_list_is_told_and_not_a_crash(tiny: Folder) -> None:
    tiny.edit("units/station.yml", closed_days="[2023-06-22, 6月8日]")

    assert [(one.code, one.suggestion) for one in tiny.problems()] == [("date-format", "")]


@pytest.mark.parametrize(
    ("written", "proposed"), [("示例会展中心", "venue: hall"), ("会议中心", "venue: hall"), ("老街会议活动室", "")]
)
def test_line_to_copy_never_names_another_place(tiny: Folder, written: str, proposed: str) -> None:
    tiny.edit("events/2023-06-08-launch.yml", venue=written)

    found = [one.suggestion for one in tiny.problems() if one.code == "unknown-reference"]

    assert found == [proposed]


def test_more_files_than_a_site_can_have_are_refused_before_any_is_read(
    tiny: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = sum(1 for path in tiny.root.glob("*/*") if path.parent.name not in {"pages", "images", "files"})
    monkeypatch.setattr(reading, "MOST_RECORDS", files)
    assert tiny.problems_of() == []
    monkeypatch.setattr(reading, "MOST_RECORDS", files - 1)
    tiny.write(EVENT, "not: [read")
    (found,) = tiny.problems()
    assert (found.code, found.where.line) == ("too-many-records", 0)
    assert found.message == f"数据文件夹里有 {files} 个记录文件，一个网站最多 {files - 1} 个。"


def test_more_records_than_a_site_can_have_are_refused_wherever_they_stand(
    tiny: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tiny.loaded()
    count = sum(len(site.records[name]) for name, model in REGISTRY.items() if issubclass(model, Published))
    assert site.records["venues"]  # which have no page and are not counted
    monkeypatch.setattr(loading, "MOST_RECORDS", count)
    assert tiny.problems_of() == []
    monkeypatch.setattr(loading, "MOST_RECORDS", count - 1)
    (found,) = tiny.problems()
    assert (found.code, found.where.line) == ("too-many-records", 0)
    assert found.message == f"数据里有网页的记录超过 {count - 1} 条，一个网站最多这么多。"


def test_after_hundreds_of_wrong_records_the_rest_of_a_list_is_not_looked_at(
    tiny: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loading, "MOST_FAILED", 3)
    rows = "".join(f"- id: n{number}\n" for number in range(6))
    shutil.rmtree(tiny.root / "notices")
    tiny.write("notices.yml", rows)
    (closing,) = [problem for problem in tiny.problems() if problem.code == "too-many"]
    assert (str(closing.where), closing.message) == (
        "data/notices.yml:3:3",
        "“notices”里已经有 3 条记录写错，从这里起先不检查。",
    )
    assert {problem.where.line for problem in tiny.problems() if problem.where.file == "data/notices.yml"} == {1, 2, 3}


@pytest.mark.parametrize("name", ["orgs", "vocab", "laws", "venues"])
def test_nobody_is_blamed_for_naming_what_was_not_looked_at(
    tiny: Folder, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    add_laws(tiny)  # and an explainer that cites them
    monkeypatch.setattr(loading, "MOST_FAILED", 3)
    if (tiny.root / name).is_dir():
        shutil.rmtree(tiny.root / name)
    before = tiny.read(f"{name}.yml") if (tiny.root / f"{name}.yml").is_file() else ""
    tiny.write(f"{name}.yml", "".join(f"- id: n{number}\n" for number in range(3)) + before)
    assert {problem.where.file for problem in tiny.problems() if problem.severity == "error"} == {f"data/{name}.yml"}


def test_wrong_record_that_rules_can_still_judge_counts_as_wrong(tiny: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(loading, "MOST_FAILED", 2)
    for number in range(4):
        tiny.add_like(EVENT, f"2023-06-09-more-{number}", results=None, colour="red")
    assert [problem.code for problem in tiny.problems() if problem.code == "too-many"] == ["too-many"]


def test_folder_of_records_that_is_a_link_is_refused(tiny: Folder, tmp_path: Path) -> None:
    (tiny.root / "events").rename(tmp_path / "elsewhere")
    (tiny.root / "events").symlink_to(tmp_path / "elsewhere")
    assert [(one.code, one.where.file.rpartition("/")[2]) for one in tiny.problems() if one.code == "symlink"] == [
        ("symlink", "events")
    ]


# read again


def test_memory_spares_what_is_unchanged_and_shows_nothing_that_is_no_longer_so(tiny: Folder) -> None:
    memory: Memory = {}
    first = load(tiny.root, NOW, memory=memory)
    again = load(tiny.root, NOW, memory=memory)
    assert again.records == first.records
    assert again.citing == first.citing
    assert again.records["events"]["2023-06-08-launch"] is first.records["events"]["2023-06-08-launch"]

    tiny.edit(EVENT, title="另一个标题")
    assert load(tiny.root, NOW, memory=memory).records == tiny.loaded().records != first.records
    tiny.add_like(EVENT, "2023-06-20-second", start="2023-06-20 14:00", end=None, results=None)
    (tiny.root / LECTURE).unlink()
    assert load(tiny.root, NOW, memory=memory).records == tiny.loaded().records


def test_memory_hides_no_finding(tiny: Folder) -> None:
    memory: Memory = {}
    good = tiny.read(EVENT)
    (tiny.root / "images").mkdir()
    (tiny.root / "images/one.jpg").write_bytes(b"")
    tiny.write(EVENT, f"{good}images:\n  - {{file: images/one.jpg, alt: 照片, consent: 同意, credit: 示例}}\n")
    told = []
    for change in (
        lambda: None,
        (tiny.root / "images/one.jpg").unlink,  # the record's own file stays as it was
        lambda: tiny.write(EVENT, good.replace("title: ", "title：", 1)),
        lambda: tiny.write(EVENT, good.replace("reporting_unit: ", "reporting_unit: no-")),
        lambda: None,
        lambda: tiny.write(EVENT, good),
    ):
        change()
        problems = Problems()
        with contextlib.suppress(DataError):
            load(tiny.root, NOW, problems, memory)
        assert list(problems) == list(tiny.problems())
        told.append([one.code for one in problems])
    assert told == [[], ["image-missing"], ["fullwidth-colon"], ["unknown-reference"], ["unknown-reference"], []]
