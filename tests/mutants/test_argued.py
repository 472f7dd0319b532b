"""The argued mutants are those of today's engine."""

from __future__ import annotations

from tests.mutants.argued import PACKAGE, PAGE, ROOT, argued
from tests.mutants.rooms import ROOMS


def test_each_line_that_is_argued_about_is_there() -> None:
    """A line that has changed has to be argued anew; none is misread or given twice."""
    entries = argued()
    written = PAGE.read_text(encoding="utf-8").splitlines()
    assert len(entries) == sum(line.startswith("- ") and "` → `" in line for line in written)
    for module, before, after in entries:
        code = " ".join((PACKAGE / module).read_text(encoding="utf-8").split())
        assert before in code, f"{module}: {before}"
        assert before != after


def test_what_a_room_names_is_there() -> None:
    """Modules that moved and tests that were renamed would be left out without a word."""
    for name, room in ROOMS.items():
        for pattern in room.modules:
            assert list(PACKAGE.glob(pattern)), (name, pattern)
        for test in room.tests:
            assert (ROOT / test).exists(), (name, test)
