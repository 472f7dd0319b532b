"""Tables of enterprises and of their records brought into DuckDB, read as every table is."""

from huiqi.screening.loader.load import load_enterprises
from huiqi.screening.loader.loaded import Loaded, WrittenRows

__all__ = ["Loaded", "WrittenRows", "load_enterprises"]
