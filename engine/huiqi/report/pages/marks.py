"""The words of marks, grades and levels: few, the same on every page, and never colour alone."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.decision.groups import Standing
from huiqi.decision.results import MeasureResult, Status
from huiqi.decision.standing import Mark
from huiqi.report.blocks import Note, Role, TextRun
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES, Basis, support
from huiqi.rulebook.measure import Measure
from huiqi.truth import Truth
from huiqi.words import to_say

GLYPHS = {
    Mark.ELIGIBLE: "✓",
    Mark.ONE_STEP: "➚",
    Mark.ASK_ENTERPRISE: "?",
    Mark.ASK_OFFICE: "!",
    Mark.HELD: "◦",
    Mark.PRESUMED_NO: "◦",
    Mark.NO: "✗",
    Mark.OTHERS: "◦",
    Mark.ELSEWHERE: "◦",
}
WORDS = {
    Mark.ELIGIBLE: to_say("能得"),
    Mark.ONE_STEP: to_say("差一步"),
    Mark.ASK_ENTERPRISE: to_say("待你答"),
    Mark.ASK_OFFICE: to_say("待问部门"),
    Mark.HELD: to_say("已有称号"),
    Mark.PRESUMED_NO: to_say("推定不符合"),
    Mark.NO: to_say("不符合"),
    Mark.OTHERS: to_say("不看单个企业"),
    Mark.ELSEWHERE: to_say("只有参照"),
}
_ROLES = {
    Mark.ELIGIBLE: Role.GOOD,
    Mark.ONE_STEP: Role.STRONG,
    Mark.ASK_ENTERPRISE: Role.OPEN,
    Mark.ASK_OFFICE: Role.OPEN,
    Mark.HELD: Role.QUIET,
    Mark.PRESUMED_NO: Role.QUIET,
    Mark.NO: Role.NO,
    Mark.OTHERS: Role.QUIET,
    Mark.ELSEWHERE: Role.QUIET,
}
#: The verdicts, where a mark would not be enough.
STATUSES = {
    Status.QUALIFIES: to_say("符合"),
    Status.DOES_NOT_QUALIFY: to_say("不符合"),
    Status.UNDETERMINED: to_say("尚不能确定"),
    Status.NEEDS_JUDGEMENT: to_say("须人工判定"),
    Status.NOT_IN_FORCE: to_say("不在施行期"),
}
_TRUTHS = {
    Truth.TRUE: TextRun("✓", Role.GOOD),
    Truth.FALSE: TextRun("✗", Role.NO),
    Truth.UNKNOWN: TextRun("?", Role.OPEN),
}
_SETTLED = {
    Status.QUALIFIES: Truth.TRUE,
    Status.DOES_NOT_QUALIFY: Truth.FALSE,
    Status.NOT_IN_FORCE: Truth.FALSE,
}
LEVELS = {"city": to_say("市"), "province": to_say("省"), "comparable": to_say("外地")}
GRADES_SAID = {
    "official": to_say("官方"),
    "reported": to_say("报道"),
    "comparable": to_say("外地可比"),
    "assumed": to_say("推定"),
    "unsourced": to_say("无来源"),
}
KNOWN_BY = {
    "accounting": to_say("财务"),
    "office": to_say("办公室"),
    "personnel": to_say("人事"),
    "research": to_say("研发"),
    "market": to_say("销售市场"),
    "management": to_say("管理层"),
    "authority": to_say("主管部门"),
    "expert": to_say("评审专家"),
}


def glyph(mark: Mark) -> TextRun:
    """The mark's sign."""
    return TextRun(GLYPHS[mark], _ROLES[mark])


def met(truth: Truth) -> TextRun:
    """The sign of a condition: met, not met, not known."""
    return _TRUTHS[truth]


def standing(part: Standing, pending: bool) -> TextRun:
    """The same of a condition, or a group, where it stands: what need not be met, or does not
    apply, has none, and what is ``pending`` is to be asked.
    """
    if part.idle or not part.applies:
        return TextRun("-", Role.QUIET)
    return TextRun("!", Role.OPEN) if pending else met(part.met)


def verdict(status: Status) -> TextRun:
    """The same sign of a verdict."""
    return met(_SETTLED.get(status, Truth.UNKNOWN))


def measure_line(sign: TextRun, result: MeasureResult, beside: str, phrases: Phrases) -> Note:
    """A measure on a line: its sign, its title in full, what is said beside it, and its id."""
    title = TextRun(f" {phrases.text(result.measure.title)}", Role.STRONG)
    return Note((sign, title, f"  {beside}", TextRun(f"  [{result.measure.id}]", Role.QUIET)))


def grade(rank: int, phrases: Phrases) -> str:
    """How well something is supported, in one word."""
    return phrases.say(GRADES_SAID[GRADES[rank].value])


def graded_by(bases: tuple[Basis, ...], phrases: Phrases) -> str:
    """How well citations support something together, in one word."""
    return grade(support(bases), phrases)


#: What ``*`` behind whose money it is says.
STAR = to_say("* 到评估日是否仍有效没有查到：条件够了也要先问部门")


#: The words of the grades that stand beside an amount, and what ``*`` says.
_LEGEND = to_say(
    "官方：读到了文件原文；报道：原文没有见到，只见报道转述；*：文件现在还有没有效没有查到，要先问；推定：来源没有写，先这样假定"
)


def legend(phrases: Phrases) -> str:
    """What the words and the sign beside an amount say, for whoever sees them first."""
    return phrases.say(_LEGEND)


def whose(result: MeasureResult, phrases: Phrases) -> str:
    """Whose money it is and how well the answer is supported; ``*`` where it is not known whether
    the document was still in force.
    """
    level = phrases.rulebook.level(result.measure)
    return whose_money(level, result.figure_grade, result.force.truth, phrases)


def whose_document(measure: Measure, phrases: Phrases) -> str:
    """Whose a measure is, and how well what it says is supported, whatever it comes to: as the
    weakest of what it rests on, as where it is decided and still open.
    """
    said = measure.gives.conflicting if measure.gives is not None else ()
    own = measure.gives.grade if measure.gives is not None else 0
    grade = GRADES[max(measure.open_grade, own, *(one.grade for one in said))].value
    return level_and_grade(phrases.rulebook.level(measure), grade, phrases)


def whose_money(level: str, rank: int, force: Truth, phrases: Phrases) -> str:
    """The same of a level and a grade, by its rank."""
    star = "*" if force is Truth.UNKNOWN else ""
    return f"{level_and_grade(level, GRADES[rank].value, phrases)}{star}"


def level_and_grade(level: str, grade: str, phrases: Phrases) -> str:
    """Both in words, the level first."""
    return f"{phrases.say(LEVELS[level])} {phrases.say(GRADES_SAID[grade])}"


def whose_places(phrases: Phrases) -> str:
    """What each level is called here."""
    places = phrases.rulebook.places.items()
    return "  ".join(f"{phrases.say(LEVELS[level])} {phrases.text(name)}" for level, name in places)


def places_of(measures: Iterable[Measure], phrases: Phrases) -> list[str]:
    """Whose measures they are, each place once."""
    programmes = phrases.rulebook.programmes
    return list(dict.fromkeys(phrases.text(programmes[one.collection].name) for one in measures))


def topics_name(phrases: Phrases) -> str:
    """What the programme of the topics is called where there is little room."""
    topics = phrases.rulebook.topics
    return phrases.text(topics.name) if topics is not None else ""


def topics_heading(phrases: Phrases) -> str:
    """The heading over the topics."""
    topics = phrases.rulebook.topics
    return phrases.text(topics.topics) if topics is not None and topics.topics is not None else ""


def known_by(name: str | None, phrases: Phrases) -> str:
    """Who usually knows a fact."""
    return phrases.say(KNOWN_BY[name]) if name is not None else phrases.say("企业")
