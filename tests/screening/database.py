"""A PostgreSQL server of the tests' own, in a folder that goes with it."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import psycopg

#: Nothing of it has to outlive the tests.
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "64MB",
    "max_connections": "10",
    "timezone": "UTC",
}
_LONGEST = 60


def server_programs() -> Path | None:
    """The folder of ``initdb`` and ``postgres``: Debian has it under the version, off the PATH."""
    found = shutil.which("initdb")
    if found is not None:
        return Path(found).resolve().parent
    versions = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if path.is_dir()]
    versions.sort(key=lambda path: float(path.parent.name))
    return versions[-1] if versions else None


@contextmanager
def postgresql() -> Iterator[str]:
    """A server on a free port of this machine, with a password; how to connect to it."""
    programs = server_programs()
    assert programs is not None
    folder = Path(tempfile.mkdtemp(prefix="huiqi-postgresql-"))
    password = secrets.token_hex(16)
    user, group = _account()
    try:
        given = folder / "password"
        given.write_text(password, encoding="ascii")
        for path in (folder, given):
            os.chown(path, user, group)
        options = f"-U huiqi --pwfile={given} -A scram-sha-256 -E UTF8 --locale=C --no-sync"
        subprocess.run(
            [programs / "initdb", "-D", folder / "data", *options.split()],
            check=True,
            capture_output=True,
            cwd=folder,
            user=user,
            group=group,
        )
        with _started(programs, folder, password) as address:
            yield address
    finally:
        shutil.rmtree(folder)


@contextmanager
def _started(programs: Path, folder: Path, password: str) -> Iterator[str]:
    """The server runs; another port is taken where somebody was quicker."""
    user, group = _account()
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    for _ in range(5):
        port = _free_port()
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(
                [programs / "postgres", "-D", folder / "data", "-p", str(port), *settings],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd=folder,
                user=user,
                group=group,
            )
        address = f"postgresql://huiqi:{password}@127.0.0.1:{port}/postgres"
        try:
            if _answers(server, address):
                yield address
                return
        finally:
            if server.poll() is None:
                # Whoever is still connected is sent away.
                server.send_signal(signal.SIGINT)
                server.wait(_LONGEST)
    raise AssertionError((folder / "log").read_text(encoding="utf-8", errors="replace"))


def _answers(server: subprocess.Popen[bytes], address: str) -> bool:
    """Whether it takes connections before long; it may have stopped instead."""
    end = monotonic() + _LONGEST
    while server.poll() is None and monotonic() < end:
        try:
            psycopg.connect(address, connect_timeout=5).close()
        except psycopg.OperationalError:
            sleep(0.05)
        else:
            return True
    return False


def _account() -> tuple[int, int]:
    """Whose server it is, user and group: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    own = names.get("postgres") or names["nobody"]
    return own.pw_uid, own.pw_gid


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
