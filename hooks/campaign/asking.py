"""Asking other people's servers whether an address still answers: politely, and never one of ours.

HEAD first, GET where that is refused, only the answer's head is read; one request a host at a time with a pause;
a deadline for each; one more try for what may pass. The name is resolved once, its address is judged, and that very
address is connected to, so that no name leads into a network of our own (SSRF, DNS rebinding); each redirect anew.
Source: RFC 9110 §9.3, §15; OWASP, Server Side Request Forgery Prevention.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal
from urllib.parse import quote, urljoin, urlsplit

State = Literal["ok", "dead", "unsure"]

_WORKERS, _MOST_HOPS, _MOST_HEAD, _LONGEST_WAIT = 4, 5, 65_536, 30.0
_PORTS = frozenset({80, 443, 8000, 8080, 8443})
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
_MOVED = frozenset({301, 302, 303, 307, 308})
#: answers by which a server refuses programs, which says nothing about readers
_UNFRIENDLY = frozenset({401, 403, 405, 406, 407, 412, 418, 429, 451, 501, 503, 999})
_LATER = frozenset({429, 500, 502, 503, 504})
_GOOD, _BAD = range(200, 300), 400
_QUOTED = "/:?#[]@!$&'()*+,;=%~-._"


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of one address; ``said`` is Chinese, ``status`` 0 where no answer came, ``moved`` where it leads now."""

    state: State
    said: str
    status: int = 0
    moved: str = ""
    reached: bool = True  # whether anybody answered at all


class _Failure(Exception):  # noqa: N818 it becomes an answer
    def __init__(self, said: str, state: State = "dead", *, again: bool = False, reached: bool = False) -> None:
        super().__init__(said)
        self.answer = Answer(state, said, reached=reached)
        self.again = again


@dataclass(slots=True)
class Asker:
    """``seconds`` a request may take, ``pause`` between two to one host, ``private``: addresses of our own too."""

    agent: str
    seconds: float = 10.0
    pause: float = 1.0
    private: bool = False
    _next: dict[str, float] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def all(self, urls: Iterable[str]) -> dict[str, Answer]:
        """Return address → answer; hosts are asked side by side, the addresses of one after each other."""
        hosts: dict[str, list[str]] = {}
        for url in urls:
            hosts.setdefault(urlsplit(url).netloc, []).append(url)
        with ThreadPoolExecutor(_WORKERS) as pool:
            done = list(pool.map(lambda those: [(url, self.ask(url)) for url in those], hosts.values()))
        return {url: answer for those in done for url, answer in those}

    def ask(self, url: str) -> Answer:
        """Return what became of one address."""
        answer, again = self._followed(url)
        if again:
            time.sleep(min(again, _LONGEST_WAIT))
            answer, _ = self._followed(url)
        return answer

    def _followed(self, url: str) -> tuple[Answer, float]:
        """Return the answer, and after how many seconds another try makes sense (0: never)."""
        here, moved = url, ""
        try:
            for _ in range(_MOST_HOPS + 1):
                status, heads = self._asked(here)
                if status not in _MOVED or "location" not in heads:
                    return _judged(status, moved), _wait(status, heads, self.pause)
                here = urljoin(here, heads["location"])
                moved = here
        except _Failure as failure:
            return failure.answer, max(self.pause, 0.001) * failure.again
        return Answer("dead", f"一直跳转，{_MOST_HOPS} 次也没有到头", status, moved), 0.0

    def _asked(self, url: str) -> tuple[int, dict[str, str]]:
        try:
            status, heads = self._once(url, "HEAD")
        except _Failure as failure:
            if not failure.answer.reached:
                raise
            status, heads = _BAD, {}
        return self._once(url, "GET") if status >= _BAD else (status, heads)

    def _once(self, url: str, method: str) -> tuple[int, dict[str, str]]:
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
            name = host.encode("idna").decode("ascii")
        except ValueError as error:
            raise _Failure("网址的写法不对") from error
        if parts.scheme not in {"http", "https"} or not name or "@" in parts.netloc:
            raise _Failure("不是普通的网址", "unsure")
        if not self.private and port not in _PORTS:
            raise _Failure(f"端口 {port} 不查", "unsure")
        self._wait_for(name)
        target = quote((parts.path or "/") + (f"?{parts.query}" if parts.query else ""), safe=_QUOTED)
        site = f"[{name}]" if ":" in name else name
        site += "" if port in {80, 443} else f":{port}"
        lines = (
            f"{method} {target} HTTP/1.1",
            f"Host: {site}",
            f"User-Agent: {self.agent}",
            "Accept: */*",
            "Connection: close",
        )
        return self._spoken(name, port, "".join(f"{line}\r\n" for line in (*lines, "")), tls=parts.scheme == "https")

    def _spoken(self, name: str, port: int, request: str, *, tls: bool) -> tuple[int, dict[str, str]]:
        ends = time.monotonic() + self.seconds
        late = _Failure(f"{self.seconds:g} 秒没有回应", again=True)
        address = self._address(name, port)
        try:
            with socket.create_connection((address, port), timeout=self.seconds) as plain:
                if not tls:
                    return _head(plain, request, ends)
                with ssl.create_default_context().wrap_socket(plain, server_hostname=name) as secure:
                    return _head(secure, request, ends)
        except ssl.SSLCertVerificationError as error:
            raise _Failure(f"证书不对，浏览器会拦住（{error.verify_message}）", reached=True) from error
        except TimeoutError as error:
            raise late from error
        except ConnectionRefusedError as error:
            raise _Failure("服务器拒绝连接", again=True) from error
        except (OSError, ValueError) as error:
            raise _Failure(f"连接中断（{type(error).__name__}）", again=True) from error

    def _address(self, name: str, port: int) -> str:
        """Return the address that the name stands for; raises where it is not a public one."""
        try:
            found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
        except (socket.gaierror, UnicodeError) as error:
            if (
                getattr(error, "errno", 0) == socket.EAI_AGAIN
            ):  # our own name server does not answer: no news of the site
                raise _Failure("这里查不到域名，网站在不在没法知道", "unsure", again=True) from error
            raise _Failure("找不到这个网站（域名没有了）", again=True) from error
        addresses = [str(one[4][0]).partition("%")[0] for one in found]
        if not self.private and not all(map(public, addresses)):
            raise _Failure("指向内网或本机的地址，不查", "unsure")
        return addresses[0]

    def _wait_for(self, host: str) -> None:
        with self._lock:
            now = time.monotonic()
            turn = max(now, self._next.get(host, now))
            self._next[host] = turn + self.pause
        time.sleep(turn - now)


def public(address: str) -> bool:
    """Whether an IP address belongs to the public internet, and stands for no other address that doesn't."""
    one = ipaddress.ip_address(address)
    if isinstance(one, ipaddress.IPv6Address):
        inner = one.ipv4_mapped or one.sixtofour or (one.teredo[1] if one.teredo else None)
        if one in _NAT64:
            inner = ipaddress.IPv4Address(int(one) & 0xFFFFFFFF)
        one = inner or one
    return one.is_global and not one.is_multicast


def _head(stream: socket.socket, request: str, ends: float) -> tuple[int, dict[str, str]]:
    """Send a request and return status and headers of the answer; its body is never read."""
    stream.sendall(request.encode("ascii"))
    raw = b""
    while True:
        while b"\r\n\r\n" in raw and (found := _STATUS.match(raw)):
            head, _, raw = raw.partition(b"\r\n\r\n")
            if not found[1].startswith(b"1"):
                pairs = (line.partition(":") for line in head.decode("latin-1").split("\r\n")[1:])
                return int(found[1]), {key.strip().lower(): value.strip() for key, _, value in pairs}
        left = ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        stream.settimeout(left)
        block = stream.recv(4096)
        raw += block
        if not block or len(raw) > _MOST_HEAD:
            raise _Failure("回应不是网页服务器的写法", reached=True)


def _judged(status: int, moved: str) -> Answer:
    if status in _GOOD:
        return Answer("ok", "搬家了，会自动跳过去" if moved else "打得开", status, moved)
    if status in _UNFRIENDLY:
        return Answer("unsure", f"网站不让程序查（{status}），请用浏览器看一眼", status, moved)
    said = {404: "没有这一页（404）", 410: "已经删去（410）"}.get(status, f"网站出错（{status}）")
    return Answer("dead", said, status, moved)


def _wait(status: int, heads: dict[str, str], pause: float) -> float:
    if status not in _LATER:
        return 0.0
    asked = heads.get("retry-after", "")
    return float(asked) if asked.isdecimal() and len(asked) < 5 else max(pause, 0.001)  # noqa: PLR2004 an hour at most
