"""``audit``: whether these rules can be relied on, what is not reached, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from huiqi.audit.finding import LIMITS, Audited, Check, Checked, Figure, Finding, Level
from huiqi.inquiry.asked import Mission
from huiqi.report.blocks import (
    Block,
    Column,
    Facts,
    Note,
    Page,
    Role,
    Said,
    Space,
    Table,
    TextRun,
    Tree,
    TreeItem,
    section,
)
from huiqi.report.pages.mission_held import mission_held
from huiqi.report.pages.opening import and_more, closing, heading
from huiqi.report.phrases import Phrases
from huiqi.words import Say, to_say

#: The parts of an audit, by the first figure of their checks' codes.
PARTS = {
    "A1": to_say("政策"),
    "A2": to_say("用例"),
    "A3": to_say("变异"),
    "A4": to_say("证明"),
    "A5": to_say("事实"),
    "A6": to_say("处罚清单"),
}
_LEVELS = {
    Level.ERROR: (TextRun("✗", Role.STRONG), to_say("错误")),
    Level.WARNING: (TextRun("!", Role.OPEN), to_say("提醒")),
    Level.NOTE: (TextRun("◦", Role.QUIET), to_say("备注")),
}
#: At most so many findings are told on the one screen.
_MOST = 5


def audit_screens(
    audited: Audited, phrases: Phrases, mission: Mission | None = None
) -> Iterator[Page]:
    """The one screen, with ever fewer findings, at last without naming what is reached in full;
    ``mission``: how far the three things stand, where that was counted.
    """
    title = phrases.say("规则审计")
    for most in range(_MOST, -1, -1):
        yield Page(title, tuple(_screen(audited, phrases, most, mission)))
    yield Page(title, tuple(_screen(audited, phrases, 0, mission, named=False)))


def audit_page(
    audited: Audited, phrases: Phrases, tables: bool = False, mission: Mission | None = None
) -> Page:
    """Every figure and finding; ``tables``: the findings as rows, for a file of tables."""
    say = phrases.say
    blocks: list[Block] = [*_opening(audited, phrases, mission), *_all_figures(audited, phrases)]
    if tables:
        blocks += [*section(say("发现")), _findings_table(audited, phrases)]
    else:
        told = [_node(one, phrases) for one in audited.checked if one.findings]
        if told:
            blocks += [*section(say("发现")), Tree(told)]
    blocks += [Space(), Note(phrases.text(LIMITS)), closing(phrases)]
    return Page(say("规则审计"), blocks)


def explanation_page(checks: Iterable[Check], say: Say) -> Page:
    """What checks ask and mean."""
    blocks: list[Block] = []
    for check in checks:
        title = f"{check.code}  {check.title.in_language(say.language)}"
        blocks.append(Note.strong(title))
        blocks.append(Note(check.explanation.in_language(say.language), 1))
    return Page(say("规则审计"), blocks)


def _screen(
    audited: Audited, phrases: Phrases, most: int, mission: Mission | None, *, named: bool = True
) -> Iterator[Block]:
    say = phrases.say
    yield from _opening(audited, phrases, mission)
    short = [
        (one, f)
        for one, f in _rows(audited)
        if _falls_short(one, f) and not (f is not None and f.detail)
    ]
    if short:
        yield Space()
        yield _figures_table(short, say("没有全到的"), phrases, excused=False)
    reached = [f for _, f in _rows(audited) if f is not None and f.percent == 100 and not f.detail]
    if reached:
        listed = say.listed([f"{phrases.text(f.text)} {f.total:,}" for f in reached])
        told = listed if named else say("{count} 项：--full", count=len(reached))
        yield Facts([(say("全到的"), told)])
    yield from _first_findings(audited, phrases, most)
    yield Space()
    yield Note.quiet(phrases.text(LIMITS))
    yield Note(say("全部发现 --full    一项检查 --only A120    问什么、怎样算 --explain A120"))
    yield closing(phrases)


def _falls_short(one: Checked, figure: Figure | None) -> bool:
    """Whether it is not reached in full; of what is not counted, whether something is to mend."""
    if figure is None:
        return any(finding.severity is not Level.NOTE for finding in one.findings)
    return figure.percent != 100


def _opening(audited: Audited, phrases: Phrases, mission: Mission | None) -> Iterator[Block]:
    """The three things, then what is audited, and in a line each what can be relied on."""
    say, rulebook = phrases.say, phrases.rulebook
    yield heading(say("规则审计"), None, phrases)
    if mission is not None:
        yield mission_held(mission, phrases)
        yield Space()
    yield Note(
        say(
            "措施 {measures}，定义 {definitions}，参数 {parameters}，事实 {facts}",
            measures=len(rulebook.measures),
            definitions=len(rulebook.definitions),
            parameters=len(rulebook.parameters),
            facts=len(rulebook.facts),
        )
    )
    yield Space()
    yield Note.strong(say("这些规则能信到什么程度"))
    yield Facts(_answers(audited, phrases))


def _answers(audited: Audited, phrases: Phrases) -> list[tuple[Said, Said]]:
    """The figures that answer, each with what it says; what was not looked at is said."""
    say = phrases.say
    by_key = {figure.key: figure for figure in audited.figures}
    rows: list[tuple[Said, Said]] = []
    for label, sentence, keys in (
        (
            say("依据"),
            to_say("条件与金额 {first} 出自官方正文，{second} 出自官方正文或报道"),
            ("grade_official", "grade_relied_on"),
        ),
        (
            say("用例"),
            to_say("{first} 通过；{second} 的期望出自来源或独立计算"),
            ("cases", "cases_supported"),
        ),
        (
            say("变异"),
            to_say("改动规则一处，{first} 被用例发现；{second} 只凭来源或独立计算的用例"),
            ("mutation", "mutation_supported"),
        ),
        (say("证明"), to_say("{first} 问有答案"), ("proofs",)),
    ):
        figures = [by_key[key] for key in keys if key in by_key]
        if len(figures) == len(keys):
            shares = [_share(figure, say) for figure in figures]
            said = say(sentence, first=shares[0], second=shares[-1])
        else:
            said = say("这次没有查")
        rows.append((label, said))
    gates = [f for f in audited.figures if f.gate and f.percent is not None and f.key != "mutation"]
    if gates:
        least = min(gates, key=lambda figure: figure.percent or 0)
        full = sum(figure.percent == 100 for figure in gates)
        text = say("{count} 项里 {full} 项全部走到", count=len(gates), full=full)
        if least.percent != 100:
            named = f"{phrases.text(least.text)} {_share(least, say)}"
            text = say("{text}，最低是{figure}", text=text, figure=named)
        rows.insert(2, (say("覆盖"), text))
    counts = [
        f"{say(word)} {sum(finding.severity is level for finding in audited.findings)}"
        for level, (_, word) in _LEVELS.items()
    ]
    return [*rows, (say("发现"), "  ".join(counts))]


def _share(figure: Figure, say: Say) -> str:
    if figure.percent is None:
        return say("没有可数的")
    return say(
        "{percent}%（{done}/{total}）",
        percent=figure.percent,
        done=_count(figure.done).text,
        total=_count(figure.total).text,
    )


def _rows(audited: Audited) -> list[tuple[Checked, Figure | None]]:
    """Each figure with its check, and the checks that have findings and no figure."""
    rows: list[tuple[Checked, Figure | None]] = []
    for one in audited.checked:
        rows.extend((one, figure) for figure in one.figures)
        if not one.figures and one.findings:
            rows.append((one, None))
    return rows


def _all_figures(audited: Audited, phrases: Phrases) -> Iterator[Block]:
    parts: dict[str, list[tuple[Checked, Figure | None]]] = {}
    for one, figure in _rows(audited):
        parts.setdefault(one.check.code[:2], []).append((one, figure))
    for part, rows in parts.items():
        name = phrases.say(PARTS[part]) if part in PARTS else part
        yield from section(name)
        yield _figures_table(rows, phrases.say("代码"), phrases)


def _figures_table(
    rows: Sequence[tuple[Checked, Figure | None]],
    named: str,
    phrases: Phrases,
    *,
    excused: bool = True,
) -> Table:
    """What is looked at, how much of it is reached, and how many findings there are; ``excused``:
    what was left out of it too.
    """
    say = phrases.say
    heads = [say("已有"), say("应有"), "%", *([say("不计")] if excused else []), say("发现")]
    words = (Column(head=named), Column(head=say("看什么"), grows=True))
    told, before = [], None
    for one, figure in rows:
        first = one is not before
        before = one
        text = figure.text if figure is not None else one.check.title
        row: list[Said] = [one.check.code if first else "", phrases.text(text)]
        row += _figure(figure)[: None if excused else -1]
        found = len(one.findings) if first else 0
        told.append([*row, _count(found) if found else ""])
    return Table((*words, *Column.figures(*heads)), told)


def _figure(figure: Figure | None) -> list[Said]:
    if figure is None:
        return ["", "", "", ""]
    percent = figure.percent
    return [
        _count(figure.done),
        _count(figure.total),
        "" if percent is None else TextRun(str(percent), Role.STRONG, value=percent),
        _count(figure.excused) if figure.excused else "",
    ]


def _count(number: int) -> TextRun:
    return TextRun(f"{number:,}", value=number)


def _first_findings(audited: Audited, phrases: Phrases, most: int) -> Iterator[Block]:
    """The severest, one of each check before another of the same, with place and remedy."""
    severest = (level for level in _LEVELS if level is not Level.NOTE)
    to_mend = [f for level in severest for f in audited.findings if f.severity is level]
    firsts = {finding.code: finding for finding in reversed(to_mend)}
    ordered = [f for f in to_mend if f is firsts[f.code]]
    ordered += [f for f in to_mend if f is not firsts[f.code]]
    if not ordered or not most:
        return
    yield Space()
    yield Note.strong(phrases.say("先看这几处"))
    yield Tree([_finding(finding, phrases, coded=True) for finding in ordered[:most]])
    yield from and_more(len(ordered) - most, to_say("另有 {number} 处"), phrases, Role.QUIET)


def _finding(finding: Finding, phrases: Phrases, *, coded: bool = False) -> TreeItem:
    """What was found, where, what to do about it, and an enterprise that shows it."""
    below = [f"{finding.place}  {finding.subject}"]
    if finding.remedy is not None:
        below.append(phrases.text(finding.remedy))
    if not coded and finding.witness:
        below.append(finding.witness.rstrip())
    text = phrases.text(finding.text)
    glyph, word = _LEVELS[finding.severity]
    mark = (glyph, f" {phrases.say(word)}")
    return TreeItem(
        text=f"{finding.code}  {text}" if coded else text, mark=mark, found="\n".join(below)
    )


def _node(one: Checked, phrases: Phrases) -> TreeItem:
    """A check with all it found."""
    count = phrases.say("{number} 处", number=len(one.findings))
    return TreeItem(
        text=(
            TextRun(f"{one.check.code} {phrases.text(one.check.title)}", Role.STRONG),
            f"  {count}",
        ),
        found=phrases.text(one.check.explanation),
        children=[_finding(finding, phrases) for finding in one.findings],
        folded=True,
    )


def _findings_table(audited: Audited, phrases: Phrases) -> Table:
    say = phrases.say
    heads = (say("级别"), say("代码"), say("发现"), say("位置"), say("对象"), say("怎样改"))
    rows = [
        (
            say(_LEVELS[finding.severity][1]),
            finding.code,
            phrases.text(finding.text),
            str(finding.place),
            finding.subject,
            "" if finding.remedy is None else phrases.text(finding.remedy),
            finding.witness or "",
        )
        for finding in audited.findings
    ]
    return Table(Column.texts(*heads, say("例子")), rows)
