"""What a start tag may say on a page of ours: one set of rules for the fast pass and for the parser's tree.

:func:`tags` cuts a page the quick way, without case or quotes mattering, for every
build; ``campaign audit`` takes the same rules through the HTML standard's own
algorithm. Both hand each tag to :func:`wrong` and :func:`addresses`.
Source: HTML Living Standard 13.2.5 (tokenization), 4.2.3 (base), 4.2.5.3 (refresh);
URL Living Standard 4.4 (tabs, newlines and backslashes in addresses).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

#: name of an element and its attributes, both in lower case
Tag = tuple[str, dict[str, str]]
#: code and message of a finding
Finding = tuple[str, str]

#: the tags of nearly every stamped page: plain elements, attributes in double quotes that neither run nor style
_USUAL = (
    r"/?(?:a|abbr|article|aside|b|blockquote|br|button|caption|code|dd|details|div|dl|dt|em|figcaption|figure|footer"
    r"|h[1-6]|header|hr|i|img|label|li|link|meta|nav|ol|p|pre|section|small|span|strong|sub|summary|sup|table|tbody"
    r"|td|tfoot|th|thead|time|tr|ul|wbr)"
    r"(?: (?:alt|class|colspan|content|datetime|download|height|hidden|href|id|lang|loading|name|property|rel|role|rowspan"
    r"|scope|src|tabindex|title|type|width|aria-[a-z]+|data-[a-z-]+)(?:=\"[^\"<>]*\")?)*+>"
)
_UNUSUAL = re.compile(rf'<(?!{_USUAL}|script type="(?:application/ld\+json|module" src="[a-z0-9./_-]+)">|/script>)')
_PLAIN_ADDRESS = re.compile(r' (?:href|src)="(?!//)([^":&\\\s]*)"')
_PLAIN_ID = re.compile(r' id="([^"]+)"')
_ODD = re.compile(r'<[^>]* (?:href|src)="(?:[^":&\\\s]*[:&\\\s]|//)[^>]*>')
_TAG = re.compile(r"""<[a-zA-Z](?:[^>"']+|"[^"]*"|'[^']*')*+>?""")
_NAME = re.compile(r"<([^\s/>]+)")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>][^\s>]*)))?""")
_SCRIPT = re.compile(r"<(script)\b([^>]*)>(.*?)</script", re.DOTALL | re.IGNORECASE)
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
_IGNORED = str.maketrans("\\", "/", "\t\n\r")
_CONTROLS = "".join(map(chr, range(33)))

#: attributes that name an address, on whatever element
_ADDRESSES = frozenset(
    {"href", "src", "action", "formaction", "poster", "data", "background", "manifest", "ping", "xlink:href"}
)
_SETS = frozenset({"srcset", "imagesrcset"})
_FOLLOWED = frozenset({"a", "area"})
_NAMING = frozenset({"canonical", "alternate"})
_SAFE = frozenset({"", "http", "https", "mailto", "tel", "webcal"})
_FOREIGN = frozenset({"http", "https"})
_DATA_TYPES = frozenset({"application/ld+json", "application/json"})


def tags(html: str) -> set[str]:
    """Return the different start tags of ``html`` as written; what stands inside scripts is no tag."""
    return set(_TAG.findall(_SCRIPT.sub(r"<\1\2>", html)))


def usual(html: str) -> tuple[set[str], list[str], list[str]] | None:
    """Return addresses, ids, and the tags with an address to look at closer; None where any tag is out of the usual."""
    if _UNUSUAL.search(html):
        return None
    return set(_PLAIN_ADDRESS.findall(html)), _PLAIN_ID.findall(html), _ODD.findall(html)


def parse(text: str) -> Tag:
    """Return name and attributes of the start tag ``text``; of an attribute written twice the first counts."""
    name = _NAME.match(text)
    if name is None:
        raise ValueError(text)
    found: dict[str, str] = {}
    for attribute, double, single, bare in _ATTRIBUTE.findall(text, name.end()):
        found.setdefault(attribute.lower(), unescape(double or single or bare))
    return name[1].lower(), found


def scripts(html: str) -> list[tuple[str, str]]:
    """Return attributes, as written, and text of each script."""
    return [(attributes, text) for _, attributes, text in _SCRIPT.findall(html)]


def runs(attributes: dict[str, str]) -> bool:
    """Whether a script element with ``attributes`` runs the text it holds."""
    return "src" not in attributes and attributes.get("type", "").strip().lower() not in _DATA_TYPES


def scheme(address: str) -> str:
    """Return the scheme of ``address`` as a browser takes it, ``//`` where only the host is named, or nothing."""
    plain = address.translate(_IGNORED).strip(_CONTROLS).lower()
    if plain.startswith("//"):
        return "//"
    found = _SCHEME.match(plain)
    return found[1] if found else ""


def wrong(tag: Tag, site_url: str) -> Iterator[Finding]:
    """Yield what ``tag`` may not say; ``site_url`` is the site's own address."""
    name, attributes = tag
    if name == "base":
        yield "base-element", "页面里有 <base>，所有链接都会指到别处。"
    if name == "meta" and attributes.get("http-equiv", "").strip().lower() == "refresh":
        yield "refresh", "页面会自动跳转（meta refresh）。"
    if name == "style":
        yield "inline-style", "页面里有行内样式。"
    for attribute in attributes:
        if attribute.startswith("on"):
            yield "event-attribute", "页面里有 on… 事件属性。"
        elif attribute == "style":
            yield "inline-style", "页面里有行内样式。"
        elif attribute == "srcdoc":
            yield "inline-document", "页面里有 srcdoc，等于藏着另一个页面。"
    for attribute, address in addresses(tag):
        yield from _wrong_address(tag, attribute, address, site_url)


def addresses(tag: Tag) -> Iterator[tuple[str, str]]:
    """Yield attribute and address of everything that ``tag`` names."""
    for attribute, value in tag[1].items():
        if attribute in _SETS:
            for one in value.split(","):
                yield attribute, (one.split() or [""])[0]
        elif attribute in _ADDRESSES:
            yield attribute, value


def _wrong_address(tag: Tag, attribute: str, address: str, site_url: str) -> Iterator[Finding]:
    name, attributes = tag
    found = scheme(address)
    if found not in _SAFE and found != "//":
        yield "scheme", f"链接“{address[:80]}”的开头“{found}:”不允许。"
    elif found == "//" or found in _FOREIGN:
        followed = name in _FOLLOWED and attribute in {"href", "xlink:href"}
        named = name == "link" and attributes.get("rel") in _NAMING and address.startswith(site_url)
        if not (followed or named):
            yield "foreign-request", f"页面会向别的网站请求“{address[:80]}”。"
