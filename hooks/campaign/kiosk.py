"""The folder ``kiosk/``: a page, a pack and a USB bundle per screen, fonts, the pointer, the service worker.

The player's scripts are files of their own beside the page, so that the audit's rule
against inline scripts holds here too; a USB bundle carries the same files, but
its page has the whole pack inside, where the page on the server has what is next.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Final, cast

from campaign import glyphs, packs
from campaign.models.screens import Screen
from campaign.problems import Problem, Problems, Where
from campaign.render import Renderer

#: what a screen's page loads; ``screen.html`` says in which order, ``overrides/kiosk`` is published as it is
PLAYER: Final = ("player.css", "guard.js", "clock.js", "glass.js", "store.js", "player.js", "touch.js", "link.js")
#: what the player itself writes of what is no Chinese: numbers, and the digits of a hash
_ALWAYS: Final = "0123456789abcdef /"
_FIRST_CHINESE: Final = "\u2e80"
#: what all letters may weigh, in KB: a box takes them in within the time of a slide
_LETTERS_MOST: Final = 200
#: the oldest date a ZIP file can carry: bundles of the same content are the same bytes
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def files(renderer: Renderer, problems: Problems) -> Iterator[tuple[str, bytes]]:
    """Yield path under the root and content of everything that is made for screens; nothing without screens.

    A missing font, and letters that weigh too much, are added to ``problems`` as warnings.
    """
    screens = [cast("Screen", one) for one in renderer.shown.site.all("screens")]
    if not screens:
        return
    bare = {screen.id: packs.content(renderer.shown, screen) for screen in screens}
    parts = {name: renderer.source(f"kiosk/{name}").encode() for name in PLAYER}
    written = {char for data in parts.values() for char in data.decode() if char >= _FIRST_CHINESE}
    letters = "".join([_ALWAYS, *written, *(packs.compact(one).decode() for one in bare.values())])
    fonts = {f"font.{weight}.{_digest(data)}.woff2": data for weight, data in glyphs.cut_fonts(letters).items()}
    problems.extend(_told(Where(renderer.shown.site.file(screens[0])), letters, fonts))
    made = {key: packs.sealed(one, list(fonts)) for key, one in bare.items()}
    version = _version(renderer, screens, parts)
    yield from ((f"kiosk/{name}", data) for name, data in fonts.items())
    for screen in screens:
        own = made[screen.id]
        short, whole = (
            renderer.page("kiosk/screen.html", "../", screen=screen, pack=pack, version=version, first=_first(own))
            for pack in (packs.sealed(packs.seed(bare[screen.id]), list(fonts)), own)
        )
        yield f"kiosk/{screen.id}.html", short.encode()
        yield f"kiosk/pack.{screen.id}.{own['hash']}.json", packs.compact(own)
        status = {
            "index.html": _index(renderer, [screen], made, bundled=True),
            "status.js": renderer.source("kiosk/status.js").encode(),
        }
        yield f"kiosk/{screen.id}.zip", _bundle({f"{screen.id}.html": whole.encode(), **status, **parts, **fonts})
    sums = {key: zlib.crc32(packs.compact(one).decode().encode("utf-16-le")) for key, one in made.items()}
    hashes = {key: one["hash"] for key, one in made.items()}
    pointer = {"fmt": packs.FORMAT, "shell": version, "screens": hashes, "sums": sums}
    yield "kiosk/latest.json", packs.compact({**pointer, "built_at": made[screens[0].id]["built_at"]})
    pages = [*(f"{screen.id}.html" for screen in screens), "index.html", "status.js"]
    kept = [*pages, *(f"{name}?v={version}" for name in PLAYER)]
    head = f"var VERSION = {packs.compact(version).decode()}, KEPT = {packs.compact(kept).decode()};\n"
    yield "kiosk/sw.js", (head + renderer.source("kiosk/sw.js")).encode()
    yield "kiosk/index.html", _index(renderer, screens, made, bundled=False)


def _told(where: Where, letters: str, fonts: dict[str, bytes]) -> Iterator[Problem]:
    """Yield what staff should know of the letters."""
    weight = sum(map(len, fonts.values())) // 1000
    if not fonts:
        yield Problem("no-font", where, glyphs.MISSING, glyphs.HINT, severity="warning")
    elif lacking := glyphs.lacking(letters, next(iter(fonts.values()))):
        text = f"屏幕用的字体里没有“{lacking}”，屏上会是方框，或者别的样子。"
        yield Problem("no-glyph", where, text, "在标题、摘要里找到它，换成汉字或者常用的标点。", severity="warning")
    if weight > _LETTERS_MOST:
        text = f"屏幕用的字体一共 {weight} KB，超过 {_LETTERS_MOST} KB：老盒子换节目会慢。"
        hint = f"一共用了 {len(set(letters))} 个不同的字；把播放单里的 most（最多几条）改小，或者少放几种 show。"
        yield Problem("letters-too-heavy", where, text, hint, severity="warning")


def _index(renderer: Renderer, screens: list[Screen], made: dict[str, dict[str, Any]], *, bundled: bool) -> bytes:
    """Return the page that lists screens: all of them, or the one of a bundle, which has no bundle to offer."""
    return renderer.page("kiosk/index.html", "../", screens=screens, packs=made, bundled=bundled).encode()


def _version(renderer: Renderer, screens: list[Screen], parts: dict[str, bytes]) -> str:
    """Return the player's number: what no pack can bring changes it, so that every wall loads its page again."""
    pages = [renderer.source(f"kiosk/{name}").encode() for name in ("screen.html", "index.html", "status.js", "sw.js")]
    other = packs.compact([packs.FORMAT, *(screen.id for screen in screens if screen.touch)])
    return _digest(b"".join([*parts.values(), *pages, other]))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:8]


def _first(pack: dict[str, Any]) -> dict[str, Any]:
    """Return the slide that stands in the page itself."""
    return cast("dict[str, Any]", next(one for one in pack["items"] if one.get("evergreen")))


def _bundle(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in content.items():
            bundle.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
