"""The enterprise of one row of a table.

Codes: P150 no name, P110 a credit code that is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.column_names import Key
from huiqi.profile.credit_code import check_credit_code
from huiqi.profile.fact_columns import FactColumns
from huiqi.profile.far_figures import remark_on_far_figures
from huiqi.profile.far_parts import remark_on_amounts_in_names
from huiqi.profile.noughts_told import with_noughts
from huiqi.profile.parted_columns import remark_on_parts
from huiqi.profile.profile import Given, LeftOpen, Profile
from huiqi.profile.record_columns import with_records
from huiqi.profile.years_told import says_it_stands, says_no, says_there_is
from huiqi.rulebook.list_columns import WITHIN
from huiqi.sentences import sentence
from huiqi.spelling import code_text, one_line
from huiqi.tables import ReadTable, Row
from huiqi.wordings import says_nothing


def profile_of_row(
    row: Row,
    table: ReadTable,
    columns: Mapping[str, int],
    facts: FactColumns,
    diagnostics: Diagnostics,
    *,
    flawed: Iterable[int] = (),
) -> Profile:
    """The enterprise of a row, as far as its cells tell; ``flawed``: columns whose cell is none."""
    name = one_line(row.cells[columns["name"]])
    if not name:
        place = table.place(row, columns["name"])
        message, remedy = sentence("这一行没有企业名称"), sentence("补上名称，或删去")
        diagnostics.report("P150", place, message, remedy=remedy)
    code = ""
    if "credit_code" in columns:
        code = code_text(row.cells[columns["credit_code"]])
        code = "" if says_nothing(code) else code
        reason = check_credit_code(code) if code else None
        if reason is not None:
            at = table.place(row, columns["credit_code"])
            message = sentence("统一社会信用代码：{problem}", problem=reason)
            diagnostics.warn("P110", at, message, found=code)
    told = with_noughts(facts, facts.read(row, flawed), row, diagnostics)
    remark_on_parts(facts, row, diagnostics)
    remark_on_far_figures(facts, told, row, diagnostics)
    remark_on_amounts_in_names(facts, told, row, diagnostics)
    return Profile(
        name=name,
        credit_code=code,
        facts=with_records(facts, told, row, diagnostics),
        left_open=_left_open(facts, told, row),
        come_about=_come_about(facts, told, row),
        file=str(Place(table.file, row.number, 1)),
    )


def _left_open(facts: FactColumns, told: Mapping[Key, Given], row: Row) -> dict[str, LeftOpen]:
    """The facts that a row does not tell in their column, with what stands there; not a year that
    it says there is.
    """
    return {
        key[0]: LeftOpen("" if says_nothing(text) else one_line(text), says_no(text))
        for key, fact in facts.facts.items()
        if key not in told and WITHIN not in key[0]
        for text in (facts.cell(key, row.cells),)
        if not (fact.is_calendar_year and says_there_is(text))
    }


def _come_about(facts: FactColumns, told: Mapping[Key, Given], row: Row) -> dict[str, str]:
    """The years that a row says there are, and not which; not of what is over."""
    return {
        key[0]: one_line(text)
        for key, fact in facts.facts.items()
        if key not in told and fact.is_calendar_year and WITHIN not in key[0]
        for text in (facts.cell(key, row.cells),)
        if says_it_stands(text)
    }
