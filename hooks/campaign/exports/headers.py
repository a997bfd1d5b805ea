"""``_headers``: what the site asks of hosts that read such a file."""

from __future__ import annotations

from collections.abc import Iterator

from campaign import headers
from campaign.exports import export
from campaign.site import Shown


@export
def asked(shown: Shown) -> Iterator[tuple[str, bytes]]:
    """Yield ``_headers``, with the policy under which every page works."""
    yield "_headers", headers.underscore(admin=shown.campaign.admin).encode()
