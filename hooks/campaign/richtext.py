"""The one Markdown field of a record → clean HTML.

CommonMark by comrak (0.03 ms a record; cmarkgfm was weighed and leaks 38 KB a call),
raw HTML shown as text, then cleaned against an allow-list that keeps no attribute but
a link's address. Source: SECURITY R3; spec.commonmark.org 0.31; GitHub tables.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import comrak
import nh3
from markupsafe import escape

_TAGS = {
    *("p", "br", "strong", "em", "del", "code", "pre", "blockquote", "hr"),
    *("h2", "h3", "h4", "ul", "ol", "li", "a", "table", "thead", "tbody", "tr", "th", "td"),
}
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"http", "https", "mailto", "tel", "record", "law"},
    link_rel="noopener",
)
_EXTENSIONS = comrak.ExtensionOptions()
_EXTENSIONS.table = _EXTENSIONS.strikethrough = _EXTENSIONS.autolink = True
_RENDERING = comrak.RenderOptions()
_RENDERING.escape = True
_HEADING = re.compile(r"<(/?)h([1-6])>")
_LOWEST_HEADING = 4
_RECORD_HREF = re.compile(r'href="record:([^"]*)"')
_LAW_HREF = re.compile(r'href="law:([a-z0-9-]+)(?:#([0-9-]+))?"')
#: a link to a record in Markdown: ``[文字](record:events/2023-06-08-launch)``, or its definition further down
RECORD_LINK = re.compile(r"(?:\]\(\s*|^ {0,3}\[[^\]]+\]:\s*)<?record:([^)\s>]*)", re.MULTILINE)


def cleaned(markdown: str) -> str:
    """Return clean HTML in which links to records and laws still name these."""
    raw = comrak.render_markdown(markdown, extension_options=_EXTENSIONS, render_options=_RENDERING)
    lowered = _HEADING.sub(lambda m: f"<{m[1]}h{min(max(int(m[2]), 2), _LOWEST_HEADING)}>", raw)
    return (
        _CLEANER.clean(lowered)
        .replace("<table>", '<div class="c-scroll"><table>')
        .replace("</table>", "</table></div>")
        .replace('href="//', 'href="https://')
    )


def to_html(
    markdown: str,
    address: Callable[[str], str],
    gloss: Callable[[str], str] = lambda _key: "",
    clean: Callable[[str], str] = cleaned,
) -> str:
    """Return clean HTML; ``address`` turns ``events/id`` or ``laws/id#a10`` into a link's relative address.

    ``gloss`` turns ``terms/id`` into the sentence of a popover, and everything else into an empty text.
    Headings start at level 2, because the page's title is level 1. ``clean`` may know what it made of a text before.
    """
    return link_records(clean(markdown), address, gloss)


def link_records(html: str, address: Callable[[str], str], gloss: Callable[[str], str] = lambda _key: "") -> str:
    """Replace every ``href="record:…"`` and ``href="law:…"`` in ``html``."""

    def attributes(found: re.Match[str]) -> str:
        said = gloss(found[1])
        return f'href="{address(found[1])}"' + (f' data-gloss="{escape(said)}"' if said else "")

    if "record:" in html:
        html = _RECORD_HREF.sub(attributes, html)
    if "law:" in html:
        html = _LAW_HREF.sub(lambda found: f'href="{address(_law_key(found[1], found[2]))}"', html)
    return html


def _law_key(law: str, no: str | None) -> str:
    return f"laws/{law}" + (f"#a{no}" if no else "")
