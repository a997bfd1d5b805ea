"""Web addresses and telephone numbers.

Only ``http`` and ``https`` may stand behind a link. Whatever a browser reads otherwise
than a person does is refused: user names before the host, back slashes, white space.
Source: url.spec.whatwg.org, "URL parsing" (back slashes and tabs are repaired there).
"""

from __future__ import annotations

import functools
import re

from campaign.models.complaint import complaint, half_width, shown

LONGEST_URL = 2000
_LAST_PORT = 65535
_PLAIN = re.compile(
    r"https?://[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+(?::\d{1,4})?"
    r"(?:[/?#][\w\-.~!$&'()*+,;=:@/?#%\[\]]*)?",
)
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)\s*:")
_AUTHORITY = re.compile(r"https?://([^/?#]*)", re.IGNORECASE)
_HOST_AHEAD = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}(?:[:/?#]|$)")
_HOST_WITH_PORT = re.compile(r"(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,}:\d")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_BAD = re.compile(r"[\s<>\"{}|^`\\，。；、（）《》“”‘’：！？]")
_TAIL = "。，；、：！？）》”’"
#: One part of a host; of all scripts only Chinese, because others imitate Latin letters.
_LABEL = re.compile(r"[a-z0-9\u3400-\u9fff](?:[a-z0-9\u3400-\u9fff-]*[a-z0-9\u3400-\u9fff])?", re.IGNORECASE)
_HINT = "写成 https://www.example.gov.cn/1.html 这样，从浏览器的地址栏里完整复制。"
_PHONE = re.compile(
    r"(?:\+86[ -]?)?(?:(?:\(0\d{2,3}\)|0\d{2,3})[ -]?\d{3,4}[ -]?\d{4}|[48]00[ -]?\d{3,4}[ -]?\d{3,4}"
    r"|1[3-9]\d[ -]?\d{4}[ -]?\d{4}|1[0-9]{2,4}|9[56]\d{3,4}|\d{4}[ -]?\d{4})(?:(?: ?转 ?|-)\d{1,6})?"
)

#: what a telephone can really dial: area code and a subscriber's number, mobile, service numbers; and an extension
_DIALABLE = re.compile(
    r"(?:(?:\+86[ -]?)?(?P<area>\(0\d{2,3}\)|0\d{2,3})[ -]?(?P<local>[2-8]\d{2,3}[ -]?\d{4})"
    r"|(?:\+86[ -]?)?(?P<mobile>1[3-9]\d[ -]?\d{4}[ -]?\d{4})"
    r"|(?P<short>[48]00[ -]?\d{3}[ -]?\d{4}|1[012]\d|12\d{3}|9[56]\d{3,4}))(?: ?转 ?(?P<extension>\d{1,6}))?"
)


@functools.lru_cache(maxsize=8192)
def parse_url(text: str) -> str:
    """Return a web address as written.

    Raises the codes url-scheme, url-userinfo, url-format, control-char, too-long.
    """
    if _PLAIN.fullmatch(text) and len(text) <= LONGEST_URL:
        return text
    if _CONTROL.search(text):
        raise complaint("control-char", "网址里有看不见的控制字符。", "删去这个字符，重新复制网址。")
    if len(text) > LONGEST_URL:
        raise complaint("too-long", f"网址有 {len(text)} 个字，最多 {LONGEST_URL} 个。", "用短一些的网址。")
    _check_scheme(text)
    bad = _BAD.search(text)
    if bad is not None and "@" not in text[: bad.start()]:
        better = text.rstrip(_TAIL).replace("\\", "/").replace(" ", "")
        message = f"网址里有不能用的字“{bad[0]}”。"
        raise complaint("url-format", message, _HINT, better if _PLAIN.fullmatch(better) else None)
    _check_authority(text)
    return text


def _check_scheme(text: str) -> None:
    scheme = _SCHEME.match(text)
    if scheme and scheme[1].lower() in ("http", "https"):
        return
    plain = half_width(text)
    value: str | None
    if scheme is None and re.match(r"https?\s*:/{0,2}\w", plain, re.IGNORECASE):
        raise complaint("url-scheme", "网址开头用了全角字符。", "“https://”用英文输入法写。", plain)
    if re.match(r"https?/{1,2}\w", text, re.IGNORECASE):
        value = re.sub(r"^(https?)/{1,2}", r"\1://", text, flags=re.IGNORECASE)
        raise complaint("url-scheme", "“https”后面缺少冒号。", _HINT, value)
    if text.startswith(("//", "\\\\", "/\\")):
        value = f"https:{text}" if text.startswith("//") else None
        raise complaint("url-scheme", "网址开头缺少“https:”。", _HINT, value)
    if scheme is None or _HOST_WITH_PORT.match(text):
        value = f"https://{text}" if _HOST_AHEAD.match(text) else None
        raise complaint("url-scheme", f"“{shown(text)}”开头缺少“https://”。", _HINT, value)
    raise complaint("url-scheme", f"网址不能以“{shown(scheme[1])}:”开头，只能是 https 或 http。", _HINT)


def _check_authority(text: str) -> None:
    value: str | None
    authority = _AUTHORITY.match(text)
    if authority is None or not authority[1]:
        value = re.sub(r"^(https?):/*", r"\1://", text, flags=re.IGNORECASE)
        message = "“https:”后面应该正好是两条斜线“//”。"
        raise complaint("url-format", message, _HINT, value if _PLAIN.fullmatch(value) else None)
    host = authority[1]
    if "@" in host or "＠" in host:
        message = f"网址里“@”前面的“{shown(host.partition('@')[0])}”会让人看错网站，实际打开的是“{shown(host.rpartition('@')[2])}”。"
        raise complaint("url-userinfo", message, "写网站本来的网址，“//”和网站名之间不要有“@”。")
    name, _, port = host.partition(":")
    if port and not (port.isascii() and port.isdigit() and int(port) <= _LAST_PORT):
        raise complaint("url-format", f"网址里的端口“{shown(port)}”不对。", _HINT)
    labels = name.split(".")
    if len(labels) == 1 or not all(_LABEL.fullmatch(label) for label in labels):
        value = half_width(text) if _PLAIN.fullmatch(half_width(text)) else None
        raise complaint("url-format", f"“{shown(name)}”不是网站的名字。", _HINT, value)


def parse_phone(text: str) -> str:
    """Return a public telephone number as written. Raises the code phone-format."""
    if _PHONE.fullmatch(text):
        return text
    plain = half_width(text).replace(" - ", "-").strip()
    hint = "写成 021-0000-0000 或 12315 这样；分机写成 021-0000-0000转8001。"
    value = plain if plain != text and _PHONE.fullmatch(plain) else None
    raise complaint("phone-format", f"“{shown(text)}”不是电话号码的写法。", hint, value)


def dial(text: str) -> str:
    """Return a ``tel:`` address for a telephone number, or an empty text for what no telephone reaches.

    The whole text must be a number that the numbering plan allows: a remark such as （示例）
    makes it none, and so does a subscriber's number that begins with 0 or 1.
    Source: RFC 3966 §5.1.4 (global numbers), §5.3 (ext); 电信网编号计划 (YD/T 1054).
    """
    match = _DIALABLE.fullmatch(text.strip())
    if match is None:
        return ""
    digits = {name: re.sub(r"\D", "", part) for name, part in match.groupdict(default="").items()}
    whole = digits["short"] or f"+86{digits['area'].lstrip('0')}{digits['local']}{digits['mobile']}"
    return f"tel:{whole}" + (f";ext={digits['extension']}" if digits["extension"] else "")
