"""Who of given enterprises gains or loses, for certain or perhaps, and by what."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner, Result

from huiqi.audit.difference.compare import changes_of, compare_sides
from huiqi.audit.difference.enterprises import enterprises_of
from huiqi.audit.difference.results import Changes, Direction, EnterpriseChange, Side
from huiqi.cli.diff import diff
from huiqi.diagnostics import Diagnostics
from huiqi.tables import read_table
from tests.decision.small import AS_OF, rulebook

ONE = "requires: {{id: k, text: {{zh: 条件, en: clause}}, if: '{}'}}\n"
#: Before the measures of the small rulebook are in force.
EARLIER = date(2022, 6, 20)


def run(*words: str) -> Result:
    """The command from the outside."""
    app = typer.Typer()
    app.command()(diff)
    return CliRunner().invoke(app, list(words))


def clause(name: str, asked: str) -> str:
    """A clause of that id."""
    return f"{{id: {name}, text: {{zh: 条件{name}, en: clause {name}}}, if: '{asked}'}}"


def compared(
    folder: Path,
    one: str,
    other: str,
    facts: str,
    days: tuple[date, date] = (AS_OF, AS_OF),
) -> Changes:
    """What changes for an enterprise of which these facts are known."""
    folder.mkdir(exist_ok=True)
    path = folder / "p.yaml"
    path.write_text(f"enterprise: {{name: 示例企业}}\nfacts: {{{facts}}}\n", "utf-8")
    before, after = (
        Side(name, rulebook(folder / name, m=body), day)
        for name, body, day in zip("AB", (one, other), days, strict=True)
    )
    return changes_of(before, after, enterprises_of(path))


def change(found: Changes) -> EnterpriseChange:
    """The one change."""
    (one,) = found.changes
    return one


def test_who_gains_and_who_loses(tmp_path: Path) -> None:
    """By name, by which clause, and by how much; what cannot be read is named with its fault."""
    paid = "gives: {{amount: '{}'}}\n"
    one = rulebook(tmp_path / "one", m=ONE.format("a >= 10") + paid.format("10% * b"))
    other = rulebook(tmp_path / "other", m=ONE.format("a >= 20") + paid.format("20% * b"))
    folder = tmp_path / "profiles"
    folder.mkdir()
    for name, a in (("small", 5), ("middle", 15), ("large", 25)):
        text = f"enterprise: {{name: {name}}}\nfacts: {{a: {a}, b: 100元}}\n"
        (folder / f"{name}.yaml").write_text(text, "utf-8")
    (folder / "broken.yaml").write_text("enterprise: {name: x}\nfacts: {nothing: 1}\n", "utf-8")
    before, after = Side("A", one, AS_OF), Side("B", other, AS_OF)
    whole = compare_sides(before, after, enterprises_of(folder), proofs=False)
    large, middle = whole.enterprises.changes
    assert (large.enterprise, large.before, large.after) == ("large", "qualifies", "qualifies")
    assert (large.direction, large.clauses) == (Direction.GAIN, ())
    assert large.amount_before is not None
    assert large.amount_after is not None
    assert (large.amount_before.low, large.amount_after.low) == (Decimal(10), Decimal(20))
    assert large.line is not None
    assert large.line.written
    assert (middle.before, middle.after) == ("qualifies", "does_not_qualify")
    assert (middle.direction, middle.amount_after) == (Direction.LOSS, None)
    assert [c.clause for c in middle.clauses] == ["k"]
    (findings,) = whole.enterprises.unread.values()
    assert [finding.code for finding in findings] == ["P102"]
    assert (whole.enterprises.compared, whole.measures) == (3, ())


@pytest.mark.parametrize(
    ("facts", "days", "statuses", "direction"),
    [
        ("", (EARLIER, AS_OF), ("not_in_force", "undetermined"), Direction.MAY_GAIN),
        ("", (AS_OF, EARLIER), ("undetermined", "not_in_force"), Direction.MAY_LOSE),
        ("a: 20", (EARLIER, AS_OF), ("not_in_force", "qualifies"), Direction.GAIN),
        ("a: 20", (AS_OF, EARLIER), ("qualifies", "not_in_force"), Direction.LOSS),
        ("a: 5", (AS_OF, EARLIER), ("does_not_qualify", "not_in_force"), Direction.NONE),
    ],
)
def test_only_what_was_had_is_lost(
    tmp_path: Path,
    facts: str,
    days: tuple[date, date],
    statuses: tuple[str, str],
    direction: Direction,
) -> None:
    """A measure that begins takes nothing from anybody; and it is its force that is named."""
    body = ONE.format("a >= 10")
    found = change(compared(tmp_path, body, body, facts, days))
    assert (found.before, found.after) == statuses
    assert found.direction is direction
    assert found.force is not None
    assert found.clauses == ()


@pytest.mark.parametrize(
    ("before", "after", "direction"),
    [
        ("{amount: 50元}", "{at_most: 200元}", Direction.UNCLEAR),
        ("{at_most: 200元}", "{at_most: 300元}", Direction.MAY_GAIN),
        ("{at_most: 200元}", "{amount: 300元}", Direction.GAIN),
        ("{amount: 300元}", "{at_most: 200元}", Direction.LOSS),
        ("{amount: 200元}", "{at_most: 200元}", Direction.MAY_LOSE),
        ("{amount: 10% * b}", "{amount: 20% * b}", Direction.MAY_GAIN),
    ],
)
def test_a_limit_is_no_amount(
    tmp_path: Path, before: str, after: str, direction: Direction
) -> None:
    """最高 200元 may be anything up to it: more than 50元 for certain it is not, nor nothing."""
    body = ONE.format("c") + "gives: "
    facts = "c: 是, b: '>= 100元'"
    found = change(compared(tmp_path, f"{body}{before}\n", f"{body}{after}\n", facts))
    assert (found.before, found.after) == ("qualifies", "qualifies")
    assert found.direction is direction


def test_a_limit_reads_as_one(tmp_path: Path) -> None:
    """The page says of an amount what ``check`` says: 不超过 20万元, never nothing."""
    rulebook(tmp_path / "one", m=ONE.format("a >= 10") + "gives: {at_most: 20万元}\n")
    rulebook(tmp_path / "other", m=ONE.format("a >= 5") + "gives: {at_most: 20万元}\n")
    path = tmp_path / "p.yaml"
    path.write_text("enterprise: {name: 示例企业}\nfacts: {a: 7}\n", "utf-8")
    words = [str(tmp_path / "one"), str(tmp_path / "other"), "--no-proofs"]
    words += ["--as-of", str(AS_OF), "--table", str(path)]
    page = run(*words)
    assert page.exit_code == 0
    assert "+ 示例企业" in page.stdout
    assert "金额（元） 没有 → 不超过 200,000.00" in page.stdout
    found = json.loads(run(*words, "--json").stdout)["enterprises"]
    assert found[0]["amount_before"] is None
    assert found[0]["amount_after"]["at_most"] == "200000.00"
    assert found[0]["direction"] == "gain"


def test_a_veto_that_comes_to_be_met_is_why_a_measure_is_lost(tmp_path: Path) -> None:
    """What must not be so goes from met to not met, as every other clause that is lost does."""
    veto = "requires: {{none: [{{id: k, text: {{zh: 甲, en: k}}, if: {}}}]}}\n"
    found = change(compared(tmp_path, veto.format("a >= 20"), veto.format("a >= 10"), "a: 15"))
    assert (found.before, found.after) == ("qualifies", "does_not_qualify")
    assert [(c.clause, c.before, c.after) for c in found.clauses] == [("k", "true", "false")]


def test_a_clause_that_changed_without_effect_is_no_cause(tmp_path: Path) -> None:
    """Of an alternative that is met either way, and of one that moved against the verdict."""
    either = "{any: [" + clause("k", "{}") + ", " + clause("l", "c") + "]}"
    both = f"requires: {{all: [{either}, " + clause("m", "{}") + "]}\n"
    one, other = (
        both.replace("{}", "a >= 10", 1).replace("{}", "b >= 50元", 1),
        both.replace("{}", "a >= 20", 1).replace("{}", "b >= 5元", 1),
    )
    # k is lost, but l is met all the same; m is why the measure is gained.
    found = change(compared(tmp_path, one, other, "a: 15, b: 20元, c: 是"))
    assert (found.before, found.after) == ("does_not_qualify", "qualifies")
    assert [c.clause for c in found.clauses] == ["m"]


def test_a_clause_struck_out_or_added_is_a_cause(tmp_path: Path) -> None:
    """What is no longer asked lets in whoever did not meet it."""
    strict = f"requires: {{all: [{clause('k', 'c')}, {clause('l', 'a >= 10')}]}}\n"
    mild = f"requires: {{all: [{clause('k', 'c')}]}}\n"
    gained = change(compared(tmp_path / "1", strict, mild, "c: 是, a: 5"))
    assert [(c.clause, c.before, c.after) for c in gained.clauses] == [("l", "false", None)]
    lost = change(compared(tmp_path / "2", mild, strict, "c: 是, a: 5"))
    assert [(c.clause, c.before, c.after) for c in lost.clauses] == [("l", None, "false")]


def test_a_higher_threshold_is_the_cause_where_no_part_moved(tmp_path: Path) -> None:
    """The group is named, not one of its parts."""
    parts = ", ".join(clause(name, asked) for name, asked in (("k", "c"), ("l", "a >= 10")))
    body = f"requires: {{id: g, at_least: {{}}, of: [{parts}]}}\n"
    found = change(
        compared(tmp_path, body.replace("{}", "1"), body.replace("{}", "2"), "c: 是, a: 5")
    )
    assert (found.before, found.after) == ("qualifies", "does_not_qualify")
    assert [(c.clause, c.before, c.after) for c in found.clauses] == [("g", "true", "false")]


def test_of_a_measure_for_records_the_record_is_named(tmp_path: Path) -> None:
    """The second record gains; the first, which does not, is no cause."""
    body = "for_each: {{t: things}}\n" + ONE + "gives: {{amount: t.worth}}\n"
    things = "things: [{name: 甲, worth: 5元}, {name: 乙, worth: 15元}]"
    found = change(
        compared(tmp_path, body.format("t.worth >= 20元"), body.format("t.worth >= 10元"), things)
    )
    assert found.direction is Direction.GAIN
    assert [(c.item, c.clause) for c in found.clauses] == [("乙", "k")]


@pytest.mark.parametrize("name", ["broken.yaml", "nothing.yaml"])
def test_a_profile_that_cannot_be_read_is_bad_input(tmp_path: Path, name: str) -> None:
    """The others are answered, the fault is told with its place, and the exit status is 2."""
    rulebook(tmp_path / "one", m=ONE.format("a >= 10"))
    folder = tmp_path / "profiles"
    folder.mkdir()
    good = "enterprise: {name: 示例企业}\nfacts: {a: 15}\n"
    (folder / "good.yaml").write_text(good, "utf-8")
    broken = "" if name == "nothing.yaml" else "enterprise: {name: x}\nfacts: {a: 很多}\n"
    (folder / name).write_text(broken, "utf-8")
    words = ["2022-06-20", "2023-06-20", "--rules", str(tmp_path / "one"), "--no-proofs"]
    result = run(*words, "--table", str(folder))
    assert result.exit_code == 2
    assert "+ 示例企业" in result.stdout
    assert name in "".join(result.stdout.split())
    assert name in result.stderr


def test_a_table_of_enterprises_is_read_by_the_one_reader(tmp_path: Path) -> None:
    """A row is an enterprise: header below a title, unit of the column, sums left out."""
    rulebook(tmp_path / "one", m=ONE.format("b >= 10万元"))
    rulebook(tmp_path / "other", m=ONE.format("b >= 5万元"))
    path = tmp_path / "T.csv"
    text = "汇总表,\n企业名称,乙额（万元）\n示例一厂,7\n示例二厂,12\n合计,19\n"
    path.write_text(text, "utf-8")
    words = [str(tmp_path / "one"), str(tmp_path / "other"), "--as-of", str(AS_OF)]
    words += ["--no-proofs", "--table", str(path)]
    page = run(*words, "--json")
    assert page.exit_code == 0
    found = json.loads(page.stdout)
    assert found["compared"] == 2
    assert [(c["enterprise"], c["direction"]) for c in found["enterprises"]] == [
        ("示例一厂", "gain")
    ]
    assert found["enterprises"][0]["file"] == f"{path}:3:1"
    path.write_text(text.replace("12", "十来"), "utf-8")
    broken = run(*words)
    assert broken.exit_code == 2
    assert f"{path}:4:2" in broken.stderr


def test_between_two_days_only_the_enterprises_given_are_compared(tmp_path: Path) -> None:
    """Nothing is proved that takes minutes, which is said; between two rulebooks it still is."""
    rulebook(tmp_path / "one", m=ONE.format("b >= 10万元"))
    rulebook(tmp_path / "other", m=ONE.format("b >= 5万元"))
    path = tmp_path / "T.csv"
    path.write_text("企业名称,乙额（万元）\n示例一厂,12\n", "utf-8")
    days = ["2022-06-20", "2023-06-20", "--rules", str(tmp_path / "one")]
    proved = {}
    for name, words in {
        "days": days,
        "rules": [str(tmp_path / "one"), str(tmp_path / "other")],
    }.items():
        for table in ([], ["--table", str(path)]):
            told = json.loads(run(*words, *table, "--json").stdout)
            proved[name, bool(table)] = len(told["measures"])
    assert proved == {
        ("days", False): 1,
        ("days", True): 0,
        ("rules", False): 1,
        ("rules", True): 1,
    }
    assert "不给企业再比" in "".join(run(*days, "--table", str(path)).stdout.split())


def test_what_is_so_of_many_rows_is_told_once(tmp_path: Path) -> None:
    """With the rows; each of them is missing from the comparison."""
    rulebook(tmp_path / "one", m=ONE.format("b >= 10万元"))
    path = tmp_path / "T.csv"
    lines = "".join(f"示例{n}厂,十来\n" for n in range(1, 6))
    path.write_text(f"企业名称,乙额（万元）\n示例一厂,12\n{lines}", "utf-8")
    done = run("2022-06-20", "2023-06-20", "--rules", str(tmp_path / "one"), "--table", str(path))
    assert done.exit_code == 2
    assert done.stderr.count("错误") == 1
    assert "第 3、4、5、6、7 行" in done.stderr


def test_who_gains_and_loses_by_officer(tmp_path: Path) -> None:
    """A row that cannot be read is told, the others compared; by a column that no rule reads; a
    sheet for each in the file.
    """
    paid = "gives: {{amount: '{}'}}\n"
    rulebook(tmp_path / "one", m=ONE.format("b >= 10万元") + paid.format("10% * b"))
    rulebook(tmp_path / "other", m=ONE.format("b >= 5万元") + paid.format("5% * b"))
    path = tmp_path / "T.csv"
    path.write_text(
        "企业名称,专员,乙额（万元）\n示例一厂,甲,7\n示例二厂,乙,12\n示例三厂,甲,3\n"
        "示例四厂,甲,许多\n示例五厂,,8\n",
        "utf-8",
    )
    output = tmp_path / "o.xlsx"
    words = [str(tmp_path / "one"), str(tmp_path / "other"), "--as-of", str(AS_OF)]
    words += ["--no-proofs", "--table", str(path), "--by", "专员"]
    done = run(*words, "--json", "-o", str(output))
    assert done.exit_code == 2
    found = json.loads(done.stdout)
    assert [(c["group"], c["enterprise"], c["direction"]) for c in found["enterprises"]] == [
        ("甲", "示例一厂", "gain"),
        ("乙", "示例二厂", "loss"),
        ("（没有写）", "示例五厂", "gain"),
    ]
    assert [c["id"] for c in found["enterprises"][0]["clauses"]] == ["k"]
    assert list(found["unread"]) == [f"{path}:5:1"]
    for sheet, firms in (("甲", 1), ("乙", 1), ("每组得失", 3)):
        again = read_table(output, Diagnostics(), sheet)
        assert again is not None
        assert len(again.rows) == firms
    page = run(*words)
    line = next(line for line in page.stdout.splitlines() if line.split()[:1] == ["甲"])
    assert line.split() == ["甲", "2", "1", "1"]
    wrong = run(*[word.replace("专员", "专园") for word in words])
    assert (wrong.exit_code, "C140" in wrong.stderr) == (2, True)
