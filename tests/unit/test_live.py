"""What serve shows before the whole site is built: the very bytes that the whole build writes, or nothing."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from tests.conftest import Folder, Project, copy_project

from campaign.building import Order, build
from campaign.live import Live
from campaign.plan import Plan
from campaign.planning import Places
from campaign.problems import DataError
from campaign.reading import Memory
from campaign.serving import Workshop
from campaign.watching import state_of
from campaign.whole_build import WholeBuild

_EVENT = "events/2023-06-08-launch.yml"
_NINE = 1686533400  # 2023-06-12 09:30 in Shanghai


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    project = copy_project(tmp_path / "project")
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(_NINE))
    return project


def _order(project: Project, out: str = "site") -> Order:
    return Order(project.root, project.data.root, project.root / out, kind="serve")


def _live(project: Project) -> Live:
    plans: list[Plan] = []
    memory: Memory = {}
    build(_order(project), lambda _text: None, plans.append, memory)
    places = Places(project.data.root, project.root / "docs", project.root / "overrides")
    return Live(places, plans[0], memory)


def test_pages_are_those_of_the_whole_build_also_a_minute_later(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.data.edit("campaign.yml", edit_url="https://github.com/example/site/edit/main/data/")
    live = _live(project)
    project.data.edit(_EVENT, title="改过的标题")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(_NINE + 60))
    newer = live.pages()
    assert newer is not None
    build(_order(project, "whole"), lambda _text: None)
    files = {url: (project.root / "whole" / url / "index.html").read_bytes() for url in newer}
    assert {url: made() for url, made in newer.items()} == files
    assert "改过的标题" in files["events/2023-06-08-launch/"].decode()
    assert "edit/main/data/events/2023-06-08-launch.yml" in files["events/2023-06-08-launch/"].decode()
    assert len(files) == 5


def test_nothing_is_shown_when_all_pages_may_look_different(project: Project) -> None:
    live = _live(project)
    assert live.pages() is not None
    before = project.data.read("campaign.yml")
    project.data.edit("campaign.yml", short="服务季")
    assert live.pages() is None
    project.data.write("campaign.yml", before)
    assert live.pages() is not None
    project.data.edit("campaign.yml", hotline="12345")  # which only the footer says
    assert live.pages() is None
    project.data.write("campaign.yml", before)
    project.data.write("pages/more.md", "# 多一页\n")
    assert live.pages() is None


def test_mistakes_are_raised_and_forgotten_when_mended(project: Project) -> None:
    live = _live(project)
    good = project.data.read(_EVENT)
    project.data.edit(_EVENT, start="2023-06-31 09:30")
    with pytest.raises(DataError):
        live.pages()
    project.data.write(_EVENT, good)
    assert live.pages() is not None


def test_state_tells_new_changed_and_gone_files(tiny: Folder) -> None:
    before = state_of([tiny.root])
    tiny.edit(_EVENT, title="改过的标题")
    (tiny.root / "orgs.yml").rename(tiny.root / "units/orgs.yml")
    now = state_of([tiny.root])
    changed = {
        Path(one).relative_to(tiny.root).as_posix() for one in now.keys() | before if now.get(one) != before.get(one)
    }
    assert changed == {_EVENT, "orgs.yml", "units/orgs.yml"}


def test_what_the_system_refuses_is_shown_and_said_in_chinese(project: Project) -> None:
    said: list[str] = []
    workshop = Workshop(_order(project, ".serve"), "127.0.0.1", 0, said.append)
    workshop.server.server_close()  # nobody asks it here
    lock = project.root / "..serve.lock"
    lock.mkdir()  # where a build would write
    workshop.rebuild()
    message = f"读写文件失败：那是一个文件夹（{lock}）。网上的还是完整的一版；排除原因，再运行一次。"
    assert said == [message]
    page = workshop.mistakes()
    assert page is not None
    assert message in page.decode()
    lock.rmdir()
    workshop.rebuild()
    assert (workshop.mistakes(), said[1:]) == (None, [said[-1]])
    assert re.fullmatch(r"\d+ 个页面，\d+\.\d 秒。", said[-1])


def test_fault_of_the_program_is_shown_too_and_passes(project: Project, capsys: pytest.CaptureFixture[str]) -> None:
    said: list[str] = []
    workshop = Workshop(_order(project, ".serve"), "127.0.0.1", 0, said.append)
    workshop.server.server_close()  # nobody asks it here
    code = project.root / "hooks/main.py"
    good = code.read_text(encoding="utf-8")
    code.write_text(f"{good}\n1 / 0\n", encoding="utf-8")
    workshop.rebuild()
    assert said == ["程序出错了，不是数据的问题。请把终端里的这段英文发给维护的人。"]
    assert "ZeroDivisionError" in capsys.readouterr().err
    assert said[0] in (workshop.mistakes() or b"").decode()
    code.write_text(good, encoding="utf-8")
    workshop.rebuild()
    assert workshop.mistakes() is None


def test_whole_build_that_comes_too_late_hides_no_mistake(project: Project) -> None:
    workshop = Workshop(_order(project, ".serve"), "127.0.0.1", 0, lambda _text: None)
    workshop.server.server_close()
    good = project.data.read(_EVENT)
    project.data.write(_EVENT, good.replace("title:", "title："))
    workshop.rebuild()
    shown = workshop.mistakes()
    assert shown is not None
    workshop._built(0, "")  # noqa: SLF001 as the thread that waits for a whole build does
    assert workshop.mistakes() == shown


def test_each_stamped_page_is_judged_not_only_the_first_of_its_kind(project: Project) -> None:
    plan = _live(project).built
    assert plan.ledger.finish(project.root / "site") == []
    plan.judge("events", "events/other/", "<title>另一页</title>", '<a href="javascript:1">x</a>')
    assert [problem.code for problem in plan.ledger.finish(project.root / "site")] == ["scheme"]


def test_whole_build_says_the_same(project: Project) -> None:
    order = _order(project, ".serve")
    (project.root / "..serve.lock").mkdir()
    told: list[tuple[int, str]] = []
    done = threading.Event()

    def keep(code: int, text: str) -> None:
        told.append((code, text))
        done.set()

    WholeBuild(order).start(keep)
    assert done.wait(60)
    assert told == [
        (
            1,
            f"读写文件失败：那是一个文件夹（{project.root / '..serve.lock'}）。网上的还是完整的一版；排除原因，再运行一次。",
        )
    ]


def test_whole_build_that_the_system_ends_says_so(project: Project) -> None:
    told: list[tuple[int, str]] = []
    done = threading.Event()

    def keep(code: int, text: str) -> None:
        told.append((code, text))
        done.set()

    whole = WholeBuild(_order(project, ".serve"))
    whole.start(keep)
    assert whole._running is not None  # noqa: SLF001 whom to end
    whole._running.kill()  # noqa: SLF001 as above
    assert done.wait(60)
    assert told == [(-9, "生成网站的进程被系统结束了，多半是内存不够。关掉别的程序，再保存一次。")]
