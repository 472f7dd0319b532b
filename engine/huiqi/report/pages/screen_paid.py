"""What was paid beside what was estimated, where the table says what came of a measure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from huiqi.profile.outcome_heads import OutcomeStep
from huiqi.report.blocks import Block, Column, Heading, Note, Space, Table, counted, numbered
from huiqi.report.figures import between
from huiqi.report.pages.screen_tables import yuan_cell
from huiqi.report.phrases import Phrases
from huiqi.screening.paid import MeasurePaid, PaidStanding, paid, uncounted
from huiqi.screening.screened import Screening
from huiqi.words import to_say

_BESIDE = {
    PaidStanding.WITHIN: to_say("在估算之内"),
    PaidStanding.BELOW: to_say("低于估算"),
    PaidStanding.ABOVE: to_say("高于估算"),
    PaidStanding.REFUSED: to_say("估算不符合"),
    PaidStanding.NO_ESTIMATE: to_say("没有估算"),
}
#: So many who were paid though estimated to have no claim are named on one screen.
_NAMED = 3


def paid_screen(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """In short: per measure of which something was paid, and who was though the conditions fail."""
    say = phrases.say
    told = [one for one in paid(found) if one.payments]
    if not told:
        return
    columns = (
        Column(head=say("估算与拨付"), least=20),
        *Column.figures(say("拨付"), say("拨付合计")),
        *Column.figures(say("之内"), say("低"), say("高"), say("不符合")),
    )
    counts = (PaidStanding.WITHIN, PaidStanding.BELOW, PaidStanding.ABOVE, PaidStanding.REFUSED)
    rows = [
        (
            _name(one, phrases),
            counted(len(one.payments)),
            # Paid, and nobody wrote how much: no sum is told of it.
            between(one.total, one.total, say) if _is_summed(one) else "",
            *(counted(one.count(beside)) for beside in counts),
        )
        for one in told
    ]
    yield Space()
    yield Table(columns, rows)
    names = {entry.row: entry.name for entry in found.estimated}
    refused = [
        names[each.row]
        for one in told
        for each in one.payments
        if each.beside is PaidStanding.REFUSED
    ]
    if refused:
        listed = phrases.few(refused, _NAMED, to_say("{names}等 {number} 户"))
        yield Note.open(say("拨付了、按条件估算不符合：{names}", names=listed))


def paid_blocks(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """In full: per measure, and every payment beside its estimate."""
    every = (one for outcomes in found.outcomes.values() for one in outcomes)
    unpaid = Counter(one.measure for one in every if one.step is OutcomeStep.UNPAID)
    told = tuple(
        one
        for one in paid(found)
        # Of what was refused alone there is nothing to count here.
        if one.applied or one.granted or one.payments or unpaid[one.measure]
    )
    if told:
        yield Heading(phrases.say("估算与拨付"))
        yield _totals(told, unpaid, phrases)
        yield from _uncounted(found, phrases)
    if any(one.payments for one in told):
        yield Heading(phrases.say("逐笔拨付"))
        yield _payments(told, found, phrases)


def _uncounted(found: Screening, phrases: Phrases) -> Iterator[Block]:
    """How many cells are in none of the totals; which those are is told of the table."""
    cells = [one for entry in found.entries for one in uncounted(entry)]
    if cells:
        said = phrases.say("合计里没有算进 {number} 格，见上面“申报、拨付”", number=len(cells))
        yield Note.open(said)


def _totals(told: tuple[MeasurePaid, ...], unpaid: Mapping[str, int], phrases: Phrases) -> Table:
    say = phrases.say
    # That it is not paid, and nobody says whether it was granted: where anybody says so.
    waits = (say("写着没拨付"),) if unpaid else ()
    columns = (
        *Column.texts(say("措施")),
        *Column.figures(say("已申报"), say("已获批"), say("已拨付")),
        *Column.figures(*waits, say("拨付合计（元）")),
        *Column.figures(say("其中有估算的（元）"), say("估算至少（元）"), say("估算至多（元）")),
        *Column.figures(*map(say, _BESIDE.values())),
    )
    rows = [
        (
            _name(one, phrases),
            counted(one.applied),
            counted(one.granted),
            counted(len(one.payments)),
            *((counted(unpaid.get(one.measure, 0)),) if waits else ()),
            *(
                yuan_cell(one.total if _is_summed(one) else None),
                *(
                    (yuan_cell(sum_) if _is_compared(one) else "")
                    for sum_ in (one.compared, one.low, one.high)
                ),
            ),
            *(counted(one.count(beside)) for beside in _BESIDE),
        )
        for one in told
    ]
    return Table(columns, rows)


def _payments(told: tuple[MeasurePaid, ...], found: Screening, phrases: Phrases) -> Table:
    """Those paid though refused first, then those beside their estimate."""
    say = phrases.say
    columns = (
        *Column.texts(say("措施"), say("企业名称"), say("统一社会信用代码")),
        *Column.figures(say("拨付（元）"), say("估算至少（元）"), say("估算至多（元）")),
        *Column.texts(say("与估算比")),
        Column(head=say("没有达到的条件"), grows=True),
        *Column.figures(say("行")),
    )
    entries = {entry.row: entry for entry in found.estimated}
    order = (
        PaidStanding.REFUSED,
        PaidStanding.ABOVE,
        PaidStanding.BELOW,
        PaidStanding.NO_ESTIMATE,
        None,
        PaidStanding.WITHIN,
    )
    listed = [(one, each) for one in told for each in one.payments]
    listed.sort(key=lambda pair: (order.index(pair[1].beside), pair[0].measure, pair[1].row))
    rows = []
    for one, each in listed:
        entry = entries.get(each.row)
        refused = each.beside is PaidStanding.REFUSED
        answer = None if refused or each.beside is PaidStanding.NO_ESTIMATE else each.answer
        rows.append(
            (
                _name(one, phrases),
                entry.name if entry is not None else "",
                entry.credit_code if entry is not None else "",
                yuan_cell(each.amount),
                yuan_cell(answer.low if answer is not None else None),
                yuan_cell(answer.most if answer is not None else None),
                say(_BESIDE[each.beside]) if each.beside else say("没有写拨付多少"),
                entry.worded.steps.get(one.measure, "") if refused and entry is not None else "",
                numbered(each.row),
            )
        )
    return Table(columns, rows)


def _is_summed(one: MeasurePaid) -> bool:
    """Whether the table says of some payment how much it was."""
    return any(each.amount is not None for each in one.payments)


def _is_compared(one: MeasurePaid) -> bool:
    """Whether some payment stands beside an estimate."""
    beside = (PaidStanding.WITHIN, PaidStanding.BELOW, PaidStanding.ABOVE)
    return any(each.amount is not None and each.beside in beside for each in one.payments)


def _name(one: MeasurePaid, phrases: Phrases) -> str:
    return phrases.text(phrases.rulebook.measures[one.measure].name)
