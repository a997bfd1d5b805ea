"""The browsers of cheap boxes, 2018 to 2020, play the walls. ``make old-chrome`` fetches them; without them it is skipped."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from tests.browser.walls import SCREENS, Flaky
from tests.conftest import REPO

#: plays a screen in a frame, a slide each half second, and tells the server when all of it works
PLAYED = """<!doctype html><iframe src="kiosk/{name}.html" width="{width}" height="{height}"></iframe><script>
var frame = document.querySelector('iframe'), quick = false, told = false;
setInterval(function () {{
  var kiosk = frame.contentWindow.Kiosk, worker = frame.contentWindow.navigator.serviceWorker;
  if (told || !kiosk || !kiosk.kept('pack') || kiosk.polling || !worker.controller) {{ return; }}
  if (!quick) {{ kiosk.pack.items.forEach(function (one) {{ one.seconds = 0.5; }}); kiosk.turn(); }}
  quick = true;
  if (kiosk.slides < 5) {{ return; }}
  told = true;
  new Image().src = 'played?' + [kiosk.trust, frame.contentDocument.fonts.size, kiosk.rows(kiosk.kept('played')).length > 0].join();
}}, 100);
</script>"""
FOLDER = Path(os.environ.get("OLD_CHROME") or REPO / "build/old-chrome")


def _command(version: int, folder: Path, size: tuple[int, int], *asked: str) -> tuple[list[str], dict[str, str]]:
    """Return the browser's command line and its environment."""
    command = [
        *(str(FOLDER / f"chrome-{version}"), "--headless", "--no-sandbox", "--disable-gpu", "--no-zygote"),
        *("--disable-dev-shm-usage", "--hide-scrollbars", f"--user-data-dir={folder / 'profile'}"),
        *(f"--window-size={size[0]},{size[1]}", *asked),
    ]
    return command, {**os.environ, "LD_LIBRARY_PATH": f"{FOLDER}:{FOLDER}/lib", "HOME": str(folder)}


def _run(version: int, folder: Path, address: str, size: tuple[int, int], *asked: str) -> str:
    """Return what the browser prints of a page once it is loaded.

    Not after a while of virtual time: these browsers count it from the start, and print what they have when it is over
    before the page is there.
    """
    command, env = _command(version, folder, size, *asked, address)
    return subprocess.run(command, env=env, cwd=folder, capture_output=True, text=True, timeout=60, check=False).stdout


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


@pytest.mark.parametrize("version", [64, 72, 80])
@pytest.mark.parametrize("name", ["plaza-strip", "g60-touch"])
def test_old_browser_turns_asks_and_keeps(preview_folder: Path, tmp_path: Path, version: int, name: str) -> None:
    if not (FOLDER / f"chrome-{version}").is_file():
        pytest.skip(f"no Chrome {version} in {FOLDER.name}; make old-chrome fetches it")
    width, height = SCREENS[name]
    site = tmp_path / "site"
    shutil.copytree(preview_folder / "kiosk", site / "kiosk")
    (site / "play.html").write_text(PLAYED.format(name=name, width=width, height=height), encoding="utf-8")
    server = Flaky(site)
    command, env = _command(version, tmp_path, SCREENS[name], "--remote-debugging-port=0", f"{server.address}play.html")
    box = subprocess.Popen(command, env=env, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        told = next(path for path in iter(lambda: server.asked.get(timeout=60), None) if path.startswith("/played?"))
    finally:
        box.terminate()
        box.wait(10)
        server.kill()
    assert told == "/played?server,2,true"
