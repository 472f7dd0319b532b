"""What stands before every page: who may ask, how much may be sent, and what a browser is told.

Only hosts that the server is known by are answered, so that a page of another site cannot reach a
server of this machine under a name of its own; what is posted comes from a page of ours.
"""

from __future__ import annotations

import ipaddress
import sys
import traceback
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from huiqi.files import LARGEST_FILE
from huiqi.sentences import Sentence, sentence

#: The most bytes that one request may hold: a file and what is known already beside it.
LARGEST_BODY = LARGEST_FILE + 2_000_000
#: No script, nothing from elsewhere, in no frame, and forms that lead nowhere else.
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    # Under no-referrer a browser would not say where a form comes from either.
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class Hosts:
    """The names by which the server may be addressed."""

    def __init__(self, bound: str, named: Iterable[str] = ()) -> None:
        """``bound``: the address listened on; ``named``: names that lead there besides."""
        self._names = {bound.lower().strip("[]"), *(name.lower() for name in named)}
        address = _address(bound)
        if is_loopback(bound):
            self._names |= set(_LOOPBACK)
        #: Listening everywhere: by whichever of its addresses; a name is nobody's until it is said.
        self._any_address = address is not None and address.is_unspecified

    def allows(self, host: str) -> bool:
        """Whether a request names one of them; the port is the connection's own."""
        name = urlsplit(f"//{host}").hostname if _is_plain(host) else None
        if name is None:
            return False
        return name in self._names or (self._any_address and _address(name) is not None)


def is_loopback(bound: str) -> bool:
    """Whether only who is on this machine reaches what listens there."""
    address = _address(bound)
    return bound.lower() == "localhost" or (address is not None and address.is_loopback)


def _is_plain(host: str) -> bool:
    return bool(host) and all(letter.isalnum() or letter in ".-_:[]" for letter in host)


def _address(text: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return None


def plainly(message: Sentence, status: int) -> PlainTextResponse:
    """An answer for whom nothing is known of, the language neither."""
    told = "".join(f"{message.in_language(language)}\n" for language in ("zh", "en"))
    return PlainTextResponse(told, status_code=status)


def too_large() -> PlainTextResponse:
    """More was sent than is read."""
    most = LARGEST_FILE // 1_000_000
    return plainly(sentence("太大了，没有读：一个文件最多 {number} MB", number=most), 413)


class Guard:
    """Refuses what may not be asked; adds to every answer what a browser has to know."""

    def __init__(self, app: ASGIApp, *, hosts: Hosts) -> None:
        self.app, self.hosts = app, hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refused = self._refusal(scope["method"], headers)
        begun = False

        async def told(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                own = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    own[name] = value
                own.setdefault("Cache-Control", "no-store")
            await send(message)

        if refused is not None:
            await refused(scope, receive, told)
            return
        try:
            await self.app(scope, _bounded(receive), told)
        except Exception as error:
            # What an error says may quote what was sent: only where it arose is written down.
            print(_where(error), file=sys.stderr)
            if not begun:
                failed = plainly(sentence("huiqi 没有答出来，请再试一次"), 500)
                await failed(scope, receive, told)

    def _refusal(self, method: str, headers: Headers) -> PlainTextResponse | None:
        host = headers.get("host", "")
        if not self.hosts.allows(host):
            return plainly(sentence("这里不用这个域名；从启动时写出的网址打开"), 421)
        if method not in ("GET", "HEAD") and not _own(headers, host):
            return plainly(sentence("这是别的网站送来的，没有读"), 403)
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > LARGEST_BODY:
            return too_large()
        return None


def _own(headers: Headers, host: str) -> bool:
    """Whether what was posted comes from a page of ours, or from no page at all."""
    site = headers.get("sec-fetch-site", "none")
    if site not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _where(error: Exception) -> str:
    frames = traceback.extract_tb(error.__traceback__)
    place = f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "?"
    return f"huiqi serve: {type(error).__name__} {place}"


class BodyTooLargeError(Exception):
    """More was sent than its length said, or than may be."""


def _bounded(receive: Receive) -> Receive:
    """What is received, as long as it is not too much."""
    received = 0

    async def bounded() -> Message:
        nonlocal received
        message = await receive()
        received += len(message.get("body", b""))
        if received > LARGEST_BODY:
            raise BodyTooLargeError
        return message

    return bounded
