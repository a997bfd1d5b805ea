"""The day changes at midnight in Beijing, wherever the machine stands; leap days and the year's last day are days like others."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from tests.conftest import Project

from campaign import clock

_TODAY = re.compile(r'data-day="([\d-]+)" aria-current="date"')
_UPDATED = re.compile(r"网站更新于 <time[^>]*>([\d-]+ [\d:]+)</time>（北京时间）")


@pytest.mark.parametrize(
    ("moment", "zone", "day", "said"),
    [
        (datetime(2023, 6, 12, 15, 59, tzinfo=UTC), "UTC", "2023-06-12", "2023-06-12 23:59"),
        (datetime(2023, 6, 12, 16, 1, tzinfo=UTC), "America/New_York", "2023-06-13", "2023-06-13 00:01"),
        (datetime(2024, 2, 28, 16, 0, tzinfo=UTC), "Pacific/Kiritimati", "", "2024-02-29 00:00"),
        (datetime(2023, 12, 31, 16, 0, tzinfo=UTC), "UTC", "", "2024-01-01 00:00"),
    ],
)
def test_day_of_the_site_is_the_day_in_beijing(
    project: Project, monkeypatch: pytest.MonkeyPatch, moment: datetime, zone: str, day: str, said: str
) -> None:
    monkeypatch.setenv("TZ", zone)

    done = project.run("build", at=moment.astimezone(clock.SHANGHAI).replace(tzinfo=None))

    home = (project.root / "site" / "index.html").read_text(encoding="utf-8")
    assert (done.returncode, _UPDATED.findall(home)) == (0, [said])
    assert _TODAY.findall(home) == ([day] if day else [])
