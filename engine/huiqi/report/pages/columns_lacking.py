"""Which columns would help most, and how each is added: under which head, with what in a cell."""

from __future__ import annotations

from huiqi.evaluation.reads import Missing
from huiqi.language.types import Kind
from huiqi.report.blocks import Column, Table, counted
from huiqi.report.phrases import Phrases
from huiqi.rulebook.list_columns import TITLE, WITHIN, columns_of_lists
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.screening.screened import Screening
from huiqi.words import to_say

#: What stands in a cell, by what is asked.
_CELLS = {
    Kind.MONEY: to_say("620万元"),
    Kind.RATIO: "6.2%",
    Kind.BOOL: to_say("是 或 否"),
    Kind.DATE: "2025-06-30",
}


def columns_lacking(found: Screening, phrases: Phrases, most: int | None = None) -> Table:
    """The facts that the table lacks, by how many answers wait for each."""
    say = phrases.say
    columns = (
        Column(head=say("补上哪几列最有用"), least=40, grows=True),
        *Column.figures(say("缺的户数"), say("等它的答案")),
    )
    rows = [
        (_lacking(missing, phrases), counted(firms), counted(answers))
        for missing, firms, answers in found.waiting[:most]
    ]
    return Table(columns, rows)


def _lacking(missing: Missing, phrases: Phrases) -> str:
    """A fact, and how it is added; of a list that it may go on: a column tells of one of its
    records.
    """
    say, label = phrases.say, phrases.missing(missing)
    declared = phrases.rulebook.declared(missing.name)
    if missing.where:
        return label
    if isinstance(declared, Fact) and declared.type.kind is Kind.RECORDS:
        asked = say("{list}：是不是都写了", list=label)
        if TITLE in declared.things:
            head, cell = phrases.text(declared.label), _titles(declared, phrases)
        elif (column := _column_of(declared, phrases)) is not None:
            head, cell = phrases.text(column.label), _cell(column, phrases)
        else:
            return say("{asked}（另做一张表，用 --with {list}=文件）", asked=asked, list=label)
        return say(
            "{asked}（列名写“{head}”，格里如“{cell}”；问写的是不是全部，答 是）",
            asked=asked,
            head=head,
            cell=cell,
        )
    cell = _cell(declared, phrases)
    return say("{fact}（列名就写它，格里如“{cell}”）", fact=label, cell=cell) if cell else label


def _titles(fact: Fact, phrases: Phrases) -> str:
    """Two titles of a list as a cell names them, each with its year."""
    options = next(
        (one.type.enumeration for one in fact.fields.values() if one.type.enumeration), None
    )
    if options is None:
        return ""
    names = [options.label(one, phrases.language) for one in options.symbols]
    return phrases.say(
        "{one}(2024年)、{other}(2025年)", one=names[0], other=names[min(2, len(names) - 1)]
    )


def _column_of(fact: Fact, phrases: Phrases) -> Fact | None:
    """The column of an amount of a record of the list, by which a table tells of one."""
    names = (f"{fact.id}{WITHIN}{field}" for field in fact.fields)
    columns = columns_of_lists(phrases.rulebook)
    own = (columns[name] for name in names if name in columns)
    return next((one for one in own if one.type.kind is Kind.MONEY), None)


def _cell(declared: Fact | Definition, phrases: Phrases) -> str:
    """What stands in a cell of its column."""
    say = phrases.say
    if declared.type.enumeration is not None:
        return declared.type.enumeration.words(phrases.language)[0]
    if declared.is_calendar_year:
        return "2024"
    if declared.type.kind is Kind.COUNT and declared.unit:
        return f"85{declared.unit}"
    told = _CELLS.get(declared.type.kind, "")
    return told if told.isascii() else say(told)
