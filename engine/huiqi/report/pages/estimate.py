"""``estimate``: amounts to the fen on one screen, what they come to together, and why 不超过."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len

from huiqi.decision.combined import Combination
from huiqi.decision.lines import Operation
from huiqi.decision.results import REFUSED, UNSETTLED, Decision, MeasureResult, Status
from huiqi.decision.standing import is_maximum_alone, mark_of, most_of, worth_of
from huiqi.report.blocks import Block, Column, Heading, Note, Page, Space, Table
from huiqi.report.figures import exact, yuan
from huiqi.report.layout import WIDTH
from huiqi.report.pages import marks, together
from huiqi.report.pages.in_short import highest_of_source, in_short
from huiqi.report.pages.narrower_paper import narrower_in_short, narrower_told, own_part
from huiqi.report.pages.opening import and_more, framed_answer
from huiqi.report.pages.working import why_open
from huiqi.report.phrases import Phrases
from huiqi.words import to_say

#: The columns of a line, how many of them stand between the cells, and how many the title, whose
#: money it is and the figure take at least.
_BETWEEN, _LEAST = 8, (20, 8, 0)
#: With less room than this for the working in short each table is as narrow as it can be.
_SHORT = 14

_LIMITS = (Operation.FLOOR, Operation.CAP, Operation.POOL)
_MORE = to_say("另 {number} 项：--full")


class Most(NamedTuple):
    """So many of each are told on a screen."""

    open: int
    left_out: int
    why: int


#: Nothing is folded.
EVERYTHING = Most(10**9, 10**9, 10**9)
_SCREENS = (
    Most(40, 6, 6),
    Most(40, 3, 4),
    Most(20, 2, 3),
    Most(14, 2, 2),
    Most(10, 1, 1),
    Most(6, 1, 0),
)


class Estimated(NamedTuple):
    """The measures of a decision whose amount an enterprise may have, the largest first."""

    had: Sequence[MeasureResult]
    to_confirm: Sequence[MeasureResult]
    open: Sequence[MeasureResult]


def estimated(decision: Decision, phrases: Phrases) -> Estimated:
    """Those that name an amount and are not refused, by what is still open about them."""
    levels = list(marks.LEVELS)

    def place(result: MeasureResult) -> tuple[object, ...]:
        kind, less = worth_of(result)
        # Here a maximum stands among the amounts, with its own word.
        kind = 0 if is_maximum_alone(result) and kind == 1 else kind
        return kind, less, levels.index(phrases.rulebook.level(result.measure))

    named = sorted((r for r in decision.results if _counts(r)), key=place)
    return Estimated(
        [r for r in named if r.status is Status.QUALIFIES],
        [r for r in named if r.to_be_confirmed],
        [r for r in named if r.status in UNSETTLED and not r.to_be_confirmed],
    )


def _counts(result: MeasureResult) -> bool:
    return (
        result.amount is not None
        and result.status not in REFUSED
        and result.measure.recipient == "enterprise"
    )


def estimate_pages(decision: Decision, phrases: Phrases) -> Iterator[Page]:
    """The page with all there is to tell, then ever shorter."""
    for most in _SCREENS:
        yield estimate_page(decision, phrases, most)


def estimate_page(decision: Decision, phrases: Phrases, most: Most) -> Page:
    """The page with at most so much of each part."""
    blocks = (Space(), *estimate_blocks(decision, phrases, most))
    return framed_answer(phrases.say("金额测算"), decision, blocks, phrases)


def estimate_blocks(decision: Decision, phrases: Phrases, most: Most) -> Iterator[Block]:
    """Amounts, totals, why they are no figures, and what is not among them."""
    say, found = phrases.say, estimated(decision, phrases)
    yield from _amounts(found, phrases, most)
    yield from together.totals_blocks(decision, phrases)
    for combinations in (decision.combinations, decision.force_unknown):
        yield from _not_taken(combinations.permitted, phrases, most.left_out)
        yield from together.received(combinations, phrases)
        yield from together.unproved(combinations.permitted, phrases)
    yield Space()
    own = own_part(decision.profile, phrases.rulebook)
    yield from _why(found, phrases, most, own)
    yield Note(say("；").join(_uncounted(decision, phrases)))
    named = [*found.had, *found.to_confirm, *found.open]
    name = phrases.text(named[0].measure.name) if named else "MEASURE"
    yield Note(say("过程逐行 huiqi estimate F {name}    全部 huiqi estimate F --full", name=name))


def _amounts(found: Estimated, phrases: Phrases, most: Most) -> Iterator[Block]:
    """Three tables whose columns stand alike; the unit is said once."""
    say = phrases.say
    open_ = say("资格没有定，定了才算")
    if any("*" in marks.whose(r, phrases) for r in found.open):
        open_ = say("资格没有定，定了才算（带 * 的还要核文件是否有效）")
    sections = (
        (say("已经能得"), found.had),
        (say("读到的条件够，文件是否仍有效待核（不进合计）"), found.to_confirm),
        (open_, found.open),
    )
    shown = [(head, results[: most.open], results) for head, results in sections if results]
    every_row = [_told(result, phrases) for _, results, _ in shown for result in results]
    widths = _widths(every_row)
    for place, (head, results, every) in enumerate(shown):
        yield Note.strong(head) if place else Heading(head, aside=say("金额（元）"))
        own = _widths([_told(result, phrases) for result in results])
        yield _table(results, widths if _room(widths) >= _SHORT else own, phrases)
        yield from and_more(len(every) - len(results), _MORE, phrases)
        yield Space()
    if not shown:
        yield Note(say("没有一项的金额可以算：条件都不符合，或来源没有写金额"))
        yield Space()


def _told(result: MeasureResult, phrases: Phrases) -> tuple[str, str, str]:
    """What it is called, whose money it is, how much."""
    figure, most = exact(result.amount, phrases.say), most_of(result)
    # Of several records the sum of what is the highest of each stands in no source.
    if most is not None and len(result.items) < 2 and highest_of_source(result, phrases):
        figure = phrases.say("最高档 {amount}", amount=yuan(most))
    return phrases.text(result.measure.name), marks.whose(result, phrases), figure


def _widths(rows: Sequence[tuple[str, str, str]]) -> tuple[int, ...]:
    """How wide the columns are with which these rows stand alike."""
    cells = zip(*rows, strict=True)
    return tuple(max(least, *map(cell_len, own)) for least, own in zip(_LEAST, cells, strict=True))


def _room(widths: Sequence[int]) -> int:
    """What is left for the working in short."""
    return WIDTH - _BETWEEN - sum(widths)


def _table(results: Sequence[MeasureResult], widths: Sequence[int], phrases: Phrases) -> Table:
    name, whose, figure = widths
    columns = (
        Column(),
        Column(least=name),
        Column(least=whose),
        Column(align="right", least=figure),
        Column(),
    )
    rows = [
        (
            marks.glyph(mark_of(result)),
            *_told(result, phrases),
            in_short(result, phrases, _room(widths)),
        )
        for result in results
    ]
    return Table(columns, rows)


def _not_taken(combination: Combination, phrases: Phrases, most: int) -> Iterator[Block]:
    """What may not be had beside what is counted, and why."""
    told = list(together.left_out_rows(combination, phrases))
    if not told:
        return
    yield Note.strong(phrases.say("不能同时得到的"))
    for text in told[:most]:
        yield Note(text, 1)
    yield from and_more(len(told) - most, _MORE, phrases)


def _why(found: Estimated, phrases: Phrases, most: Most, own: str) -> Iterator[Block]:
    """Why a figure is only an upper limit, where no answer of the enterprise would make it one."""
    say, told = phrases.say, []
    for result in (*found.had, *found.to_confirm, *found.open):
        reasons = list(_reasons(result, phrases))
        if narrower_in_short(result.measure, phrases, own):
            reasons.append(narrower_told(result.measure, phrases, own))
        if reasons:
            name = phrases.text(result.measure.name)
            told.append(say("{label}：{said}", label=name, said=phrases.joined(reasons)))
    general = []
    if any(_limit(r) and r.conditions in UNSETTLED for r in found.open):
        general.append(say("资格没有定的，可能一分没有"))
    if any(r.amount is not None and r.amount.at_most for r in (*found.had, *found.open)):
        general.append(say("来源只写最高的，照写最高"))
    if not told and not general:
        return
    yield Note.strong(say("为什么写“不超过”"))
    for text in told[: most.why]:
        yield Note(text, 1)
    more = len(told) - most.why
    if more > 0:
        general.append(say("另 {number} 项的原因：--full", number=more))
    if general:
        yield Note(say("；").join(general), 1)
    yield Space()


def _limit(result: MeasureResult) -> bool:
    """Whether nothing is sure of it and something bounds it."""
    amount = result.amount
    return amount is not None and not amount.low and bool(amount.high) and not amount.fund_only


def _reasons(result: MeasureResult, phrases: Phrases) -> Iterator[str]:
    """What sources leave open of a formula: causes, and what is noted beside caps and the fund."""
    amount = result.amount
    if amount is None or amount.at_most is not None or not _limit(result):
        return
    yield from why_open(result, phrases)
    for line in amount.lines:
        if line.note is not None and line.operation in _LIMITS:
            yield phrases.text(line.note)


def _uncounted(decision: Decision, phrases: Phrases) -> Iterator[str]:
    """How many measures have no figure here, and why."""
    say = phrases.say
    known = [r for r in decision.results if r.measure.published]
    refused = sum(r.status is Status.DOES_NOT_QUALIFY for r in known)
    silent = sum(r.amount is None and r.status not in REFUSED for r in known)
    ended = sum(r.status is Status.NOT_IN_FORCE for r in known)
    titles = len(decision.results) - len(known)
    for number, said in (
        (refused, say("不符合 {number} 项", number=refused)),
        (silent, say("没有金额 {number} 项", number=silent)),
        (ended, say("不在施行期 {number} 项", number=ended)),
        (titles, say("条文没有公开 {number} 项", number=titles)),
    ):
        if number:
            yield said
