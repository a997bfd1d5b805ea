"""Style sheets that pages ask for together are sent together: a request less is a tenth of a second on a phone.

They are written apart, one component each, under ``overrides/assets/css``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

#: name of a sheet → the sheets it is made of, in the order of the cascade
BUNDLES: Final = {
    "site": ("tokens", "ground", "base", "chrome", "reading", "footer", "cards", "stars", "search", "found"),
    "home-page": ("home", "home-doors", "home-parts", "changes", "map"),
    "programme": ("lists", "calendar", "agenda"),
    "content": ("lists", "records", "details", "visits", "subscribe", "changes", "passing-on"),
    "law": ("laws", "law-changes", "explainers", "diagrams", "diagrams-law"),
}


def bundled(folder: Path, name: str) -> str:
    """Return the text of one bundle, made of the files in ``folder``."""
    return "\n".join((folder / f"{part}.css").read_text(encoding="utf-8") for part in BUNDLES[name])
