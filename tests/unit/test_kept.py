"""What is kept by the thousand: made once of the same parts by the same program, and in all else made anew."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from tests.conftest import REPO, Folder, Project, copy_project, tree_of

from campaign import cache, kept, made, richtext
from campaign.building import Order, build
from campaign.kept import Kept
from campaign.render import Renderer
from campaign.search.postings import Index, Page

EVENT = "events/2023-06-08-launch.yml"
PAGE = Page("e/", "示例讲座", "活动", "6月8日", "示例厅", happens=True)
BODY = '<h1>示例讲座</h1><p>外人不知道</p><h2 id="how">怎么报名</h2><p>第十条 打电话</p>'


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the folder of an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    cache.folder.cache_clear()
    yield tmp_path / "cache/fuwuyue"
    cache.folder.cache_clear()


def _made(place: Path, *parts: bytes) -> str:
    """Return what a new run has for ``parts``: what the last one kept, or what it makes itself."""
    run = Kept("kind", place)
    found = run.remembered(str, lambda: "made", *parts)
    run.save()
    return found


def _keep(place: Path, found: object, *parts: bytes) -> None:
    run = Kept("kind", place)
    run.add(found, *parts)
    run.save()


def _rewrite(root: Path, stamp: bytes, stored: object) -> None:
    (pack,) = root.glob("kind-*")
    content = stamp + pickle.dumps(stored)
    pack.write_bytes(sha256(content).digest() + content)


def test_the_same_parts_of_the_same_place_are_made_once(root: Path, tmp_path: Path) -> None:
    _keep(tmp_path, "kept", b"a", b"b")
    assert _made(tmp_path, b"a", b"b") == "kept"
    assert [_made(tmp_path / "other", b"a", b"b"), _made(tmp_path, b"ab", b""), _made(tmp_path, b"a", b"b")] == [
        "made"
    ] * 3
    assert len(list(root.glob("kind-*"))) == 2


@pytest.mark.usefixtures("root")
def test_what_a_run_did_not_ask_for_is_dropped_and_what_it_found_stays(tmp_path: Path) -> None:
    first = Kept("kind", tmp_path)
    for number in range(3):
        first.add(number, b"%d" % number)
    first.save()
    second = Kept("kind", tmp_path)
    assert (len(second), second.find(b"1"), second.has(b"1"), second.has(b"2")) == (3, 1, True, False)
    second.save()
    third = Kept("kind", tmp_path)
    assert (len(third), third.find(b"1"), third.find(b"2")) == (1, 1, None)


@pytest.mark.parametrize("spoilt", [b"", b"short", b"x" * 200])
def test_spoilt_file_is_as_good_as_none(root: Path, tmp_path: Path, spoilt: bytes) -> None:
    _keep(tmp_path, "kept", b"a")
    (pack,) = root.glob("kind-*")
    pack.write_bytes(spoilt)
    assert [_made(tmp_path, b"a") for _ in range(2)] == ["made"] * 2
    assert _made(tmp_path, b"a") == "made"


@pytest.mark.parametrize("stored", [[1, 2], {"no": "bytes"}, {b"": b"no pickle"}])
def test_file_that_holds_something_else_is_as_good_as_none(root: Path, tmp_path: Path, stored: object) -> None:
    _keep(tmp_path, "kept", b"a")
    _rewrite(root, sha256(made.program().encode()).digest(), stored)
    assert _made(tmp_path, b"a") == "made"


@pytest.mark.parametrize("other", [b"no pickle", pickle.dumps(7)])
def test_result_of_another_kind_is_made_anew(root: Path, tmp_path: Path, other: bytes) -> None:
    _keep(tmp_path, "kept", b"a")
    (key,) = Kept("kind", tmp_path)._before  # noqa: SLF001 the key that the file has
    _rewrite(root, sha256(made.program().encode()).digest(), {key: other})
    assert _made(tmp_path, b"a") == "made"


@pytest.mark.usefixtures("root")
def test_results_of_another_program_count_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _keep(tmp_path, "kept", b"a")
    monkeypatch.setattr(made, "program", lambda: "another")
    assert _made(tmp_path, b"a") == "made"


def test_where_the_program_cannot_be_told_nothing_is_kept(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> str:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(made, "program", refused)
    assert [_made(tmp_path, b"a") for _ in range(2)] == ["made"] * 2
    assert list(root.glob("kind-*")) == []


def test_few_records_are_not_worth_a_file(root: Path, tmp_path: Path) -> None:
    assert [bool(Kept.of("kind", tmp_path, number)) for number in (kept.WORTH - 1, kept.WORTH)] == [False, True]
    few = Kept.of("kind", tmp_path, 1)
    assert (few.remembered(str, lambda: "made", b"a"), few.find(b"a")) == ("made", None)
    few.save()
    assert list(root.glob("kind-*")) == []


@pytest.mark.usefixtures("root")
def test_markdown_is_cleaned_once_and_led_to_its_records_each_time(
    tiny: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "见 [启动](record:events/2023-06-08-launch)。"
    pages, asked = [], []
    clean = richtext.cleaned
    monkeypatch.setattr(richtext, "cleaned", lambda markdown: asked.append(markdown) or clean(markdown))
    for base in ("../../", "../../", "../"):
        renderer = Renderer(REPO / "overrides", tiny.shown())
        renderer.kept = Kept("rich", tiny.root)
        pages.append(str(renderer.rich(text, base)))
        renderer.kept.save()
    line = '<p>见 <a href="{}events/2023-06-08-launch/" rel="noopener">启动</a>。</p>\n'
    assert pages == [line.format(base) for base in ("../../", "../../", "../")]
    assert asked == [text]


def _index(place: Path | None, page: Page = PAGE, body: str = BODY, **how: object) -> Index:
    index = Index(Kept("said", place) if place else Kept())
    index.add(Page("x/", "前面一页", "网页"), "<p>第十条</p>")
    index.add(page, body, **how)  # type: ignore[arg-type]  # as add takes them
    index.kept.save()
    index.kept = Kept()
    return index


@pytest.mark.usefixtures("root")
def test_page_says_the_same_to_the_search_whether_it_was_read_before_or_not(tmp_path: Path) -> None:
    fresh = _index(None)
    told = [vars_of(_index(tmp_path)) for _ in range(2)]
    assert told == [vars_of(fresh)] * 2


def vars_of(index: Index) -> tuple[object, ...]:
    return index.entries, dict(index.articles), index.texts, index.postings, index.traditional


@pytest.mark.usefixtures("root")
@pytest.mark.parametrize(
    ("page", "body", "how"),
    [
        (Page("e/", "示例讲座", "活动", "6月9日", "示例厅", happens=True), BODY, {}),
        (Page("e/", "示例讲座", "活动", "6月8日", "示例厅"), BODY, {}),
        (PAGE, BODY.replace("外人", "別人與"), {}),
        (PAGE, BODY, {"aside": True}),
        (PAGE, BODY, {"named": {"how": ("报名办法",)}}),
    ],
    ids=["another time", "no time to come", "another text", "a list", "another name"],
)
def test_page_of_which_anything_changed_is_read_anew(
    tmp_path: Path, page: Page, body: str, how: dict[str, object]
) -> None:
    before = _index(tmp_path)
    now = _index(tmp_path, page, body, **how)
    assert vars_of(now) == vars_of(_index(None, page, body, **how)) != vars_of(before)


def _built(project: Project, cache_root: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache_root))
    cache.folder.cache_clear()
    build(Order(project.root, project.data.root, project.root / "site"), lambda _text: None)
    return tree_of(project.root / "site")


def test_build_that_knows_the_last_one_is_a_build_from_nothing(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = copy_project(tmp_path / "project")
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1686533400")
    monkeypatch.setattr(kept, "WORTH", 1)
    project.data.edit(EVENT, body="'**先说**这个，见 [讲座](record:lectures/2023-06-14-grading)。'")
    first = _built(project, root.parent, monkeypatch)
    packs = {path.name.partition("-")[0]: path for path in root.iterdir()}
    assert {"records", "rich", "said"} <= packs.keys()
    project.data.edit(EVENT, title="另一个标题")
    project.data.edit("lectures/2023-06-14-grading.yml", summary="另一个摘要。")
    changed = _built(project, root.parent, monkeypatch)
    assert changed == _built(project, tmp_path / "empty", monkeypatch) != first
    _poison(packs["rich"], "<p>从上次留下的里面来</p>")
    project.data.edit(EVENT, title="再一个标题")
    page = _built(project, root.parent, monkeypatch)[f"{EVENT.removesuffix('.yml')}/index.html"].decode()
    assert "再一个标题" in page
    assert "<p>从上次留下的里面来</p>" in page


def _poison(pack: Path, found: str) -> None:
    stamp = pack.read_bytes()[32:64]
    stored = pickle.loads(pack.read_bytes()[64:])  # noqa: S301 written just now
    content = stamp + pickle.dumps(dict.fromkeys(stored, pickle.dumps(found)))
    pack.write_bytes(sha256(content).digest() + content)


@pytest.mark.usefixtures("root")
def test_program_that_runs_on_after_a_change_of_its_files_keeps_nothing_under_their_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _keep(tmp_path, "of what runs", b"a")
    monkeypatch.setattr(made, "code", lambda: "what lies on the disk by now")
    _keep(tmp_path, "of what still runs", b"a")
    made.program.cache_clear()  # as in another process
    assert _made(tmp_path, b"a") == "made"
    made.program.cache_clear()


def test_one_page_in_traditional_characters_is_enough() -> None:
    index = Index()
    for name, body in (("a/", "<p>侵犯商業秘密</p>"), ("b/", "<p>侵犯商业秘密</p>")):
        index.add(Page(name, "一页", "网页"), body)
    assert index.traditional
