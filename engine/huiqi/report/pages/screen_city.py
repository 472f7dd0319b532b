"""A whole city: what its file of all answers calls things, and a row for each enterprise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import overload

from huiqi.decision.results import Status
from huiqi.decision.standing import Mark
from huiqi.report.blocks import (
    Block,
    Column,
    Heading,
    Note,
    Page,
    Said,
    Table,
    as_carried,
    counted,
    numbered,
)
from huiqi.report.pages import marks
from huiqi.report.pages.opening import closing
from huiqi.report.pages.screen import counted_blocks, listed_groups
from huiqi.report.pages.screen_list import CallList
from huiqi.report.pages.screen_tables import yuan_cell
from huiqi.report.phrases import Phrases
from huiqi.rulebook.measure import leaves
from huiqi.screening.city_results import CityRow, Heads
from huiqi.screening.screened import ScreenedEnterprise, Screening
from huiqi.words import to_say

#: So many measures are named in a cell.
_NAMED = 6
_TOLD = {
    "status": to_say("结论"),
    "conditions": to_say("条件"),
    "mark": to_say("标记"),
    "low": to_say("至少（元）"),
    "high": to_say("至多（元）"),
    "at_most": to_say("不超过（元）"),
    "grade": to_say("等级"),
    "failing": to_say("没有达到的条件"),
    "missing": to_say("缺的事实"),
    "not_decided": to_say("没有评估"),
}


def heads_for_programs() -> Heads:
    """Ids, as they stand in the JSON."""
    return Heads(row="row", name="name", code="credit_code", measures={}, told={}, words={})


def heads_for_people(found: Screening, phrases: Phrases) -> Heads:
    """What people call things."""
    say, rulebook = phrases.say, phrases.rulebook
    names: dict[str, str] = {}
    for measure in rulebook.supports:
        own = phrases.text(measure.name)
        # Two measures may go by one short name.
        names[measure.id] = own if own not in names.values() else f"{own}（{measure.id}）"
    conditions = {
        f"{measure.id}/{leaf.id}": phrases.text(leaf.brief or leaf.text)
        for measure in rulebook.supports
        for leaf in leaves(measure.requires)
    }
    return Heads(
        row=say("行"),
        name=say("企业名称"),
        code=say("统一社会信用代码"),
        measures=names,
        told={key: say(text) for key, text in _TOLD.items()},
        words={
            "status": {status.value: say(marks.STATUSES[status]) for status in Status},
            "mark": {mark.value: say(marks.WORDS[mark]) for mark in Mark},
            "grade": {grade: say(text) for grade, text in marks.GRADES_SAID.items()},
            "failing": conditions,
            "not_decided": {name: say.told(reason) for name, reason in found.undecided.items()},
        },
        joined="：",
    )


def city_page(
    found: Screening,
    phrases: Phrases,
    groups: Sequence[tuple[str, Sequence[ScreenedEnterprise]]],
    rows: Sequence[CityRow],
    lists: CallList | None = None,
) -> Page:
    """Whom to call, what each measure comes to, and a row for each enterprise.

    Args:
        lists: Whom to call, where that is worked out already.
    """
    say = phrases.say
    blocks: list[Block] = list(listed_groups(found, phrases, groups, lists))
    blocks += [Heading(say("逐户")), rows_table(found, phrases, rows)]
    blocks += counted_blocks(found, phrases)
    blocks.append(
        Note(say("逐户只说各项怎样；哪一条没有达到、缺什么，见 .csv 或 .parquet 的全部答案"))
    )
    blocks.append(closing(phrases))
    return Page(say("企业筛选"), blocks)


def rows_table(found: Screening, phrases: Phrases, rows: Sequence[CityRow]) -> Table:
    """A row for each enterprise: how many of the measures stand how, and which it can have."""
    say = phrases.say
    columns = (
        *Column.figures(say("行")),
        *Column.texts(say("企业名称"), say("统一社会信用代码"), *found.carried),
        *Column.figures(say("能得（项）")),
        *Column.texts(say("能得哪些")),
        *Column.figures(say("其中金额最大的至多（元）"), say("接近（项）")),
        *Column.figures(say("待你答（项）"), say("待问部门（项）")),
    )
    return Table(columns, Lines(rows, phrases))


class Lines(Sequence[Sequence[Said]]):
    """The lines of the table, made as they are asked for."""

    def __init__(self, rows: Sequence[CityRow], phrases: Phrases) -> None:
        self.rows, self.phrases = rows, phrases

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, place: int) -> Sequence[Said]: ...
    @overload
    def __getitem__(self, place: slice) -> list[Sequence[Said]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[Said] | list[Sequence[Said]]:
        if isinstance(place, slice):
            return [self._line(row) for row in self.rows[place]]
        return self._line(self.rows[place])

    def __iter__(self) -> Iterator[Sequence[Said]]:
        return map(self._line, self.rows)

    def _line(self, row: CityRow) -> Sequence[Said]:
        phrases = self.phrases
        named = [phrases.text(phrases.rulebook.measures[one].name) for one in row.had[:_NAMED]]
        return (
            numbered(row.row),
            row.name,
            row.credit_code,
            *as_carried(row.carried),
            counted(len(row.had)),
            phrases.say.listed(named) if named else "",
            yuan_cell(row.most) if row.most is not None else "",
            counted(row.near),
            counted(row.asks_enterprise),
            counted(row.asks_office),
        )
