"""What the page about screens shows to copy is taken as it stands."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from typing import TYPE_CHECKING

from tests.conftest import REPO, Folder

if TYPE_CHECKING:
    from pathlib import Path

    from campaign.models.screens import Bulletin, Daypart, Playlist

PAGE = (REPO / "docs/manual/walls.md").read_text(encoding="utf-8")
BULLETIN, PLAYLIST, EXCEPTIONS = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)


def test_what_stands_on_the_page_can_be_copied(tmp_path: Path) -> None:
    shutil.copytree(REPO / "data", tmp_path / "data")
    data = Folder(tmp_path / "data")
    data.write("bulletins.yml", data.read("bulletins.yml") + BULLETIN)
    lists = re.split(r"(?m)^(?=- id: )", data.read("playlists.yml"))
    data.write("playlists.yml", "".join(PLAYLIST if "id: service-month\n" in one else one for one in lists))
    hours = re.split(r"(?m)^(?=- id: )", data.read("dayparts.yml"))
    kept = [re.sub(r"(?m)^  exceptions:\n(?:    .*\n)*", "", one) for one in hours]
    data.write("dayparts.yml", "".join(kept[:-1]) + kept[-1].rstrip("\n") + "\n" + EXCEPTIONS)
    moment = datetime(2023, 6, 12, 9, 0)
    assert [one for one in data.problems(moment) if one.severity == "error"] == []
    site = data.loaded()
    bulletin: Bulletin = site.get("bulletins", "moved")  # type: ignore[assignment]
    programme: Playlist = site.get("playlists", "service-month")  # type: ignore[assignment]
    last: Daypart = list(site.all("dayparts"))[-1]  # type: ignore[assignment]
    assert (bulletin.until, len(programme.items)) == (datetime(2023, 6, 15, 12, 0), 3)
    assert sorted(str(one.closes) for one in last.exceptions) == ["00:00:00", "None"]
