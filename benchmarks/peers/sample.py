"""The measures that the peers decide too, what they read, and what huiqi answers of them.

Chosen to be readable, and for what they ask of a peer: a text of two readings, a figure that is
stated and derived, an amount over projects, a limit for each project, a fact that does not apply,
quotients over two years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from benchmarks.city import AS_OF, City
from huiqi.city import GivenTable
from huiqi.decision.decide import Decider
from huiqi.decision.results import Decision
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.rulebook import Rulebook
from huiqi.screening.running import Decided, RowDecider

MEASURES = (
    "above-scale-reward",
    "rd-institution-subsidy",
    "technical-renovation",
    "smart-equipment",
    "high-technology-first-pass",
    "gazelle",
)
#: What is read of an enterprise, by the names that the peers use.
FACTS = {
    "registered": "注册地在聊城市",
    "entry": "首次升规纳统年份",
    "rating": "研发机构评定结果",
    "deduction": "2022年研发费用加计扣除额（元）",
    "resident": "居民企业",
    "collection": "会计核算健全且查账征收",
    "first_pass": "首次通过高新技术企业认定的年份",
    "credit": "经营和纳税信用良好",
    "listed": "已上市，或由上市公司控股、并购（新三板及场外除外）",
    "founded": "成立日期",
    "debt": "2022年资产负债率（%）",
    "revenue": "2022年营业收入（元）",
    "revenue_before": "2021年营业收入（元）",
    "main": "2022年主营业务收入（元）",
    "main_before": "2021年主营业务收入（元）",
    "research": "2022年研发投入（财务报告口径）（元）",
    "research_before": "2021年研发投入（财务报告口径）（元）",
}
#: And of each of its projects, which are this list.
LIST = "renovation_projects"
PROJECTS = {
    "audited": "经第三方审核的实际设备软件投资额（元）",
    "total": "完成投资（元）",
    "smart": "属于智能工厂、数字化车间等智能化改造",
}


class Answer(NamedTuple):
    """Whether the conditions are met, and yuan; ``None`` where there is no such amount."""

    conditions: str
    low: Decimal | None = None
    high: Decimal | None = None
    at_most: Decimal | None = None


Answers = Mapping[str, Answer]


def given_table(city: City, rulebook: Rulebook) -> GivenTable:
    """A city in CSV, as huiqi is told of it, with the one list that the peers read: whole titles
    would tell it more than them.
    """
    label = rulebook.facts[LIST].label.zh
    options = [one for one in pairwise(city.options(rulebook)) if one[1].startswith(label)]
    return GivenTable(
        file=city.enterprises,
        lists=tuple(told for option, told in options if option == "--with"),
        whole=tuple(told for option, told in options if option == "--whole"),
    )


def reference(city: City, rulebook: Rulebook) -> Iterator[Answers]:
    """What the evaluator answers, an enterprise after the other; the city is in CSV."""
    table, lists = given_table(city, rulebook).opened(rulebook, AS_OF, Diagnostics())
    measures = [rulebook.measures[name] for name in MEASURES]
    decider = RowDecider(Decider(rulebook), table, lists, AS_OF, measures=measures, tell=_answers)
    for row in table.table.rows:
        found = decider.decide(row)
        assert isinstance(found, Decided), row
        yield found.told


def _answers(decision: Decision) -> Answers:
    found = {}
    for result in decision.results:
        amount, ends = result.amount, (None, None, None)
        if amount is not None:
            ends = tuple(  # type: ignore[assignment]
                None if end is None else Decimal(str(end))
                for end in (amount.low, amount.high, amount.at_most)
            )
        found[result.measure.id] = Answer(str(result.conditions), *ends)
    return found
