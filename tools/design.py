"""docs/dev/design.md: its tables of tokens from the sheet, its examples as a page made by the site's own macros.

Usage: tools/design.py --write            the tables of docs/dev/design.md anew, from overrides/assets/css/tokens.css
       tools/design.py [folder of a site] the examples into design/ of a built site (``make screenshots`` takes pictures)
Source: WCAG 2.2, relative luminance and contrast ratio.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

from campaign.charts import Bar, bars
from campaign.history import changes
from campaign.loading import load
from campaign.render import Renderer
from campaign.sheets import BUNDLES

ROOT = Path(__file__).parent.parent
GUIDE = ROOT / "docs" / "dev" / "design.md"
SHEET = ROOT / "overrides" / "assets" / "css" / "tokens.css"
#: the moment that the examples show, the preview's
AT = datetime(2023, 6, 12, 9, 30)
#: what stands on what, and the least contrast: 4.5 for text, 3 for what is no text
PAIRS = (
    ("text", "paper", 4.5), ("text", "surface", 4.5), ("text", "sunken", 4.5), ("muted", "paper", 4.5),
    ("muted", "surface", 4.5), ("muted", "sunken", 4.5), ("ink", "paper", 4.5), ("ink", "surface", 4.5),
    ("ink", "ink-soft", 4.5), ("seal", "paper", 4.5), ("seal", "surface", 4.5), ("seal", "seal-soft", 4.5),
    ("good", "good-soft", 4.5), ("on-ink", "hero", 4.5), ("on-ink", "hero-deep", 4.5), ("on-ink-muted", "hero", 4.5),
    ("on-ink-seal", "hero", 4.5), ("hero", "on-ink", 4.5),
    ("text", "ground", 4.5), ("on-water", "ground", 4.5), ("on-road", "ground", 4.5), ("on-rail", "ground", 4.5),
)  # fmt: skip
_BARS = (Bar("九亭镇", 12), Bar("新桥镇", 7), Bar("车墩镇", 0))
#: not in this bundle, so asked for beside them
MORE = ("results", "unit")
#: scheme → its blocks in the sheet, the later ones over the earlier
_LIGHT, _HIGH = "[data-md-color-scheme]", 'html[data-contrast="high"] [data-md-color-scheme]'
_DARK, _HIGH_DARK = (f'{head[:-1]}="slate"]' for head in (_LIGHT, _HIGH))
_SCHEMES = {
    "light": (_LIGHT,),
    "dark": (_LIGHT, _DARK),
    "high": (_LIGHT, _HIGH),
    "high dark": (_LIGHT, _DARK, _HIGH, _HIGH_DARK),
}
_BLOCK = re.compile(r"(?ms)^([^\s@}/][^{}]*?) \{\n(.*?)^\}")
_TOKEN = re.compile(r"(?m)^\s+--c-([a-z0-9-]+): (.+);$")
_PART = re.compile(r"(?s)(<!-- tokens:(\w+) -->\n).*?(<!-- end -->)")
_EXAMPLE = re.compile(r"(?ms)^### ([^\n]+)\n(?:(?!^#).)*?^```jinja\n(.*?)^```")
_MAIN = re.compile(r'(?s)(<article [^>]*id="main"[^>]*>).*?(</article>)')


def tokens() -> dict[str, dict[str, str]]:
    """Return name → value of the tokens without scheme (``""``), and of each scheme with what it takes over."""
    blocks = {head: dict(_TOKEN.findall(body)) for head, body in _BLOCK.findall(SHEET.read_text(encoding="utf-8"))}
    found: dict[str, dict[str, str]] = {"": blocks[":root"]}
    for name, heads in _SCHEMES.items():
        found[name] = {key: value for head in heads for key, value in blocks[head].items()}
    return found


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours ``#rrggbb``, 1 to 21."""
    low, high = sorted(_luminance(colour) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]  # noqa: PLR2004 WCAG
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def tables() -> dict[str, str]:
    """Return the guide's tables by name."""
    common, *schemes = tokens().values()
    light, dark = schemes[:2]
    kinds = {name: name.startswith(("size", "font")) for name in common}
    rows = {
        "type": [(f"`--c-{name}`", common[name]) for name, letters in kinds.items() if letters],
        "space": [(f"`--c-{name}`", common[name]) for name, letters in kinds.items() if not letters],
        "colour": [(f"`--c-{name}`", f"`{value}`", f"`{dark[name]}`") for name, value in light.items()],
        "contrast": [
            (f"{one} on {other}", f"{least:g}", *(f"{contrast(made[one], made[other]):.1f}" for made in schemes))
            for one, other, least in PAIRS
        ],
    }
    heads = {
        "type": ("token", "value"),
        "space": ("token", "value"),
        "colour": ("token", "light", "dark"),
        "contrast": ("pair", "at least", *_SCHEMES),
    }
    return {name: _table(heads[name], found) for name, found in rows.items()}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def written() -> str:
    """Return the guide with its tables as the sheet has them."""
    made = tables()
    text = GUIDE.read_text(encoding="utf-8")
    return _PART.sub(lambda found: f"{found[1]}\n{made[found[2]]}\n{found[3]}", text)


def examples() -> dict[str, str]:
    """Return the guide's examples: heading → Jinja."""
    return dict(_EXAMPLE.findall(GUIDE.read_text(encoding="utf-8")))


def rendered(data: Path) -> dict[str, str]:
    """Return the examples as HTML, for a page one level below the root, made by the site's own templates."""
    with tempfile.TemporaryDirectory() as folder:
        templates = Path(folder) / "overrides"
        shutil.copytree(ROOT / "overrides", templates)
        shown = load(data, AT).shown_at(AT)
        renderer = Renderer(templates, shown)
        parts = {"chart": bars("example", "示例：三个街镇的场次", "场", _BARS), "changes": changes(shown)[:3]}
        found = {}
        for number, (name, text) in enumerate(examples().items()):
            (templates / f"example-{number}.html").write_text(text, encoding="utf-8")
            found[name] = renderer.page(f"example-{number}.html", "../", **parts)
    return found


def page(shell: str, data: Path) -> str:
    """Return ``shell``, a page one level below the root, with the examples in place of what it says."""
    parts = "".join(
        f'<section class="c-block"><h2>{name}</h2>{html}</section>' for name, html in rendered(data).items()
    )
    sheets = "".join(f'<link rel="stylesheet" href="../assets/css/{name}.css">' for name in (*BUNDLES, *MORE))
    body = _MAIN.sub(lambda found: f"{found[1]}<h1>构件</h1>{parts}{found[2]}", shell)
    return body.replace("</head>", f"{sheets}</head>")


def main() -> None:
    """Write the tables, or the page of examples."""
    if sys.argv[1:] == ["--write"]:
        GUIDE.write_text(written(), encoding="utf-8")
        return
    site = Path(sys.argv[1] if len(sys.argv) > 1 else "preview")
    target = site / "design" / "index.html"
    target.parent.mkdir(exist_ok=True)
    target.write_text(page((site / "help" / "index.html").read_text(encoding="utf-8"), ROOT / "data"), encoding="utf-8")


if __name__ == "__main__":
    main()
