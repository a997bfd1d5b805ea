"""The folder ``kiosk/``: a page, a pack and a USB bundle per screen, the pointer, the service worker.

The player's scripts are files of their own beside the page, so that the audit's rule
against inline scripts holds here too; a USB bundle carries the same files.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Iterator
from typing import Any, Final, cast

from campaign import packs
from campaign.models.screens import Screen
from campaign.render import Renderer

#: what a screen's page loads, in this order; ``overrides/kiosk`` is published as it is
PLAYER: Final = ("player.css", "guard.js", "clock.js", "glass.js", "player.js", "link.js")
#: the oldest date a ZIP file can carry: bundles of the same content are the same bytes
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def files(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield path under the root and content of everything that is made for screens; nothing without screens."""
    shown = renderer.shown
    screens = [cast("Screen", one) for one in shown.site.all("screens")]
    if not screens:
        return
    made = {screen.id: packs.pack(shown, screen) for screen in screens}
    parts = {name: renderer.source(f"kiosk/{name}").encode() for name in PLAYER}
    version = hashlib.sha256(b"".join(parts.values())).hexdigest()[:8]
    for screen in screens:
        own = made[screen.id]
        page = renderer.page("kiosk/screen.html", "../", screen=screen, pack=own, version=version, first=_first(own))
        yield f"kiosk/{screen.id}.html", page.encode()
        yield f"kiosk/pack.{screen.id}.{own['hash']}.json", packs.compact(own)
        yield f"kiosk/{screen.id}.zip", _bundle({f"{screen.id}.html": page.encode(), **parts})
    pointer = {"fmt": packs.FORMAT, "shell": version, "screens": {key: one["hash"] for key, one in made.items()}}
    yield "kiosk/latest.json", packs.compact({**pointer, "built_at": next(iter(made.values()))["built_at"]})
    kept = [*(f"{screen.id}.html" for screen in screens), *(f"{name}?v={version}" for name in PLAYER)]
    head = f"var VERSION = {packs.compact(version).decode()}, KEPT = {packs.compact(kept).decode()};\n"
    yield "kiosk/sw.js", (head + renderer.source("kiosk/sw.js")).encode()
    yield "kiosk/index.html", renderer.page("kiosk/index.html", "../", screens=screens, packs=made).encode()


def _first(pack: dict[str, Any]) -> dict[str, Any]:
    """Return the slide that stands in the page itself."""
    return cast("dict[str, Any]", next(one for one in pack["items"] if one.get("evergreen")))


def _bundle(content: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in content.items():
            bundle.writestr(zipfile.ZipInfo(name, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
