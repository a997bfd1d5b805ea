"""Small panels: what stands on the glass of a doorway is whole and as large as the rule asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from tests.browser.test_screens import MEASURE, PICTURES
from tests.conftest import REPO
from tests.site.sample import PREVIEW_AT

from campaign import clock, packs
from campaign.loading import load
from campaign.models.screens import Screen
from campaign.problems import Problems

if TYPE_CHECKING:
    from tests.browser.conftest import OpenPage

#: the line at the bottom as it is seen: its rows, its height and the least that two rows need
FOOT = """() => {
  const foot = document.querySelector('.foot'), size = parseFloat(getComputedStyle(foot).fontSize);
  return [foot.textContent.split('\\n'), Math.round(foot.getBoundingClientRect().height / size / 1.3), size];
}"""


@pytest.mark.parametrize(("width", "height", "kinds"), [(384, 768, 12), (480, 320, 5), (320, 480, 5)])
def test_line_at_the_bottom_breaks_between_its_parts_on_small_panels(
    preview: str, open_page: OpenPage, width: int, height: int, kinds: int
) -> None:
    built = clock.now(PREVIEW_AT)
    site = load(REPO / "data", built, Problems())
    size = {"width": width, "height": height, "pitch_mm": 4.0, "far_m": 8.0, "scan_m": 2.0}
    screen = cast("Screen", site.get("screens", "plaza-strip")).model_copy(update=size)
    view = {"viewport": {"width": width, "height": height}, "reduced_motion": "reduce"}
    page = open_page(preview, "kiosk/plaza-strip.html", clock="2023-06-12T09:30:00+08:00", **view)
    page.route("**/latest.json*", lambda route: route.fulfill(body="{}"))
    page.evaluate("document.fonts.ready")
    pack = packs.sealed(packs.content(site.shown_at(built), screen), page.evaluate("Kiosk.pack.fonts"))
    assert page.evaluate("(pack) => Kiosk.adopt(pack)", {**pack, "built_at": pack["built_at"] + 1}) is True
    page.evaluate("Kiosk.tick()")
    PICTURES.mkdir(parents=True, exist_ok=True)
    seen: set[str] = set()
    for item in pack["items"]:
        assert page.evaluate(MEASURE, [item["id"], [24, 24]])[0] == [], item["id"]
        if item["kind"] not in seen:
            page.screenshot(path=PICTURES / f"{width}x{height}-{len(seen):02}.jpg", quality=80, type="jpeg")
        seen.add(item["kind"])
        assert page.evaluate(FOOT) == [["数据 6月12日", f"示例数据　{pack['hash']}"], 2, 24], item["id"]
    assert len(seen) == kinds
