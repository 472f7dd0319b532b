"""From a sheet's worked examples to cases: facts, the day, the verdict and the amount."""

from __future__ import annotations

from collections.abc import Sequence

from huiqi.adoption.entered import EnteredPart
from huiqi.adoption.entry_articles import locator_of
from huiqi.adoption.entry_context import EntryContext
from huiqi.adoption.entry_facts import Meant
from huiqi.adoption.entry_layout import ITEM_HEAD
from huiqi.adoption.entry_located import ReadRow
from huiqi.adoption.entry_placed import InCells, at, listing, mapping
from huiqi.adoption.entry_words import EMPTY, EXAMPLE_AMOUNT, VERDICTS, YEARS
from huiqi.adoption.rule_words import EXAMPLE_OF_TEXT, example_name
from huiqi.dates import parse_date, written_year
from huiqi.language.types import Kind
from huiqi.quantities import QuantityError, parse_money
from huiqi.sentences import sentence
from huiqi.spelling import plain


def read_examples(
    context: EntryContext, measure: str, rows: Sequence[ReadRow]
) -> EnteredPart | None:
    """The cases of a measure; ``None`` where the sheet has none."""
    examples: dict[str, list[ReadRow]] = {}
    for row in rows:
        examples.setdefault(row.text("group") or "1", []).append(row)
    found = [
        case
        for number, own in examples.items()
        if (case := _case(context, measure, number, own)) is not None
    ]
    cases = listing(found)
    if cases is None:
        return None
    whole = mapping({"cases": cases}, rows[0].first)
    return EnteredPart(
        file=f"measures/{measure}-examples.yaml",
        content=whole.value,
        places=whole.places,
        kind="cases",
    )


def _case(
    context: EntryContext, measure: str, number: str, rows: Sequence[ReadRow]
) -> InCells | None:
    first = rows[0]
    if not first.text("more"):
        message = sentence("没有写评估日：在哪一天看")
        context.fault("S110", first, "more", message, remedy=sentence("写在这个例子的第一行"))
        return None
    try:
        day = parse_date(first.text("more"))
    except QuantityError as problem:
        context.fault("S116", first, "more", problem.told)
        return None
    expected: dict[str, InCells | None] = {}
    if first.text("how"):
        verdict = context.code(first, "how", VERDICTS, sentence("结论"))
        expected["status"] = at(verdict, first.place("how")) if verdict is not None else None
    amount = first.text("proof")
    if amount:
        try:
            if amount.isdecimal():
                raise QuantityError(sentence("没有写单位"))
            parse_money(amount)
            expected["amount"] = at(amount, first.place("proof"))
        except QuantityError as problem:
            context.fault(
                "S116",
                first,
                "proof",
                problem.told,
                remedy=sentence("写作 {example}", example=EXAMPLE_AMOUNT),
            )
    if not expected:
        context.fault("S110", first, "how", sentence("没有写结论，也没有写应得金额"))
        return None
    locator = locator_of(first)
    said = first.text("words") or f"{EXAMPLE_OF_TEXT} {locator}".strip()
    name = first.text("text") or example_name(number)
    return mapping(
        {
            "name": at(name, first.place("text")),
            "from": at("source", first.first),
            "basis": at(said, first.place("words")),
            "as_of": at(day, first.place("more")),
            "facts": _facts(context, rows, day.year),
            "expect": mapping({"measures": mapping({measure: mapping(expected)})}, first.first),
        },
        first.first,
    )


def _facts(context: EntryContext, rows: Sequence[ReadRow], year: int) -> InCells | None:
    """The facts of an example; those of a list's records side by side."""
    single: dict[str, InCells | None] = {}
    yearly: dict[str, dict[str | int, InCells]] = {}
    records: dict[str, dict[str, dict[str, InCells | None]]] = {}
    for row in rows:
        if not row.text("fact"):
            continue
        meant = context.facts.find(row.text("fact"))
        if meant is None:
            message, details = context.facts.names.refusal(row.text("fact"))
            context.fault(
                "C103",
                row,
                "fact",
                message,
                allowed=details.get("allowed", ()),
                names=details.get("names", ()),
            )
            continue
        value = _value(context, row, meant)
        if value is None:
            continue
        if meant.records:
            own = records.setdefault(meant.records, {})
            own.setdefault(row.text("comparison") or "1", {})[meant.name] = value
        elif meant.yearly:
            told = _year(context, row, year)
            if told is not None:
                yearly.setdefault(meant.name, {})[told] = value
        else:
            single[meant.name] = value
    for name, by_year in yearly.items():
        single[name] = _by_year(by_year)
    for name, listed in records.items():
        single[name] = listing([mapping(fields) for fields in listed.values()])
    return mapping(single, rows[0].first) if single else None


def _by_year(values: dict[str | int, InCells]) -> InCells:
    places = {
        (year, *path): place
        for year, placed in values.items()
        for path, place in placed.places.items()
    }
    content = {year: placed.value for year, placed in values.items()}
    return InCells(content, places)  # type: ignore[arg-type]


def _year(context: EntryContext, row: ReadRow, year: int) -> int | None:
    """The calendar year that is meant: written as such, or from the day of the example."""
    written = row.text("year")
    found = written_year(written)
    if found is not None:
        return found
    shift = YEARS.find(written) if written else None
    if shift is None:
        remedy = sentence("写作 2022，或 {before}", before=YEARS.word(-1))
        message = sentence("看不懂年度") if written else sentence("没有写哪一年")
        context.fault("S114", row, "year", message, allowed=YEARS.options, remedy=remedy)
        return None
    return year + shift


def _value(context: EntryContext, row: ReadRow, meant: Meant) -> InCells | None:
    """The value as a profile writes it."""
    written = row.text("value")
    if not written:
        context.fault("S110", row, "value", sentence("没有写值"))
        return None
    kind = meant.type.kind
    if kind is Kind.RECORDS:
        if plain(written) in EMPTY:
            return at([], row.place("value"))
        remedy = sentence("一项一项写：事实选清单的各栏，“{item}”写 1、2", item=ITEM_HEAD)
        context.fault(
            "S116",
            row,
            "value",
            sentence("整张清单只能写 {nothing}", nothing=EMPTY[0]),
            remedy=remedy,
        )
        return None
    bare = written.replace(",", "").replace(".", "").isdecimal()
    if bare and not row.text("unit") and kind in (Kind.MONEY, Kind.RATIO) and written != "0":
        context.fault("S116", row, "unit", sentence("没有写单位"))
        return None
    unit = row.text("unit") if kind in (Kind.MONEY, Kind.RATIO) else ""
    return at(f"{written}{unit if bare else ''}", row.place("value"))
