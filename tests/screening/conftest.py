"""The servers on which queries are run, one of each for a process of the tests."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from huiqi.screening.needed import java_present
from tests.screening.parts import require_part

if TYPE_CHECKING:
    from pyspark.sql import SparkSession


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """How to connect to a PostgreSQL server."""
    from tests.screening.database import postgresql, server_programs

    require_part(server_programs(), "no PostgreSQL.  Remedy: apt install postgresql")
    with postgresql() as address:
        yield address


@pytest.fixture(scope="session")
def spark() -> Iterator[SparkSession]:
    """A session on a Spark cluster of two worker processes."""
    require_part(java_present(), "no Java.  Remedy: apt install default-jre-headless")
    require_part(importlib.util.find_spec("pyspark"), "no Spark.  Remedy: make spark")
    from tests.screening.cluster import spark_cluster

    with spark_cluster() as session:
        yield session
