"""A filled sheet is shown, then written whole or not at all, and can be taken back."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from huiqi.adoption import journal
from huiqi.adoption.entered import Confirmed
from huiqi.adoption.plan import KEPT
from huiqi.adoption.preview import Preview, previewed
from huiqi.audit.observe import Relation
from huiqi.decision.cases import run_file
from huiqi.decision.decide import Decider
from huiqi.decision.results import Status
from huiqi.diagnostics import Diagnostics, InputError
from huiqi.rulebook.loading import load_rulebook
from tests.adoption import entering
from tests.adoption.entering import TODAY, entered, folders, hashed, paths, with_value


def preview(rules: Path, cases: Path, changed: dict[str, Any] | None = None) -> Preview:
    """What adopting the text would do."""
    return previewed(entered(changed), rules, cases, TODAY, proofs=False)


# ---- faults


@pytest.mark.parametrize(
    ("kind", "path", "value"),
    [
        ("measure", ("requires", "all", 0, "if"), "甲术 >= 20"),
        ("measure", ("requires", "all", 1, "if"), "甲数 >= 20万元"),
        ("measure", ("basis", 0, "source"), "no-such"),
        ("measure", ("instrument",), "gift"),
        ("measure", ("in_force", "until"), "2023-13-01"),
        ("measure", ("gives", "caps", 0, "per"), "firm"),
        ("measure", ("gives", "amount"), "10% * "),
        ("source", ("grade",), "best"),
        ("stacking", ("measures", 1), "no-such"),
        ("cases", ("cases", 0, "facts", "甲数"), "很多"),
        ("cases", ("cases", 0, "expect", "measures", "topic", "status"), "maybe"),
    ],
)
def test_a_fault_is_told_at_its_cell(
    tmp_path: Path, kind: str, path: tuple[str | int, ...], value: Any
) -> None:
    """Sheet, row and column, of whichever part; and nothing is written."""
    rules, cases = folders(tmp_path)
    before = hashed(rules, cases)
    changed = with_value(kind, path, value)
    with pytest.raises(InputError) as raised:
        preview(rules, cases, changed)
    cell = entering.cell(kind, paths(changed[kind]).index(path))
    assert [str(found.place) for found in raised.value.diagnostics] == [str(cell)]
    assert hashed(rules, cases) == before


def test_a_fault_that_was_there_is_told_at_its_file(tmp_path: Path) -> None:
    """At the line it has in the file itself, not in the one that was put together."""
    rules, cases = folders(tmp_path)
    text = (rules / "sources.yaml").read_text("utf-8").replace("grade: assumed", "grade: worst")
    (rules / "sources.yaml").write_text(text, "utf-8")
    with pytest.raises(InputError) as raised:
        preview(rules, cases)
    line = next(n for n, each in enumerate(text.splitlines(), 1) if "worst" in each)
    (found,) = raised.value.diagnostics
    assert (found.place.file, found.place.line) == (str(rules / "sources.yaml"), line)


# ---- what is shown


def test_the_enterprises_at_a_limit_are_decided_by_it_alone(tmp_path: Path) -> None:
    """Below not, at it and above it yes, with ten per cent, at most 500,000."""
    found = preview(*folders(tmp_path))
    (own,) = found.firms
    enough = next(limit for limit in own.limits if "甲数" in limit.said.zh)
    by_side = {firm.at: firm for firm in enough.firms}
    assert {side: firm.facts["a"] for side, firm in by_side.items()} == {
        Relation.BELOW: 19,
        Relation.AT: 20,
        Relation.ABOVE: 21,
    }
    assert by_side[Relation.BELOW].status is Status.DOES_NOT_QUALIFY
    for side in (Relation.AT, Relation.ABOVE):
        firm = by_side[side]
        assert firm.status is Status.QUALIFIES
        assert firm.amount is not None
        assert firm.amount.low == Decimal(100_000)
    assert [(firm.as_of, firm.force) for firm in own.days] == [
        (date(2022, 12, 31), "false"),
        (date(2023, 1, 1), "true"),
        (date(2023, 12, 31), "true"),
        (date(2024, 1, 1), "false"),
    ]


def test_without_an_example_an_enterprise_is_found_that_is_paid(tmp_path: Path) -> None:
    """Also where something is left to an official, whose answer is then assumed and shown."""
    asked = [*entering.MEASURE["requires"]["all"], {"id": "more", "unknown": "来源只说“一定条件”"}]
    rules, cases = folders(tmp_path)
    whole = entered(with_value("measure", ("requires", "all"), asked))
    alone = replace(whole, parts=tuple(part for part in whole.parts if part.kind == "rules"))
    found = previewed(alone, rules, cases, TODAY, proofs=False)
    enough = next(limit for limit in found.firms[0].limits if "甲数" in limit.said.zh)
    assert [(firm.at, firm.status) for firm in enough.firms] == [
        (Relation.BELOW, Status.DOES_NOT_QUALIFY),
        (Relation.AT, Status.QUALIFIES),
        (Relation.ABOVE, Status.QUALIFIES),
    ]
    for firm in enough.firms[1:]:
        assert "topic/more" in firm.judgements
        assert firm.amount is not None
        assert firm.amount.low is not None
        assert firm.amount.low >= 10_000


def test_a_worked_example_that_the_rule_does_not_bear_out_is_named(tmp_path: Path) -> None:
    """At the case's cell, with what came out; it does not become a case."""
    path = ("cases", 0, "expect", "measures", "topic", "amount")
    found = preview(*folders(tmp_path), with_value("cases", path, "11万元"))
    (wrong,) = found.mismatched
    assert wrong.name == "录入单：例一"
    assert "100000" in wrong.failures[0]
    assert not any(change.file == "measures/topic.yaml" for change in found.changes)


def test_the_old_cases_that_no_longer_hold_are_named(tmp_path: Path) -> None:
    """Of a case that also says something of another measure only the expectation goes."""
    found = preview(*folders(tmp_path))
    assert [(gone.name, gone.measures) for gone in found.gone] == [
        ("空位：参照符合", ("topic",)),
        ("空位：施行未知", ()),
    ]
    old = found.plan.text("cases", "measures/old.yaml")
    assert old is not None
    assert "  # 空位的\n" in old
    assert "        model: {status: qualifies}\n" in old
    assert "topic: {" not in old
    assert old.endswith(entering.CASES[entering.CASES.index("  # 参照自己的") :])


def test_nobody_answers_for_enterprises_that_nobody_confirmed(tmp_path: Path) -> None:
    """They are shown, and are no cases."""
    rules, cases = folders(tmp_path)
    found = previewed(entered(confirmed=Confirmed()), rules, cases, TODAY, proofs=False)
    assert found.firms[0].limits
    assert not any("limits" in change.file for change in found.changes)


def test_cases_that_somebody_wrote_stay(tmp_path: Path) -> None:
    """The sheet's go into a file beside them; what an adoption wrote is written anew."""
    rules, cases = folders(tmp_path)
    own = cases / "measures" / "topic.yaml"
    own.write_text("as_of: 2023-06-20\ncases: []\n", "utf-8")
    found = preview(rules, cases)
    journal.put_in_place(found.plan)
    assert own.read_text("utf-8") == "as_of: 2023-06-20\ncases: []\n"
    assert (cases / "measures" / "topic-adopted.yaml").exists()
    again = preview(rules, cases)
    assert not again.gone
    assert {change.file for change in again.changes} == set()


# ---- what is written


def test_what_is_written_loads_and_its_cases_hold(tmp_path: Path) -> None:
    """The slot's place and short title stay, all else is the text's."""
    rules, cases = folders(tmp_path)
    found = preview(rules, cases)
    journal.put_in_place(found.plan)
    after = load_rulebook(rules)
    topic = after.measures["topic"]
    assert (topic.slot, topic.published, topic.name.zh) == (1, True, "题")
    assert "topic-and-model" in after.stacking
    assert after.sha256 == found.after.sha256
    diagnostics = Diagnostics()
    count = 0
    for path in cases.rglob("*.yaml"):
        for result in run_file(path, after, Decider(after), diagnostics):
            assert not result.failures, result
            count += 1
    assert not diagnostics.items
    assert count > 8


def test_the_name_of_who_confirmed_stands_in_no_file_of_the_rules(tmp_path: Path) -> None:
    """The cases have the surname and the day; the whole name is where git does not look."""
    rules, cases = folders(tmp_path)
    journal.put_in_place(preview(rules, cases).plan)
    text = (cases / "measures" / "topic-limits.yaml").read_text("utf-8")
    assert "张某" in text
    assert "2026-11-01" in text
    named = [
        path.relative_to(tmp_path).parts[1]
        for path in sorted(tmp_path.rglob("*"))
        if path.is_file() and "张三丰" in path.read_text("utf-8")
    ]
    assert named == [KEPT]
    assert (rules / KEPT / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("failing", range(5))
def test_a_file_that_cannot_be_written_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int
) -> None:
    """Whichever of the files it is."""
    rules, cases = folders(tmp_path)
    found = preview(rules, cases)
    before = hashed(rules, cases)
    written: list[Path] = []
    put = journal._set

    def one_fails(path: Path, content: bytes | None) -> None:
        if len(written) == failing:
            written.append(path)
            raise InputError(())
        written.append(path)
        put(path, content)

    monkeypatch.setattr(journal, "_set", one_fails)
    with pytest.raises(InputError):
        journal.put_in_place(found.plan)
    monkeypatch.undo()
    assert len(written) > failing
    assert hashed(rules, cases) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from huiqi.adoption import journal
from tests.adoption.test_adoption import preview

rules, cases, after = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
found, put, done = preview(rules, cases), journal._set, []

def killed(path, content):
    if len(done) == after:
        os.kill(os.getpid(), signal.SIGKILL)
    done.append(path)
    put(path, content)

journal._set = killed
{what}
"""
ROOT = Path(__file__).resolve().parents[2]


def kill_in_the_middle(rules: Path, cases: Path, after: int, what: str) -> None:
    """Another process does it, and is killed after so many files."""
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'engine'}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", KILLED.replace("{what}", what), rules, cases, str(after)]
    ended = subprocess.run(list(map(str, command)), env=environment, check=False)
    assert ended.returncode == -signal.SIGKILL


@pytest.mark.parametrize("after", [0, 2, 4])
def test_one_that_is_killed_in_the_middle_is_put_right_by_the_next(
    tmp_path: Path, after: int
) -> None:
    """The files are the old ones again; and what is then adopted is whole."""
    rules, cases = folders(tmp_path)
    before = hashed(rules, cases)
    kill_in_the_middle(rules, cases, after, "journal.put_in_place(found.plan)")
    if after:
        assert hashed(rules, cases) != before
    assert journal.recover(rules)
    assert hashed(rules, cases) == before
    journal.put_in_place(preview(rules, cases).plan)
    assert load_rulebook(rules).measures["topic"].published


def test_of_two_at_once_one_waits(tmp_path: Path) -> None:
    """What another process is writing is not taken for a killed one's, and not put back."""
    rules, cases = folders(tmp_path)
    journal.put_in_place(preview(rules, cases).plan)
    before = hashed(rules, cases)
    with journal._alone(rules):
        for work in (journal.recover, journal.undo):
            with pytest.raises(InputError) as raised:
                work(rules)
            assert raised.value.diagnostics[0].code == "N114"
    assert hashed(rules, cases) == before
    journal.undo(rules)
    assert not load_rulebook(rules).measures["topic"].published


# ---- taking it back


def test_the_last_adoption_is_taken_back_to_the_byte(tmp_path: Path) -> None:
    """Two, one after the other; then there is none left."""
    rules, cases = folders(tmp_path)
    first = hashed(rules, cases)
    journal.put_in_place(preview(rules, cases).plan)
    second = _without_kept(hashed(rules, cases))
    changed = with_value("measure", ("requires", "all", 0, "if"), "甲数 >= 22")
    journal.put_in_place(preview(rules, cases, changed).plan)
    journal.undo(rules)
    assert _without_kept(hashed(rules, cases)) == second
    journal.undo(rules)
    assert _without_kept(hashed(rules, cases)) == first
    with pytest.raises(InputError) as raised:
        journal.undo(rules)
    assert raised.value.diagnostics[0].code == "N112"


def _without_kept(found: dict[str, str]) -> dict[str, str]:
    return {path: own for path, own in found.items() if KEPT not in path}


def test_rules_that_were_moved_are_taken_back_where_they_are(tmp_path: Path) -> None:
    """With the cases that moved with them; a copy's undoing does not reach into the original."""
    rules, cases = folders(tmp_path / "one")
    before = hashed(rules, cases)
    journal.put_in_place(preview(rules, cases).plan)
    adopted = hashed(rules, cases)
    shutil.copytree(tmp_path / "one", tmp_path / "two")
    journal.undo(tmp_path / "two" / "rules")
    assert hashed(rules, cases) == adopted
    moved = hashed(tmp_path / "two" / "rules", tmp_path / "two" / "cases")
    here = {path.replace("/two/", "/one/"): own for path, own in moved.items()}
    assert _without_kept(here) == before


@pytest.mark.parametrize("kind", ["rules", "cases"])
def test_what_was_changed_since_is_not_taken_back(tmp_path: Path, kind: str) -> None:
    """The file is named, and no other is touched."""
    rules, cases = folders(tmp_path)
    journal.put_in_place(preview(rules, cases).plan)
    file = "programmes/p/topic.yaml" if kind == "rules" else "measures/old.yaml"
    changed = tmp_path / kind / file
    changed.write_text(changed.read_text("utf-8") + "# 改过\n", "utf-8")
    before = hashed(rules, cases)
    with pytest.raises(InputError) as raised:
        journal.undo(rules)
    (found,) = raised.value.diagnostics
    assert (found.code, found.place.file) == ("N111", str(changed))
    assert hashed(rules, cases) == before


def test_a_file_that_changed_between_showing_and_writing_stops_it(tmp_path: Path) -> None:
    """What was shown is not what would be written."""
    rules, cases = folders(tmp_path)
    found = preview(rules, cases)
    (rules / "sources.yaml").write_text(
        (rules / "sources.yaml").read_text("utf-8") + "# 别人改的\n", "utf-8"
    )
    before = hashed(rules, cases)
    with pytest.raises(InputError) as raised:
        journal.put_in_place(found.plan)
    assert raised.value.diagnostics[0].code == "N111"
    assert hashed(rules, cases) == before
