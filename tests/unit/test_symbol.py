"""QR symbols: segno's own, whatever stands in them and however large they are."""

from __future__ import annotations

import pytest
import segno

from campaign.symbol import symbol

_SITE = "https://fuwuyue.example/events/"


@pytest.mark.parametrize("error", ["m", "q"])
@pytest.mark.parametrize("boost", [True, False])
def test_symbol_is_the_one_segno_makes(error: str, boost: bool) -> None:  # noqa: FBT001 a parameter of the test
    texts = [f"{_SITE}ev-{number:05}/" for number in range(50)]
    texts += ["1", "12315", "商业秘密", "A" * 300, _SITE + "长" * 60, "x" * 1000]
    for text in texts:
        own, other = symbol(text, error, boost=boost), segno.make_qr(text, error=error, boost_error=boost)
        assert (own.matrix, own.mask, own.designator) == (other.matrix, other.mask, other.designator)
    assert len({symbol(text, error, boost=boost).mask for text in texts}) >= 7
