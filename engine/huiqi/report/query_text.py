"""A query as it is handed over: before it, as comments, what has to be known to run it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from huiqi.decision.results import Status
from huiqi.language.types import Kind
from huiqi.report.pages import marks
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import GRADES
from huiqi.rulebook.rulebook import Fact
from huiqi.screening.portable_results import (
    PortableQuery,
    QueriedColumn,
    QueriedMeasure,
    QueriedTable,
)
from huiqi.words import Say, to_say

#: What has to be set on a server before.
_BEFORE = {
    "spark": to_say("Spark 要打开 ANSI：SET spark.sql.ansi.enabled = true"),
}
_ENDS = {
    "low": to_say("最少"),
    "high": to_say("最多"),
    "absent": to_say("是否不适用，不空"),
    "open": to_say("是否还可能有表里没有的"),
}

#: The columns of the result; of those with a star each measure has its own.
_OUTPUTS = {
    "row": to_say("哪一户企业"),
    "apart": to_say("真：这一行的其余各列不算数，用 huiqi check 逐户核对"),
    "*.status": to_say("结论：{statuses}"),
    "*.conditions": to_say("条件本身，不论文件是否有效：同 status"),
    "*.grade": to_say("等级：{grades}"),
    "*.low *.high *.at_most": to_say("金额至少、至多、不超过；空是不知道"),
    "*.fund_only": to_say("真：金额只受资金总额限制"),
    "*.asks": to_say("真：企业答了就可能定"),
}


def query_text(query: PortableQuery, phrases: Phrases) -> str:
    """The query with its comments."""
    lines = "".join(f"{_comment(line)}\n" for line in _lines(query, phrases))
    return f"{lines}{query.text};\n"


def _comment(text: str) -> str:
    """One line, whatever stands in it: nothing of it is run."""
    printable = "".join(c if c.isprintable() else " " for c in text)
    return f"-- {printable}".rstrip()


def _lines(query: PortableQuery, phrases: Phrases) -> Iterator[str]:
    say, rulebook = phrases.say, query.rulebook
    yield say(
        "惠企规则 {version}（指纹 {sha}），评估日 {day}，SQL 方言 {dialect}",
        version=rulebook.version,
        sha=rulebook.sha256[:12],
        day=query.as_of.isoformat(),
        dialect=query.dialect,
    )
    tested = say("在真实的 DuckDB、Spark、PostgreSQL 上测试过")
    untested = say("这种方言没有测试（not tested）")
    yield tested if query.tested else phrases.joined((untested, tested))
    if query.slow:
        named = ",".join(query.slow)
        yield say("DuckDB 2 计划快些：SET disabled_optimizers = '{named}'", named=named)
    if query.dialect in _BEFORE:
        yield say(_BEFORE[query.dialect])
    yield ""
    yield say("要的表：空（NULL）是不知道，不是零，也不是否；每个数都是整数，在写出的两端之间")
    yield say("日期是从 1970-01-01 起的天数；选项是它的号；行业是国民经济行业代码，如 C3921")
    yield say("文字去掉空格，全角改半角，字母小写；支持记录里的措施写它的 id")
    for table in query.tables:
        yield ""
        yield from _table(table, phrases)
    yield ""
    yield from _outputs(query, phrases)
    yield ""


# ---- the tables


def _table(table: QueriedTable, phrases: Phrases) -> Iterator[str]:
    say = phrases.say
    if table.fact is None:
        yield say("表 {name}：一户企业一行", name=table.name)
    else:
        label = phrases.text(table.fact.label)
        yield say("表 {name}：{label}，一条一行", name=table.name, label=label) + (
            say("；表里没有的就没有") if table.whole else say("；表里没有的不等于没有")
        )
    which = say("哪一户企业：各不相同的号，不空")
    yield f"  row BIGINT  {which}"
    if table.fact is not None:
        which = say("哪一条：各不相同的号，不空")
        yield f"  record BIGINT  {which}"
    for column in table.columns:
        yield f"  {column.name} {column.type}  {_meaning(column, phrases)}"


def _meaning(column: QueriedColumn, phrases: Phrases) -> str:
    say, declared = phrases.say, column.declared
    unit = phrases.counted_in(declared.unit) if isinstance(declared, Fact) else ""
    parts = [phrases.text(declared.label)]
    if column.year is not None:
        parts.append(say("{year} 年", year=column.year))
    if column.end:
        parts.append(say(_ENDS[column.end]))
    if column.type == "BIGINT" and declared.type.enumeration is not None:
        labels = (label for _, label in phrases.options(declared.type))
        parts.append(_coded(labels, phrases))
    elif column.type == "BIGINT" and declared.type.kind is Kind.DATE:
        parts.append(say("日期"))
    elif column.type == "BIGINT":
        parts.append(_counted(declared.type.kind, column.places, unit, say))
        parts.append(f"{column.low} ～ {column.high}")
    elif declared.type.kind is Kind.INDUSTRY:
        parts.append(say("行业代码"))
    if not column.nullable and column.end != "absent":
        parts.append(say("不空"))
    return phrases.joined(part for part in parts if part)


def _counted(kind: Kind, places: int, unit: str, say: Say) -> str:
    if kind is Kind.MONEY:
        named = {0: say("元"), 2: say("分")}
        return named.get(places) or say("10^-{places} 元", places=places)
    if kind is Kind.RATIO:
        return say("10^-{places}（20% 写 {example}）", places=places, example=10**places // 5)
    return f"10^-{places} {unit}".rstrip() if places else unit


# ---- the outputs


def _outputs(query: PortableQuery, phrases: Phrases) -> Iterator[str]:
    say = phrases.say
    yield say("结果：一户企业一行")
    statuses = _coded((say(marks.STATUSES[one]) for one in Status), phrases)
    grades = _coded((say(marks.GRADES_SAID[one.value]) for one in GRADES), phrases)
    for names, meaning in _OUTPUTS.items():
        yield f"  {names}  {say(meaning, statuses=statuses, grades=grades)}"
    if any(own.bits for own in query.measures):
        told = say("没有达到的条件、缺的事实、要企业答的：各一位")
        yield f"  *.failing *.missing *.waiting  {told}"
    for own in query.measures:
        yield ""
        yield f"  {own.measure.id}  {phrases.text(own.measure.name)}"
        yield from _of_measure(own, say)
    for name, reason in query.beyond.items():
        yield ""
        told = say("没有写进查询，用 huiqi check：{reason}", reason=reason)
        yield f"  {name}  {told}"


def _coded(labels: Iterable[str], phrases: Phrases) -> str:
    between = phrases.pick("，", ", ")
    return between.join(f"{number}={label}" for number, label in enumerate(labels))


def _of_measure(own: QueriedMeasure, say: Say) -> Iterator[str]:
    for name, places in own.amounts.items():
        yield f"    {name}  {_counted(Kind.MONEY, places, '', say)}"
    if own.fund_only is not None:
        yield f"    {own.fund_only}"
    for output, names in own.bits.items():
        yield f"    {output}  {' '.join(f'{place}={name}' for place, name in enumerate(names))}"
