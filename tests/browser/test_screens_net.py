"""The safety net: whatever happens to server, network, clock, box or player, the wall shows what is right."""

from __future__ import annotations

import base64
import contextlib
import functools
import io
import itertools
import json
import operator
import os
import shutil
import threading
import zipfile
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageStat
from playwright.sync_api import Error
from tests.browser.walls import MORNING, Flaky, controlled, fetched, on_glass, poll, publish, wall
from tests.conftest import Project
from tests.site.sample import PREVIEW_AT, build

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page, Route

BROKEN = b"throw new Error('planted');"


@pytest.fixture
def deployed(preview_folder: Path, tmp_path: Path) -> Path:
    """Return a copy of the screens' folder, to deploy other versions into."""
    shutil.copytree(preview_folder / "kiosk", tmp_path / "site/kiosk")
    return tmp_path / "site"


@pytest.fixture
def server(deployed: Path) -> Iterator[Flaky]:
    """Return a server of the copy."""
    flaky = Flaky(deployed)
    yield flaky
    flaky.kill()


def _pointer(site: Path) -> dict[str, Any]:
    return dict(json.loads((site / "kiosk/latest.json").read_bytes()))


def _deploy(site: Path, version: str, player: bytes | None = None) -> None:
    """Publish another version of the player: the same files under another number, ``player.js`` as given."""
    old = _pointer(site)["shell"].encode()
    for path in (site / "kiosk").iterdir():
        if path.suffix in {".html", ".js"} or path.name == "latest.json":
            path.write_bytes(path.read_bytes().replace(old, version.encode()))
    if player is not None:
        (site / "kiosk/player.js").write_bytes(player)


def test_wall_plays_through_a_dead_server_and_a_reload_and_recovers(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        before = page.evaluate("Kiosk.pack.hash")
        server.kill()
        page.clock.run_for(3_600_000)
        assert page.evaluate("Kiosk.slides") > 150
        page.reload()
        assert page.title() == "屏幕：门楣条屏（示例）"
        page.clock.run_for(60_000)
        assert (page.evaluate("Kiosk.pack.hash"), page.evaluate("Kiosk.slides") > 2) == (before, True)
        page.context.set_offline(True)
        page.reload()
        assert on_glass(page).strip()
        assert page.evaluate("[...document.fonts].filter((one) => one.family === 'Kiosk').length") == 2
        page.context.set_offline(False)

        server.start()
        portal = "<html>请登录上网</html>".encode()
        pack = (server.folder / f"kiosk/pack.plaza-strip.{before}.json").read_bytes()
        for answer in ((500, b"oops"), (200, portal), (200, b""), (200, pack[:-50]), (404, portal)):
            server.answer = answer
            poll(page)
            page.clock.run_for(30_000)
            assert page.evaluate("Kiosk.pack.hash") == before
            assert page.evaluate("Kiosk.trusted()") is True
            page.reload()  # a worker answers, not the server
            assert page.title() == "屏幕：门楣条屏（示例）"
            assert on_glass(page).strip()
        server.answer = None
        path = server.folder / f"kiosk/pack.plaza-strip.{before}x.json"
        publish(server.folder, {**json.loads(pack), "hash": f"{before}x"})
        whole = path.read_bytes()
        path.write_bytes(whole.replace(b'"last": 16', b'"last": 19', 1))  # one figure of it is another on the way
        assert path.read_bytes() != whole
        poll(page)
        assert page.evaluate("Kiosk.pack.hash") == before
        path.write_bytes(whole)
        poll(page)
        assert page.evaluate("Kiosk.pack.hash") == f"{before}x"
        publish(server.folder, {**json.loads(pack), "hash": "new"})
        poll(page)
        assert page.evaluate("Kiosk.pack.hash") == "new"


def test_event_is_gone_when_it_is_over_even_on_a_wall_that_hears_nothing(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html", timezone_id="America/New_York") as page:
        controlled(page)
        server.kill()
        words = set()
        for _ in range(40):
            page.clock.fast_forward(3_590_000)  # a box asleep: timers fire once
            page.clock.run_for(10_000)
            last, now, word, day, today = page.evaluate(
                """() => { const id = document.querySelector('.slide.on').dataset.slide, now = Kiosk.now();
                  const item = Kiosk.pack.items.filter((one) => one.id === id)[0];
                  return [item.last || now + 1, now, Kiosk.dayWord(item, now), Kiosk.china(item.start || 0).iso, Kiosk.china(now).iso]; }"""
            )
            assert last > now
            assert word != "今天" or day == today
            words.add((today, word))
        assert {day for day, _ in words} == {"2023-06-12", "2023-06-13", "2023-06-14"}
        assert {word for _, word in words} >= {"今天", ""}


def test_turns_go_by_weight_over_midnight_and_the_picture_moves(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        server.kill()
        page.clock.set_system_time("2023-06-12T18:00:00+08:00")
        page.evaluate(
            """() => { window.turned = []; window.stood = new Set();
              const draw = Kiosk.draw, fit = Kiosk.fit, stage = document.getElementById('stage');
              Kiosk.draw = (pack, item, now) => { turned.push(item.id); draw(pack, item, now); };
              Kiosk.fit = (now) => { fit(now); stood.add(stage.style.transform); }; }"""
        )
        weights = {
            one["id"]: one.get("weight", 1) for one in page.evaluate("Kiosk.live(Kiosk.now())")
        }  # each comes as often as its weight, in every round
        page.clock.run_for(1000)
        page.wait_for_function("turned.length >= 1")
        page.evaluate("turned.length = 0")
        while page.evaluate("turned.length") < 2 * sum(weights.values()):
            page.clock.run_for(60_000)
        turned = page.evaluate("turned")[: 2 * sum(weights.values())]
        assert all(abs(turned.count(one) - 2 * weight) <= 1 for one, weight in weights.items())
        assert len(page.evaluate("[...stood]")) >= 8
        assert [one for one, two in itertools.pairwise(turned) if one == two] == []

        page.clock.set_system_time("2023-06-12T23:58:30+08:00")
        said = "() => [...new Set(Kiosk.pack.items.filter((one) => one.start).map((one) => one.id + Kiosk.dayWord(one, Kiosk.now())))]"
        before = page.evaluate(said)
        page.clock.run_for(
            page.evaluate("Date.parse('2023-06-12T23:59:50+08:00') - Kiosk.now()")
        )  # by the wall's own clock
        page.evaluate(
            "() => { Kiosk.pack.items.forEach((one) => { one.seconds = 90; }); Kiosk.turn(); turned.length = 0; }"
        )
        page.clock.run_for(20_000)  # over midnight: another slide at once
        assert page.evaluate("turned.length") >= 1
        words = {*page.evaluate(said)} - {*before}
        assert any(one.endswith("今天") for one in words)
        assert page.evaluate("Kiosk.china(Kiosk.now()).iso") == "2023-06-13"


def test_long_slides_stand_as_long_as_they_are_asked_to(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        fetched(page)
        page.evaluate(
            "() => { Kiosk.pack.items.forEach((one) => { one.seconds = 300; }); Kiosk.turn(); window.was = Kiosk.slides; }"
        )
        page.clock.run_for(290_000)
        assert page.evaluate("Kiosk.slides - was") == 0
        page.clock.run_for(20_000)
        assert page.evaluate("Kiosk.slides - was") == 1


#: asks for the next player, and returns what became of it
INSTALLED = """async () => {
  const found = await navigator.serviceWorker.getRegistration();
  return await new Promise((done) => {
    found.addEventListener('updatefound', () => {
      const next = found.installing;
      next.addEventListener('statechange', () => { if (/redundant|activated/.test(next.state)) done(next.state); });
    });
    found.update();
  });
}"""
EMPTIED = "async () => { for (const name of await caches.keys()) if (!/state/.test(name)) await caches.delete(name); }"


def test_box_with_empty_caches_shows_no_portal_and_no_error_page_and_begins_by_itself(
    browser: Browser, server: Flaky
) -> None:
    worker = server.folder / "kiosk/sw.js"
    assert b"PATIENCE = 15000" in worker.read_bytes()
    worker.write_bytes(worker.read_bytes().replace(b"PATIENCE = 15000", b"PATIENCE = 300"))
    portal = (200, "<html>请登录上网</html>".encode())
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        page.evaluate(EMPTIED)
        server.hung = threading.Event()
        for answer in ("none", "dead", portal, (404, b"<html>404</html>")):
            if answer == "dead":
                server.hung.set()
                server.hung = None
                server.kill()
            elif answer == portal:
                server.start()
            server.answer = answer if isinstance(answer, tuple) else None
            page.reload()
            assert page.locator("body").inner_text().strip() == "正在等待内容，有了自动播放", answer
            assert page.locator("meta[http-equiv]").get_attribute("content") == "30"  # it asks again by itself
        server.answer = None
        page.reload()
        assert page.title() == "屏幕：门楣条屏（示例）"
        assert on_glass(page).strip()


def test_screen_that_is_taken_down_plays_on_and_never_shows_the_servers_error(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        _deploy(server.folder, "next0000")
        worker = server.folder / "kiosk/sw.js"
        kept = worker.read_bytes().replace(b'"plaza-strip.html"', b'"hall.html"')
        assert kept != worker.read_bytes()
        worker.write_bytes(kept)
        (server.folder / "kiosk/plaza-strip.html").unlink()
        assert page.evaluate(INSTALLED) == "activated"
        again = page.context.new_page()  # the box, switched on again; the page before loads the new player by itself
        for _ in range(2):
            again.goto(server.address + "kiosk/plaza-strip.html")
            assert again.title() == "屏幕：门楣条屏（示例）"
            assert on_glass(again).strip()
        again.evaluate(EMPTIED)
        again.reload()
        assert again.title() == "等待内容"


def test_pack_that_says_stick_does_not_make_a_wall_deaf(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        pack = page.evaluate("Kiosk.pack")
        publish(server.folder, {**pack, "hash": "stick", "screen": {**pack["screen"], "transport": "file"}})
        poll(page)
        page.reload()
        assert page.evaluate("Kiosk.pack.hash") == "stick"
        publish(server.folder, {**pack, "hash": "mended"})
        poll(page)
        assert page.evaluate("Kiosk.pack.hash") == "mended"


def test_caches_that_the_browser_emptied_are_filled_again(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        page.evaluate(EMPTIED)
        kept = """async () => (await Promise.all(['plaza-strip.html', 'player.js', 'link.js', 'touch.js'].map(
          (part) => caches.match(part, { ignoreSearch: true })))).every(Boolean)"""
        waited = 0
        while not page.evaluate(kept) and waited < 300:
            page.clock.run_for(1_000)
            waited += 1
        server.kill()
        page.reload()
        assert page.title() == "屏幕：门楣条屏（示例）"
        page.clock.run_for(20_000)
        assert page.evaluate("Kiosk.slides") >= 2


def test_clock_set_back_by_seven_years_stops_neither_turns_nor_polls(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html", service_workers="block") as page:
        fetched(page)
        page.clock.set_system_time("2030-06-12T09:30:00+08:00")
        page.clock.run_for(30_000)
        page.wait_for_function("!Kiosk.polling")
        page.clock.set_system_time("2023-06-12T09:30:00+08:00")
        page.evaluate(
            "() => { window.asked = 0; const poll = Kiosk.poll; Kiosk.poll = () => { asked += 1; poll(); }; }"
        )
        before = page.evaluate("Kiosk.slides")
        page.clock.run_for(120_000)
        assert page.evaluate("(before) => [asked > 0, Kiosk.slides > before]", before) == [
            True,
            True,
        ]
        page.wait_for_function("!Kiosk.polling")


def test_clock_that_falls_back_brings_no_past_event_back(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        page.clock.set_system_time("2023-06-20T09:30:00+08:00")
        server.moment = datetime.fromisoformat("2023-06-20T09:30:00+08:00").timestamp()
        poll(page)
        server.kill()
        over = "Kiosk.live(Kiosk.now()).filter((one) => one.last && one.last < Kiosk.now()).length"
        live = f"[Kiosk.trust, Kiosk.china(Kiosk.now()).iso, Kiosk.pack.items.length, {over}]"
        before = page.evaluate(live)
        for moment in ("2023-06-13T08:00:00+08:00", "2013-01-01T02:00:00+08:00", "2023-06-20T09:30:00+08:00"):
            page.clock.set_system_time(moment)  # what the server said goes on, and nothing that was kept is thrown away
            page.evaluate("Kiosk.tick()")
            assert page.evaluate(live) == before
            assert page.evaluate("Kiosk.kept('pack').hash === Kiosk.pack.hash") is True
            assert page.evaluate("document.getElementById('night').className") == ""
        page.clock.set_system_time("2023-06-13T08:00:00+08:00")
        page.reload()
        shown = "[Kiosk.trust, [...new Set(Kiosk.live(Kiosk.now()).map((one) => one.kind))].sort()]"
        assert page.evaluate(shown) == ["behind", ["举报", "二维码", "法规"]]
        page.clock.set_system_time("2023-06-20T18:00:00+08:00")
        page.reload()
        assert page.evaluate("[Kiosk.trust, Kiosk.live(Kiosk.now()).some((one) => one.start)]") == ["device", True]


def _at(server: Flaky, page: Page, told: str, own: str = "") -> list[Any]:
    """Ask a server that tells ``told``, by a box whose own clock says ``own``; what the wall goes by then, and whether it shows what has a date."""
    server.moment = datetime.fromisoformat(f"{told}+08:00").timestamp()
    if own:
        page.clock.set_system_time(f"{own}+08:00")
    poll(page)
    page.evaluate("Kiosk.tick()")
    return list(
        page.evaluate("[Kiosk.trust, Kiosk.china(Kiosk.now()).iso, Kiosk.live(Kiosk.now()).some((one) => one.start)]")
    )


def _newer(server: Flaky, page: Page, hash_: str, later_ms: int) -> None:
    """Publish what the wall has under another hash, made ``later_ms`` later."""
    pack, pointer = page.evaluate("Kiosk.pack"), _pointer(server.folder)
    publish(server.folder, {**pack, "hash": hash_, "built_at": pack["built_at"] + later_ms})
    pointer = _pointer(server.folder)
    pointer["built_at"] += later_ms
    (server.folder / "kiosk/latest.json").write_text(json.dumps(pointer), encoding="utf-8")


def test_server_whose_clock_falls_back_brings_no_past_event_back(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        assert _at(server, page, "2023-06-20T09:30:00", "2023-06-20T09:30:00") == ["server", "2023-06-20", True]
        assert _at(server, page, "2023-06-20T09:21:00") == ["server", "2023-06-20", True]
        assert _at(server, page, "2023-06-13T09:30:00") == ["server", "2023-06-20", True]
        page.clock.run_for(7_200_000)
        assert _at(server, page, "2023-06-20T11:30:00") == ["server", "2023-06-20", True]
        page.clock.run_for(70_000)
        page.reload()  # a box that serves itself has one clock: after a power cut both say the same
        assert _at(server, page, "2023-06-20T11:00:00", "2023-06-20T11:00:00") == ["behind", "2023-06-20", False]
        assert _at(server, page, "2023-06-20T11:32:00") == ["server", "2023-06-20", True]


def test_server_that_fell_back_is_not_believed_for_newer_data(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        fetched(page)
        assert _at(server, page, "2023-06-20T09:30:00", "2023-06-20T09:30:00") == ["server", "2023-06-20", True]
        _newer(server, page, "newer00000", 4 * 86_400_000)  # made on the 16th, brought on the 20th
        assert _at(server, page, "2023-06-17T09:30:00") == ["server", "2023-06-20", True]
        assert page.evaluate("Kiosk.pack.hash") == "newer00000"
        page.reload()
        assert _at(server, page, "2023-06-17T09:31:00") == ["device", "2023-06-20", True]


def test_time_that_passes_without_a_server_is_not_taken_back_by_it(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        assert _at(server, page, "2023-06-16T18:00:00", "2023-06-16T18:00:00") == ["server", "2023-06-16", True]
        server.kill()
        page.clock.run_for(40_000_000)  # eleven hours, into the next day
        server.start()
        assert _at(server, page, "2023-06-16T18:05:00") == ["server", "2023-06-17", True]
        page.reload()
        assert _at(server, page, "2023-06-16T18:06:00") == ["device", "2023-06-17", True]


def test_server_that_once_ran_ahead_is_believed_again_with_newer_data_where_the_box_agrees(
    browser: Browser, server: Flaky
) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        assert _at(server, page, "2033-06-12T09:35:00") == ["server", "2023-06-12", True]
        assert _at(server, page, "2023-06-12T10:20:00") == ["server", "2023-06-12", True]
        assert _at(server, page, "2023-06-12T09:36:00") == ["server", "2023-06-12", True]  # the box agrees with both
        assert _at(server, page, "2023-06-28T09:35:00")[:2] == ["server", "2023-06-28"]
        assert _at(server, page, "2023-06-12T09:40:00") == ["apart", "2023-06-12", False]
        page.reload()  # both fall back together where there is but one clock, or one power cut
        assert _at(server, page, "2023-06-12T09:45:00") == ["apart", "2023-06-12", False]
        _newer(server, page, "newer00000", 60_000)
        assert _at(server, page, "2023-06-12T21:50:00") == ["apart", "2023-06-12", False]
        assert _at(server, page, "2023-06-12T11:40:00", "2023-06-12T11:40:00") == ["apart", "2023-06-12", False]
        assert _at(server, page, "2023-06-12T09:50:00", "2023-06-12T09:55:00") == ["server", "2023-06-12", True]
        assert page.evaluate("Kiosk.pack.hash") == "newer00000"


def test_box_that_is_hours_ahead_is_not_believed_when_its_server_falls_back(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        assert _at(server, page, "2023-06-12T17:36:00", "2023-06-13T01:36:00") == ["server", "2023-06-12", True]
        page.reload()
        assert _at(server, page, "2023-06-12T16:36:00") == ["apart", "2023-06-13", False]
        server.kill()
        page.reload()
        page.evaluate("Kiosk.tick()")
        assert page.evaluate("Kiosk.trust") == "apart"
        server.start()
        assert _at(server, page, "2023-06-12T17:37:00") == ["server", "2023-06-12", True]
        page.reload()
        assert page.evaluate("Kiosk.trust") == "device"


def test_what_both_say_long_after_the_data_is_not_kept(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        page.clock.set_system_time("2033-06-12T09:30:00+08:00")
        page.reload()
        assert _at(server, page, "2033-06-12T09:35:00", "2033-06-12T09:35:00") == ["server", "2033-06-12", False]
        assert _at(server, page, "2023-06-12T10:35:00", "2023-06-12T10:35:00") == ["server", "2023-06-12", True]
        page.reload()
        assert _at(server, page, "2013-06-12T10:35:00", "2013-06-12T10:35:00") == ["behind", "2013-06-12", False]


def test_data_of_the_day_after_tomorrow_keep_no_right_ones_out(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        hash_ = page.evaluate("Kiosk.pack.hash")
        _newer(server, page, "future0000", 2 * 86_400_000)
        assert _at(server, page, "2023-06-12T09:40:00") == ["server", "2023-06-12", True]
        assert page.evaluate("Kiosk.pack.hash") == hash_


def test_where_server_and_box_are_half_a_day_apart_nothing_dated_is_shown(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html", service_workers="block") as page:
        page.clock.set_system_time("2023-06-16T09:30:00+08:00")
        page.reload()
        assert _at(server, page, "2023-06-15T21:29:00") == ["apart", "2023-06-16", False]
        page.evaluate("Kiosk.note(Kiosk.pack.items[0], Kiosk.now())")
        status = page.context.new_page()
        status.goto(server.address + "kiosk/")
        told = "时钟和服务器的对不上，不知道哪个对，只放没有日期的内容。"
        assert told in status.locator("[data-screen=plaza-strip] .state").inner_text()
        assert _at(server, page, "2023-06-15T21:31:00") == ["server", "2023-06-15", True]


def test_only_a_server_that_has_the_pointer_mends_the_clock(browser: Browser, server: Flaky) -> None:
    trust = "[Kiosk.trust, Kiosk.china(Kiosk.now()).iso]"
    right = server.moment
    with wall(browser, server.address + "kiosk/plaza-strip.html", service_workers="block") as page:
        page.clock.set_system_time("2030-01-01T09:30:00+08:00")
        page.evaluate("Kiosk.tick()")
        assert page.evaluate(trust) == ["ahead", "2030-01-01"]
        assert page.evaluate("[...new Set(Kiosk.live(Kiosk.now()).map((one) => one.kind))].sort()") == [
            "举报",
            "二维码",
            "法规",
        ]
        pointer = _pointer(server.folder)
        for answer in ((200, b'{"portal":1}'), (200, json.dumps({**pointer, "screens": {}}).encode())):
            server.answer = answer  # JSON, but not ours
            poll(page)
            assert page.evaluate(trust) == ["ahead", "2030-01-01"]
        server.answer, server.age = None, 61
        poll(page)
        assert page.evaluate(trust) == ["ahead", "2030-01-01"]
        server.age, server.moment = 0, datetime.fromisoformat("2013-06-12T09:30:00+08:00").timestamp()
        poll(page)  # a server whose own clock is before its data
        assert page.evaluate(trust) == ["ahead", "2030-01-01"]
        server.age, server.moment = 60, right
        poll(page)
        assert page.evaluate(trust) == ["server", "2023-06-12"]
        assert page.evaluate("Kiosk.live(Kiosk.now()).some((one) => one.start)") is True


def test_wall_takes_another_theme_and_layout_without_a_new_player(
    browser: Browser, server: Flaky, sample: Project, tmp_path: Path
) -> None:
    project = Project(tmp_path / "other")
    shutil.copytree(sample.root, project.root)
    project.data.replace(
        "screens.yml", "far_m: 30, scan_m: 15, theme: 深色", "far_m: 20, scan_m: 9, theme: 浅色, layout: 对半"
    )
    other = build(project, tmp_path / "built", "--at", PREVIEW_AT)
    looks = """[[...document.documentElement.classList].filter((one) => one !== 'fade').sort(),
      getComputedStyle(document.querySelector('.slide.on')).backgroundColor]"""
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        assert page.evaluate(looks) == [["dark", "row"], "rgb(6, 24, 47)"]
        page.evaluate("window.sameVisit = true")
        shutil.copytree(other / "kiosk", server.folder / "kiosk", dirs_exist_ok=True)
        poll(page)
        page.clock.run_for(30_000)
        assert page.evaluate(looks) == [["light", "split"], "rgb(247, 243, 232)"]
        assert page.evaluate("window.sameVisit") is True
        server.kill()
        page.reload()  # the page that the worker has kept says otherwise
        assert page.evaluate(looks) == [["light", "split"], "rgb(247, 243, 232)"]


def test_server_that_never_answers_is_given_up_and_asked_again(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        before = page.evaluate("Kiosk.pack.hash")
        page.evaluate("Kiosk.reached = 0")
        server.hung = threading.Event()
        page.evaluate("() => { Kiosk.patience = 200; Kiosk.poll(); }")
        page.clock.run_for(600_000)
        assert on_glass(page).strip()
        page.wait_for_function("!Kiosk.polling")
        assert page.evaluate("[Kiosk.pack.hash, Kiosk.reached]") == [before, 0]
        server.hung.set()
        server.hung = None
        page.evaluate("Kiosk.patience = 15000")
        poll(page)
        assert page.evaluate("Kiosk.reached") > 0


FULL = b"""var FULL = '', PUT = Cache.prototype.put, MATCH = Cache.prototype.match;
Cache.prototype.put = function (key, value) { return FULL ? Promise.reject(new Error('full')) : PUT.call(this, key, value); };
Cache.prototype.match = function (key, how) {
  return FULL === 'dead' && /^mark[.]/.test(key) ? Promise.reject(new Error('dead')) : MATCH.call(this, key, how);
};
['open', 'match'].forEach(function (name) {
  var usual = CacheStorage.prototype[name];
  CacheStorage.prototype[name] = function () {
    return FULL === 'gone' ? Promise.reject(new Error('gone')) : usual.apply(this, arguments);
  };
});
self.addEventListener('message', function (event) { if (event.data.full) { FULL = event.data.full; event.ports[0].postMessage(1); } });
"""


def test_box_whose_disk_is_full_or_fails_plays_what_it_has(browser: Browser, server: Flaky) -> None:
    worker = server.folder / "kiosk/sw.js"
    worker.write_bytes(FULL + worker.read_bytes())
    told = """(full) => new Promise((done) => {
      const channel = new MessageChannel();
      channel.port1.onmessage = done;
      navigator.serviceWorker.controller.postMessage({ full }, [channel.port2]);
    })"""
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        for full in ("gone", "put", "dead"):
            page.evaluate(told, full)
            page.reload()
            assert page.title() == "屏幕：门楣条屏（示例）", full
            page.clock.run_for(60_000)
            assert page.evaluate("Kiosk.slides") > 2, full
        server.kill()
        page.reload()
        assert on_glass(page).strip()


def test_staff_read_what_a_box_has_played_without_a_network(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        server.kill()
        for address in ("kiosk/", "kiosk/index.html"):
            page.goto(server.address + address)
            assert page.title().startswith("屏幕一览")
            assert "下载播放记录" in str(page.locator("[data-screen=plaza-strip]").inner_text())
            assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(247, 243, 232)"
            assert "最新" not in str(
                page.locator("[data-screen=plaza-strip]").inner_text()
            )  # nobody knows without a network


def test_portal_that_sends_elsewhere_brings_no_part_of_a_player_in(browser: Browser, server: Flaky) -> None:
    (server.folder / "portal.js").write_text("/* 请登录 */", encoding="utf-8")
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        good = page.evaluate("Kiosk.version")
        server.moved = "touch.js"
        _deploy(server.folder, "next0000")
        assert page.evaluate(INSTALLED) == "redundant"
        page.reload()
        assert page.evaluate("Kiosk.version") == good
        server.moved = ""
        with contextlib.suppress(Error):  # the page may be loaded again before the answer is judged
            poll_without_answer(page)
        page.wait_for_function("window.Kiosk && Kiosk.slides > 0 && Kiosk.version === 'next0000'")


def test_two_campaigns_on_one_origin_share_nothing(browser: Browser, server: Flaky) -> None:
    shutil.copytree(server.folder / "kiosk", server.folder / "2024/kiosk")
    keys = "(async () => [Object.keys(localStorage), await caches.keys()])()"
    with wall(browser, server.address + "kiosk/plaza-strip.html?box=7") as page:
        controlled(page)
        stored, cached = (set(one) for one in page.evaluate(keys))
        assert {key.split(":")[1] for key in [*stored, *cached]} == {"/kiosk/"}
        page.goto(server.address + "2024/kiosk/plaza-strip.html")
        controlled(page)
        both, caches = (set(one) for one in page.evaluate(keys))
        assert stored < both
        assert cached < caches
        assert {key.split(":")[1] for key in [*(both - stored), *(caches - cached)]} == {"/2024/kiosk/"}
        server.kill()  # the address that a box was given may carry a word of its own
        page.goto(server.address + "kiosk/plaza-strip.html?box=7")
        assert on_glass(page).strip()


def test_pack_that_lacks_a_part_or_is_of_the_future_gives_way_to_the_seed(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        good = page.evaluate("Kiosk.pack")
        server.kill()
        page.evaluate("localStorage.setItem('kiosk:/kiosk/:plaza-strip:played', '7')")
        for part in ("hours", "screen.whole", "screen.at", "screen.px", "fonts", "items.0.title", "items.0.box"):
            spoilt = json.loads(json.dumps(good))
            *path, last = [int(key) if key.isdigit() else key for key in part.split(".")]
            functools.reduce(operator.getitem, path, spoilt).pop(last)
            assert page.evaluate("(pack) => Kiosk.adopt(pack)", spoilt) is False, part
            page.evaluate("(pack) => Kiosk.keepPack(pack)", spoilt)
        page.reload()
        assert page.evaluate("[Kiosk.pack === Kiosk.seed, Kiosk.kept('pack'), Kiosk.slides > 0]") == [True, None, True]

        coded = [one for one in good["items"] if "cap_px" in one]
        page.evaluate(
            "(pack) => Kiosk.adopt(pack)", {**good, "items": coded, "screen": {**good["screen"], "caption": 7}}
        )
        page.clock.run_for(120_000)  # what valid() does not see: the player falls back by itself
        assert page.evaluate("[Kiosk.pack === Kiosk.seed, Kiosk.kept('pack'), Kiosk.slides > 1]") == [True, None, True]

        future = {**good, "built_at": good["built_at"] + 30 * 86_400_000, "hash": "future"}
        assert page.evaluate("(pack) => Kiosk.adopt(pack)", future) is True  # before a server has told the time
        assert page.evaluate("Kiosk.kept('pack').hash") == "future"
        server.start()
        poll(page)
        page.clock.run_for(2_000)
        poll(page)
        page.wait_for_function("hash => Kiosk.pack.hash === hash", arg=good["hash"])
        assert page.evaluate("(pack) => Kiosk.adopt(pack)", future) is False


def test_letters_that_are_missing_are_asked_for_again_and_those_of_before_stay(browser: Browser, server: Flaky) -> None:
    kiosk, have = server.folder / "kiosk", "[Kiosk.pack.hash, document.fonts.size, Kiosk.polling]"
    with wall(browser, server.address + "kiosk/plaza-strip.html", service_workers="block") as page:
        fetched(page)
        pack = page.evaluate("Kiosk.pack")
        letters = [f"font.{weight}.{weight}1111.woff2" for weight in (400, 700)]
        publish(server.folder, {**pack, "hash": "newer00000", "fonts": letters, "built_at": pack["built_at"] + 60_000})
        shutil.copy(kiosk / pack["fonts"][0], kiosk / letters[0])
        poll(page)  # half an upload
        assert page.evaluate(have) == [pack["hash"], 3, False]
        with page.expect_request("**/latest.json*"):
            page.clock.run_for(16_000)  # soon, and for long: what was there is kept with what came
        page.wait_for_function("Kiosk.pack.hash === 'newer00000'")
        assert page.evaluate(have) == ["newer00000", 3, False]
        shutil.copy(kiosk / pack["fonts"][1], kiosk / letters[1])
        poll(page)
        page.wait_for_function("document.fonts.size === 2")
        page.route("**/*.woff2", lambda route: route.abort())
        page.reload()
        fetched(page)
        assert page.evaluate(have) == ["newer00000", 0, False]
        page.unroute("**/*.woff2")
        poll(page)
        page.wait_for_function("document.fonts.size === 2")


def test_broken_player_gives_way_to_the_last_good_one_and_the_next_heals(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        good = page.evaluate("Kiosk.version")
        player = (server.folder / "kiosk/player.js").read_bytes()

        _deploy(server.folder, "bad00000", BROKEN)
        with page.expect_event("framenavigated"):
            poll_without_answer(page)
        page.wait_for_load_state()
        for _ in range(4):
            assert on_glass(page).strip()  # the slide that stands in the page itself: never a blank
            if page.evaluate("Boolean(window.Kiosk && Kiosk.slides)"):
                break
            with page.expect_event("framenavigated"):
                page.clock.run_for(31_000)
            page.wait_for_load_state()
        page.wait_for_function("window.Kiosk && Kiosk.slides > 0")
        assert page.evaluate("Kiosk.version") == good
        page.clock.run_for(120_000)
        assert page.evaluate("Kiosk.slides") > 3

        _deploy(server.folder, "good1111", player)
        with page.expect_event("framenavigated"):
            poll_without_answer(page)
        page.wait_for_function("window.Kiosk && Kiosk.slides > 0")
        assert page.evaluate("Kiosk.version") == "good1111"
        page.clock.run_for(120_000)  # it is good: what came before it goes with the next
        _deploy(server.folder, "good2222", player)
        with page.expect_event("framenavigated"):
            poll_without_answer(page)
        page.wait_for_function("window.Kiosk && Kiosk.slides > 0")
        names = "async () => (await caches.keys()).map((one) => one.split(':').pop()).sort()"
        assert page.evaluate(names) == ["fonts", "good1111", "good2222", "state"]


def test_wall_asks_again_soon_after_a_long_outage(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        assert page.evaluate("Kiosk.pack.screen.poll") == 60
        server.kill()
        page.evaluate(
            "() => { window.asked = []; const poll = Kiosk.poll; Kiosk.poll = () => { asked.push(Date.now()); poll(); }; }"
        )
        for _ in range(12):
            before = page.evaluate("asked.length")
            page.clock.run_for(95_000)
            assert page.evaluate("asked.length") > before
            page.wait_for_function("!Kiosk.polling")


def test_screens_in_one_browser_have_their_own_last_good_player(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        good = page.evaluate("Kiosk.version")
        terminal = page.context.new_page()
        terminal.clock.install(time=MORNING)
        terminal.goto(server.address + "kiosk/g60-touch.html")
        controlled(terminal)
        marks = """async () => {
          const found = {}, name = (await caches.keys()).find((one) => one.endsWith(':state')), kept = await caches.open(name);
          for (const key of await kept.keys()) found[key.url.split('mark.')[1]] = (await (await kept.match(key)).json()).good;
          return found;
        }"""
        page.wait_for_function(f"async (good) => (await ({marks})())['g60-touch'] === good", arg=good)

        _deploy(server.folder, "wall0000")
        (server.folder / "kiosk/touch.js").write_bytes(BROKEN)  # which the wall does not ask for
        with page.expect_event("framenavigated"), terminal.expect_event("framenavigated"):
            poll_without_answer(page)
        page.wait_for_function("window.Kiosk && Kiosk.slides > 0")
        page.clock.run_for(120_000)
        page.wait_for_function(f"async () => (await ({marks})())['plaza-strip'] === 'wall0000'")
        goes_back_to(terminal, good)
        assert terminal.evaluate("Kiosk.version") == good
        assert page.evaluate(marks) == {"plaza-strip": "wall0000", "g60-touch": good}
        page.reload()
        assert page.evaluate("Kiosk.version") == "wall0000"


def goes_back_to(page: Page, good: str) -> None:
    """Let half minutes pass until the terminal's player of version ``good`` plays; it may be loaded again at any moment."""
    for _ in range(5):
        if page.locator("#seed").get_attribute("data-version") == good:
            break
        with page.expect_event("framenavigated"):
            page.clock.run_for(31_000)
    page.wait_for_function("Boolean(window.Kiosk && Kiosk.slides && Kiosk.busy && Kiosk.healthy)")


def poll_without_answer(page: Any) -> None:
    """Ask the server now; the page may be loaded again before the answer is judged."""
    page.wait_for_function("!Kiosk.polling")
    page.evaluate("() => { Kiosk.poll(); }")


HIDDEN, SILENT = b".slide { display: none; }", b"Kiosk.draw = function () {};"
#: a part of the player, and what is in it or at its end
SPOILT = [
    *((f"{name}.js", BROKEN, True) for name in ("clock", "store", "glass", "player", "touch", "link")),
    ("glass.js", SILENT, False),
    ("player.css", HIDDEN, True),
    ("player.css", HIDDEN, False),
]


@pytest.mark.parametrize(("name", "wrong", "alone"), SPOILT)
def test_player_that_lacks_any_part_gives_way_to_the_last_good_one(
    browser: Browser, server: Flaky, name: str, wrong: bytes, *, alone: bool
) -> None:
    with wall(browser, server.address + "kiosk/g60-touch.html") as page:
        controlled(page)
        good = page.evaluate("Kiosk.version")
        _deploy(server.folder, "bad00000")
        part = server.folder / "kiosk" / name
        part.write_bytes(wrong if alone else part.read_bytes() + wrong)
        with page.expect_event("framenavigated"):
            poll_without_answer(page)
        goes_back_to(page, good)
        assert page.evaluate("[Kiosk.version, Guard.whole()]") == [good, True]


def test_player_that_shows_nothing_new_is_loaded_again(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html", service_workers="block") as page:
        fetched(page)
        page.evaluate("() => { Kiosk.tick = null; Kiosk.show = () => { throw new Error('planted'); }; }")
        server.kill()
        page.clock.run_for(400_000)
        assert on_glass(page).strip()  # nothing to load: what stands, stands
        server.start()
        with page.expect_event("framenavigated"):
            page.clock.run_for(400_000)


def test_wall_on_plain_http_keeps_its_pack_and_loads_only_a_player_that_is_there(
    browser: Browser, deployed: Path
) -> None:
    state = {"dead": False}

    def answer(route: Route) -> None:
        path = deployed / route.request.url.split("?")[0].removeprefix("http://screens.test/")
        if state["dead"]:
            route.abort()
        elif path.is_file():
            route.fulfill(path=path)
        else:
            route.fulfill(status=404, body="")

    context = browser.new_context(viewport={"width": 1920, "height": 1080})
    page = context.new_page()
    page.clock.install(time=MORNING)
    page.add_init_script(
        """window.asking = 0;
        const send = XMLHttpRequest.prototype.send;
        XMLHttpRequest.prototype.send = function () {
          window.asking += 1;
          this.addEventListener('loadend', () => { window.asking -= 1; });
          send.call(this);
        };"""
    )
    context.route("http://screens.test/**", answer)
    page.goto("http://screens.test/kiosk/hall.html")
    assert page.evaluate("Boolean(navigator.serviceWorker)") is False
    page.evaluate("window.sameVisit = true")
    _deploy(deployed, "next0000")
    for name in ("hall.html", "player.css", "guard.js", "clock.js", "store.js", "glass.js", "player.js", "link.js"):
        part = deployed / "kiosk" / name
        whole = part.read_bytes()
        for wrong in (None, whole[: len(whole) // 2], "<html>请登录</html>".encode()):
            part.unlink() if wrong is None else part.write_bytes(wrong)
            poll(page)
            page.wait_for_function("window.asking === 0")
            assert page.evaluate("window.sameVisit") is True, name  # the new player isn't there yet
        part.write_bytes(whole)
    state["dead"] = True
    page.clock.run_for(600_000)
    assert on_glass(page).strip()
    state["dead"] = False
    with page.expect_event("framenavigated"):
        poll_without_answer(page)
    page.wait_for_function("window.Kiosk && Kiosk.slides > 0")
    assert page.evaluate("Kiosk.version") == "next0000"
    context.close()


def test_bundle_plays_from_a_stick_and_is_the_same_each_time(
    browser: Browser, preview_folder: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(preview_folder / "kiosk/pillar.zip") as bundle:
        assert {one.date_time for one in bundle.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        bundle.extractall(tmp_path)
    names = {path.name for path in tmp_path.iterdir()}
    assert {"pillar.html", "index.html", "player.js", "player.css", "status.js"} <= names
    with wall(browser, (tmp_path / "pillar.html").as_uri(), viewport={"width": 640, "height": 1280}) as page:
        page.clock.run_for(120_000)
        assert page.evaluate("[Kiosk.slides > 3, document.fonts.size]") == [True, 2]
    with wall(browser, (tmp_path / "index.html").as_uri()) as page:
        assert page.locator("iframe").count() == 1
        assert page.locator("a[href$='.zip']").count() == 0


def test_box_without_room_keeps_the_pack_before_the_record(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        server.kill()
        page.evaluate(
            """for (var i = 0; i < 2500; i += 1) {
              Kiosk.note({ id: 'x-2023-06-12-display-day-' + i, title: ['商业秘密保护展示场景首个开放日'] }, Kiosk.now());
            }"""
        )
        page.clock.run_for(400_000)
        kept = page.evaluate("Kiosk.kept('played')")
        assert (len(kept), kept[-1][1].startswith("x-")) == (2000, False)
        page.evaluate(
            """() => { localStorage.removeItem('kiosk:/kiosk/:plaza-strip:pack');
              for (let size = 4194304; size > 64; size /= 2) {
                for (;;) { try { localStorage.setItem('full' + size + Math.random(), 'x'.repeat(size)); } catch (e) { break; } }
              } }"""
        )
        assert page.evaluate("Kiosk.adopt({ ...Kiosk.pack, hash: 'new' })") is True
        assert page.evaluate("Kiosk.kept('pack').hash") == "new"
        page.clock.run_for(600_000)
        assert on_glass(page).strip()
        page.reload()
        assert page.evaluate("Kiosk.pack.hash") == "new"


def test_record_of_what_was_played_covers_two_months_and_no_night(browser: Browser, server: Flaky) -> None:
    kept = "Kiosk.rows(Kiosk.kept('played'))"
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        page.evaluate(
            """localStorage.setItem('kiosk:/kiosk/:plaza-strip:played',
              JSON.stringify([[1686533400, 'old-form'], 7, null, ['2023-06-11', 'event-x', 3, '旧的一场']]))"""
        )
        page.reload()
        fetched(page)
        assert page.evaluate(f"{kept}[0]") == [
            "2023-06-11",
            "event-x",
            3,
            "旧的一场",
        ]  # rows of another form are left out
        server.kill()
        page.clock.run_for(3_600_000)
        rows = page.evaluate(kept)
        assert {row[0] for row in rows} == {"2023-06-11", "2023-06-12"}
        assert len({row[1] for row in rows}) == len(rows) < 2000 / 60
        assert sum(row[2] for row in rows) > 150
        page.clock.set_system_time("2023-06-12T21:59:00+08:00")
        page.clock.run_for(600_000)
        assert page.evaluate("document.getElementById('night').className") == "on"
        before, beat = page.evaluate(kept), page.evaluate("Kiosk.kept('beat').at")
        page.clock.run_for(3_600_000)
        assert page.evaluate(kept) == before
        assert page.evaluate("Kiosk.kept('beat').at") > beat  # the box is alive all the same
        page.evaluate(
            """for (let day = 0; day < 70; day += 1) for (let n = 0; n < 30 * 9; n += 1) {
              Kiosk.note({ id: 'x' + n % 30, title: ['题目'] }, Date.parse('2023-07-01T09:00+08:00') + day * 864e5 + n * 1000);
            }"""
        )
        page.clock.run_for(400_000)
        days = [row[0] for row in page.evaluate(kept)]
        assert len(days) == 2000
        assert len(set(days)) >= 60


def test_slide_that_cannot_be_drawn_is_left_out(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        fetched(page)
        page.evaluate("Kiosk.pack.items.forEach((one, no) => { if (no % 2) { one.body = one.title = 7; } })")
        page.clock.run_for(900_000)
        assert on_glass(page).strip()
        broken = page.evaluate("Kiosk.pack.items.filter((one) => one.broken).length")
        assert broken > 3
        assert page.evaluate("Kiosk.live(Kiosk.now()).some((one) => one.broken)") is False


def test_new_pack_waits_for_its_letters_but_not_for_ever(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html", service_workers="block") as page:
        fetched(page)
        page.evaluate("new Promise((done) => Kiosk.letters(Kiosk.pack.fonts, done))")
        held: list[Route] = []
        page.route("**/font.400.next.woff2", lambda route: held.append(route))  # noqa: PLW0108 Playwright cannot wrap a built-in
        old = page.evaluate("Kiosk.pack")
        pack = {**old, "hash": "next", "fonts": ["font.400.next.woff2", old["fonts"][1]]}
        publish(server.folder, pack)

        with page.expect_request("**/font.400.next.woff2"):
            poll_without_answer(page)
        assert page.evaluate("Kiosk.pack.hash") == old["hash"]
        page.clock.run_for(21_000)
        assert page.evaluate("[Kiosk.pack.hash, Kiosk.polling]") == [old["hash"], False]
        with page.expect_response("**/pack.plaza-strip.next.json*") as answered:
            poll_without_answer(page)  # and is asked for once more
        answered.value.finished()
        page.evaluate("fetch('latest.json').then((said) => said.text())")  # what came before has been judged
        page.clock.run_for(21_000)
        assert page.evaluate("[Kiosk.pack.hash, Kiosk.polling]") == ["next", False]
        held[0].abort()


def test_letters_of_old_packs_are_given_up_and_the_newest_kept(browser: Browser, server: Flaky) -> None:
    names = [f"font.400.{number:08}.woff2" for number in range(10)]
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        old = page.evaluate("Kiosk.pack")
        for name in names:
            shutil.copy(server.folder / "kiosk" / old["fonts"][0], server.folder / "kiosk" / name)
            publish(server.folder, {**old, "hash": name[9:17], "fonts": [name]})
            poll(page)
            assert page.evaluate("[Kiosk.pack.hash, document.fonts.size]") == [name[9:17], 1]
        kept = "caches.open('kiosk:/kiosk/:fonts').then((one) => one.keys()).then((all) => all.map((key) => key.url.split('/').pop()))"
        assert page.evaluate(kept) == names[2:]


def test_wall_asks_at_once_when_its_network_is_back(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        fetched(page)
        pack = page.evaluate("Kiosk.pack")
        publish(server.folder, {**pack, "hash": "new"})
        page.evaluate("window.dispatchEvent(new Event('online'))")
        page.clock.run_for(1_000)
        page.wait_for_function("Kiosk.pack.hash === 'new'", timeout=10_000)


def test_box_without_a_chinese_font_shows_every_character(
    browser: Browser, chromium: Path, server: Flaky, tmp_path: Path
) -> None:
    (tmp_path / "fonts").mkdir()
    (tmp_path / "fonts.conf").write_text(
        f"<?xml version='1.0'?><fontconfig><dir>{tmp_path}/fonts</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>",
        encoding="utf-8",
    )
    distinct = """async (family) => {
      if (family === 'Kiosk') { await new Promise((done) => Kiosk.letters(Kiosk.pack.fonts, done)); }
      const all = [...new Set(JSON.stringify(Kiosk.pack.items).match(/[\\u4e00-\\u9fff]/g))].slice(0, 80);
      const board = document.createElement('canvas'); board.width = board.height = 40;
      const pen = board.getContext('2d', { willReadFrequently: true }), seen = new Set();
      for (const letter of all) {
        pen.clearRect(0, 0, 40, 40);
        pen.font = '700 36px ' + family;
        pen.fillText(letter, 2, 34);
        seen.add(pen.getImageData(0, 0, 40, 40).data.join());
      }
      return [all.length, seen.size];
    }"""
    bare = browser.browser_type.launch(
        executable_path=chromium, args=["--no-sandbox"],
        env={**os.environ, "FONTCONFIG_FILE": str(tmp_path / "fonts.conf")},
    )  # fmt: skip
    with wall(bare, server.address + "kiosk/plaza-strip.html") as page:
        assert page.evaluate(distinct, "sans-serif")[1] < 5  # the box itself shows empty boxes
        assert page.evaluate(distinct, "Kiosk") == [80, 80]
    bare.close()


def test_update_of_player_and_programme_neither_flashes_nor_blanks(
    browser: Browser, server: Flaky, deployed: Path
) -> None:
    frames: list[float] = []
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        session = page.context.new_cdp_session(page)

        def seen(frame: dict[str, Any]) -> None:
            picture = Image.open(io.BytesIO(base64.b64decode(frame["data"]))).convert("L")
            frames.append(ImageStat.Stat(picture).mean[0] / 255)
            session.send("Page.screencastFrameAck", {"sessionId": frame["sessionId"]})

        session.on("Page.screencastFrame", seen)
        session.send("Page.startScreencast", {"format": "png", "maxWidth": 320, "maxHeight": 320})
        page.clock.run_for(30_000)
        _deploy(deployed, "9999abcd")
        with page.expect_navigation():
            poll_without_answer(page)
        page.wait_for_function("Kiosk.version === '9999abcd' && Kiosk.slides")
        page.clock.run_for(30_000)
        page.screenshot()
        session.remove_listener("Page.screencastFrame", seen)
        session.send("Page.stopScreencast")
    assert len(frames) >= 3
    assert max(frames) < 0.5
    assert min(frames) > 0.02
    jumps = [after - before for before, after in itertools.pairwise(frames) if abs(after - before) >= 0.1]
    assert sum(1 for one, two in itertools.pairwise(jumps) if one * two < 0) <= 3


def test_ten_minutes_of_programme_cost_a_hundredth_of_a_processor(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/player.css") as page:  # a text in the player's process
        session = page.context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": "threadTicks"})  # its own time, whoever shares the processor

        def spent() -> float:
            found = {one["name"]: one["value"] for one in session.send("Performance.getMetrics")["metrics"]}
            return float(found["TaskDuration"])

        page.goto(server.address + "kiosk/plaza-strip.html")
        assert 0.01 < spent() < 1.0  # until the first slide stands
        fetched(page)
        before, shown, longest = (
            spent(),
            page.evaluate("Kiosk.slides"),
            "Math.max(...Kiosk.pack.items.map((one) => one.seconds))",
        )
        page.clock.run_for(600_000)
        assert page.evaluate("Kiosk.slides") - shown >= 600 // page.evaluate(longest)
        assert 0.01 < spent() - before <= 6.0


def test_bulletin_is_on_the_glass_within_100_seconds_and_ends_by_itself(browser: Browser, server: Flaky) -> None:
    with wall(browser, server.address + "kiosk/plaza-strip.html") as page:
        controlled(page)
        now, pack = int(server.moment * 1000), page.evaluate("Kiosk.pack")
        ends = now + 600_000
        told = {
            **pack["items"][0],
            "id": "bulletin-x",
            "kind": "插播",
            "title": ["临时通知"],
            "first": now - 1000,
            "last": ends,
        }
        new = {**pack, "hash": "new0000000", "items": [*pack["items"], told]}
        publish(server.folder, new)
        waited = 0
        while page.locator(".slide.on").get_attribute("data-slide") != "bulletin-x" and waited < 100:
            page.clock.run_for(5_000)
            page.wait_for_function("!Kiosk.polling")
            waited += 5
        assert page.locator(".slide.on").get_attribute("data-slide") == "bulletin-x"
        server.moment = ends / 1000
        page.clock.run_for(605_000)
        assert page.evaluate("Kiosk.now()") >= ends
        assert page.locator(".slide.on").get_attribute("data-slide") != "bulletin-x"
