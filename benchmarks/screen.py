"""How fast a city is screened, beside a query by hand, OpenFisca, zen-engine and the evaluator.

All in one run, on cities of :mod:`benchmarks.city`: planning apart, enterprises a second, and the
most memory; each measurement in a process of its own.  First every peer shows that it decides the
same rules.  Prints, and asserts nothing else.  `make bench-screen`; `make bench-screen GROWTH=1`
measures instead how time and memory grow, on registers of up to ten million (twenty minutes, 40 GB
of disk).
"""

from __future__ import annotations

import argparse
import multiprocessing
import platform
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import NamedTuple

import duckdb

from benchmarks.city import AS_OF, ROOT, City, write_city
from benchmarks.peers import agreement, by_hand, openfisca_peer, zen_peer
from benchmarks.peers.inputs import rows
from benchmarks.peers.sample import MEASURES, given_table, reference
from huiqi.city import screen
from huiqi.diagnostics import Diagnostics
from huiqi.profile.given_table import GivenTable
from huiqi.report.pages.screen_city import heads_for_programs
from huiqi.report.pages.screen_words import worded
from huiqi.report.phrases import Phrases
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.apart_rows import ApartRows
from huiqi.screening.city_writing import write_city_answers
from huiqi.screening.embedded import (
    database,
    decide_in_database,
    plan_in_database,
    show_part,
    without_slow_optimizers,
    written_query,
)
from huiqi.screening.loader import Loaded, load_enterprises
from huiqi.screening.loader.plain_texts import sql_name
from huiqi.screening.table_answers import Detail, asked

SIZES = (10_000, 100_000, 300_000, 1_000_000)
GROWING = (10_000, 100_000, 1_000_000, 10_000_000)
THREADS = 2
#: Enough to measure what decides one enterprise after the other.
FEW, SOME = 200, 20_000


class Apart(NamedTuple):
    """What is told apart: the seconds of planning, those that are no part of it at all, and those
    of the query alone, where what is read and written besides counts.
    """

    planning: float = 0.0
    besides: float = 0.0
    deciding: float | None = None


class Measured(NamedTuple):
    """Seconds, of which planning, and the query alone; processor time, in seconds; the most memory
    in MB.
    """

    seconds: float
    planning: float
    deciding: float | None
    processor: float
    memory: float


def measured(action: Callable[..., Apart], *given: object) -> Measured:
    """What an action takes, in a process of its own."""
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=context) as pool:
        return pool.submit(_timed, action, *given).result()


def _timed(action: Callable[..., Apart], *given: object) -> Measured:
    start = time.perf_counter()
    apart = action(*given)
    seconds = time.perf_counter() - start
    used = resource.getrusage(resource.RUSAGE_SELF)
    processor, memory = used.ru_utime + used.ru_stime, used.ru_maxrss / 1024
    seconds -= apart.besides
    return Measured(seconds, apart.planning, apart.deciding, processor, memory)


def queries(city: City, output: Path, measures: Sequence[str] | None, detail: str) -> Apart:
    """huiqi's own query over a whole city, from Parquet to Parquet; its planning is that it is
    made of the rules, written, and planned by the database: once more, so that it can be timed.
    """
    rulebook = load_rulebook(ROOT / "rules")
    # A title is no support, and is decided where it is named.
    asked_of = rulebook.supports
    if measures is not None:
        asked_of = tuple(rulebook.measures[name] for name in measures)
    with database() as connection:
        connection.execute(f"SET threads = {THREADS}")
        loaded = _loaded(connection, city, rulebook)
        began = time.perf_counter()
        wanted = asked(rulebook, loaded.columns, AS_OF, asked_of, Detail(detail))
        written = written_query(wanted)
        again = time.perf_counter()
        plan_in_database(connection, wanted, written)
        done = time.perf_counter()
        decide_in_database(connection, wanted, written)
        decided = time.perf_counter()
        ApartRows(loaded, wanted, rulebook, AS_OF, THREADS).decide()
        write_city_answers(loaded, wanted, output, heads_for_programs(), safe=False)
    return Apart(planning=done - began, besides=done - again, deciding=decided - done)


def query_alone(city: City, output: Path) -> Apart:
    """The query of the sample alone, of tables that are read and checked, with the columns of the
    one by hand.
    """
    rulebook = load_rulebook(ROOT / "rules")
    measures = [rulebook.measures[name] for name in MEASURES]
    with database() as connection:
        connection.execute(f"SET threads = {THREADS}")
        started = time.perf_counter()
        loaded = _loaded(connection, city, rulebook)
        read = time.perf_counter()
        wanted = asked(rulebook, loaded.columns, AS_OF, measures, Detail.FIGURES)
        (part,) = written_query(wanted)
        planned = time.perf_counter()
        told = [
            sql_name(name)
            for own in wanted.answers
            for name in (own.conditions, own.low, own.high, own.at_most)
            if name is not None
        ]
        show_part(connection, wanted, "true")
        with without_slow_optimizers(connection):
            connection.execute(
                f"COPY (SELECT row, {', '.join(told)} FROM ({part.written}))"
                f" TO '{output}' (FORMAT parquet)"
            )
    return Apart(planning=planned - read, besides=read - started)


def _loaded(connection: duckdb.DuckDBPyConnection, city: City, rulebook: Rulebook) -> Loaded:
    given = GivenTable(
        file=city.enterprises,
        lists=tuple(f"{name}={path}" for name, path in city.lists.items()),
        whole=tuple(city.whole),
    )
    return load_enterprises(connection, given, rulebook, AS_OF, Diagnostics())


def hand(city: City, output: Path) -> Apart:
    """The query by hand."""
    by_hand.decide(city, output, THREADS)
    return Apart()


def hand_alone(city: City, output: Path) -> Apart:
    """The query by hand, of tables that are read."""
    return Apart(besides=by_hand.decide(city, output, THREADS, read=True))


def openfisca(city: City, output: Path) -> Apart:
    """OpenFisca; what it takes to make arrays of a table is not counted."""
    start = time.perf_counter()
    made, told = openfisca_peer.system(), openfisca_peer.arrays(rows(city))
    reading = time.perf_counter() - start
    openfisca_peer.decide(made, *told)
    return Apart(besides=reading)


def zen(city: City, output: Path) -> Apart:
    """zen-engine, one enterprise after the other; reading is not counted."""
    start = time.perf_counter()
    told = rows(city)
    reading = time.perf_counter() - start
    zen_peer.decide(told)
    return Apart(besides=reading)


def evaluator(city: City, output: Path) -> Apart:
    """The evaluator on everything; loading the rules and opening the table count as planning."""
    start = time.perf_counter()
    rulebook = load_rulebook(ROOT / "rules")
    given_table(city, rulebook).opened(rulebook, AS_OF, Diagnostics())
    planning = time.perf_counter() - start
    words = worded(Phrases(rulebook, "zh"))
    screen(rulebook, given_table(city, rulebook), AS_OF, words, processes=1)
    return Apart(planning=planning)


def evaluator_on_sample(city: City, output: Path) -> Apart:
    """The evaluator on the sample alone."""
    start = time.perf_counter()
    rulebook = load_rulebook(ROOT / "rules")
    answers = reference(city, rulebook)
    next(answers)
    planning = time.perf_counter() - start
    for _ in answers:
        pass
    return Apart(planning=planning)


def line(name: str, count: int, found: Measured) -> None:
    """One measurement."""
    rest = max(found.seconds - found.planning, 1e-9)
    alone = "" if found.deciding is None else f"{count / found.deciding:,.0f}"
    print(
        f"{name:44} {count:>10,} {found.planning:8.2f} {found.seconds:8.2f} "
        f"{found.processor:9.2f} {alone:>10} {count / rest:>10,.0f} "
        f"{count / found.seconds:>10,.0f} {found.memory:>8,.0f}",
        flush=True,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, nargs="+")
    parser.add_argument("--growth", action="store_true", help="only how time and memory grow")
    given = parser.parse_args()
    rulebook = load_rulebook(ROOT / "rules")
    print(
        f"Python {platform.python_version()}, DuckDB {duckdb.__version__}, {platform.machine()}, "
        f"{THREADS} threads; as of {AS_OF}"
    )
    with tempfile.TemporaryDirectory(prefix="huiqi-bench-") as name:
        folder = Path(name)
        if not given.growth:
            _agree(folder / "agreement", rulebook)
        print(
            f"\n{'':44} {'rows':>10} {'planning':>8} {'seconds':>8} "
            f"{'processor':>9} {'query/s':>10} {'rows/s':>10} "
            f"{'with plan':>10} {'MB':>8}"
        )
        if given.growth:
            _growth(folder, rulebook, given.rows or GROWING)
            return
        _one_by_one(folder, rulebook)
        for count in given.rows or SIZES:
            _city(folder / str(count), rulebook, count)


def _agree(folder: Path, rulebook: Rulebook) -> None:
    peers = {
        by_hand.NAME: agreement.of_query,
        zen_peer.NAME: agreement.of_zen,
        openfisca_peer.NAME: agreement.of_openfisca,
    }
    found = list(agreement.differences(folder, rulebook, peers, FEW))
    if found:
        raise SystemExit("\n".join(["these are not the same rules:", *found[:20]]))
    measures = f"{len(MEASURES)} measures of {FEW} enterprises"
    print(f"the same answers as the evaluator, {measures}: {', '.join(peers)}")


def _one_by_one(folder: Path, rulebook: Rulebook) -> None:
    """What decides one enterprise after the other, on as many as that takes."""
    for ledgers in (False, True):
        text = write_city(folder / f"text-{ledgers}", rulebook, FEW, csv=True, ledgers=ledgers)
        shape = "ledgers" if ledgers else "register"
        line(f"evaluator, {shape}", FEW, measured(evaluator, text, folder))
        if not ledgers:
            line("sample: evaluator", FEW, measured(evaluator_on_sample, text, folder))
    city = write_city(folder / "some", rulebook, SOME)
    line(f"sample: {zen_peer.NAME}, two-valued", SOME, measured(zen, city, folder))


def _city(folder: Path, rulebook: Rulebook, count: int) -> None:
    for ledgers in (False, True):
        shape = "ledgers" if ledgers else "register"
        city = write_city(folder / shape, rulebook, count, ledgers=ledgers)
        for detail in Detail:
            found = measured(queries, city, folder / f"{shape}.parquet", None, detail.value)
            line(f"huiqi, {shape}, {detail.value}", count, found)
        if not ledgers:
            _sample(folder, city)


def _growth(folder: Path, rulebook: Rulebook, counts: Sequence[int]) -> None:
    """How time and memory grow with the enterprises of a register."""
    for count in counts:
        city = write_city(folder / str(count), rulebook, count)
        output = folder / f"{count}.parquet"
        figures = Detail.FIGURES.value
        line("huiqi, register, figures", count, measured(queries, city, output, None, figures))
        # What was read and written is no part of what comes next.
        shutil.rmtree(folder / str(count))
        output.unlink()


def _sample(folder: Path, city: City) -> None:
    found = measured(queries, city, folder / "sample.parquet", MEASURES, Detail.FIGURES.value)
    line("sample: huiqi", city.rows, found)
    line(f"sample: {by_hand.NAME}", city.rows, measured(hand, city, folder / "hand.parquet"))
    alone = measured(query_alone, city, folder / "alone.parquet")
    line("sample: huiqi's query, of what is read", city.rows, alone)
    alone = measured(hand_alone, city, folder / "hand-alone.parquet")
    line("sample: the one by hand, of what is read", city.rows, alone)
    name = f"sample: {openfisca_peer.NAME}, 32-bit floats"
    line(name, city.rows, measured(openfisca, city, folder))


if __name__ == "__main__":
    main()
