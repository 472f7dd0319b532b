"""``fund``: whether the pool suffices, who gets what under each rule of sharing, who loses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from huiqi.funds.sharing import Sharing
from huiqi.funds.side_by_side import NAMED, Summary, summaries
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Heading,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    section,
)
from huiqi.report.pages.fund_coverage import coverage_blocks
from huiqi.report.pages.fund_words import FundWords, figure
from huiqi.report.pages.opening import closing, heading
from huiqi.report.phrases import Phrases

#: So many applicants are listed in a page that is read, not reckoned with.
_LISTED = 500


def fund_screen(sharing: Sharing, phrases: Phrases) -> Page:
    """The one screen."""
    blocks = _screen(FundWords(sharing, phrases), 1)
    return Page(_title(phrases), (*blocks, closing(phrases)))


def fund_page(sharing: Sharing, phrases: Phrases, awards_first: bool = False) -> Page:
    """Everything: terms, rules, coverage and the award of each; ``awards_first``: for a file of
    tables, of which the first is what others reckon with.
    """
    words = FundWords(sharing, phrases)
    blocks = [*_screen(words, NAMED), *_more(words), Space()]
    if len(sharing.applicants) > _LISTED and not awards_first:
        told: Block = Note(
            phrases.say(
                "{count} 户，每户的金额写在表里：-o 文件名.xlsx",
                count=words.count(len(sharing.applicants)),
            )
        )
    else:
        told = awards_table(words)
    awards = [Heading(phrases.say("各户金额（元）")), told, Space()]
    parts = (*awards, *blocks) if awards_first else (*blocks, *awards)
    return Page(_title(phrases), (*parts, closing(phrases)))


def _title(phrases: Phrases) -> str:
    return phrases.say("资金怎样分")


def _screen(words: FundWords, named: int) -> Iterator[Block]:
    say, phrases, sharing = words.phrases.say, words.phrases, words.sharing
    terms = sharing.terms
    yield heading(_title(phrases), terms.as_of, phrases)
    yield Note.strong(phrases.text(terms.fund.title))
    supposed = say("；").join(words.supposed())
    if supposed:
        text = say("! 假设：{supposed}。下面的数字都以此为前提，不是规定", supposed=supposed)
        yield Note.open(text)
    facts: list[tuple[Said, Said]] = [
        (say("申请"), words.claims()),
        (say("资金"), words.term(terms.pool)),
        (say("够不够"), words.enough()),
        (say("补贴比例"), words.term(terms.rate)),
        (say("单户上限"), words.term(terms.cap)),
        (say("怎样分"), words.sharing_rule()),
        (say("资格"), words.eligible()),
    ]
    if terms.force is not None:
        facts.append((say("施行"), phrases.text(terms.force)))
    facts += [(label, TextRun(text, Role.OPEN)) for label, text in words.unknowns()]
    yield Facts(facts)
    found = summaries(sharing)
    yield Space()
    yield _counts(found, words)
    yield Space()
    yield _money(found, words)
    missing = words.not_applied()
    if missing:
        yield Facts(missing)
    if len(found) > 1:
        yield Space()
        yield _gains(found, words, named)
    yield Space()
    yield Note(say("办法、依据、覆盖面和各户金额 --full    写成表或网页 -o 文件名.xlsx、.html"))


def _counts(found: Sequence[Summary], words: FundWords) -> Table:
    """How many get all, a part and nothing, of those whose claim and place are known."""
    say = words.phrases.say
    certain = all(summary.result.certain for summary in found)
    heads = [say("户数（只数已知的）"), say("足额"), say("部分"), say("未得")]
    if words.sharing.cap is not None:
        heads.append(say("被封顶"))
    if not certain:
        heads += [say("已确定"), say("未定的最多占（元）")]
    rows: list[Sequence[Said]] = []
    for s in found:
        counts = [s.in_full, s.in_part, s.nothing]
        if words.sharing.cap is not None:
            counts.append(s.cut)
        row: list[Said] = [words.title(s.result)]
        if not certain:
            counts.append(s.certain)
        row += [TextRun(f"{count:,}", value=count) for count in counts]
        if not certain:
            row.append(figure(words.most_open(s.result)))
        rows.append(row)
    return Table((*Column.texts(heads[0]), *Column.figures(*heads[1:])), rows)


def _money(found: Sequence[Summary], words: FundWords) -> Table:
    """What is paid, what is left, and what the middle and the largest get."""
    say = words.phrases.say
    heads = (say("拨付合计"), say("结余"), say("中位数"), say("最大一户"))
    rows: list[Sequence[Said]] = [
        [words.title(s.result), *map(figure, (s.paid, s.left, s.median, s.largest))] for s in found
    ]
    return Table((*Column.texts(say("金额（元）")), *Column.figures(*heads)), rows)


def _gains(found: Sequence[Summary], words: FundWords, named: int) -> Table:
    """How many get more and less than under the first rule, and who most; at most so many named."""
    say, (first, *others) = words.phrases.say, found
    columns = (
        *Column.texts(say("与{rule}相比", rule=words.title(first.result))),
        *Column.figures(say("多得"), say("少得")),
        *Column.texts(say("多得最多（元）"), say("少得最多（元）")),
    )
    rows: list[Sequence[Said]] = []
    for s in others:
        most = [
            "\n".join(words.changed(s.result, n) for n in positions[:named])
            for positions in (s.winners, s.losers)
        ]
        counts = [TextRun(f"{count:,}", value=count) for count in (s.more, s.less)]
        rows.append([words.title(s.result), *counts, *most])
    return Table(columns, rows)


def _more(words: FundWords) -> Iterator[Block]:
    """How the rules work, what the terms rest on, and how far the fund reaches."""
    say, fund = words.phrases.say, words.sharing.terms.fund
    yield from section(say("办法"))
    yield Facts(words.rules())
    yield from section(say("依据"))
    terms: list[tuple[Said, Said]] = [
        (say("基数"), words.base()),
        (say("年度"), words.stated(fund.year, fund.year.value or "")),
    ]
    terms += [(say("来源没有写"), words.phrases.text(text)) for text in fund.unstated]
    terms += [(say("出处"), source) for source in words.sources()]
    yield Facts(terms)
    yield from coverage_blocks(words)


def awards_table(words: FundWords) -> Table:
    """A row for each applicant: its claim, and its award under each rule that was applied.

    An open award is an empty cell between its least and its most; a supposed term marks every
    column and stands in every row.
    """
    say, sharing = words.phrases.say, words.sharing
    supposed = say("；").join(words.supposed())
    mark = say("［假设］") if supposed else ""
    heads = [
        say("企业名称"),
        say("统一社会信用代码"),
        say("表中行号"),
        say("应补（封顶前）") + mark,
    ]
    for result in words.computed:
        title = words.title(result)
        heads.append(title + mark)
        if not result.certain:
            heads.append(say("{rule}·至少", rule=title) + mark)
            heads.append(say("{rule}·至多", rule=title) + mark)
    columns = [*Column.texts(*heads[:2]), *Column.figures(*heads[2:])]
    if supposed:
        columns += Column.texts(say("假设"))
    rows = []
    for n, applicant in enumerate(sharing.applicants):
        claim: Said = figure(sharing.claims[n]) if applicant.claim_known else ""
        number = TextRun(str(applicant.row), value=applicant.row)
        row: list[Said] = [applicant.name, applicant.credit_code, number, claim]
        for result in words.computed:
            award = result.award(n)
            row.append("" if award is None else figure(award))
            if not result.certain:
                row += [figure(result.low[n]), figure(result.high[n])]
        rows.append([*row, supposed] if supposed else row)
    return Table(columns, rows)
