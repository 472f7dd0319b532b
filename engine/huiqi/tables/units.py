"""The unit a header gives to every bare number of its column, in a bracket or after the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from huiqi.dates import PART_OF_YEAR, RELATIVE_YEARS, WHOLE_YEAR, year_in_full
from huiqi.diagnostics import Diagnostics
from huiqi.quantities import MONEY_UNITS, RATIO_UNITS, YUAN, QuantityError, money_unit, other_money
from huiqi.sentences import sentence
from huiqi.spelling import folded, plain
from huiqi.tables.table import ReadTable

_BRACKETS = re.compile(r"\(([^()]*)\)")
#: The same but for a year, where that belongs to the name.
_UNDATED = re.compile(rf"\((?!(?:\d{{4}}(?:年度?)?|{'|'.join(RELATIVE_YEARS)})\))([^()]*)\)")
_MONEY = "|".join((*MONEY_UNITS, "亿", "千万", "百万", "万"))
#: A unit written after the name without a bracket: 加计扣除额/万元, 加计扣除额：万元.
_AFTER = re.compile(rf"(.*?)[/:,_·-]*(?:单位:?)?({_MONEY}|[%‰])")
#: What stands beside a unit and changes no figure: how it was come by (万，不含税; 自报,万元).
_NOTED = re.compile(
    r"(?:[,、;/]|(?<![^,、;/]))(?:不含增?值?税价?|(?:企业)?自报数?|(?:报|年)表数?|年报数?|审计数?|账面数?)"
    r"(?=[,、;/]|$)[,、;/]?"
)
_PREFIX = re.compile(r"(?:金额)?单位[:为]?|人民币")
#: What stands above a table: 金额单位：万元; 单位 alone may also be an office.
#: 单位：营收、研发均为万元.
_ABOVE = re.compile(
    r"(?<![写明标注])(金额)?单位 ?[:为]? ?\(?(?:人民币)?"
    r"(?:[^\s:;()/\d]{1,30}(?:[均都全][为是]?|统一[为是]?)(?:人民币)?)?"
    r"([^\s:;,、()/]{1,12})"
)
#: 金额未注明的均为万元.
_ALL_AMOUNTS = re.compile(
    r"()金额[^\s:;,、()/\d]{0,12}?(?:[均都全][为是]?|统一[为是]?)(?:人民币)?([^\s:;,、()/]{1,12})"
)
#: The same without a word for all: 未注明为万元, 没写单位的按万元.
_UNTOLD = re.compile(
    r"()[未没](?:有)?(?:注明|标明|标注|写明|说明|写|标|注)(?:单位)?的?(?:金额)?"
    r"(?:[均都全]|一律|统一)?[为是按](?:人民币)?([^\s:;,、()/]{1,12})"
)
#: That the unit stands elsewhere: 金额单位见格内, 各列不同.
_ELSEWHERE = re.compile("[详参]?见|各|分别|不[一同统]|以|[写标注]在|如[表列格]")
#: Of some columns: 营收单位亿元, 税收、研发、设备都是元.
_OF_SOME = re.compile(
    r"(?:单位:)?(?P<names>[^:()/\d]{2,30}?)"
    r"(?:的?单位[:为是]?|[均都全][为是]?|统一[为是]?|[为是])(?:人民币)?"
    rf"(?P<unit>{_MONEY})(?:\([^()]*\))?"
)
_BETWEEN_NAMES = re.compile("[、和及与]")
#: Between what a line above a table says.
_BETWEEN_TOLD = re.compile(r"[\s,;。]+")
#: What names no column, but all of them.
_ALL = ("金额", "单位", "数据", "表中", "以上", "其余", "其他", "未注明")
_LIKE_MONEY = re.compile(r".*(?:元|币|美金|[亿万千百])")


#: A head with the day of what it is of, as if that stood in a bracket: 是否高企/证书到期.
_WITH_ITS_DAY = re.compile(
    "([^/、,;|及和与]+?)[/、,;|及和与 ]+(?:证书|资质|资格|称号|其)?(?:的)?"
    "(?:有效期?[至到限止]?|到期|截止|失效|认定|发证|获证|获评|颁证|批准)"
    "(?:时间|日期?|年月|年份|年度|年|月|情况|与否)?"
)
#: Signs that ask or are ticked, behind a head: 规上?, 高企√.
_MARKS = re.compile("(?:[?!√✓✔☑]|[(][?√✓✔☑/是否有无]+[)])+$")
#: What of a bracket tells when a tax is settled, and no unit: (25年汇缴,万).  That may be done in
#: the year after the one that it is of.
_SETTLED = re.compile(
    r"(?<=[(,、;])(?:(?P<year>(?:20)?\d\d)年度?)?(?:汇算清缴|汇缴)(?:数|的)?(?=[,、;)])"
)
#: So begins the head of what is a part of the column before it.
_PART = "其中"
#: That a time stands there; what is only hoped for is another thing.
_OF_A_TIME = re.compile(
    "(?!.*[拟预计划争望盼])[^()]{0,6}(?:(?:时间|日期|年份|年月|年度|何时|几年)|(?:哪一?年|啥时候?)[^()]{0,6})"
)


def without_unit(name: str, dated: bool = False) -> str:
    """A name in its plain form without brackets and without a unit after it; ``dated``: a year in
    a bracket belongs to the name.
    """
    name = _MARKS.sub("", name) or name
    bare = _brackets(dated).sub("", year_in_full(name) if dated else name)
    match = _AFTER.fullmatch(bare)
    return match[1] if match and match[1] else bare


def year_settled(name: str) -> str:
    """The year that a head in its plain form may be of by its bracket (25年汇缴); empty: none."""
    match = _SETTLED.search(name)
    return f"20{match['year'][-2:]}" if match and match["year"] else ""


def told_names(name: str, dated: bool = False) -> tuple[str, ...]:
    """What a header in its plain form may name, the nearest first: a name can have brackets of its
    own beside the one with the unit (研发投入（财务报告口径）（万元）).
    """
    if dated and PART_OF_YEAR.search(name):
        # Its figures are no year's.
        return (name,)
    if dated and (whole := WHOLE_YEAR.sub("", name)) != name:
        return (name, *told_names(whole, dated))
    if dated and (whole := year_in_full(name)) != name:
        return (name, *told_names(whole, dated))
    if asked := _MARKS.sub("", name) if _MARKS.search(name) else "":
        return (name, *told_names(asked, dated))
    brackets = list(_brackets(dated).finditer(name))
    found = [name, *(name[: own.start()] + name[own.end() :] for own in brackets[-1:])]
    match = _AFTER.fullmatch(name)
    found += [match[1]] if match and match[1] else []
    # 是否高企/证书到期: as 是否高企（证书到期）.
    found += [beside[1]] if (beside := _WITH_ITS_DAY.fullmatch(name)) else []
    return (*found, without_unit(name, dated))


def stated_factor(
    table: ReadTable,
    index: int,
    diagnostics: Diagnostics,
    dated: bool = False,
    *,
    names: Iterable[str] = (),
) -> Decimal | None:
    """How many yuan a bare number of a column counts: by its header, its class, or by what stands
    above the table; ``None`` where none says so.  ``names``: what the column may be called, whose
    own brackets hold no unit.  T111: a unit that is not understood, or two of them.
    """
    found = {part: _factor(part) for part in _parts(table, index, dated, names)}
    if other := other_money(_BRACKETS.sub("", plain(table.columns[index]))):
        found[other] = None
    if None in found.values() or len(set(found.values())) > 1:
        _refuse(table, index, MONEY_UNITS, sentence("金额单位"), diagnostics)
        return YUAN
    for factor in found.values():
        return factor
    whole = _of_which(table, index)
    if whole is not None:
        # A part of what stands to its left is counted as that is.
        for part in _parts(table, whole, dated, ()):
            if (factor := _factor(part)) is not None:
                return factor
    over = _BRACKETS.findall(plain(table.classes[index])) if index < len(table.classes) else ()
    for part in over:
        if (factor := _factor(_PREFIX.sub("", part))) is not None:
            return factor
    named = [own for text in table.above for own in _named_units(text)]
    for words, factor in named:
        if any(word in plain(table.columns[index]) for word in words):
            return factor
    if len({factor for _, factor in named}) > 1:
        # Of which of them this column is nobody says.
        _refuse_two(table, diagnostics)
        return None
    return _above(table, diagnostics)


def _of_which(table: ReadTable, index: int) -> int | None:
    """The column of which one headed 其中 is a part: the nearest before it that is none itself."""
    heads = list(map(plain, table.columns[: index + 1]))
    if not heads[-1].startswith(_PART):
        return None
    return next((at for at in range(index - 1, -1, -1) if not heads[at].startswith(_PART)), None)


def _named_units(text: str) -> Iterator[tuple[list[str], Decimal]]:
    """What a line above a table says of some columns, by words of their names."""
    for part in _BETWEEN_TOLD.split(folded(text)):
        match = _OF_SOME.fullmatch(part)
        if match is None or any(word in match["names"] for word in _ALL):
            continue
        if (factor := _factor(match["unit"])) is not None:
            words = _BETWEEN_NAMES.split(match["names"])
            yield [word for word in words if len(word) > 1], factor


def unit_after(
    table: ReadTable,
    index: int,
    allowed: Mapping[str, str],
    diagnostics: Diagnostics,
    dated: bool = False,
    *,
    names: Iterable[str] = (),
    years: bool = False,
) -> str:
    """The unit to write after each bare number of a column that holds no amounts of money.

    Args:
        years: It holds years: that a time stands there (入库时间) is no unit.
    """
    parts = _parts(table, index, dated, names)
    if years:
        parts = [part for part in parts if not _OF_A_TIME.fullmatch(part)]
    units = {allowed[part] for part in parts if part in allowed}
    if len(units) < len(parts):
        _refuse(table, index, allowed, sentence("单位"), diagnostics)
    return next(iter(units), "")


def _refuse(
    table: ReadTable, index: int, allowed: Iterable[str], asked: str, diagnostics: Diagnostics
) -> None:
    """A header whose bracket holds something else than the one unit ``asked`` for."""
    diagnostics.report(
        "T111",
        table.place(None, index),
        sentence("看不懂表头里的{asked}", asked=asked),
        found=table.columns[index],
        allowed=[f"（{unit}）" for unit in allowed],
        remedy=sentence("括号里只写{asked}；别的说明移到别处", asked=asked),
    )


def _brackets(dated: bool) -> re.Pattern[str]:
    return _UNDATED if dated else _BRACKETS


def _parts(table: ReadTable, index: int, dated: bool, names: Iterable[str]) -> list[str]:
    name = plain(table.columns[index])
    for own in sorted(map(plain, names), key=len, reverse=True):
        if "(" in own and own in name:
            name = name.replace(own, _BRACKETS.sub("", own))
            break
    name = WHOLE_YEAR.sub("", year_in_full(name)) if dated else name
    name = re.sub(r"[,、;]*\(\)[,、;]*|(?<=\()[,、;]+|[,、;]+(?=\))", "", _SETTLED.sub("", name))
    parts = [_PREFIX.sub("", _NOTED.sub("", part)) for part in _brackets(dated).findall(name)]
    match = _AFTER.fullmatch(_BRACKETS.sub("", name))
    # A name that ends like a unit, such as 单元, has none.
    if match and match[1] and (match[2] in RATIO_UNITS or len(match[1]) > 1):
        parts.append(match[2])
    return [part for part in parts if part]


def _factor(part: str) -> Decimal | None:
    try:
        return money_unit(part)
    except QuantityError:
        return None


def unit_told_above(texts: Iterable[str]) -> str:
    """The unit of money that stands above a table, as it is written; empty where none does."""
    found = (unit for text in texts for _, unit in _stated_above(text))
    return next((unit for unit in found if _factor(unit) is not None), "")


def _stated_above(text: str) -> Iterator[tuple[str, str]]:
    """What a line says to be a unit; with whether it says that it is one of amounts."""
    for pattern in (_ABOVE, _ALL_AMOUNTS, _UNTOLD):
        yield from pattern.findall(folded(text))


def _above(table: ReadTable, diagnostics: Diagnostics) -> Decimal | None:
    """What the lines above the table say of all its amounts."""
    factors: set[Decimal] = set()
    for text in table.above:
        for money, unit in _stated_above(text):
            factor = _factor(unit)
            if factor is not None:
                factors.add(factor)
            elif (money and not _ELSEWHERE.match(unit)) or _LIKE_MONEY.fullmatch(unit):
                diagnostics.report(
                    "T111",
                    table.place(),
                    sentence("看不懂表头上面写的金额单位"),
                    found=unit,
                    allowed=list(MONEY_UNITS),
                    remedy=sentence("改成其中一个，或者写在列名后面的括号里"),
                )
    if len(factors) > 1:
        _refuse_two(table, diagnostics)
    return factors.pop() if factors else None


def _refuse_two(table: ReadTable, diagnostics: Diagnostics) -> None:
    diagnostics.report(
        "T111",
        table.place(),
        sentence("表头上面写了两种金额单位"),
        remedy=sentence("把单位写在每个列名后面的括号里"),
    )
