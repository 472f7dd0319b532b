"""How far one query of DuckDB is, while it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: So many seconds pass between two looks.
_EVERY = 0.5


@contextmanager
def watched(connection: DuckDBPyConnection, told: Callable[[float], None]) -> Iterator[None]:
    """Within, ``told`` is given the share (of 1) of the running query that is done, by DuckDB's own
    estimate; never less than before.
    """
    # It is counted only where its bar is on; shown it is by huiqi itself.
    connection.execute("SET enable_progress_bar_print = false")
    connection.execute("SET enable_progress_bar = true")
    over = Event()

    def watch() -> None:
        furthest = 0.0
        while not over.wait(_EVERY):
            share = connection.query_progress() / 100
            if furthest < share <= 1:
                furthest = share
                told(share)

    watching = Thread(target=watch, daemon=True)
    watching.start()
    try:
        yield
    finally:
        over.set()
        watching.join()
        connection.execute("SET enable_progress_bar = false")
