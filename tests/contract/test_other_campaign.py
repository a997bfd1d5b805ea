"""Another district, another year, another number of items, and the other form of writing: data only."""

from __future__ import annotations

import json
import posixpath
import re
import shutil
from datetime import datetime
from pathlib import Path

from tests.conftest import REPO, Project, copy_project

from campaign.views.home import home


def _as_lists(project: Project) -> None:
    """Turn every folder of one-record files into one file with a list."""
    for folder in sorted(path for path in project.data.root.iterdir() if path.is_dir()):
        entries = []
        for path in sorted(folder.glob("*.yml")):
            lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
            entries.append(
                "\n".join(("- " if no == 0 else "  ") + line if line else "" for no, line in enumerate(lines))
            )
            path.unlink()
        folder.rmdir()
        project.data.write(f"{folder.name}.yml", "\n".join(entries) + "\n")


def test_other_campaign_builds_with_the_same_pages(project: Project) -> None:
    _as_lists(project)
    project.data.edit("campaign.yml", district="某某新区", year="2024")

    done = project.run("build", "--data", "data", "--out", "other")

    assert done.returncode == 0, done.stdout + done.stderr
    pages = {path: path.read_text(encoding="utf-8") for path in (project.root / "other").rglob("*.html")}
    assert [path.name for path, text in pages.items() if "松江" in text] == []
    assert "某某新区 · 2024年6月" in pages[project.root / "other" / "index.html"]
    assert (project.root / "other" / "items" / "2" / "index.html").is_file()
    assert not (project.root / "other" / "items" / "3").exists()


def test_other_campaign_can_replace_a_prose_page(project: Project) -> None:
    project.data.write("pages/why.md", "# 本区自己的说明\n\n只在这一届用。\n")

    done = project.run("build")

    assert done.returncode == 0, done.stdout + done.stderr
    page = (project.root / "site" / "why" / "index.html").read_text(encoding="utf-8")
    assert '<h1 id="_1">本区自己的说明</h1>' in page
    assert "只在这一届用。" in page


def test_home_of_a_campaign_with_little_to_show_has_no_empty_block_and_no_way_to_nothing(project: Project) -> None:
    for name in ("notices", "lectures"):
        shutil.rmtree(project.data.root / name)

    done = project.run("build")

    assert done.returncode == 0, done.stdout + done.stderr
    home = (project.root / "site" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"<h2[^>]*>(公告|两分钟看懂|身边的示范单位)<", home) == []
    doors = re.findall(r'c-door__title">([^<]+)<', home)
    assert doors == ["参加活动", "申报示范单位", "发现被侵权"]
    assert "听录播" not in home
    assert re.findall(r'c-stats__number">([^<]+)<', home).count("0") == 0
    assert re.findall(r"<(ul|ol)[^>]*>\s*</\1>", home) == []


def test_notice_of_a_later_day_is_not_on_the_home_page_yet(project: Project) -> None:
    project.data.edit("notices/2023-06-01-guide.yml", issued="2023-06-13")
    later, now = datetime(2023, 6, 13, 9, 0), datetime(2023, 6, 12, 9, 30)
    told = [[one.title for one in home(project.data.shown(at), {})["notices"]] for at in (now, later)]
    assert [len(titles) for titles in told] == [0, 1]


def test_campaign_that_only_begins_leads_nowhere_to_nothing(project: Project) -> None:
    for name in ("notices", "lectures", "units", "open_days"):
        shutil.rmtree(project.data.root / name)
    project.data.edit("campaign.yml", hotline=None)

    done = project.run("build")

    assert done.returncode == 0, done.stdout + done.stderr
    site = project.root / "site"
    lists = ("units", "lectures", "open-days", "explainers", "notices", "laws", "cases", "desks", "partners")
    nothing = {f"{one}/" for one in (*lists, "selfchecks", "templates", "terms", "map", "g60", "share", "learn")}
    assert all((site / one / "index.html").is_file() for one in nothing)  # an address once printed holds
    led: list[str] = []
    empty: list[str] = []
    for path in site.rglob("*.html"):
        here = path.parent.relative_to(site).as_posix()
        if f"{here}/" in nothing:
            continue
        html = path.read_text(encoding="utf-8")
        targets = {posixpath.normpath(posixpath.join(here, one)) + "/" for one in re.findall(r'href="([^":#?]+)', html)}
        led += [f"{here} → {one}" for one in sorted(targets & nothing)]
        if here in {"events", "mine"}:  # what is over moves to another list, and stars are the browser's
            continue
        empty += [f"{here}: {found[0]}" for found in re.finditer(r"<(ul|ol|dl|nav|section)[^>]*>\s*</\1>", html)]
    assert led == []
    assert empty == []
    assert "c-footer__slots" not in (site / "index.html").read_text(encoding="utf-8")
    assert "/units/" not in (site / "sitemap.xml").read_text(encoding="utf-8")


def test_prose_of_the_generator_names_no_record_of_a_campaign() -> None:
    named = [path.name for path in (REPO / "docs").glob("*.md") if "](record:" in path.read_text(encoding="utf-8")]
    assert named == []


def test_another_districts_campaign_is_data_only_and_reckons_its_own_form(tmp_path: Path) -> None:
    project = copy_project(tmp_path)
    shutil.rmtree(project.data.root)
    shutil.copytree(REPO / "tests" / "other" / "data", project.data.root)
    after = datetime(2025, 10, 1, 9, 30)

    built = project.run("build", at=after)
    report = project.run("report", "--out", "report", at=after)

    assert (built.returncode, report.returncode) == (0, 0), built.stdout + built.stderr + report.stdout
    pages = {path: path.read_text(encoding="utf-8") for path in (project.root / "site").rglob("*.html")}
    assert [path.name for path, text in pages.items() if "松江" in text] == []
    told = {
        key: {
            cell["key"]: cell["value"]
            for cell in json.loads((project.root / "report" / f"{key}.json").read_text(encoding="utf-8"))["cells"]
        }
        for key in ("fair-office", "sub-harbour", "bureau-new")
    }
    assert told == {
        "fair-office": {"online_classes": 1, "class_people": 120, "round_tables": 0, "visits": 0, "city_press": 0},
        "sub-harbour": {"online_classes": 0, "class_people": 0, "round_tables": 2, "visits": None, "city_press": 1},
        "bureau-new": {"online_classes": 1, "class_people": 120, "round_tables": 2, "visits": 0, "city_press": 1},
    }
    results = pages[project.root / "site" / "results" / "index.html"]
    table = results.partition('aria-label="历届的数"')[2].partition("</table>")[0]
    assert re.findall(r'scope="(?:col|row)">([^<]+)', table) == [
        "内容", "2023年", "2024年", "2025年", "线上课堂（期）", "听课（人次）", "圆桌会诊（次）",
    ]  # fmt: skip
    assert re.findall(r"<td>([^<]+)</td>", table) == ["2", "4", "1", "90", "180", "120", "1", "2", "2"]
    assert re.findall(r'<desc id="ed-class-people-d">([^<]+)', results) == [
        "2023 90 人次；2024 180 人次；2025 120 人次。"
    ]
