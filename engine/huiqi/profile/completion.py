"""A day of completion as an officer tells it: ``2026.3开工，2026年9月完工``, ``已完工``, ``在建``.

What is done has its day, or is done by the day of decision; what is not has its day after it.
What tells of parts, or of a plan whose day is past, tells nothing of the whole.
"""

from __future__ import annotations

import re
from datetime import date

from huiqi.dates import (
    YEARS_TOLD,
    centuries_in_full,
    days_perhaps,
    days_written,
    in_years,
)
from huiqi.profile.parts_told import whole_done
from huiqi.spelling import plain
from huiqi.wordings import yes_or_no

#: What counts money is no day: 设备2700万, 2026.5万.
_NO_AMOUNT = r"(?![\d.,]*[亿万千百元])"
_DAY = (
    rf"(?<![\d.])(?:\d{{2,4}}[年./-]\d{{1,2}}(?:[月./-](?:\d{{1,2}}[日号]?)?)?"
    rf"|\d{{4}}年?[末底]?){_NO_AMOUNT}"
)
_DONE = (
    "(?:全部|全面|正式|整体)?(?:完工|竣工|投产|建成|完成|投用|投入使用|启用"
    "|[做干弄装改建搞整盖]?完(?=了|$|[,;，；、。() ]))"
    "(?:投产|投用|验收)?了?"
)
#: The same of a machine: 已装, 已用上.
_IN_USE = re.compile("已经?(?:装|用)(?:好|上|完|起来)?了?|在用|正常使用")
#: That it was not looked at yet says nothing of whether it is done.
_UNEXAMINED = re.compile("[,;，；、 (]*(?:还|尚|环保)?[未没待]有?(?:环保)?验收\\)?")
#: What went before it: filed, begun, each by itself.
_BEFORE = re.compile(
    r"(?:[^,;，；、。]*(?:备案|立项|核准|开工|动工|开建|启动|入统|入库|纳统)"
    r"[^,;，；、。\d]*(?:[,;，；、。 ]+|(?=\d)))*"
)
#: More may be said after it, without figures.
_TOLD = re.compile(
    rf"(?P<day>{_DAY})?(?:前|[初中底末]前?|[上中下]旬|已|已经)?{_DONE}"
    rf"(?:[,;，；、。 (](?:{_DAY})?(?:通过)?验收[^\d]*|[,;，；、。 (][^\d]*)?"
    rf"|{_DONE}[:(,、 ]*(?P<then>{_DAY})\)?"
)
#: What is done, before its day: 锅炉节能改造2026.9完.
_WORK = re.compile(
    r"[^\d,;，；、。()（）]{0,12}?"
    "(?:改造|技改|扩建|新建|改建|搬迁|升级|更新|项目|工程|生产线|产线|车间)[: ]*"
    rf"(?=(?:{_DAY})(?:前|[初中底末]前?|[上中下]旬|已|已经)?{_DONE})"
)
#: It was examined then, so that it was done by that day.
_EXAMINED = re.compile(rf"(?P<day>{_DAY})(?:已|通过)?验收(?:通过|合格|完毕?)?了?")
#: The same without a day: 验收了, 已通过验收.
_EXAMINED_BY_NOW = re.compile(
    "(?:已经?|刚)?(?:通过验收|验收(?=.)(?:通过|合格|完毕?|过)?)了?|已经?验收"
)
#: It has been run since then: 25年8月点火，完工.
_RUN_SINCE = re.compile(rf"(?P<day>{_DAY})(?:已|正式)?(?:点火|点炉|投料|开机|通电|并网|运行)了?")
#: On trial, it may be done or not.
_ON_TRIAL = re.compile(
    rf"(?:{_DAY})?(?:正?在|已经?|开始|进入)*试(?:生产|运行|产|车|机)(?:阶段|中|了)?"
)
#: Of a head, that a start and a completion stand below it: 开工-竣工时间, 建设起止年月.
_OF_A_PERIOD = re.compile("起止|开.{0,6}[竣完]工|建设(?:周?期|时间|工期)|工期|项目周期")
_A_DAY = r"(?:19|20)\d\d(?:年\d{1,2}月(?:\d{1,2}[日号])?|[./]\d{1,2}(?:[./]\d{1,2})?|年?[初末底]?)"
_DASHED = r"(?:19|20)\d\d-\d{1,2}(?:-\d{1,2})?"
_BEGUN = "(?:开工|动工|开建|开始|启动|起)"
#: A start and a completion: 2025.3-2026.6, 2025年3月开工至2026年6月竣工.
_PERIOD = (
    re.compile(
        rf"(?P<first>{_A_DAY}){_BEGUN}?[-~—–至到]+"
        rf"(?P<last>{_A_DAY}|\d{{1,2}}月(?:\d{{1,2}}[日号])?|今|现在)(?P<rest>.*)"
    ),
    re.compile(rf"(?P<first>{_DASHED}){_BEGUN}?[~—–至到]+(?P<last>{_DASHED}|今|现在)(?P<rest>.*)"),
)
_UNTIL_NOW = ("今", "现在")
#: A day alone, or that of the start.
_NO_END = re.compile(rf"(?:{_A_DAY}|{_DASHED})(?:{_BEGUN}(?:建设)?)?[-~—–至到]*")
#: A year without its century.
_SHORT, _CENTURY = re.compile(r"(?<!\d)(?=[0-4]\d年)"), "20"
_MONTH, _IN_YEAR, _YEAR_AND_MONTH = re.compile(r"\d{1,2}月"), "{}年{}", "{}年{}月"
#: Between remarks.
_BETWEEN = re.compile(r"[\s,;，；。、]+")
#: A longer remark is none that tells of this alone.
_LONGEST = 60
#: That it is not done as things stand; that it is hoped for.
_UNDONE = re.compile(
    "[没未](?:有|能)?[做干弄装改建搞整盖](?:完|好|成)|在建|建设中|施工|正在|安装中|调试中|改造中|进行中|未完|未竣|未投产|未建成|没完|没有?竣|"
    "没有?完|(?:尚未|还没有?)(?=$|[,;，；、。()完竣投建开动装施弄做干好呢验]|到(?!位))|"
    "[到装干建做]了?[一大多]半|未开工|未动工|没有?(?:开工|动工|开建|开始|启动)|未(?:有|曾)?(?:开建|开始|启动)|[没未]动(?=$|[,;，；、。()呢])|待开工|待动工|筹建|筹备|前期|停建|缓建|停工|停了|暂停|搁置|"
    "已下单|已订购|合同已签|在谈|洽谈|拟建|规划中|在装|安装调试(?!完|好|结束|到位)|在调试|招标|土建|办手续|手续办理"
)
#: That a day has not come, of whatever it is the day.
_NOT_COME = re.compile("(?:目前|现在|暂时?)?(?:(?:还|尚|仍)?(?:没有?|未)[^没未]*|否|不是|no)")
#: So much of it is done, and that alone is told.
_SO_FAR = re.compile(r"(?:已|已经)?(?:完成|进度)?:?(?:约|近)?(?:\d{1,2}(?:\.\d+)?%|一半|过半)")
#: A month without its year, which is over where something is said to be done in it.
_MONTH_ALONE = re.compile(r"(?<![\d年./-])(?P<month>1[0-2]|[1-9])月份?(?:[初中底末]|[上中下]旬)?")
_IS_OVER = re.compile("了(?:$|[,;，；、。 )])|已经?|刚|验收(?:完|过|通过)")
#: Something of it is to come on that day.
_COMES = re.compile(rf"(?P<day>{_DAY})(?:才|能|再|就)?(?:到(?!期)|进场|安装|装)")
#: What is told before anything is begun, or is only thought of.
_BEFOREHAND = re.compile("备案|立项|环评|打算|想|考虑|有意|观望|没定")
_SPEAKS = re.compile(r"[完竣产成工用验停]|在建|进度|\d|[一二三]期")
_HOPED = re.compile("预计|预期|计划|拟|将|争取|力争|有望")
#: Of some parts, or of what was and is: nothing is told of the whole by one day.
_PARTS = re.compile("[一二三四五六1-6]期|分期|部分|基本|主体|实际|[原曾]")
#: What is told of several, each by its number: ①2025.12 ②在建.
_SEVERAL = re.compile(
    r"[①-⑳⑴-⒇].*[①-⑳⑴-⒇]|(?:^|[\s;；,，。、])1(?:[、)）]|\.(?!\d)).*[\s;；,，。、]2(?:[、)）]|\.(?!\d))"
)


def completion_told(text: str, as_of: date) -> str:
    """When it was completed, as a profile writes a day or its bounds; empty where a cell says a day
    alone, or nothing of it.
    """
    if _SEVERAL.search(text):
        return ""
    cell = centuries_in_full(whole_done(text))
    if len(cell) <= _LONGEST and _is_to_come(cell, as_of):
        return f"> {as_of}"
    if len(cell) > _LONGEST or _PARTS.search(cell) or days_written(cell) is not None:
        return ""
    if done := _done_in_month(cell, as_of):
        return done
    cell = in_years(_UNEXAMINED.sub("", cell) or cell, as_of, YEARS_TOLD)
    work = _WORK.match(cell)
    cell = cell if work is None else cell[work.end() :]
    if _IN_USE.fullmatch(cell) or _EXAMINED_BY_NOW.fullmatch(cell):
        return f"<= {as_of}"
    after = f"> {as_of}"
    examined = _EXAMINED.fullmatch(cell)
    day = None if examined is None else days_written(examined["day"])
    if day is not None and day[0] <= as_of:
        return f"<= {min(day[1], as_of)}"
    answer = yes_or_no(cell)
    if answer is not None:
        return f"<= {as_of}" if answer else after
    days = [days_written(match[0]) for match in re.finditer(_DAY, cell)]
    last = days[-1] if days else None
    if _HOPED.search(cell):
        # What was hoped for by now may have come about.
        stale = bool(days) and (last is None or last[0] <= as_of)
        return "" if stale else after
    if _UNDONE.search(cell) or _SO_FAR.fullmatch(cell):
        return after
    match = _TOLD.fullmatch(_BEFORE.sub("", cell, count=1).removeprefix("已").removeprefix("于"))
    ahead = last is not None and last[0] > as_of
    told = "" if match is None else match["day"] or match["then"] or ""
    if match is not None and (told or not ahead):
        return told or f"<= {as_of}"
    if not ahead and (part := _done_in_part(text, as_of)):
        return part
    # What still has a day to come, and says of nothing that it is done, is not done.
    return after if ahead and not re.search(_DONE, cell) else ""


def _is_to_come(cell: str, as_of: date) -> bool:
    """Whether something of it is said to come on a day that lies ahead: 设备明年3月到."""
    coming = (
        days_written(one["day"]) for one in _COMES.finditer(in_years(cell, as_of, YEARS_TOLD))
    )
    return any(days is not None and days[0] > as_of for days in coming)


def _done_in_month(cell: str, as_of: date) -> str:
    """By when it was done at the latest, where a month is told without its year and it is over
    (9月投产了): by the end of the last such month, whichever is meant; else empty.
    """
    told = list(_MONTH_ALONE.finditer(cell))
    rest = _MONTH_ALONE.sub("", cell)
    if len(told) != 1 or re.search(r"\d", rest) or not _IS_OVER.search(rest):
        return ""
    if completion_told(rest, as_of) != f"<= {as_of}":
        return ""
    month = int(told[0]["month"])
    year = as_of.year - (month > as_of.month)
    days = days_written(_YEAR_AND_MONTH.format(year, month))
    return "" if days is None else f"<= {min(days[1], as_of)}"


def tells_no_completion(text: str) -> bool:
    """Whether a cell tells of what comes before a project is begun, and nothing of whether it is
    done: 还没备案，老板想先买设备; or of a trial.
    """
    cell = plain(text)
    before = _BEFOREHAND.search(cell) is not None and _SPEAKS.search(cell) is None
    return before or _ON_TRIAL.fullmatch(cell) is not None


def not_yet_told(text: str, as_of: date) -> str:
    """A day after that of decision where somebody says, without a figure, that it has not come
    (还没有, 未到账, 在建), as a profile writes it; empty of anything else.
    """
    cell = plain(text)
    if len(cell) > _LONGEST or re.search(r"\d", cell) or _PARTS.search(cell):
        return ""
    return f"> {as_of}" if _UNDONE.search(cell) or _NOT_COME.fullmatch(cell) else ""


def is_of_a_period(head: str) -> bool:
    """Whether a head says that a start and a completion stand below it."""
    return _OF_A_PERIOD.search(plain(head)) is not None


def end_of_period(text: str, as_of: date) -> str:
    """Of a start and a completion the second, as a profile writes it: what lies ahead is planned;
    empty where a cell tells no such two.
    """
    cell = centuries_in_full(_SHORT.sub(_CENTURY, plain(text)))
    match = next(filter(None, (one.fullmatch(cell) for one in _PERIOD)), None)
    if match is None or _PARTS.search(cell):
        return ""
    last, rest = match["last"], match["rest"].strip("()（）,;，；、。 已")
    if last in _UNTIL_NOW:
        return "" if rest else f"> {as_of}"
    if _MONTH.match(last):
        last = _IN_YEAR.format(match["first"][:4], last)
    days, begun = days_perhaps(last), days_perhaps(match["first"])
    if days is None or begun is None or begun[0] > days[1]:
        return ""
    if rest and re.fullmatch(_DONE, rest) is None:
        return ""
    # As its first and its last day: the day of a completion, when it is read again.
    return f"> {as_of}" if days[0] > as_of else f"{days[0]}..{days[1]}"


def tells_no_end(text: str) -> bool:
    """Whether a cell tells one day, and not that it is that of the completion."""
    return _NO_END.fullmatch(centuries_in_full(plain(text))) is not None


def _done_in_part(text: str, as_of: date) -> str:
    """What one of several remarks tells to be done (切割线 已备案，完工待验收), of which the others
    tell of nothing that is done, or of the same: its day, where one is told; empty where two are.
    """
    parts = [part for part in _BETWEEN.split(text) if part]
    run = [match["day"] for part in parts if (match := _RUN_SINCE.fullmatch(part)) is not None]
    found = {completion_told(part, as_of) for part in parts} if len(parts) > 1 else set()
    days = found - {"", f"<= {as_of}", f"> {as_of}"}
    if len(run) == 1 and f"<= {as_of}" in found and not days:
        # It was done by the day on which it was first run, and that is when it went into use.
        days = {run[0]}
    if f"> {as_of}" in found or len(days) > 1:
        return ""
    return next(iter(days), f"<= {as_of}" if f"<= {as_of}" in found else "")
