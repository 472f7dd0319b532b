"""The words of the reports, in Chinese and English, in one place."""

from __future__ import annotations

from datetime import date

from huiqi.decision.results import Amount, Status
from huiqi.inference.errors import Reason
from huiqi.language.formatting import format_range, money
from huiqi.language.types import MONEY
from huiqi.quantities import Number
from huiqi.rulebook.basis import GRADES, WEAK, support
from huiqi.rulebook.force import InForce
from huiqi.rulebook.measure import Group, Measure
from huiqi.rulebook.text import Text

STATUS = {
    Status.QUALIFIES: ("符合", "qualifies"),
    Status.DOES_NOT_QUALIFY: ("不符合", "does not qualify"),
    Status.UNDETERMINED: ("尚不能确定", "undetermined"),
    Status.NEEDS_JUDGEMENT: ("须人工判定", "needs judgement"),
    Status.NOT_IN_FORCE: ("不在施行期", "not in force"),
}
STATUS_MARK = {
    Status.QUALIFIES: "✓",
    Status.DOES_NOT_QUALIFY: "✗",
    Status.UNDETERMINED: "?",
    Status.NEEDS_JUDGEMENT: "!",
    Status.NOT_IN_FORCE: "-",
}
GRADE = {
    "official": ("官方正文", "official"),
    "reported": ("报道转述", "reported"),
    "comparable": ("外地可比", "comparable"),
    "assumed": ("假定", "assumed"),
    "unsourced": ("无来源", "unsourced"),
}


def word(pair: tuple[str, str], language: str) -> str:
    """One of a pair of wordings."""
    return pair[0] if language == "zh" else pair[1]


def group(group: Group, holding: int, language: str) -> str:
    """What a group asks of its parts, and of how many it holds where it counts them."""
    number = group.threshold
    words = {
        "all": ("以下全部", "all of"),
        "any": ("以下任一", "any of"),
        "none": ("以下均不得有", "none of"),
        "at_least": (
            f"以下至少 {number} 项（现有 {holding} 项）",
            f"at least {number} of ({holding} so far)",
        ),
    }
    said = word(words[group.kind], language)
    if group.text is None:
        return said
    text = group.text.in_language(language)
    return f"{text}：{said}" if language == "zh" else f"{text}: {said}"


def grade_word(rank: int, language: str) -> str:
    """A grade by its rank."""
    return word(GRADE[GRADES[rank].value], language)


def only_topic(measure: Measure) -> bool:
    """Whether only the topic of a slot is known; once its text is public it is one like others."""
    return measure.slot is not None and not measure.published


def supported(measure: Measure, rank: int, language: str) -> str:
    """The grade in words; of what only the topic is known, that of its topic."""
    if not only_topic(measure):
        return grade_word(rank, language)
    if support(measure.basis) >= WEAK:
        return "主题为推定" if language == "zh" else "topic inferred"
    return "主题见报道" if language == "zh" else "topic reported"


def amount(value: Amount | None, language: str) -> str:
    """An amount on one line: exact, a range, or only an upper limit (不超过)."""
    zh = language == "zh"
    if value is None:
        return "没有金额" if zh else "no amount"
    if value.nothing_below is not None:
        least = money(value.nothing_below, language)
        return f"不足 {least}，不予支付" if zh else f"nothing: below {least} none is paid"
    if value.fund_only:
        fund = money(value.high or 0, language)
        return (
            f"不超过资金总额 {fund}，不是单户上限"
            if zh
            else f"at most the whole fund, {fund}: no limit per enterprise"
        )
    if value.at_most is not None:
        limit = money(value.at_most, language)
        if value.at_most == 0:
            return limit
        return f"不超过 {limit}" if zh else f"at most {limit}"
    return bounds_text(value.low, value.high, language)


def bounds_text(low: Number | None, high: Number | None, language: str) -> str:
    """What is known of an amount: from nothing upwards is only a limit, without one unknown."""
    zh = language == "zh"
    if low == 0 and high is not None and high > 0:
        limit = money(high, language)
        return f"不超过 {limit}" if zh else f"at most {limit}"
    if low == 0 and high is None:
        return "未知" if zh else "unknown"
    return format_range(low, high, MONEY, language)


def comparison(checked: int, note: Reason | None, language: str) -> str:
    """Of how many nodes network and evaluator said the same; ``note``: why not of all."""
    if note is None:
        said = (
            f"推理网络与求值器在 {checked} 个节点上结论一致",
            f"inference network and evaluator agree on {checked} nodes",
        )
        return word(said, language)
    said = ("没有与推理网络比对，结论只出自求值器：", "not compared with the inference network: ")
    if checked:
        said = (
            f"推理网络只比对了 {checked} 个节点，其余结论只出自求值器：",
            f"the inference network was compared on {checked} nodes only: ",
        )
    return word(said, language) + note.in_language(language)


def to_confirm(period: InForce, as_of: date) -> Text:
    """What is said where the conditions are met and only the force is not known."""
    last, first = period.last_seen, period.first_seen
    if last is None:
        where, where_en = "没有见到它施行的日期", "no date of its force was seen"
    elif period.since is None and first is not None and as_of < first.first:
        where, where_en = f"最早见于{first.text.zh}", f"first seen {first}"
    else:
        where, where_en = f"最后见于{last.text.zh}", f"last seen {last}"
    return Text(
        zh=f"条件符合·文件是否仍有效待核（{where}）",
        en=f"conditions met; whether the document is in force is to be confirmed ({where_en})",
    )
