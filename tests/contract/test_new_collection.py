"""A new collection is one model, one template, one folder: exactly what the documentation says."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.conftest import REPO, Project

GUIDE = REPO / "docs" / "dev" / "collections.md"
RECORD = """\
id: 2023-06-20-quiz
title: 商业秘密知识竞赛（示例）
status: published
reporting_unit: fbzdjz
start: 2023-06-20 14:00
end: 2023-06-20 16:00
prize: 荣誉证书
sample: true
review: {secrecy: pass}
"""


def _add_competitions(project: Project) -> None:
    """Do what the guide says, with the guide's own text."""
    fences = re.findall(r"```(\w+)\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    blocks = dict(fences)
    (project.root / "hooks/campaign/models/competitions.py").write_text(blocks["python"], encoding="utf-8")
    (project.root / "overrides/records/competitions.html").write_text(blocks["jinja"], encoding="utf-8")
    project.data.write("competitions/2023-06-20-quiz.yml", RECORD)


def _text(site: Path, name: str) -> str:
    return (site / name).read_text(encoding="utf-8")


def test_new_collection_of_three_files_appears_everywhere(project: Project) -> None:
    _add_competitions(project)

    built = project.run("build")
    schema = project.run("schema")

    assert (built.returncode, schema.returncode) == (0, 0), built.stdout + built.stderr
    site = project.root / "site"
    url = "competitions/2023-06-20-quiz/"
    page = _text(site, f"{url}index.html")
    assert '<h1>商业秘密知识竞赛<span class="c-nowrap">（示例）</span></h1>' in page
    assert "<dt>奖项</dt><dd>荣誉证书</dd>" in page
    assert 'href="../competitions/2023-06-20-quiz/"' in _text(site, "competitions/index.html")
    assert 'href="../competitions/"' in _text(site, "events/index.html")
    assert 'href="../competitions/2023-06-20-quiz/"' in _text(site, "calendar/index.html")
    assert f"<loc>https://fuwuyue.example/2023/{url}</loc>" in _text(site, "sitemap.xml")
    assert [item["id"] for item in json.loads(_text(site, "api/v1/competitions.json"))["items"]] == ["2023-06-20-quiz"]
    calendar = [item["uid"] for item in json.loads(_text(site, "api/v1/calendar.json"))["items"]]
    assert "competitions/2023-06-20-quiz" in calendar
    for name in ("competitions/2023-06-20-quiz.ics", "feeds/competitions.ics", "feeds/all.ics"):
        assert (name, "UID:competitions/2023-06-20-quiz@fuwuyue.example" in _text(site, name)) == (name, True)
    assert "奖项 <code>prize</code>" in _text(site, "manual/competitions/index.html")
    assert 'href="../manual/competitions/"' in _text(site, "manual/index.html")
    properties = json.loads(project.data.read("schema/competitions.schema.json"))["properties"]
    assert properties["prize"]["title"] == "奖项"


def test_new_collection_without_its_template_says_which_file_is_missing(project: Project) -> None:
    _add_competitions(project)
    (project.root / "overrides/records/competitions.html").unlink()

    built = project.run("build")

    assert built.returncode == 1
    assert "records/competitions.html" in built.stdout
    assert "Traceback" not in built.stdout + built.stderr
