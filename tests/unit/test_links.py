"""Which telephone numbers become links, and to what."""

from __future__ import annotations

import pytest

from campaign.models.links import dial


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("021-57810000", "tel:+862157810000"),
        ("(021) 5781 0000", "tel:+862157810000"),
        ("+86 021-57810000", "tel:+862157810000"),
        ("0512-65231234", "tel:+8651265231234"),
        ("021-57810000转8001", "tel:+862157810000;ext=8001"),
        ("13800138000", "tel:+8613800138000"),
        ("400-820-8820", "tel:4008208820"),
        ("12315", "tel:12315"),
        ("110", "tel:110"),
    ],
)
def test_dial_returns_the_address_of_a_number(text: str, address: str) -> None:
    assert dial(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "021-0000-0000（示例）",
        "021-0000-0000",
        "021-17810000",
        "57810000",
        "见官网",
        "021-57810000（示例）",
        "",
        "13800",
    ],
)
def test_dial_makes_no_link_of_what_no_telephone_reaches(text: str) -> None:
    assert dial(text) == ""
