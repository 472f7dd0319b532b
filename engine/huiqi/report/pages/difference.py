"""``diff``: what is written differently, what it means for whom, who of a table gains or loses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from huiqi.audit.difference.results import (
    AmountChange,
    ChangeImpact,
    Difference,
    MeasureChange,
    Witness,
)
from huiqi.report.blocks import (
    Block,
    Facts,
    Note,
    Page,
    Role,
    Said,
    Space,
    TextRun,
    Tree,
    TreeItem,
    section,
)
from huiqi.report.pages.difference_table import enterprise_blocks, enterprises_said
from huiqi.report.pages.opening import and_more, framed
from huiqi.report.pages.profile_facts import profile_facts
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Rulebook
from huiqi.words import to_say

_CHANGES = {
    ChangeImpact.SAME: to_say("相同"),
    ChangeImpact.WIDER: to_say("放宽"),
    ChangeImpact.NARROWER: to_say("收紧"),
    ChangeImpact.DIFFERENT: to_say("有进有出"),
    ChangeImpact.ADDED: to_say("新增"),
    ChangeImpact.REMOVED: to_say("删去"),
    ChangeImpact.BEGINS: to_say("开始施行"),
    ChangeImpact.ENDS: to_say("不再施行"),
    ChangeImpact.UNDECIDED: to_say("没有判定"),
}
_AMOUNTS = {
    AmountChange.SAME: to_say("金额相同"),
    AmountChange.HIGHER: to_say("金额只增"),
    AmountChange.LOWER: to_say("金额只减"),
    AmountChange.DIFFERENT: to_say("金额有增有减"),
    AmountChange.NOT_COMPARED: to_say("金额没有比较"),
}
#: What each kind of thing that is compared is called.
KIND_WORDS = {
    "measure": to_say("措施"),
    "definition": to_say("定义"),
    "parameter": to_say("参数"),
    "fact": to_say("事实"),
    "stacking": to_say("叠加规则"),
    "fund": to_say("资金"),
    "programme": to_say("规划"),
    "source": to_say("来源"),
    "provision": to_say("处罚规定与清单事项"),
    "list": to_say("清单"),
    "domain": to_say("领域"),
    "document": to_say("先例的文件"),
    "precedent": to_say("先例"),
}
_SCOPE = to_say(
    "证明对象是事实全部已知的任何企业，弱依据的条文也计入；日期在 1949 至 2079 年，清单至多三"
    "条，可照证照填写的派生事实两边取同一填写值。两个日期相比，企业的年度数字与日期随之平移整年。"
    "每个例子都由求值器重算证实。"
)


def difference_screens(found: Difference, phrases: Phrases) -> Iterator[Page]:
    """The one screen, with ever fewer measures and enterprises told."""
    for most in (12, 8, 6, 5, 4, 3, 2, 1, 0):
        yield _page(found, phrases, most)


def difference_page(found: Difference, phrases: Phrases) -> Page:
    """Everything: what is written differently one by one, and the measures that are the same."""
    return _page(found, phrases, None)


def _page(found: Difference, phrases: Phrases, most: int | None) -> Page:
    """``most``: so many measures and enterprises at most; absent: all there is."""
    say = phrases.say
    blocks = [*_sides(found, phrases), Space(), Facts(_answers(found, phrases))]
    if most is None or found.note is not None:
        blocks += _structure(found, phrases, most)
    blocks += _meaning(found, phrases, most)
    blocks += enterprise_blocks(found, phrases, most)
    blocks.append(Space())
    if found.measures and most is None:
        blocks.append(Note.quiet(say(_SCOPE)))
    if most is not None:
        blocks.append(Note(say("逐条写法、例子的全部事实、证明的范围 --full    机器可读 --json")))
    return framed(say("规则比较"), blocks, phrases)


def _sides(found: Difference, phrases: Phrases) -> Iterator[Block]:
    """The two that are compared; days of different seasons differ by more than the rules."""
    say = phrases.say
    rows: list[tuple[Said, Said]] = [
        (
            letter,
            say(
                "{name}  评估日 {day}  规则库 {sha}",
                name=side.name,
                day=side.as_of,
                sha=side.rulebook.sha256[:12],
            ),
        )
        for letter, side in (("A", found.before), ("B", found.after))
    ]
    yield Facts(rows)
    one, other = found.before.as_of, found.after.as_of
    if (one.month, one.day) != (other.month, other.day):
        text = say("两日不在一年的同一天，时间窗口的差别也算在内；只看规则的变化，请比较同月同日。")
        yield Note.open(text)
    years = other.year - one.year
    if years and found.measures:
        text = say("例子在 B 是同样的企业在 {years} 年以后：年度数字和日期整年平移。", years=years)
        if years < 0:
            text = say(
                "例子在 B 是同样的企业在 {years} 年以前：年度数字和日期整年平移。", years=-years
            )
        yield Note.quiet(text)


def _answers(found: Difference, phrases: Phrases) -> list[tuple[Said, Said]]:
    """How much is written differently, how much means something else, and for whom."""
    say = phrases.say
    kinds = Counter(one.kind for one in found.structure)
    written = "  ".join(
        f"{say(word)} {kinds[kind]}" for kind, word in KIND_WORDS.items() if kinds[kind]
    )
    rows: list[tuple[Said, Said]] = [(say("写法"), written or say("两边写法相同"))]
    if found.note is not None:
        rows.append((say("意思"), TextRun(phrases.text(found.note), Role.OPEN)))
    else:
        changes = Counter(one.change for one in found.measures)
        meant = "  ".join(
            f"{say(word)} {changes[change]}" for change, word in _CHANGES.items() if changes[change]
        )
        amounts: Counter[AmountChange] = Counter(
            one.amount for one in found.measures if one.amount is not AmountChange.SAME
        )
        paid = "  ".join(
            f"{say(word)} {amounts[change]}" for change, word in _AMOUNTS.items() if amounts[change]
        )
        rows.append((say("意思"), meant or say("没有措施可比")))
        if paid:
            rows.append((say("金额"), paid))
    return [*rows, *enterprises_said(found, phrases)]


def _structure(found: Difference, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """What is written differently, one by one; on one screen where nothing is proved of it."""
    if not found.structure:
        return
    yield from section(phrases.say("写法"))
    nodes = []
    for kind, word in KIND_WORDS.items():
        changes = [one for one in found.structure if one.kind == kind]
        if changes:
            told = [
                TreeItem(text=f"{one.subject}  {phrases.text(one.text)}") for one in changes[:most]
            ]
            nodes.append(TreeItem(text=f"{phrases.say(word)} {len(changes)}", children=told))
    yield Tree(nodes)


def _meaning(found: Difference, phrases: Phrases, most: int | None) -> Iterator[Block]:
    """What it means for every enterprise: the measures that change, each with an enterprise."""
    if found.note is not None:
        return
    told = [one for one in found.measures if most is None or not one.unchanged]
    if most is not None:
        told.sort(key=lambda one: one.change in (ChangeImpact.UNDECIDED, ChangeImpact.SAME))
    shown = told[:most]
    if not told:
        return
    yield from section(phrases.say("意思"))
    if shown:
        yield measure_changes(shown, found, phrases, full=most is None)
    yield from and_more(len(told) - len(shown), to_say("另 {number} 件：--full"), phrases)


def measure_changes(
    changes: Iterable[MeasureChange], found: Difference, phrases: Phrases, *, full: bool
) -> Tree:
    """What changes for whom, measure by measure, each way with an enterprise that shows it."""
    return Tree([_measure(one, found, phrases, full=full) for one in changes])


def _measure(one: MeasureChange, found: Difference, phrases: Phrases, *, full: bool) -> TreeItem:
    """How it changes, why, and for each direction an enterprise that shows it."""
    say = phrases.say
    reason = phrases.text(one.reason)
    if one.change not in (ChangeImpact.ADDED, ChangeImpact.REMOVED):
        reason = say("；").join([reason, say(_AMOUNTS[one.amount])])
    witnesses = [
        TreeItem(text=(TextRun(label, Role.STRONG), "  ", _witness(witness, found, phrases)))
        for label, witness in (
            (say("可得的"), one.gains),
            (say("失去的"), one.losses),
            (say("多得的"), one.higher),
            (say("少得的"), one.lower),
        )
        if witness is not None
    ]
    title = f"{phrases.text(one.title)}  [{one.measure}]" if full else phrases.text(one.title)
    text = (TextRun(say(_CHANGES[one.change]), Role.STRONG), f"  {title}")
    return TreeItem(text=text, found=reason, children=witnesses)


def _witness(witness: Witness, found: Difference, phrases: Phrases) -> str:
    """What each side says of the enterprise, and what it states: on either side, where what it
    states moved along with the years.
    """

    def facts(profile: str, rulebook: Rulebook) -> str:
        return profile_facts(profile, rulebook, phrases.language)

    before = facts(witness.before, found.before.rulebook)
    after = facts(witness.after, found.after.rulebook)
    text = phrases.text(witness.text)
    if before == after:
        return phrases.say("{text}：{names}", text=text, names=before)
    return "\n".join(
        phrases.say("{text}：{names}", text=side, names=names)
        for side, names in ((f"{text}  A", before), ("B", after))
    )
