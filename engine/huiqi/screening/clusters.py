"""Where a table is decided: here, in DuckDB, or on a Spark cluster.

Code: C147 another place, or a cluster that is named without being asked for.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from huiqi.diagnostics import Place, input_error
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from huiqi.screening.embedded import Decide


class Cluster(NamedTuple):
    """A Spark cluster; ``master``: where it is, absent: as Spark is set up; ``shared``: a folder
    that its workers see, where they are on other machines.
    """

    master: str | None
    shared: Path


def cluster_of(engine: str, master: str | None, shared: Path) -> Cluster | None:
    """Where a table is decided: ``duckdb`` (none), or ``spark``.

    Raises :class:`~huiqi.diagnostics.InputError` C147 for another, or for a cluster that is named
    without being asked for.
    """
    name = engine.strip().lower()
    if name not in ("duckdb", "spark"):
        place, said = Place("--engine"), sentence("整表在 DuckDB（这台机器）或 Spark（集群）上评估")
        raise input_error("C147", place, said, found=engine, allowed=("duckdb", "spark"))
    if name == "duckdb" and master is not None:
        place, said = Place("--spark-master"), sentence("和 --engine spark 一起用")
        raise input_error("C147", place, said, remedy="--engine spark")
    return None if name == "duckdb" else Cluster(master, shared)


@contextmanager
def place_to_decide(cluster: Cluster | None) -> Iterator[Decide]:
    """Decides tables here, or on a cluster."""
    from huiqi.screening.embedded import decide_in_duckdb

    if cluster is None:
        yield decide_in_duckdb
        return
    from huiqi.screening.distributed import decide_on_cluster, spark_session

    with spark_session(cluster.master) as session:
        yield lambda connection, wanted, progress: decide_on_cluster(
            connection, wanted, session, cluster.shared, progress
        )
