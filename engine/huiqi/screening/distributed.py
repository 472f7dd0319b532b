"""Decides a whole table on Spark: the same query, layer by layer, over the same typed tables.

The tables go to Spark as Parquet and the answers come back as such, into the table ``answers`` of
the connection: what follows is as in :mod:`huiqi.screening.embedded`.

Spark plans a layer anew each time that it is read, and a deep plan takes it much longer than
several small ones.  So some layers are written down on the way, as Parquet, too: what a lost worker
had made of them is made again of the layer before.

Code: D105 Spark did not answer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from huiqi.diagnostics import Place, input_error
from huiqi.screening.embedded import loaded_tables, take_answers
from huiqi.screening.loader.plain_texts import sql_name, sql_text
from huiqi.screening.needed import require_cluster_parts
from huiqi.screening.sql.dialects import text
from huiqi.screening.sql.query import query
from huiqi.screening.table_answers import Asked
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from pyspark.sql import SparkSession

#: So many layers, one upon the other, are planned at once.
_AT_ONCE = 4
#: So many enterprises are a task of their own, at most.
_ROWS_OF_A_TASK = 25_000
_SETTINGS = {
    # Without it what is too large is made NULL, or wraps around.
    "spark.sql.ansi.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    # Each layer has hundreds of columns: what is generated for all of them at once is beyond what
    # Java compiles, and to infer what holds of each takes longer than the query.
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.constraintPropagation.enabled": "false",
    "spark.sql.optimizer.excludedRules": "org.apache.spark.sql.catalyst.optimizer.CollapseProject",
}
_QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
}
_LOG = """\
rootLogger.level = error
rootLogger.appenderRef.stderr.ref = stderr
appender.stderr.type = Console
appender.stderr.name = stderr
appender.stderr.target = SYSTEM_ERR
appender.stderr.layout.type = PatternLayout
appender.stderr.layout.pattern = %p %c: %m%n
"""


class _Layer(NamedTuple):
    """A layer of the query; ``kept``: it is written down."""

    name: str
    text: str
    kept: bool


@contextmanager
def spark_session(master: str | None) -> Iterator[SparkSession]:
    """A session on a cluster; ``master``: where it is, absent: as Spark itself is set up.

    Raises :class:`~huiqi.diagnostics.InputError` D101 without Spark, D102 without Java, D105 where
    there is no cluster.
    """
    require_cluster_parts()
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.appName("huiqi")
    if master is not None:
        builder = builder.master(master)
    for name, value in _QUIET.items():
        builder = builder.config(name, value)
    with TemporaryDirectory(prefix="huiqi-") as folder:
        if master is not None and _is_here(master):
            log = Path(folder) / "log4j2.properties"
            log.write_text(_LOG, encoding="utf-8")
            option = f"-Dlog4j2.configurationFile=file:{log}"
            builder = builder.config("spark.driver.extraJavaOptions", option)
            builder = builder.config("spark.driver.bindAddress", "127.0.0.1")
            builder = builder.config("spark.driver.host", "127.0.0.1")
        with _told_as_fault():
            session = builder.getOrCreate()
        try:
            yield session
        finally:
            session.stop()


def decide_on_cluster(
    connection: DuckDBPyConnection,
    asked: Asked,
    session: SparkSession,
    shared: Path,
    progress: Callable[[str], None] = lambda message: None,
) -> None:
    """Makes the table ``answers``.

    Args:
        shared: A folder that the workers see, where they are on other machines.
        progress: Told ``done/total`` of the layers of the query.

    Raises:
        InputError: D105, Spark did not answer.
    """
    here = _is_here(session.sparkContext.master)
    with TemporaryDirectory(prefix="huiqi-", dir=None if here else shared) as folder:
        with _told_as_fault():
            _decide(connection, asked, session.newSession(), Path(folder), progress)
        found = f"SELECT * FROM read_parquet({sql_text(f'{folder}/answers/*.parquet')})"
        take_answers(connection, asked, found)


def _decide(
    connection: DuckDBPyConnection,
    asked: Asked,
    session: SparkSession,
    folder: Path,
    progress: Callable[[str], None],
) -> None:
    for name, value in _SETTINGS.items():
        session.conf.set(name, value)
    tables = loaded_tables(asked)
    counted = connection.execute(f"SELECT count(*) FROM {sql_name(tables.enterprises)}").fetchone()
    assert counted is not None
    workers = session.sparkContext.defaultParallelism
    parts = max(2 * workers, 1 + counted[0] // _ROWS_OF_A_TASK)
    session.conf.set("spark.sql.shuffle.partitions", str(parts))
    for name in (tables.enterprises, *tables.lists.values()):
        file = str(folder / f"{name}.parquet")
        connection.execute(f"COPY {sql_name(name)} TO {sql_text(file)} (FORMAT parquet)")
        frame = session.read.parquet(f"file:{file}").repartition(parts, "row")
        frame.createOrReplaceTempView(name)
    layers, last = _layers(asked)
    for number, layer in enumerate(layers):
        progress(f"{number}/{len(layers) + 1}")
        frame = session.sql(layer.text)
        if layer.kept:
            place = f"file:{folder / layer.name}"
            frame.write.parquet(place)
            frame = session.read.parquet(place)
        frame.createOrReplaceTempView(layer.name)
    session.sql(last).write.parquet(f"file:{folder / 'answers'}")


def _layers(asked: Asked) -> tuple[list[_Layer], str]:
    """The layers of the query as Spark reads them, and what is selected of the last."""
    from sqlglot import exp

    whole = query(asked.outputs, loaded_tables(asked))
    made = [
        (layer.alias, layer.this, [table.name for table in layer.this.find_all(exp.Table)])
        for layer in whole.ctes
    ]
    whole.set("with_", None)
    read = Counter(name for _, _, names in made for name in names)
    above: dict[str, int] = {}
    layers = []
    for name, select, names in made:
        above[name] = 1 + max((above.get(other, 0) for other in names), default=0)
        kept = read[name] > 1 or above[name] >= _AT_ONCE
        if kept:
            above[name] = 0
        layers.append(_Layer(name, text(select, "spark"), kept))
    return layers, text(whole, "spark")


def _is_here(master: str) -> bool:
    """Whether all workers are on this machine."""
    return master.startswith("local")


@contextmanager
def _told_as_fault() -> Iterator[None]:
    """What Spark says is not repeated: it may quote the table."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        yield
    except (Py4JError, PySparkException, OSError) as error:
        said = sentence("Spark 没有作答（{error}）", error=type(error).__name__)
        remedy = sentence(
            "看 Spark 自己的日志；--spark-master 是不是对，各工作机是否都能读写输出所在的目录"
        )
        raise input_error("D105", Place("Spark"), said, remedy=remedy) from error
