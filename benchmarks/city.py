"""An invented city: any number of enterprises with their lists, as ``huiqi screen`` reads them.

    python -m benchmarks.city FOLDER --rows 1000000 [--ledgers] [--csv] [--bounds 0.02]

Two shapes: a register of some forty columns, with the super-deduction as it was stated, titles and
projects; or with the ledgers besides, from which the deduction is worked out, and every list.  The
same numbers give the same city.  Parquet is a folder of parts for each table.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb
import numpy as np

from benchmarks.cities.columns import Array, Drawn, Kind, written
from benchmarks.cities.firms import Firms, Key
from benchmarks.cities.records import LEDGERS, REGISTER, WHOLE
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook

ROOT = Path(__file__).resolve().parents[1]
AS_OF = date(2023, 6, 20)
#: So many enterprises are drawn at a time, which bounds the memory; a part of a folder each.
PART = 250_000
_UNITS = {Kind.MONEY: "（元）", Kind.RATIO: "（%）"}


@dataclass(frozen=True, kw_only=True)
class City:
    """Where the tables of a city are.

    Attributes:
        enterprises: A file, or a folder of parts.
        lists: The same for each list, by its id.
        whole: The lists that hold all there is.
    """

    rows: int
    ledgers: bool
    enterprises: Path
    lists: Mapping[str, Path]
    whole: frozenset[str]

    def options(self, rulebook: Rulebook) -> list[str]:
        """What ``huiqi screen`` is told of it."""
        found = [str(self.enterprises)]
        for name, path in self.lists.items():
            label = rulebook.facts[name].label.zh
            found += ["--with", f"{label}={path}"]
            found += ["--whole", label] if name in self.whole else []
        return found


def write_city(
    folder: Path,
    rulebook: Rulebook,
    rows: int,
    *,
    ledgers: bool = False,
    csv: bool = False,
    as_of: date = AS_OF,
    seed: int = 1,
    bounds: float = 0.0,
) -> City:
    """Draw a city into a new folder; CSV is one file each, for as many as fit in one part."""
    if csv and rows > PART:
        raise ValueError(f"CSV holds at most {PART} rows")
    drawn = LEDGERS if ledgers else REGISTER
    kept = {name: folder / name for name in ("enterprises", *drawn)}
    folder.mkdir(parents=True)
    if csv:
        kept = {name: path.with_suffix(".csv") for name, path in kept.items()}
    else:
        for path in kept.values():
            path.mkdir()
    with duckdb.connect() as connection:
        connection.execute("SET enable_progress_bar = false")
        for part, first in enumerate(range(0, rows, PART)):
            draw = np.random.default_rng([seed, part, int(ledgers)])
            firms = Firms(draw, first + 1, min(PART, rows - first), as_of, bounds)
            for name, columns in _tables(firms, rulebook, ledgers):
                path = kept[name] if csv else kept[name] / f"part-{part:04}.parquet"
                _write(connection, path, columns, csv=csv)
    enterprises = kept.pop("enterprises")
    whole = WHOLE & kept.keys()
    return City(rows=rows, ledgers=ledgers, enterprises=enterprises, lists=kept, whole=whole)


def _tables(
    firms: Firms, rulebook: Rulebook, ledgers: bool
) -> Iterator[tuple[str, Mapping[str, Drawn]]]:
    """The columns of each table, under the names by which they are read."""
    facts = dict(firms.facts)
    if ledgers:
        facts = {key: own for key, own in facts.items() if key[0] != "rd_super_deduction"}
        facts |= firms.ledgers()
    names = Drawn(kind=Kind.TEXT, values=firms.names)
    codes = Drawn(kind=Kind.TEXT, values=firms.codes)
    enterprises = {"企业名称": names, "统一社会信用代码": codes, **firms.carried}
    for key, drawn in facts.items():
        declared = rulebook.declared(key[0])
        enterprises[_header(declared, drawn, key)] = _worded(declared, drawn)
    yield "enterprises", enterprises
    for name, draw in (LEDGERS if ledgers else REGISTER).items():
        records = draw(firms)
        columns = {"统一社会信用代码": codes.at(records.of), "企业名称": names.at(records.of)}
        for own, drawn in records.fields.items():
            field = rulebook.facts[name].fields[own]
            columns[_header(field, drawn, (own, None))] = _worded(field, drawn)
        yield name, columns


def _header(declared: Fact | Definition, drawn: Drawn, key: Key) -> str:
    year = f"{key[1]}年" if key[1] is not None else ""
    return f"{year}{declared.label.zh}{_UNITS.get(drawn.kind, '')}"


def _worded(declared: Fact | Definition, drawn: Drawn) -> Drawn:
    if drawn.kind is not Kind.SYMBOL:
        return drawn
    options = declared.type.enumeration
    assert options is not None, declared.id
    return Drawn(kind=drawn.kind, values=drawn.values, known=drawn.known, words=options.words("zh"))


def _write(
    connection: duckdb.DuckDBPyConnection, path: Path, columns: Mapping[str, Drawn], *, csv: bool
) -> None:
    given: dict[str, Array] = {}
    selected = [written(name, drawn, given, words=csv) for name, drawn in columns.items()]
    options = "FORMAT csv, HEADER" if csv else "FORMAT parquet, ROW_GROUP_SIZE 122880"
    connection.register("given", given)
    text = f"COPY (SELECT {', '.join(selected)} FROM given) TO '{path}' ({options})"
    connection.execute(text)
    connection.unregister("given")


def main() -> None:
    """Write a city."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=300_000)
    parser.add_argument("--ledgers", action="store_true")
    parser.add_argument("--csv", action="store_true")
    parser.add_argument("--bounds", type=float, default=0.0)
    parser.add_argument("--seed", type=int, default=1)
    given = vars(parser.parse_args())
    start = time.perf_counter()
    city = write_city(
        given.pop("folder"), load_rulebook(ROOT / "rules"), given.pop("rows"), **given
    )
    print(f"{city.rows:,} enterprises in {time.perf_counter() - start:.1f} s: {city.enterprises}")


if __name__ == "__main__":
    main()
