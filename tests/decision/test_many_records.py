"""Of many records the first are told in full, the rest briefly: none is lost, and it is said."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import MOST_IN_FULL, Decision
from huiqi.report.pages.detail import FULL, Detail, levels
from huiqi.report.pages.estimated import full_estimate_page
from huiqi.report.pages.one_measure import measure_page
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Rulebook
from huiqi.serialisation.decisions import decision_json
from huiqi.values import Records, exactly
from tests.decision.small import AS_OF, profile
from tests.decision.stacking import FREE, rule, rules, things
from tests.drawn import drawn

MORE = 5
COUNT = MOST_IN_FULL + MORE
EACH = "for_each: {t: things}\nrequires: {id: worth, text: {zh: 值, en: w}, if: t.worth >= 3元}\n"


def decided(folder: Path) -> tuple[Rulebook, Decision]:
    """Things worth 1 to 45 yuan, of which the first two are not worth enough."""
    book = rules(
        folder,
        rule("higher", "project", "[m1]", ", against: [m2]"),
        m1=EACH + "gives: {amount: t.worth}\n",
        m2=FREE + "gives: {amount: 0元}\n",
    )
    listed = things(**{f"物{n}": n for n in range(1, COUNT + 1)})
    person = profile(
        a=exactly(Decimal(1)), support_received=Records((), complete=True), things=listed
    )
    return book, decide_measures(book, person, AS_OF)


def shown(book: Rulebook, decision: Decision, detail: Detail) -> str:
    """The page of the measure, as ``check F MEASURE`` prints it."""
    return drawn(measure_page(decision, "m1", Phrases(book), detail))


def test_json_tells_every_record(tmp_path: Path) -> None:
    """Forty with their clauses; of all of them key, status and amount; and how many are in full."""
    book, decision = decided(tmp_path)
    page = decision_json(decision, Phrases(book))
    (measure,) = (m for m in page["measures"] if m["id"] == "m1")
    items = measure["items"]
    assert [item["key"] for item in items] == [f"物{n}" for n in range(1, COUNT + 1)]
    assert measure["items_in_full"] == MOST_IN_FULL
    assert ["clauses" in item for item in items] == [True] * MOST_IN_FULL + [False] * MORE
    assert [item.get("brief", False) for item in items] == [False] * MOST_IN_FULL + [True] * MORE
    for worth, item in enumerate(items, 1):
        enough = worth >= 3
        assert item["status"] == ("qualifies" if enough else "does_not_qualify")
        assert (item["amount"] and item["amount"]["low"]) == (f"{worth}.00" if enough else None)
    taken = page["combination"]["taken"]
    assert [award["item"] for award in taken] == [f"物{n}" for n in range(3, COUNT + 1)]


def test_the_working_sums_the_rest_in_one_line(tmp_path: Path) -> None:
    """The lines of an amount add up to it, whether told apart or together."""
    _, decision = decided(tmp_path)
    (result,) = (r for r in decision.results if r.measure.id == "m1")
    assert result.amount is not None
    lines = [line for line in result.amount.lines if line.text.in_language("zh") != "合计"]
    assert len(lines) == MOST_IN_FULL + 1
    assert lines[-1].text.in_language("zh") == f"另 {MORE - 2} 项"
    assert sum(line.value.low for line in lines) == sum(range(3, COUNT + 1))  # type: ignore[union-attr]
    assert result.amount.low == sum(range(3, COUNT + 1))


def test_the_terminal_says_how_many_more(tmp_path: Path) -> None:
    """By name in ``check``, in number in ``estimate``; what fails is named in either way."""
    book, decision = decided(tmp_path)
    for detail in (FULL, *levels()):
        assert f"共 {COUNT} 个：够 {COUNT - 2}  不够 2" in shown(book, decision, detail)
    # Of the two that fail one is told with its reason.
    assert "还有 1 个：物2" in shown(book, decision, Detail(records=COUNT))
    whole = shown(book, decision, FULL)
    assert f"还有 {MORE - 2} 个：" in whole
    for n in range(1, COUNT + 1):
        assert f"物{n}" in whole
    estimated = drawn(full_estimate_page(decision, Phrases(book)))
    assert f"另有 {MORE - 2} 项" in estimated
