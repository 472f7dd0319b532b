"""Tables that people keep: CSV and spreadsheets, read cell by cell as exact texts.

Every cell keeps its place, so that a finding can name the row and the column.  A number of a
spreadsheet is read with the digits it is sure of, a date as ``YYYY-MM-DD``, a moment with its hour,
an empty cell as ``""``; what a text means is for the caller to say.
"""

from huiqi.tables.columns import Wanted, find_columns
from huiqi.tables.table import ReadTable, Row
from huiqi.tables.table_reader import read_cells, read_table, table_of

__all__ = ["ReadTable", "Row", "Wanted", "find_columns", "read_cells", "read_table", "table_of"]
