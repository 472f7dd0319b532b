"""Small rulebooks with rules on stacking, for tests of what may be had together."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Decision
from huiqi.rulebook.rulebook import Rulebook
from huiqi.values import Record, Records, Value, exactly, symbol
from tests.decision.small import AS_OF, profile, rulebook

FREE = "requires: {id: free, text: {zh: 无, en: none}, if: a >= 0}\n"
EACH = "for_each: {t: things}\nrequires: {id: worth, text: {zh: 值, en: w}, if: t.worth >= 0元}\n"
RECEIVED = """
facts:
  support_received:
    type: records
    key: none
    shown_by: name
    receipts: {measure: measure, thing: project, day: received_on, amount: amount}
    label: {zh: 得过的, en: received}
    fields:
      name: {type: text, label: {zh: 名目, en: name}}
      measure: {type: text, label: {zh: 措施, en: measure}}
      project: {type: text, label: {zh: 项目, en: project}}
      received_on: {type: date, label: {zh: 到账日, en: day}}
      amount: {type: money, label: {zh: 金额, en: amount}}
  got: {type: money, yearly: true, domain: ">= 0", label: {zh: 今年已得, en: got}}
"""


def paying(*amounts: str) -> dict[str, str]:
    """Measures ``m1``, ``m2`` … that pay these."""
    return {
        f"m{number}": FREE + f"gives: {{{amount}}}\n" for number, amount in enumerate(amounts, 1)
    }


def rules(folder: Path, stacking: str, **measures: str) -> Rulebook:
    """A rulebook with these rules on stacking."""
    for place in ("facts", "stacking"):
        (folder / place).mkdir(parents=True, exist_ok=True)
    (folder / "facts" / "received.yaml").write_text(RECEIVED, "utf-8")
    text = "".join(f"  {line}\n" for line in stacking.strip().splitlines())
    (folder / "stacking" / "s.yaml").write_text(f"stacking:\n{text}", "utf-8")
    return rulebook(folder, **measures)


def rule(kind: str, scope: str, measures: str, more: str = "", source: str = "law") -> str:
    """One rule, under the name ``r``."""
    return (
        f"r: {{text: {{zh: 不重复, en: not twice}}, kind: {kind}, scope: {scope}, "
        f"measures: {measures}, basis: [{{source: {source}}}]{more}}}"
    )


def decided(rules: Rulebook, **facts: Value) -> Decision:
    """The decision; nothing was received before unless said."""
    facts.setdefault("a", exactly(Decimal(1)))
    facts.setdefault("support_received", Records((), complete=True))
    return decide_measures(rules, profile(**facts), AS_OF)


def taken(decision: Decision) -> set[tuple[str, str | None]]:
    """What the permitted combination takes."""
    return {(award.measure, award.key) for award in decision.combinations.permitted.taken}


def things(**worth: int) -> Records:
    """Things by name and worth."""
    return Records(
        tuple(Record({"worth": exactly(Decimal(v))}, name) for name, v in worth.items()), True
    )


def payment(**fields: str) -> Records:
    """One payment of which these fields are known."""
    values = {key: symbol(value) for key, value in fields.items() if key != "received_on"}
    record: dict[str, Value] = dict(values)
    if "received_on" in fields:
        record["received_on"] = exactly(AS_OF.fromisoformat(fields["received_on"]))
    return Records((Record(record, "旧奖"),), True)
