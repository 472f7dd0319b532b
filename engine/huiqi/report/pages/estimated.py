"""``estimate F MEASURE`` and ``--full``: amounts line by line, and what each is combined with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.decision.combined import Combination, Combinations
from huiqi.decision.results import MOST_IN_FULL, REFUSED, Decision, MeasureResult, Status
from huiqi.decision.standing import mark_of
from huiqi.decision.what_if import Filled
from huiqi.report.blocks import Block, Facts, Heading, Note, Page, Said, Space, section
from huiqi.report.figures import exact
from huiqi.report.pages import marks, together
from huiqi.report.pages.citations import cited
from huiqi.report.pages.estimate import EVERYTHING, estimate_blocks
from huiqi.report.pages.opening import and_more, framed_answer
from huiqi.report.pages.reference import model_said, weakly_said
from huiqi.report.pages.totals import open_rule_told
from huiqi.report.pages.working import why_open, working_table
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Stacking
from huiqi.truth import Truth
from huiqi.words import to_say

#: So many missing facts are named.
_MISSING = 8
_OUTSIDE = {
    "organisation": to_say("对象是产业链机构，不是企业"),
    "cluster": to_say("对象是产业集群，不是企业"),
    "fund": to_say("只有资金总额，没有单户上限"),
}


def measure_amount_page(decision: Decision, measures: Sequence[str], phrases: Phrases) -> Page:
    """The working of these measures' amounts, of a decision on all of them."""
    blocks: list[Block] = []
    for name in measures:
        result = decision[name]
        blocks += [Space(), *_one(result, phrases), *_beside(result, decision, phrases)]
    blocks += [Space(), Note(phrases.say("条件逐条 huiqi check F {measure}", measure=measures[0]))]
    return framed_answer(phrases.say("金额过程"), decision, blocks, phrases)


def full_estimate_page(decision: Decision, phrases: Phrases) -> Page:
    """The screen with nothing folded, then every measure that is not refused, line by line."""
    say = phrases.say
    blocks: list[Block] = [Space(), *estimate_blocks(decision, phrases, EVERYTHING)]
    for result in decision.results:
        if result.status not in REFUSED:
            blocks += [Space(), *_one(result, phrases)]
    blocks += [Space(), *_refused(decision, phrases), *_outside(decision, phrases)]
    for combinations, said in (
        (decision.combinations, say("能同时得到的")),
        (decision.force_unknown, say("文件是否仍有效待核的，都有效时能同时得到的")),
    ):
        blocks += _combination(combinations.permitted, said, phrases)
        if combinations.cautious is not None:
            said = say("{together}；来源没有写的都只能取其一", together=said)
            blocks += _combination(combinations.cautious, said, phrases)
    return framed_answer(say("金额测算"), decision, [*blocks, Space()], phrases)


def _one(result: MeasureResult, phrases: Phrases) -> Iterator[Block]:
    """A measure: how it stands, the working, and what keeps its amount from being one figure."""
    say = phrases.say
    whose, status = marks.whose(result, phrases), say(marks.STATUSES[result.status])
    yield marks.measure_line(marks.glyph(mark_of(result)), result, f"{whose}  {status}", phrases)
    if result.force.truth is not Truth.TRUE:
        yield Note.quiet(phrases.text(result.force.reason), 1)
    if result.status in REFUSED:
        yield Note(say("不计金额"), 1)
    elif result.amount is not None:
        yield working_table(result, phrases)
        rows = list(_open(result, phrases))
        if rows:
            yield Facts(rows)
    elif result.measure.published:
        yield Note(say("来源没有写金额"), 1)
    else:
        yield Note(say("条文没有公开，金额没有写"), 1)
    yield from _references(result, phrases)


def _open(result: MeasureResult, phrases: Phrases) -> Iterator[tuple[Said, Said]]:
    """Causes, missing facts, which of the ends can come out with what, which to learn next."""
    say, amount, report = phrases.say, result.amount, result.range
    causes = why_open(result, phrases)
    if causes:
        yield say("原因"), phrases.joined(causes)
    for conflict in result.measure.conflicts:
        listed = say.listed([cited(basis, phrases) for basis in conflict.basis])
        yield say("来源冲突"), f"{phrases.text(conflict.text)} {listed}"
    if amount is not None and amount.missing:
        listed = say.listed(list(map(phrases.missing, amount.missing[:_MISSING])))
        more = len(amount.missing) - _MISSING
        if more > 0:
            listed = say("{facts}，另 {number} 项", facts=listed, number=more)
        yield say("没有答"), listed
    if report is None:
        return
    for witness, end in ((report.low, say("下端能达到")), (report.high, say("上端能达到"))):
        if witness:
            yield end, say.listed([_filled(filled, phrases) for filled in witness])
    if report.narrowest is not None:
        fact = phrases.missing(report.narrowest)
        yield say("先弄清"), say("最能缩小范围的是 {fact}", fact=fact)
    if report.cut_short:
        yield "", say("填的项目多，没有逐一试完：两端能否达到、先弄清什么，没写的不等于没有")


def _filled(filled: Filled, phrases: Phrases) -> str:
    value = phrases.of_fact(filled.missing, filled.value)
    return f"{phrases.missing(filled.missing)} = {value}"


def _references(result: MeasureResult, phrases: Phrases) -> Iterator[Block]:
    """What weak statements, or the measures it is modelled on, would make of it: never added."""
    illustration, say = result.illustration, phrases.say
    if illustration is None:
        return
    told = [say("参照  {said}", said=model_said(model, phrases)) for model in illustration.models]
    for said in told or [weakly_said(illustration, phrases)]:
        yield Note.quiet(said, 1)


def _beside(result: MeasureResult, decision: Decision, phrases: Phrases) -> Iterator[Block]:
    """In which total it is, which rules stand between it and others, and what they did."""
    say = phrases.say
    if result.status in REFUSED or result.amount is None:
        return
    rows: list[tuple[Said, Said]] = []
    if result.outside:
        rows.append((say("合计"), say("不计入：{why}", why=say(_OUTSIDE[result.outside]))))
    sure = result.force.truth is Truth.TRUE
    found = decision.combinations if sure else decision.force_unknown
    total = say("计入合计") if sure else say("另计")
    rows += _in_one(result, found.permitted, total, phrases)
    rows += _between(result, found, phrases)
    if found.cautious is not None:
        rows += _in_one(result, found.cautious, say("只能取其一时"), phrases)
    if rows:
        yield Heading(say("和别的能否同时得到"))
        yield Facts(list(dict.fromkeys(rows)))


def _in_one(
    result: MeasureResult, found: Combination, total: str, phrases: Phrases
) -> Iterator[tuple[Said, Said]]:
    """What is taken of it, what is left out of it, and what is left out for it."""
    say, name = phrases.say, result.measure.id
    taken = [together.award_told(award, phrases) for award in found.taken if award.measure == name]
    if taken:
        yield total, "\n".join(taken)
    for item in found.left_out:
        if item.award.measure == name:
            yield say("不计"), _ruled(together.reason(item, phrases), item.rule, phrases)
        elif any(award.measure == name for award in item.instead):
            left = f"{together.award_told(item.award, phrases)}\n{phrases.text(item.rule.text)}"
            yield say("为它不计"), _ruled(left, item.rule, phrases)


def _between(
    result: MeasureResult, found: Combinations, phrases: Phrases
) -> Iterator[tuple[Said, Said]]:
    """The rules that no source settles, and what was received before."""
    say, name = phrases.say, result.measure.id
    for rule in found.open:
        if name in (*rule.measures, *rule.against):
            yield say("能不能都得"), open_rule_told(rule, phrases)
    for award, item in found.received:
        if award.measure == name and item.excluded is Truth.UNKNOWN:
            yield say("以前得过"), _ruled(phrases.text(item.rule.text), item.rule, phrases)


def _ruled(said: str, rule: Stacking, phrases: Phrases) -> str:
    """What is said, and on what the rule rests."""
    return "\n".join([said, *(cited(basis, phrases) for basis in rule.basis)])


def _refused(decision: Decision, phrases: Phrases) -> Iterator[Block]:
    refused = [r for r in decision.results if r.status is Status.DOES_NOT_QUALIFY]
    if refused:
        names = phrases.say.listed([phrases.text(r.measure.title) for r in refused])
        yield Note(phrases.say("不符合、不计金额：{names}", names=names))


def _outside(decision: Decision, phrases: Phrases) -> Iterator[Block]:
    """What is in no total, and why."""
    rows = [
        (
            phrases.text(result.measure.title),
            f"{exact(result.amount, phrases.say)}  {phrases.say(_OUTSIDE[result.outside])}",
        )
        for result in decision.outside
    ]
    if rows:
        yield Heading(phrases.say("不计入合计"))
        yield Facts(rows)


def _combination(found: Combination, said: str, phrases: Phrases) -> Iterator[Block]:
    """All that is taken, all that is left out with its rule, and what may come to more."""
    if not found.taken and not found.left_out:
        return
    rest = to_say("另有 {number} 项（--json 列全）")
    yield from section(said)
    yield together.awarded_table(found.taken[:MOST_IN_FULL], phrases)
    yield from and_more(len(found.taken) - MOST_IN_FULL, rest, phrases)
    told = zip(together.left_out_rows(found, phrases), found.left_out[:MOST_IN_FULL], strict=False)
    rows = [(phrases.say("不计"), _ruled(text, item.rule, phrases)) for text, item in told]
    if rows:
        yield Facts(rows)
    yield from and_more(len(found.left_out) - MOST_IN_FULL, rest, phrases)
    yield from together.favourable(found, phrases)
