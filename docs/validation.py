"""Writes docs/validation.md: the ladder on real enterprises, beside what is publicly reported."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from huiqi.decision.decide import Decider
from huiqi.decision.ladder import ladder_of
from huiqi.decision.results import Status
from huiqi.decision.steps import Ladder, Step
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile import Profile
from huiqi.profile.profile_reader import read_profile
from huiqi.report.pages.marks import STATUSES
from huiqi.rulebook.loading import load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.truth import Truth

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "validation.md"
AS_OF = date(2025, 6, 30)


class Reported(NamedTuple):
    """What is publicly reported of an enterprise, besides the figures in its profile."""

    grants: str
    titles: dict[str, str]


NONE = "没有找到具名的补助。"
REPORTED = {
    "dong-e-e-jiao": Reported(
        "2022—2024 年年报有“计入当期损益的政府补助”总额，没有分项名称，不能对应任何一项措施。", {}
    ),
    "fengxiang": Reported(NONE, {}),
    "gambol-pet": Reported(NONE, {}),
    "hadadi-bearing": Reported("只有一条生态环境处罚公示，没有补助。", {}),
    "hongxing-concrete": Reported("只有一条生态环境处罚公示，没有补助。", {}),
    "kangli-flooring": Reported("只有一条生态环境处罚公示，没有补助。", {}),
    "jindi-precision": Reported(
        "报道只说政府补助减少，没有名称和数额。",
        {"little-giant": "国家级专精特新“小巨人”（2025 年投资者文章）"},
    ),
    "luxi-chemical": Reported(
        "2010 年节能技术改造财政奖励 302 万元（聊财建指〔2010〕56 号），"
        "是经市财政转下的国家资金，不是市级措施。",
        {},
    ),
    "luxi-hydrogen-peroxide": Reported(NONE, {}),
    "xiangguang-copper": Reported(NONE, {}),
    "yanggu-huatai": Reported(
        "2024 年一季度“其他收益”含政府补助和增值税加计抵减，没有分项名称。",
        {"national-champion": "橡胶防焦剂 CTP 为工信部单项冠军产品（2022 年报道）"},
    ),
    "zhongtong-bus": Reported(
        "2013、2015、2016 年插电式与纯电动商用车技术开发奖励，2018、2021 年新能源汽车推广补贴，"
        "都是国家资金，由市财政转支付，不是市级措施。",
        {"high-technology": "国家级高新技术企业（2023 年报道）"},
    ),
}


def climb(rulebook: Rulebook, profile: Profile, as_of: date) -> Ladder:
    """The ladder of one enterprise."""
    decision = Decider(rulebook).decide(profile, as_of, rulebook.titles)
    return ladder_of(rulebook, decision)


def page() -> str:
    """The page as Markdown."""
    rulebook = load_rulebook(ROOT / "rules")
    lines = [
        "# 与真实企业的公开数字对照",
        "",
        "由 `python docs/validation.py` 生成。企业的画像在 `cases/enterprises/`，",
        "只用公开报道的数字，每个数字带来源；没有报道的一律未知。",
        "",
        "**没有一笔公开报道的补助是聊城市本级措施的发放记录。** ",
        "找到的都是国家或省级资金经市财政转下，或者没有名称的总额；所以这里不拿任何一笔与市级措施的金额相比。",
        "能比的只有称号：报道说有的称号，梯队的结论不应与之相反。",
        "",
        f"评估日 {AS_OF}。“已知”是这一级的条件里，仅凭公开数字就能判断的条数。",
    ]
    compared = contradicted = 0
    for path in sorted((ROOT / "cases" / "enterprises").glob("*.yaml")):
        profile = read_profile(path, rulebook, Diagnostics())
        reported = REPORTED[path.stem]
        steps = climb(rulebook, profile, AS_OF).steps
        years = sorted({year for _, year in profile.facts if year is not None})
        span = f"{years[0]}—{years[-1]}" if years else "无年度数字"
        lines += ["", f"## {profile.name}", "", f"`{path.name}`，{span}。补助：{reported.grants}"]
        lines += ["", "| 称号 | 结论 | 已知 | 不符合的条件 |", "|---|---|---:|---|"]
        for step in reversed(steps):
            lines.append(_row(step))
        for name, text in reported.titles.items():
            step = next(step for step in steps if step.name == name)
            compared += 1
            against = step.result.status is Status.DOES_NOT_QUALIFY
            contradicted += against
            said = "**与之相反**" if against else "没有与之相反，公开数字也不足以确认"
            if step.result.status is Status.QUALIFIES:
                said = "一致"
            lines += ["", f"报道的称号：{text}。梯队的结论：{said}。"]
    lines += [
        "",
        "## 小结",
        "",
        f"报道的称号 {compared} 个，结论相反的 {contradicted} 个。公开数字缺研发人员、知识产权和",
        "市场占有率，所以多数称号停在“尚不能确定”，这正是它应有的回答。",
        "",
    ]
    return "\n".join(lines)


def _row(step: Step) -> str:
    verdict = step.result.verdict
    assert verdict is not None
    known = sum(clause.truth is not Truth.UNKNOWN for clause in verdict.clauses)
    failing = "；".join(
        clause.condition.text.zh for clause in verdict.clauses if clause.truth is Truth.FALSE
    )
    shown = failing if step.failing else ""
    title = step.result.measure.title.zh
    status = STATUSES[step.result.status]
    if step.result.status is Status.NEEDS_JUDGEMENT and step.result.missing:
        status = "尚有未知，也须人工判定"
    return f"| {title} | {status} | {known}/{len(verdict.clauses)} | {shown} |"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    print(PAGE)
