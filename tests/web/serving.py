"""A server of the project's own rules, for the tests that ask it."""

from __future__ import annotations

import http.client
import threading
import urllib.parse
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic, sleep

import uvicorn

from huiqi import Engine
from huiqi.platforms import open_platform_table
from huiqi.web.application import application
from huiqi.web.guard import Hosts
from huiqi.web.serving import configured, listening

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "cases" / "examples" / "example-complete.yaml"
DAY = "2023-06-20"
_BOUNDARY = "a-line-that-is-in-no-file"


@dataclass(frozen=True)
class Answered:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The page."""
        return self.body.decode()


@dataclass(frozen=True)
class Site:
    """Where the server is; ``said``: what it wrote to its own log."""

    port: int
    said: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """As a browser opens it."""
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> Answered:
        """One request; the headers of a browser that reads Chinese unless others are given."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        told = {"Accept-Language": "zh-CN", **(headers or {})}
        connection.request(method, path, body, told)
        answer = connection.getresponse()
        found = Answered(
            answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        )
        connection.close()
        return found

    def get(self, path: str, **headers: str) -> Answered:
        """A page."""
        return self.ask("GET", path, headers={k.replace("_", "-"): v for k, v in headers.items()})

    def post(self, path: str, fields: Mapping[str, str]) -> Answered:
        """A form without a file."""
        body = urllib.parse.urlencode(fields).encode()
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.ask("POST", path, body, kind)

    def upload(
        self, path: str, name: str, content: bytes, fields: Mapping[str, str] | None = None
    ) -> Answered:
        """A form with one file."""
        parts = [
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in (fields or {}).items()
        ]
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"'
        body = "".join(parts).encode() + f"{head}\r\n\r\n".encode() + content
        body += f"\r\n--{_BOUNDARY}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        return self.ask("POST", path, body, kind)


@contextmanager
def serving(compare: bool = False, prefill: Path | None = None) -> Iterator[Site]:
    """The server in a thread of its own; without the network what it says is the same."""
    own = listening("127.0.0.1", 0)
    engine = Engine.load(ROOT / "rules", compare=compare)
    platform = None if prefill is None else open_platform_table(engine, prefill).table
    served = application(engine, Hosts("127.0.0.1"), platform)
    server = uvicorn.Server(configured(served))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [own]})
    thread.start()
    try:
        end = monotonic() + 30
        while not server.started and monotonic() < end:
            sleep(0.02)
        yield Site(own.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(30)
        own.close()
