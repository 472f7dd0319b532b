"""The sample as a query written by hand, from Parquet to Parquet."""

from __future__ import annotations

import time
from pathlib import Path

import duckdb

from benchmarks.city import City

NAME = "a query by hand, DuckDB"
QUERY = Path(__file__).with_name("by_hand.sql")


def connect(city: City, threads: int = 2) -> duckdb.DuckDBPyConnection:
    """A database that sees the tables of a city under their names."""
    connection = duckdb.connect(config={"threads": threads})
    connection.execute("SET enable_progress_bar = false")
    for name, folder in (("enterprises", city.enterprises), *city.lists.items()):
        connection.execute(f"CREATE VIEW {name} AS FROM read_parquet('{folder}/*.parquet')")
    return connection


def decide(city: City, output: Path, threads: int = 2, *, read: bool = False) -> float:
    """The answers of a city, in Parquet; ``read``: its tables are read into the database before.

    Returns:
        How long that took, in seconds.
    """
    query = QUERY.read_text(encoding="utf-8")
    with connect(city, threads) as connection:
        started = time.perf_counter()
        for name in ("enterprises", *city.lists) if read else ():
            connection.execute(f"CREATE TABLE {name}_read AS FROM {name}")
            connection.execute(f"CREATE OR REPLACE VIEW {name} AS FROM {name}_read")
        reading = time.perf_counter() - started
        connection.execute(f"COPY ({query}) TO '{output}' (FORMAT parquet)")
    return reading
