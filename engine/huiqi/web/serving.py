"""Listening: on this machine alone, unless told otherwise, and without a word of what is asked."""

from __future__ import annotations

import socket
from collections.abc import Iterable
from typing import TYPE_CHECKING

import uvicorn
from starlette.types import ASGIApp

from huiqi.diagnostics import Place, input_error
from huiqi.engine import Engine
from huiqi.sentences import sentence
from huiqi.web.application import application
from huiqi.web.guard import Hosts

if TYPE_CHECKING:
    from huiqi.profile.platform_table import PlatformTable


def listening(host: str, port: int) -> socket.socket:
    """The socket; raises :class:`~huiqi.diagnostics.InputError` (C134) where that cannot be."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        found = socket.socket(family, socket.SOCK_STREAM)
        found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        found.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        message = sentence("不能在这个地址和端口上听（{reason}）", reason=reason)
        remedy = sentence("换一个端口：huiqi serve --port 8001")
        raise input_error(
            "C134", Place("--port"), message, found=f"{host}:{port}", remedy=remedy
        ) from None
    found.listen(128)
    return found


def serve(
    engine: Engine,
    own: socket.socket,
    host: str,
    named: Iterable[str] = (),
    platform: PlatformTable | None = None,
) -> None:
    """Answers until it is told to stop; what is being answered then is still answered."""
    config = configured(application(engine, Hosts(host, named), platform))
    uvicorn.Server(config).run(sockets=[own])


def configured(app: ASGIApp) -> uvicorn.Config:
    """How it is served: no word of who asks what; so many at once, and so long to finish."""
    return uvicorn.Config(
        app,
        access_log=False,
        server_header=False,
        date_header=False,
        log_level="warning",
        timeout_graceful_shutdown=10,
        limit_concurrency=200,
        ws="none",
    )
