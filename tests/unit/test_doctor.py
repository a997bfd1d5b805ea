"""What is due: each kind is told once it is, with its place."""

from __future__ import annotations

import json
from datetime import datetime

from tests.conftest import Folder, Project

from campaign.doctor import examined

EVENT, NOTICE = "events/2023-06-08-launch.yml", "notices/2023-06-01-guide.yml"
LATE = datetime(2023, 6, 20, 9, 0)


def _codes(tiny: Folder, now: datetime = LATE) -> list[tuple[str, str]]:
    found = examined(tiny.loaded(now), now)
    return [(one.code, one.where.file) for problems in found.values() for one in problems]


def test_everything_that_is_due_is_told_with_its_file(tiny: Folder) -> None:
    tiny.edit(EVENT, results=None, verified_on="2023-01-01")
    tiny.edit(NOTICE, valid_until="2023-06-30")
    tiny.replace(
        "campaign.yml",
        "plain: 请人来讲课。}\n",
        "plain: 请人来讲课。}\n  - {no: 3, title: 丙, short: 丙, text: 丙, plain: 丙}\n",
    )

    due = {
        code: file for code, file in _codes(tiny) if file in {f"data/{EVENT}", f"data/{NOTICE}", "data/campaign.yml"}
    }
    assert due == {
        "contact-stale": f"data/{EVENT}",
        "results-missing": f"data/{EVENT}",
        "notice-expiring": f"data/{NOTICE}",
        "item-empty": "data/campaign.yml",
    }


def test_what_is_not_due_is_not_told(tiny: Folder) -> None:
    tiny.edit(NOTICE, valid_until="2023-07-05")

    assert "notice-expiring" not in [code for code, _ in _codes(tiny)]
    assert "notice-expiring" not in [code for code, _ in _codes(tiny, datetime(2023, 7, 6, 9, 0))]
    assert ("notice-expiring", f"data/{NOTICE}") in _codes(tiny, datetime(2023, 7, 5, 23, 0))
    assert ("results-missing", f"data/{EVENT}") not in _codes(tiny)


def test_command_says_it_as_text_and_as_json(project: Project) -> None:
    project.data.edit(EVENT, results=None)

    text, rows = project.run("doctor", at=LATE), project.run("doctor", "--json", at=LATE)

    assert (text.returncode, rows.returncode) == (0, 0)
    assert f"【结束三天还没报结果】3 处\n  data/{EVENT}:" in text.stdout
    assert [one["code"] for one in json.loads(rows.stdout)["结束三天还没报结果"]] == ["results-missing"] * 3
