"""All answers of a table in one file: a row for each enterprise, the columns of each measure.

Parquet is for programs: ids, and amounts as decimals of a yuan.  CSV is for people: what things are
called, and no text that a spreadsheet would run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.files import written_whole
from huiqi.lowering.status_rows import STATUSES
from huiqi.rulebook.basis import GRADES
from huiqi.screening.city_results import Heads
from huiqi.screening.loader import Loaded
from huiqi.screening.loader.loaded import CARRIED
from huiqi.screening.loader.plain_texts import sql_name as quoted
from huiqi.screening.loader.plain_texts import sql_text
from huiqi.screening.table_answers import BITS, MARKS, Answers, Asked, Bits

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: A text that begins so would be run as a formula when opened; a quotation mark prevents it.
_FORMULA = r"^[=+\-@\t\r＝＋－＠]"


def write_city_answers(
    loaded: Loaded, asked: Asked, path: Path, heads: Heads, *, safe: bool
) -> None:
    """Writes them; put in place only when whole.

    Args:
        safe: Whether texts that a spreadsheet would run are kept from it.
    """
    connection = loaded.connection
    columns = [f"answers.row AS {quoted(heads.row)}"]
    for column, head in (("name", heads.name), ("credit_code", heads.code)):
        columns.append(f"{_text(f'{CARRIED}.{column}', safe)} AS {quoted(head)}")
    taken = {heads.row, heads.name, heads.code}
    for place, head in enumerate(loaded.carried):
        own = head
        while own in taken:
            own += "_"
        taken.add(own)
        columns.append(f"{_text(f'{CARRIED}.carried{place}', safe)} AS {quoted(own)}")
    columns += _columns(asked, heads, _digits(connection, asked))
    query = f"SELECT {', '.join(columns)} FROM answers JOIN {CARRIED} USING (row)"
    form = "FORMAT parquet" if path.suffix.lower() == ".parquet" else "FORMAT csv, HEADER"
    with written_whole(path) as part:
        if path.suffix.lower() == ".csv":
            # People read it from the top; programs go by the number of the row.
            _with_mark(connection, f"{query} ORDER BY answers.row", part)
        else:
            connection.execute(f"COPY ({query}) TO {sql_text(str(part))} ({form})")


def _with_mark(connection: DuckDBPyConnection, query: str, part: Path) -> None:
    """With a byte order mark, by which spreadsheet programs know that it is UTF-8."""
    beside = part.with_suffix(".rows")
    try:
        connection.execute(f"COPY ({query}) TO {sql_text(str(beside))} (FORMAT csv, HEADER)")
        with part.open("wb") as whole, beside.open("rb") as rows:
            whole.write(b"\xef\xbb\xbf")
            while block := rows.read(1 << 20):
                whole.write(block)
    finally:
        beside.unlink(missing_ok=True)


def _amounts(own: Answers) -> Iterator[tuple[str, str]]:
    for key, name in (("low", own.low), ("high", own.high), ("at_most", own.at_most)):
        if name is not None:
            yield key, name


def _digits(connection: DuckDBPyConnection, asked: Asked) -> int:
    """So many an amount is written with: eighteen fit into a whole number of 64 bits, in which a
    database writes and reads them in half the time.
    """
    most = ", ".join(f"max({quoted(name)})" for own in asked.answers for _, name in _amounts(own))
    found = connection.execute(f"SELECT {most} FROM answers").fetchone() if most else ()
    largest = max((one for one in found or () if one is not None), default=0)
    return 18 if largest < 10**18 else 20


def _columns(asked: Asked, heads: Heads, digits: int) -> Iterator[str]:
    for own in asked.answers:
        for key, column in _told(own, heads, digits):
            yield f"{column} AS {quoted(_head(own.measure.id, key, heads))}"
    # What was not decided has a column that says so, and why.
    for measure, reason in asked.beyond.items():
        said = heads.words.get("not_decided", {}).get(measure, str(reason))
        yield f"{sql_text(said)} AS {quoted(_head(measure, 'not_decided', heads))}"


def _head(measure: str, key: str, heads: Heads) -> str:
    return f"{heads.measures.get(measure, measure)}{heads.joined}{heads.told.get(key, key)}"


def _told(own: Answers, heads: Heads, digits: int) -> Iterator[tuple[str, str]]:
    def coded(column: str, values: Iterator[str], kind: str) -> str:
        words = heads.words.get(kind, {})
        listed = [sql_text(words.get(value, value)) for value in values]
        # Texts of an enumeration are written once for all rows, not looked up for each.
        told = f"ENUM({', '.join(dict.fromkeys(listed))})"
        return f"([{', '.join(listed)}]::{told}[])[{quoted(column)} + 1]"

    yield "status", coded(own.status, (one.value for one in STATUSES), "status")
    yield "conditions", coded(own.conditions, (one.value for one in STATUSES), "status")
    yield "mark", coded(f"{own.measure.id}.mark", (one.value for one in MARKS), "mark")
    for key, name in _amounts(own):
        cents = f"{quoted(name)}::DECIMAL({digits}, 0)"
        told = f"({cents} * 0.01::DECIMAL(3, 2))::DECIMAL({digits}, 2)"
        if key != "low" and own.fund_only is not None:
            # The whole of a fund bounds no one enterprise.
            told = f"CASE WHEN NOT {quoted(own.fund_only)} THEN {told} END"
        yield key, told
    yield "grade", coded(own.grade, (one.value for one in GRADES), "grade")
    for key, bits in (("failing", own.failing), ("missing", own.missing)):
        if bits.names:
            yield key, _joined(bits, heads.words.get(key, {}), own.measure.id)


def _joined(bits: Bits, words: Mapping[str, str], measure: str) -> str:
    """The names whose bits are set, one after the other."""
    between = "；" if words else " "
    parts = []
    for position, name in enumerate(bits.names):
        column = quoted(bits.outputs[position // BITS])
        said = sql_text(words.get(f"{measure}/{name}", name))
        parts.append(f"CASE WHEN ({column} >> {position % BITS}) & 1 = 1 THEN {said} END")
    return f"concat_ws('{between}', {', '.join(parts)})"


def _text(column: str, safe: bool) -> str:
    if not safe:
        return column
    return (
        f"CASE WHEN regexp_matches({column}, '{_FORMULA}') THEN '''' || {column} ELSE {column} END"
    )
