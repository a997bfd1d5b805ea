"""``opensearch.xml``: browsers offer the site's search in their address bar.

Source: OpenSearch 1.1 Draft 6, description documents.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from campaign.exports import export
from campaign.site import Shown

#: a short name may have 16 characters
_SHORTEST = 16


@export
def opensearch(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield the description of the page ``search/``."""
    campaign = shown.campaign
    name = escape(f"{campaign.district}{campaign.short}"[:_SHORTEST])
    address = escape(campaign.site_url, {'"': "&quot;"}) + "search/?q={searchTerms}"
    yield (
        "opensearch.xml",
        (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">\n'
            f"<ShortName>{name}</ShortName>\n"
            f"<Description>搜索{escape(campaign.title)}</Description>\n"
            "<InputEncoding>UTF-8</InputEncoding>\n"
            f'<Url type="text/html" template="{address}"/>\n'
            "</OpenSearchDescription>\n"
        ).encode(),
    )
