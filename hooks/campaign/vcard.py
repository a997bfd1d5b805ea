r"""A demonstration unit as a business card that telephones keep.

Version 3.0, because the address books of telephones sold in China read it, and many stumble over 4.0;
text only in UTF-8. Nothing in it comes from the clock.
Source: RFC 2426 (vCard 3.0), RFC 2425 §5.8.1 (folds), §5.8.4 (`\n` and `\,` in values).
"""

from __future__ import annotations

from collections.abc import Iterator

from campaign.content_lines import plain
from campaign.models.links import dial
from campaign.models.units import Unit
from campaign.site import Shown

_WIDTH = 75
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})


def vcard(shown: Shown, unit: Unit) -> bytes:
    """Return the card of ``unit``: name, address, dialable number, point it agreed to, page and hours."""
    return b"".join(_folded(line) for line in _lines(shown, unit))


def _lines(shown: Shown, unit: Unit) -> Iterator[str]:
    name, place, page = _text(_named(unit)), unit.location, f"{shown.campaign.site_url}{unit.url}"
    yield from ("BEGIN:VCARD", "VERSION:3.0", "PRODID:-//fuwuyue//units//ZH", f"UID:{_text(page)}")
    yield from (f"FN:{name}", f"N:{name};;;;", f"ORG:{name}")
    own = place.address if place.address != place.town else ""
    street = "，".join(filter(None, (own, place.entrance, place.floor_room)))
    locality, region = shown.campaign.lies_in(place.town)
    yield f"ADR;TYPE=WORK:;;{_text(street)};{_text(locality)};{_text(region)};;中国"
    number = dial(unit.contact.phone) if unit.contact and unit.contact.phone and not unit.sample else ""
    if number:
        yield f"TEL;TYPE=WORK,VOICE:{number.removeprefix('tel:').replace(';ext=', ',')}"
    if unit.spot:
        yield f"GEO:{unit.spot.lat:.6f};{unit.spot.lng:.6f}"
    yield f"URL:{page}"
    yield f"NOTE:{_text(_note(unit))}"
    if unit.updated:
        yield f"REV:{unit.updated:%Y-%m-%dT%H:%M:%S}+08:00"
    yield "END:VCARD"


def _named(unit: Unit) -> str:
    return unit.name if not unit.sample or "示例" in unit.name else f"{unit.name}（示例）"


def _note(unit: Unit) -> str:
    said = ["示例：这张名片是演示用的，请勿前往。"] if unit.sample else []
    said.append(f"商业秘密保护{unit.type}")  # its level may end, a card in an address book stays
    said += [f"{one.days} {one.open:%H:%M}–{one.close:%H:%M}" for one in unit.hours]
    return "\n".join([*said, *(("服务：" + "、".join(unit.services),) if unit.services else ())])


def _text(value: object) -> str:
    return plain(str(value)).translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """Return one line in pieces of at most 75 octets, none of which ends inside a character."""
    pieces, piece = [], b""
    for char in line:
        octets = char.encode()
        if len(piece) + len(octets) > _WIDTH:
            pieces.append(piece)
            piece = b" "
        piece += octets
    return b"\r\n".join([*pieces, piece]) + b"\r\n"
