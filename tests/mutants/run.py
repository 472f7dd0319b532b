"""Mistakes put into the engine, one at a time: ``python -m tests.mutants.run [ROOM]...``.

Each mutant runs those tests of its room that meet its line, in a fork of its own, up to the first
that fails.  The mistake is put in as the module is imported: no file is changed.  What no test
notices must be argued in docs/decisions/mutants.md; any other survivor, and an argued one that is
now noticed, fails.
"""

from __future__ import annotations

import argparse
import importlib
import importlib.machinery
import os
import signal
import sys
import tempfile
from collections.abc import Sequence
from importlib.util import spec_from_loader
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any

from tests.mutants.argued import PACKAGE, Key, argued
from tests.mutants.covering import Covering, run_pytest
from tests.mutants.making import Mutant, mutants
from tests.mutants.rooms import ROOMS, Room

#: Loaded once, before the forks; what is put to the test is not among them.
_SHARED = ("hypothesis", "jinja2", "lark", "pydantic", "pytest", "rich", "typer", "yaml")


class Mutated(importlib.machinery.SourceFileLoader):
    """Finds one module, and loads it with other code."""

    def __init__(self, mutant: Mutant) -> None:
        parts = Path("huiqi", mutant.module).with_suffix("").parts
        super().__init__(".".join(parts), str(PACKAGE / mutant.module))
        self.mutant = mutant

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> Any:
        """Only of the module itself."""
        return spec_from_loader(fullname, self) if fullname == self.name else None

    def get_code(self, fullname: str) -> CodeType:
        """The mutant's, never the one kept beside the file."""
        return compile(self.mutant.code, self.path, "exec")


def share(cache: str) -> None:
    """Imports what no mutant touches and reads the rulebook once, for all the forks."""
    os.environ |= {"HYPOTHESIS_PROFILE": "mutants", "HUIQI_TESTS_CACHE": cache}
    for name in _SHARED:
        importlib.import_module(name)
    loading = importlib.import_module("huiqi.rulebook.loading")
    load, installed = loading.load_rulebook, loading.load_rulebook()
    # The rules are the same for every mutant, which begins where they have been read.
    vars(loading)["load_rulebook"] = lambda folder=None: load(folder) if folder else installed
    touched = [name for name in sys.modules if name.startswith(("huiqi.eval", "huiqi.dec"))]
    assert not touched, touched


class Chosen:
    """Some tests in this order; the first that fails is noted in a file."""

    def __init__(self, tests: Sequence[str], noted: Path) -> None:
        self.places = {name: place for place, name in enumerate(tests)}
        self.noted = noted

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leaves out the others of the same files."""
        chosen = [item for item in items if item.nodeid in self.places]
        items[:] = sorted(chosen, key=lambda item: self.places[item.nodeid])

    def pytest_runtest_logreport(self, report: Any) -> None:
        """The last one, since the first failure ends the run."""
        if report.failed:
            self.noted.write_text(report.nodeid, encoding="utf-8")


def killer(tests: Sequence[str], mutant: Mutant, limit: float, noted: Path) -> str | None:
    """The first of the tests that fails with the mutant in place; the first, too, where that
    cannot be said: within so many seconds none has, or nothing could be imported.
    """
    noted.unlink(missing_ok=True)
    child = os.fork()
    if child == 0:
        signal.alarm(max(1, round(limit)))
        sys.meta_path.insert(0, Mutated(mutant))
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        # The first alone: it is the likeliest, and need not wait for the others' imports.
        for part in (tests[:1], tests[1:]):
            files = dict.fromkeys(name.partition("::")[0] for name in part)
            if part and run_pytest(files, Chosen(part, noted)) != 0:
                os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if status == 0:
        return None
    return noted.read_text(encoding="utf-8") if noted.exists() else tests[0]


def modules(room: Room, only: Sequence[str]) -> list[str]:
    """The modules of a room with one of these in their path."""
    paths = [path for pattern in room.modules for path in sorted(PACKAGE.glob(pattern))]
    names = [str(path.relative_to(PACKAGE)) for path in paths]
    return [name for name in names if any(part in name for part in only)]


def run(room: Room, only: Sequence[str], first: int, folder: Path) -> tuple[list[Mutant], set[Key]]:
    """The survivors of a room from a line on, with a line for each module; what was passed over."""
    covering = Covering(room.tests, folder)
    left: list[Mutant] = []
    passed: set[Key] = set()
    for module in modules(room, only):
        tests, everything, alive = covering.tests(module), mutants(PACKAGE, module), []
        made = [mutant for mutant in everything if mutant.line >= first]
        passed |= {mutant.key for mutant in everything} - {mutant.key for mutant in made}
        last: str | None = None
        for mutant in made:
            # What noticed the last one goes first.
            own = sorted(tests[mutant.line], key=lambda name: name != last)
            limit = 5 * sum(covering.seconds[name] for name in own) + 20
            noticed = killer(own, mutant, limit, folder / "noted") if own else None
            if noticed is None:
                alive.append(mutant)
                words = f"`{mutant.before}` → `{mutant.after}`"
                print(f"  {module}:{mutant.line}: {words} ({len(own)} tests)", flush=True)
            last = noticed or last
        print(f"{module:36}{len(made):6}{len(made) - len(alive):8}{len(alive):10}", flush=True)
        left += alive
    return left, passed


def main() -> int:
    """1 where a survivor is not argued, or what is argued does not survive."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("rooms", nargs="*", metavar="ROOM", help=", ".join(ROOMS))
    arguments.add_argument("--only", nargs="+", default=[""], help="only these parts of paths")
    arguments.add_argument("--from-line", type=int, default=1, help="only from this line on")
    asked = arguments.parse_args()
    unknown = sorted(set(asked.rooms) - set(ROOMS))
    if unknown:
        arguments.error(f"no room {', '.join(unknown)}; there are {', '.join(ROOMS)}")
    print(f"{'module':36}{'mutants':>8}{'killed':>8}{'survived':>10}", flush=True)
    known, tried, alive = argued(), set[str](), set[Key]()
    with tempfile.TemporaryDirectory(prefix="huiqi-mutants-") as cache:
        share(cache)
        for name in asked.rooms or ROOMS:
            left, passed = run(ROOMS[name], asked.only, asked.from_line, Path(cache))
            alive |= {mutant.key for mutant in left}
            known -= passed
            tried |= set(modules(ROOMS[name], asked.only))
    new, gone = alive - known, {key for key in known - alive if key[0] in tried}
    for words, keys in (("no test notices, and nobody argued", new), ("argued, yet noticed", gone)):
        for module, before, after in sorted(keys):
            print(f"{words}: {module}: `{before}` → `{after}`", file=sys.stderr)
    print(f"survivors: {len(alive)}, of them argued {len(alive & known)}")
    return 1 if new or gone else 0


if __name__ == "__main__":
    sys.exit(main())
