"""What screening a whole city needs besides: named in one line where it is not there.

Codes: D100 DuckDB or sqlglot, D101 Spark, D102 Java.
"""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from huiqi.diagnostics import Place, input_error
from huiqi.sentences import sentence


def require_query_parts() -> None:
    """Raises :class:`~huiqi.diagnostics.InputError` D100 where DuckDB or sqlglot is missing."""
    _require("duckdb", sentence("整表评估要用 DuckDB，这里没有安装"))
    require_query_writer()


def require_query_writer() -> None:
    """The same where sqlglot is missing."""
    _require("sqlglot", sentence("写成 SQL 要用 sqlglot，这里没有安装"))


def require_cluster_parts() -> None:
    """Raises :class:`~huiqi.diagnostics.InputError` D101 without Spark, D102 without Java."""
    if not installed("pyspark"):
        message, remedy = (
            sentence("分布式评估要用 Spark，这里没有安装"),
            "pip install 'huiqi[spark]'",
        )
        raise input_error("D101", Place("pyspark"), message, remedy=remedy)
    if not java_present():
        remedy = "apt install default-jre-headless"
        raise input_error(
            "D102", Place("java"), sentence("Spark 要用 Java，这里没有安装"), remedy=remedy
        )


def _require(module: str, used: str) -> None:
    if not installed(module):
        remedy = "pip install 'huiqi[screen]'"
        raise input_error("D100", Place(module), used, remedy=remedy)


def java_present() -> bool:
    """Whether Spark would find Java: under JAVA_HOME, else on the PATH."""
    home = os.environ.get("JAVA_HOME")
    found = Path(home) / "bin" / "java" if home else shutil.which("java")
    return found is not None and Path(found).exists()


def installed(module: str) -> bool:
    """Whether it can be imported."""
    return importlib.util.find_spec(module) is not None
