"""What may be had together: the totals in both readings, what is left out and why, what is open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from huiqi.decision.combined import Award, Combination, Combinations, LeftOut, Total
from huiqi.decision.results import MOST_IN_FULL, Decision, Status
from huiqi.report.blocks import Block, Column, Note, Said, Table
from huiqi.report.figures import exact_between, exact_limit, yuan
from huiqi.report.pages import marks
from huiqi.report.pages.totals import Levels, rules_open, total_parts, totals_told
from huiqi.report.phrases import Phrases
from huiqi.truth import Truth

#: So many awards are named in a row.
_NAMED = 8
_FIGURES = 30


def totals_blocks(decision: Decision, phrases: Phrases) -> Iterator[Block]:
    """What is known to be in force, and apart from it what the rest would come to; where no source
    says whether several may be had, in both readings.
    """
    say = phrases.say
    sure, apart = decision.combinations, decision.force_unknown
    counted, beside = _rows(sure, phrases), _rows(apart, phrases)
    differs = any(once != twice for _, once, twice in (*counted, *beside))
    yield Note.strong(say("合计"), beside=say("（{notes}）", notes=_notes(decision, phrases)))
    if counted:
        head = (say("能同时得到"), say("都只能取其一")) if differs else ("", "")
        yield _table(head, counted, differs)
    else:
        yield Note(say("还没有一项能得，不列合计"), 1)
    if beside:
        yield Note.strong(say("另计"), beside=say("（文件是否仍有效待核；都有效时是这些）"))
        yield _table(("", ""), beside, differs)
    for rule in rules_open(decision, phrases):
        if differs:
            yield Note(say("{rule}：所以算两遍", rule=rule), 1)
        else:
            yield Note(say("{rule}：算两遍结果一样", rule=rule), 1)


def _notes(decision: Decision, phrases: Phrases) -> str:
    """What is in no sum, and why there is not one sum."""
    say = phrases.say
    notes = [say("两级的钱、不同的依据不相加"), say("参照不计")]
    others = [r for r in decision.outside if r.measure.recipient != "enterprise"]
    if others:
        notes.append(say("给协会、集群的 {number} 件不计", number=len(others)))
    return say("；").join(notes)


def _table(head: Sequence[str], rows: Sequence[tuple[str, str, str]], differs: bool) -> Table:
    count = 2 if differs else 1
    figures = [Column(head=name, align="right", least=_FIGURES) for name in head[:count]]
    return Table((Column(), *figures), [row[: count + 1] for row in rows])


def _rows(found: Combinations, phrases: Phrases) -> list[tuple[str, str, str]]:
    """For each level and grade with a total its figures in both readings."""
    other = (found.cautious or found.permitted).totals_by_level
    told = totals_told(found.permitted.totals_by_level, lambda total: _total(total, phrases))
    rows = []
    for level, grade, said in told:
        second = _second(other, level, grade, phrases)
        rows.append((marks.level_and_grade(level, grade, phrases), said, second))
    return rows


def _second(levels: Levels, level: str, grade: str, phrases: Phrases) -> str:
    total = levels.get(level, {}).get(grade)
    return (_total(total, phrases) if total is not None else "") or yuan(Decimal(0))


def _total(total: Total, phrases: Phrases) -> str:
    """The sum, and below it what sources that only name a maximum may add."""
    return "\n".join(total_parts(total, phrases.say, exact_between, exact_limit))


def left_out_rows(combination: Combination, phrases: Phrases) -> Iterator[str]:
    """What is not taken beside what is, and by which rule."""
    for item in combination.left_out:
        yield phrases.say(
            "{label}：{said}", label=award_told(item.award, phrases), said=reason(item, phrases)
        )


def award_told(award: Award, phrases: Phrases) -> str:
    """An award with its figure, never without how well it is supported."""
    grade = marks.grade(award.grade, phrases)
    figure = worth(award, phrases)
    name = award_name(award, phrases)
    return phrases.say("{measure} {figure}（{grade}）", measure=name, figure=figure, grade=grade)


def reason(item: LeftOut, phrases: Phrases) -> str:
    """Why an award is left out: the rule, and what is taken, or was received, in its stead."""
    say = phrases.say
    said = phrases.text(item.rule.text)
    if item.instead:
        said = say("{rule}；已取 {names}", rule=said, names=award_names(item.instead, phrases))
    if item.received is not None:
        said = say("{rule}；以前得过 {payment}", rule=said, payment=item.received)
    return said


def received(combinations: Combinations, phrases: Phrases) -> Iterator[Block]:
    """What earlier payments may exclude, while it is not known what was received."""
    open_ = [
        award
        for award, item in combinations.received
        if item.excluded is Truth.UNKNOWN and not award.only_limit and award.low > 0
    ]
    if open_:
        said = phrases.say(
            "以前得过哪些支持没有全知道；若得过同类的，下列可能不再给，所以下端按零计：{names}",
            names=award_names(open_, phrases),
        )
        yield Note.open(said)


def unproved(combination: Combination, phrases: Phrases) -> Iterator[Block]:
    """Where the search ended before all was compared: what no combination can pass."""
    found = combination.unproved
    if found is None:
        return
    said = phrases.say(
        "未证明最优：互相牵连的太多，没有全部比完。任何允许的组合，确定能得的{sure}，可能得到的{most}（元）",
        sure=exact_limit(found.sure, phrases.say),
        most=exact_limit(found.most, phrases.say),
    )
    yield Note.open(said)


def favourable(combination: Combination, phrases: Phrases) -> Iterator[Block]:
    """Another set, where that comes to more if all that is unknown turns out well."""
    if not combination.most_by:
        return
    yield Note(
        phrases.say(
            "如果未知的都有利，换成下面这些{most}元（各项的依据等级见各行）：",
            most=exact_limit(combination.most, phrases.say),
        )
    )
    yield awarded_table(combination.most_by[:MOST_IN_FULL], phrases)


def awarded_table(awards: Sequence[Award], phrases: Phrases) -> Table:
    """Awards with whose money it is, how well each is supported, and its figure."""
    rows = [
        (
            _mark(award),
            award_name(award, phrases),
            marks.whose_money(award.level, award.grade, award.result.force.truth, phrases),
            worth(award, phrases),
        )
        for award in awards
    ]
    columns = (Column(), Column(grows=True), Column(), Column(align="right"))
    return Table(columns, rows)


def _mark(award: Award) -> Said:
    return marks.met(Truth.TRUE if award.result.status is Status.QUALIFIES else Truth.UNKNOWN)


def award_name(award: Award, phrases: Phrases) -> str:
    """The measure, and for which record."""
    title = phrases.text(award.result.measure.name)
    if not award.key:
        return title
    return phrases.say("{measure}（{record}）", measure=title, record=award.key)


def award_names(awards: Sequence[Award], phrases: Phrases) -> str:
    """The first few of them, and how many they are."""
    listed = phrases.say.listed(
        list(dict.fromkeys(award_name(award, phrases) for award in awards[:_NAMED]))
    )
    if len(awards) <= _NAMED:
        return listed
    return phrases.say("{names} 等共 {number} 项", names=listed, number=len(awards))


def worth(award: Award, phrases: Phrases) -> str:
    """What an award comes to, in yuan to the fen."""
    if award.only_limit:
        return exact_limit(award.high, phrases.say)
    return exact_between(award.low, award.high, phrases.say)
