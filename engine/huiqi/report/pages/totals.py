"""Totals on one screen: by whose money and by grade, never one sum."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial

from huiqi.decision.combined import Award, Combination, Total
from huiqi.decision.results import REFUSED, Decision, ItemResult, MeasureResult, Status
from huiqi.decision.standing import Mark, is_maximum_alone, most_of
from huiqi.quantities import Number
from huiqi.report.blocks import Block, Column, Heading, Note, Said, Table
from huiqi.report.figures import at_most, between
from huiqi.report.pages.in_short import worth_in_short
from huiqi.report.pages.marks import level_and_grade, whose
from huiqi.report.pages.next_step import own_marked
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Stacking
from huiqi.truth import Truth
from huiqi.words import Say, to_say

#: So many of what is in no sum are named.
_NAMED = 5
Levels = Mapping[str, Mapping[str, Total]]


def totals_facts(decision: Decision, phrases: Phrases) -> list[tuple[Said, Said]]:
    """What is sure to be in force, and apart from it what the others would come to."""
    say = phrases.say
    rows: list[tuple[Said, Said]] = []
    permitted = decision.combinations.permitted
    sure = _levels(permitted, phrases)
    if any(result.status is Status.QUALIFIES for result in decision.results) and sure:
        if _kinds(permitted, phrases) > 1:
            sure.append(say("（不相加）"))
        told = "   ".join(sure)
        if permitted.unproved is None:
            best = to_say("1 项：{sums}") if _alone(permitted) else to_say("最好一组：{sums}")
            head = say("条件够的") if _alone(permitted) else say("能一起拿的")
            rows.append((head, say(best, sums=told)))
        else:
            rows.append((say("一起拿的"), told))
    else:
        rows.append((say("合计"), say("还没有一项能得，不列合计")))
    if any(result.to_be_confirmed for result in decision.results):
        apart = say("；").join(_levels(decision.force_unknown.permitted, phrases))
        rows.append((say("另计"), say("文件是否仍有效待核：{sums}", sums=apart)))
    others = [r for r in decision.outside if r.measure.recipient != "enterprise"]
    if others:
        label, sums = rows.pop()
        text = say("{sums}；给协会、集群的 {number} 件不计", sums=sums, number=len(others))
        rows.append((label, text))
    return rows


def _best(combination: Combination, phrases: Phrases) -> str:
    """What the sums of a combination are: not of all there is, but of what may be had together."""
    if combination.unproved is not None:
        return phrases.say("能一起拿的一组")
    if _alone(combination):
        return phrases.say("条件够的")
    return phrases.say("能一起拿的最好一组")


def _alone(combination: Combination) -> bool:
    """Whether it is of one measure, of which nothing is a best choice."""
    return len({award.measure for award in combination.taken if award.high != 0}) == 1


def _levels(combination: Combination, phrases: Phrases) -> list[str]:
    # Whose money it is, by what it comes to: nothing is added, but the same is said once.
    same: dict[str, list[str]] = {}
    for level, grade, said in _sums(combination, phrases):
        same.setdefault(said, []).append(level_and_grade(level, grade, phrases))
    each = (to_say("{whose} {sum}"), to_say("{whose} 各 {sum}"))
    return [
        phrases.say(each[len(whose) > 1], whose=phrases.say.listed(whose), sum=said)
        for said, whose in same.items()
    ]


def _sums(combination: Combination, phrases: Phrases) -> Iterator[tuple[str, str, str]]:
    """The level and the grade of each sum, and the sum: where several are added, of how many it is,
    so that nobody takes it for one of them, nor adds it to one.
    """
    levels = combination.totals_by_level
    for level, grade, said in totals_told(levels, partial(_told, phrases=phrases)):
        number = _added(combination, level, grade)
        if number > 1:
            said = phrases.say("{number} 件合起来 {sum}", number=number, sum=said)
        yield level, grade, said


def _added(combination: Combination, level: str, grade: str) -> int:
    """Of how many measures a sum is; 0 where its ends are of two sets."""
    if combination.most_by:
        return 0

    def is_of_it(award: Award) -> bool:
        return (award.level, GRADES[award.grade].value) == (level, grade) and award.high != 0

    own = [award for award in combination.taken if is_of_it(award)]
    # What a source only limits is told beside what is worked out, where there is any of that.
    worked_out = [award for award in own if not award.only_limit]
    return len({award.measure for award in worked_out or own})


def _kinds(combination: Combination, phrases: Phrases) -> int:
    """Of how many kinds of money, or of support, there are sums: those are not added."""
    return sum(1 for _ in _sums(combination, phrases))


def _told(total: Total, phrases: Phrases) -> str:
    return phrases.say("，").join(total_parts(total, phrases.say, between, at_most))


def totals_told(levels: Levels, told: Callable[[Total], str]) -> Iterator[tuple[str, str, str]]:
    """The level, the grade and what each total is ``told`` to come to, where that is anything."""
    for level, grades in levels.items():
        for grade, total in grades.items():
            said = told(total)
            if said:
                yield level, grade, said


def total_parts(
    total: Total,
    say: Say,
    bounds: Callable[[Number | None, Number | None, Say], str],
    limit: Callable[[Number | None, Say], str],
) -> list[str]:
    """The sum, and what sources that only name a maximum may add to it; each by its words for an
    amount between bounds and up to a limit.
    """
    parts = []
    if None in (total.high, total.at_most) and not total.low and total.known:
        # What is known first; of the rest only that there is some.
        return [limit(total.known, say), say("另有金额未知的")]
    if total.low or total.high or total.high is None:
        parts.append(bounds(total.low, total.high, say))
    if total.at_most is None or total.at_most:
        most = limit(total.at_most, say)
        parts.append(say("另有{limit}", limit=most) if parts else most)
    return parts


def totals_blocks(
    decision: Decision, led: Sequence[MeasureResult], phrases: Phrases
) -> Iterator[Block]:
    """By whose money and by grade, never one sum: what is sure to be in force, and of the rest
    what can be acted on now (``led``).
    """
    say = phrases.say
    permitted = decision.combinations.permitted
    sure = _rows(permitted, phrases)
    if any(result.status is Status.QUALIFIES for result in decision.results) and sure:
        yield from _totals_table(_best(permitted, phrases), sure)
    else:
        yield Note(say("还没有一项能得，不列合计"))
    valid, others = _by_force([one for one in led if one.status is not Status.QUALIFIES])
    for head, asked in (
        (say("另计：可以去问的，按最多算，不相加"), valid),
        (say("另计：文件是否有效待核的，按最多算，不相加"), others),
    ):
        if rows := [_of_one(result, phrases) for result in asked if most_of(result)]:
            yield from _totals_table(head, rows)
    names = {result.measure.id for result in led}
    waiting = own_marked(decision, Mark.ASK_ENTERPRISE, phrases.rulebook)
    if number := sum(result.measure.id not in names for result in waiting):
        told = say("别的待你答的 {number} 件（连同题下别的文件）都没有算进去。", number=number)
        yield Note.quiet(told)
    yield Note.quiet(say("两级的钱、不同的依据不相加；没有查到不许同拿的，算作能一起拿。"))
    for rule in rules_open(decision, phrases):
        yield Note.quiet(say("{rule}，也问部门。", rule=rule))
    others = [r for r in decision.outside if r.measure.recipient != "enterprise"]
    if others:
        titles = [phrases.text(one.measure.name) for one in others]
        told = phrases.few(titles, _NAMED, to_say("{names}等 {number} 项"))
        yield Note.quiet(say("给协会、集群的不计：{names}。", names=told))


def _of_one(result: MeasureResult, phrases: Phrases) -> Sequence[Said]:
    """One that may be asked about: a sum of what may all come to nothing stands nowhere."""
    told = f"{phrases.text(result.measure.name)}  {whose(result, phrases)}"
    return told, worth_in_short(result, phrases)


def settled_told(
    decision: Decision, settled: Sequence[MeasureResult], phrases: Phrases
) -> list[str]:
    """How many qualify under documents in force, and what those come to together at most, by whose
    money; what only a maximum of the source bounds is named beside.  Nothing else is in the sum: a
    superior remembers it.
    """
    say = phrases.say
    bounded = [one for one in settled if not is_maximum_alone(one)]
    permitted = decision.rest.combinations(bounded).permitted
    told = say("；").join(_levels(permitted, phrases))
    limits = [phrases.text(one.measure.name) for one in settled if is_maximum_alone(one)]
    beside = []
    if limits and told:
        names = phrases.few(limits, _NAMED, to_say("{names}等 {number} 项"))
        beside.append(say("来源只写最高，不计：{names}", names=names))
    if not told:
        return [say("条件够的 {number} 项，得多少没有数", number=len(settled))]
    if _alone(permitted):
        return [say("条件够的 {number} 项：{sums}", number=len(settled), sums=told), *beside]
    head = to_say("条件够的 {number} 项，{best}：{sums}")
    if _kinds(permitted, phrases) > 1:
        head = to_say("条件够的 {number} 项，{best}（几个数不再相加）：{sums}")
    return [
        say(head, number=len(settled), best=_best(permitted, phrases), sums=told),
        *beside,
    ]


def _by_force(
    results: Sequence[MeasureResult],
) -> tuple[list[MeasureResult], list[MeasureResult]]:
    """Those that figures bound, of documents known to be in force, and of the others."""
    bounded = [result for result in results if not is_maximum_alone(result)]
    valid = [one for one in bounded if one.force.truth is not Truth.UNKNOWN]
    return valid, [one for one in bounded if one.force.truth is Truth.UNKNOWN]


def rules_open(decision: Decision, phrases: Phrases) -> list[str]:
    """What no source says of having several, each once."""
    return _texts((*decision.combinations.open, *decision.force_unknown.open), phrases)


def rules_open_among(
    decision: Decision, results: Sequence[MeasureResult], phrases: Phrases
) -> list[str]:
    """The same of some measures, but for what is told of one project by their names: beside what
    those come to together.
    """
    rules = decision.rest.combinations(results).open
    return _texts((one for one in rules if not any(_of_one_project(one, results))), phrases)


def same_projects_told(
    decision: Decision, results: Sequence[MeasureResult], phrases: Phrases
) -> list[str]:
    """Of which of them the figures are of one project, where no source says whether all of them may
    be had: whoever reads two figures adds them.
    """
    say = phrases.say
    named = (
        say.listed([phrases.text(one.measure.name) for one in of_it])
        for rule in decision.rest.combinations(results).open
        for of_it in _of_one_project(rule, results)
    )
    told = [say("{names}是同一个项目的，能否都得要问，不要相加", names=names) for names in named]
    return list(dict.fromkeys(told))


def _of_one_project(
    rule: Stacking, results: Sequence[MeasureResult]
) -> Iterator[list[MeasureResult]]:
    """Of each project those with a figure for it that the rule leaves open."""
    if rule.kind != "unknown" or rule.scope != "project":
        return
    own = [one for one in results if one.measure.id in (*rule.measures, *rule.against)]
    for key in dict.fromkeys(item.key for one in own for item in one.items):
        of_it = [one for one in own if any(i.key == key and _comes_to(i) for i in one.items)]
        if len(of_it) > 1:
            yield of_it


def _comes_to(item: ItemResult) -> bool:
    """Whether a record may be paid for, and it was told of what bounds that."""
    most = item.amount is not None and item.amount.of_told
    return bool(most) and item.verdict.status not in REFUSED


def _texts(rules: Iterable[Stacking], phrases: Phrases) -> list[str]:
    return list(dict.fromkeys(open_rule_told(rule, phrases) for rule in rules))


def open_rule_told(rule: Stacking, phrases: Phrases) -> str:
    """What no source settles; of what one does settle, whether this is such a case."""
    text = phrases.text(rule.text)
    if rule.kind == "unknown":
        return phrases.say("{rule}，来源没有写", rule=text)
    return phrases.say("{rule}；是不是这种情形，还不知道", rule=text)


def _totals_table(head: str, rows: Sequence[Sequence[Said]]) -> Iterator[Block]:
    yield Heading(head)
    yield Table((Column(), Column(align="right")), rows)


def _rows(combination: Combination, phrases: Phrases) -> list[Sequence[Said]]:
    return [
        (level_and_grade(level, grade, phrases), said)
        for level, grade, said in _sums(combination, phrases)
    ]
