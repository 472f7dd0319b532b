"""Tables of enterprises and of their records brought into DuckDB, read as every table is."""

from huiqi.screening.loading.load import load
from huiqi.screening.loading.loaded import Loaded, Part

__all__ = ["Loaded", "Part", "load"]
