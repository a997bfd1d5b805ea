"""Page titles are unique, whatever the records are called, and say first what won't take place."""

from __future__ import annotations

from tests.conftest import Folder, Project

from campaign.titles import unique_titles

EVENT = "events/2023-06-08-launch.yml"


def test_unique_titles_tell_namesakes_apart_by_their_day(tiny: Folder) -> None:
    tiny.add_like(EVENT, "again", start="2023-06-09 14:00", end="2023-06-09 16:00")

    titles = unique_titles(list(tiny.shown().public("events")))

    assert titles == {
        "events/2023-06-08-launch/": "服务月启动仪式（2023年6月8日）",
        "events/again/": "服务月启动仪式（2023年6月9日）",
    }


def test_unique_titles_fall_back_to_the_id_on_the_same_day(tiny: Folder) -> None:
    tiny.add_like(EVENT, "again", start="2023-06-08 09:00", end="2023-06-08 10:00")

    titles = unique_titles(list(tiny.shown().public("events")))

    assert sorted(titles.values()) == ["服务月启动仪式（2023-06-08-launch）", "服务月启动仪式（again）"]


def test_unique_titles_say_first_what_is_called_off(tiny: Folder) -> None:
    tiny.add_like(EVENT, "again", start="2023-06-09 14:00", end="2023-06-09 16:00")
    tiny.add_like(EVENT, "third", start="2023-06-10 14:00", end="2023-06-10 16:00")
    tiny.edit(EVENT, status="cancelled", status_reason="台风", revision="1", results=None)
    tiny.edit("events/again.yml", status="postponed", status_reason="台风", revision="1", results=None)

    titles = unique_titles(list(tiny.shown().public("events")))

    assert list(titles.values()) == ["【取消】服务月启动仪式", "【延期】服务月启动仪式", "服务月启动仪式"]


def test_unique_titles_of_cancelled_namesakes_keep_their_days(tiny: Folder) -> None:
    gone = {"status": "cancelled", "status_reason": "台风", "revision": "1", "results": None}
    tiny.add_like(EVENT, "again", start="2023-06-09 14:00", end="2023-06-09 16:00")
    tiny.edit(EVENT, **gone)
    tiny.edit("events/again.yml", **gone)

    titles = unique_titles(list(tiny.shown().public("events")))

    assert list(titles.values()) == ["【取消】服务月启动仪式（2023年6月8日）", "【取消】服务月启动仪式（2023年6月9日）"]


def test_namesakes_are_published_with_their_own_titles(project: Project) -> None:
    project.data.add_like(EVENT, "again", start="2023-06-09 14:00", end="2023-06-09 16:00")

    done = project.run("build")

    assert done.returncode == 0, done.stdout + done.stderr
    page = (project.root / "site/events/again/index.html").read_text(encoding="utf-8")
    assert "<title>服务月启动仪式（2023年6月9日） - 示例区服务月</title>" in page
    assert "<h1>服务月启动仪式</h1>" in page


def test_id_of_a_list_page_is_reserved(tiny: Folder) -> None:
    name = tiny.add_like(EVENT, "page-2", start="2023-06-09 14:00", end="2023-06-09 16:00")

    assert tiny.problems_of() == [tiny.finding(name, "page-2", "id-reserved")]
