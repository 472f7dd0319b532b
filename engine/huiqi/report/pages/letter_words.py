"""What a question asks and what hangs on it, in the words of a letter to an office."""

from __future__ import annotations

from huiqi.inquiry.asked import ApplyPart, AskedDocument, Matter, OpenPoint, OpenQuestion, Weight
from huiqi.report.figures import at_most, between
from huiqi.report.phrases import Phrases
from huiqi.words import to_say

MATTERS = {
    Matter.TEXT: to_say("全文"),
    Matter.FORCE: to_say("有效期"),
    Matter.CLAUSE: to_say("条件"),
    Matter.PRESUMED: to_say("推定的条件"),
    Matter.BORROWED: to_say("借用的标准"),
    Matter.READING: to_say("读法"),
    Matter.CONFLICT: to_say("说法不一"),
    Matter.CAP: to_say("上限的范围"),
    Matter.VALUE: to_say("数额"),
    Matter.UNSTATED: to_say("没有写明的"),
    Matter.APPLY: to_say("怎样申报"),
    Matter.STACKING: to_say("能否同享"),
    Matter.FUND: to_say("专项资金"),
    Matter.LIST: to_say("清单"),
}
#: How an answer is written so that it can be put in its place as it stands.
_HOW = {
    Matter.FORCE: to_say("写：2023-01-01 至 2025-12-31、至 2025-12-31、现行有效、长期有效、已失效"),
    Matter.CAP: to_say("写：按项目、按企业、按年度、按件"),
    Matter.VALUE: to_say("写数和单位，如 500万元、20%"),
}
_HOW_PARTS = {
    ApplyPart.DEPARTMENT: to_say("写部门全称"),
    ApplyPart.WINDOWS: to_say("写：2026-03-01 至 2026-04-30、每年03-01 至 04-30、常年受理"),
    ApplyPart.OFFICE: to_say("写科室或窗口，地址写在分号后"),
    ApplyPart.TELEPHONES: to_say("写号码，如 0635-1234567"),
    ApplyPart.MATERIALS: to_say("写材料名称，用分号隔开"),
    ApplyPart.PAID_WITHIN: to_say("写：60个工作日、30日、3个月"),
}
#: Why it is asked, where no answer can be tried.
_WHY = {
    Matter.APPLY: to_say("不影响结论；不知道就没法申报"),
    Matter.STACKING: to_say("不影响单项结论，影响能否同享和合计"),
    Matter.FUND: to_say("不影响资格，影响能分到多少"),
    Matter.LIST: to_say("没有正文，清单上的事项一项也判不了"),
}
#: What has a title of its own, and not only a description.
_NAMED = ("source/", "programme/")
#: So many points of a question are written out in a letter; the rest stand in its table.
MOST_TOLD = 4


def named(document: AskedDocument, phrases: Phrases) -> str:
    """A document with its number; that only a report of it is known."""
    title = phrases.text(document.title)
    if phrases.zh and "《" not in title and document.key.startswith(_NAMED):
        title = f"《{title}》"
    told = f"{title} {document.number}".rstrip()
    return told if document.held else phrases.say("{title}（没有见到正式文本）", title=told)


def how(point: OpenPoint, phrases: Phrases) -> str:
    """How the answer is to be written; empty where it is free."""
    if point.part is not None:
        return phrases.say(_HOW_PARTS[point.part])
    if point.topic is Matter.VALUE and point.path[:1] != ("parameters",):
        return ""
    written = _HOW.get(point.topic)
    return "" if written is None else phrases.say(written)


def asked_of(question: OpenQuestion, phrases: Phrases) -> str:
    """What a question asks, its first points written out."""
    say, points = phrases.say, question.points
    if question.topic is Matter.APPLY:
        return say("由谁负责、向谁申报、何时申报、带什么材料、多久兑现、打哪个电话（逐项见附表）")
    if len(points) == 1:
        return phrases.text(points[0].text)
    told = [
        say("（{number}）{text}", number=number, text=phrases.text(point.text))
        for number, point in enumerate(points[:MOST_TOLD], 1)
    ]
    if len(points) > MOST_TOLD:
        told.append(say("其余 {number} 点见附表", number=len(points) - MOST_TOLD))
    # A question has its own mark at its end.
    parts = [text if text[-1] in "？?。" else text + phrases.pick("；", ";") for text in told]
    return phrases.pick("", " ").join(parts).rstrip("；;")


def why(question: OpenQuestion, phrases: Phrases) -> str:
    """What hangs on it: verdicts and amounts, else what its kind is for."""
    written = _WHY.get(question.topic)
    if written is None or question.weight.tried:
        return weighed(question.weight, phrases)
    return phrases.say(written)


def of_measures(names: tuple[str, ...], phrases: Phrases, most: int = 3) -> str:
    """Measures by their titles, the first few."""
    titles = [phrases.text(phrases.rulebook.measures[name].title) for name in names]
    return phrases.few(titles, most, to_say("{names}等 {number} 项"))


def weighed(weight: Weight, phrases: Phrases, *, whole: bool = False) -> str:
    """What hangs on an answer, or on the ``whole`` of a letter; nothing is said of what was not
    tried.
    """
    say = phrases.say
    if not weight.tried:
        return say("没有试算")
    if not weight.bears:
        return say("这张表上的结论都不因它改变")
    told = []
    if weight.only:
        number = weight.only
        said = to_say("能定下 {number} 个结论") if whole else to_say("只差这一问的结论 {number} 个")
        told.append(say(said, number=number))
        if weight.high or weight.unbounded:
            money = _bounded(between(weight.low, weight.high, say), weight.unbounded, phrases)
            told.append(say("这些结论的金额 {money}", money=money))
    told.append(say("牵动 {number} 个结论", number=weight.bears))
    if weight.amounts:
        told.append(say("{number} 笔金额因此确定", number=weight.amounts))
    if weight.at_stake or weight.at_stake_unbounded:
        limit = at_most(weight.at_stake, say) if weight.at_stake else ""
        money = _bounded(limit, weight.at_stake_unbounded, phrases)
        told.append(say("牵动的金额 {money}", money=money))
    text = phrases.pick("，", ", ").join(told)
    if weight.tried < weight.points:
        text += say("（{points} 点里试算了 {tried} 点）", points=weight.points, tried=weight.tried)
    return text


def _bounded(money: str, unbounded: int, phrases: Phrases) -> str:
    """With the number of those that nothing bounds."""
    if not unbounded:
        return money
    more = phrases.say("{number} 笔没有已知的上限", number=unbounded)
    return phrases.joined([money, more]) if money else more
