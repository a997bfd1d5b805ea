"""The browsers of cheap boxes, 2018 to 2020, play the walls. ``make old-chrome`` fetches them; without them it is skipped."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from tests.browser.walls import SCREENS
from tests.conftest import REPO

FOLDER = Path(os.environ.get("OLD_CHROME") or REPO / "build/old-chrome")


def _run(version: int, folder: Path, address: str, size: tuple[int, int], *asked: str) -> str:
    """Return what the browser prints of a page once it is loaded.

    Not after a while of virtual time: these browsers count it from the start, and print what they have when it is over
    before the page is there.
    """
    libraries = f"{FOLDER}:{FOLDER}/lib"
    done = subprocess.run(
        [
            *(FOLDER / f"chrome-{version}", "--headless", "--no-sandbox", "--disable-gpu", "--no-zygote"),
            *("--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}"),
            *(f"--window-size={size[0]},{size[1]}", *asked, address),
        ],
        env={**os.environ, "LD_LIBRARY_PATH": libraries, "HOME": str(folder)},
        cwd=folder, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    return done.stdout


@pytest.mark.parametrize("version", [64, 72, 80])
def test_old_browser_plays_the_walls(preview: str, tmp_path: Path, version: int) -> None:
    if not (FOLDER / f"chrome-{version}").is_file():
        pytest.skip(f"no Chrome {version} in {FOLDER.name}; make old-chrome fetches it")
    for name in SCREENS:
        address = f"{preview}kiosk/{name}.html?at=2023-06-12T09:30"
        page = _run(version, tmp_path, address, SCREENS[name], "--dump-dom")
        assert len(re.findall(r'<div class="slide on" [^>]*data-slide="[a-z]+-', page)) == 1
        assert ("如何举报</button>" in page) is (name == "g60-touch")
        picture = tmp_path / f"{name}.png"
        _run(version, tmp_path, address, SCREENS[name], f"--screenshot={picture}")
        assert [one.text[:8] for one in zxingcpp.read_barcodes(Image.open(picture))] == ["https://"]
