"""Taking over the official list from the table an office keeps: every row accepted or refused.

The table becomes a list file of the rules' own kind, made whole in memory and checked by the same
loader; nothing is written here.  Codes in a row's report: V220 no violation, V221 no field, V222
no outcome, V223 an outcome not understood, V224 a row written twice, V225 a cell too long, V226 a
row that nobody confirmed.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from huiqi.diagnostics import Diagnostics
from huiqi.penalty.conditions import ConditionReader, Parsed
from huiqi.penalty.imported import Import, ListHeading, RowReport, Wording
from huiqi.penalty.outcomes import OutcomeError, parse_outcome
from huiqi.rulebook.loading import load_penalties
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import UNSEEN
from huiqi.rulebook.phrases import WrittenClause
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import plain
from huiqi.tables import ReadTable, Row, Wanted, find_columns, read_table
from huiqi.wordings import yes_or_no

#: The columns and the names they go by; the first is the template's.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "number": ("序号", "编号", "项号"),
    "domain": ("领域", "执法领域", "执法门类", "行业领域"),
    "violation": ("违法行为", "违法事项", "事项名称", "事项", "违法情形"),
    "outcome": ("处理结果", "处罚结果", "清单类别", "免罚轻罚", "处理方式"),
    "conditions": ("适用条件", "适用情形", "免罚条件", "条件"),
    "law": ("法律依据", "处罚依据", "设定依据", "依据"),
    "authority": ("执法机关", "实施主体", "实施机关", "责任单位"),
    "note": ("备注", "说明"),
    "words": ("原文", "清单原文", "原文（照抄）"),
    "confirmed": ("确认", "是否确认"),
}
REQUIRED = ("domain", "violation", "outcome")
LONGEST_CELL = 2000
#: How conditions are written that an outcome may name.
_FIRST, _MINOR = "首违", "违法行为轻微"
#: Stands for conditions that the table does not list.
_UNSEEN = {
    "id": UNSEEN,
    "judgement": {
        "zh": "来源没有列出其他条件：本案是否符合",
        "en": "the source lists no further conditions: does the case meet them",
    },
}


@dataclass(slots=True, kw_only=True)
class _Taken:
    """What has been taken over so far."""

    reader: ConditionReader
    items: list[dict[str, object]] = field(default_factory=list)
    #: Fields of enforcement that the rules do not know: their id, and what they are called.
    domains: dict[str, str] = field(default_factory=dict)
    first: dict[str, dict[str, object]] = field(default_factory=dict)
    seen: dict[tuple[str, ...], Row] = field(default_factory=dict)
    matters: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)


def import_table(
    path: Path,
    book: PenaltyBook,
    heading: ListHeading,
    *,
    diagnostics: Diagnostics,
    mapping: Iterable[str] = (),
    sheet: str | None = None,
    header: int | None = None,
) -> Import | None:
    """What the table comes to; ``None`` where it cannot be read or lacks a column."""
    wanted = Wanted(names=COLUMNS, required=REQUIRED).with_columns(mapping, diagnostics)
    table = None
    if not diagnostics.errors:
        table = read_table(path, diagnostics, sheet, header, wanted)
    if table is None:
        return None
    columns = find_columns(table, wanted, diagnostics)
    if diagnostics.errors:
        return None
    taken = _Taken(reader=ConditionReader(book))
    reports = [_row(table, row, columns, book, taken) for row in table.rows]
    conflicting: dict[str, tuple[str, ...]] = {}
    for indices in taken.matters.values():
        for index in indices if len(indices) > 1 else ():
            others = tuple(_id(book, other) for other in indices if other != index)
            taken.items[index]["conflicts_with"] = list(others)
            conflicting[_id(book, index)] = others
    rows = tuple(replace(row, conflicts_with=conflicting.get(row.id, ())) for row in reports)
    named = {key: table.columns[index] for key, index in columns.items()}
    return Import(
        file=table.file,
        rows=rows,
        domains=taken.counts,
        columns=named,
        text=_text(path, heading, taken, book),
    )


def verify(text: str, rules: Path | None) -> None:
    """Load the list file beside the rules, as it will be; raises what the loader finds."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "import.yaml"
        trial.write_text(text, encoding="utf-8")
        load_penalties(rules, (trial,))


def _row(
    table: ReadTable, row: Row, columns: Mapping[str, int], book: PenaltyBook, taken: _Taken
) -> RowReport:
    cells = {key: " ".join(row.cells[index].split()) for key, index in columns.items()}
    violation = cells["violation"]

    def refused(code: str, key: str, reason: Sentence) -> RowReport:
        place = table.place(row, columns[key])
        return RowReport(place=place, violation=violation, code=code, reason=reason)

    for key, value in cells.items():
        if len(value) > LONGEST_CELL:
            return refused("V225", key, sentence("单元格超过 {number} 字", number=LONGEST_CELL))
    for key, code in (("violation", "V220"), ("domain", "V221"), ("outcome", "V222")):
        if not cells[key]:
            return refused(code, key, sentence("没有写{column}", column=COLUMNS[key][0]))
    confirmed = cells.get("confirmed", "")
    if confirmed and not yes_or_no(confirmed):
        return refused("V226", "confirmed", sentence("没有确认：照原文核对，对的写 是"))
    try:
        wording = parse_outcome(cells["outcome"])
    except OutcomeError as refusal:
        return refused("V223", "outcome", refusal.reason)
    domain = _domain(cells["domain"], book, taken)
    same = (domain, *(plain(cells.get(k, "")) for k in ("violation", "outcome", "conditions")))
    if same in taken.seen:
        return refused(
            "V224", "violation", sentence("与第 {number} 行重复", number=taken.seen[same].number)
        )
    taken.seen[same] = row
    parsed = taken.reader.read(cells.get("conditions", ""))
    for clause in parsed.clauses:
        if isinstance(clause, str) and clause not in book.named:
            taken.first[clause] = taken.reader.first[clause]
    name = _id(book, len(taken.items))
    number = cells.get("number") or str(row.number)
    item = {
        "id": name,
        "number": number,
        "domain": domain,
        **_item(cells, wording, parsed, taken.reader),
    }
    taken.matters.setdefault((domain, plain(violation)), []).append(len(taken.items))
    taken.items.append(item)
    label = taken.domains.get(domain) or cells["domain"]
    taken.counts[label] = taken.counts.get(label, 0) + 1
    judged = parsed.judged if parsed.clauses else (sentence("没有写条件"),)
    return RowReport(
        place=table.place(row), violation=violation, id=name, outcome=wording, judged=judged
    )


def _id(book: PenaltyBook, index: int) -> str:
    """The id of what was taken over as the item of this place, from 0."""
    return f"{book.city.id}-{index + 1}"


def _item(
    cells: Mapping[str, str], wording: Wording, parsed: Parsed, reader: ConditionReader
) -> dict[str, object]:
    """What the row says, as it stands in the list file."""
    item: dict[str, object] = {
        "violation": cells["violation"],
        "outcome": _outcome(wording, cells["outcome"]),
    }
    named = list(_named(wording, cells.get("conditions", ""), reader))
    if parsed.clauses:
        item["requires"] = [*parsed.clauses, *named]
    elif named:
        item["requires"] = [*named, _UNSEEN]
    for key in ("conditions", "law", "authority"):
        if cells.get(key):
            item[key] = cells[key]
    words = str(sentence("原文：{words}", words=cells["words"])) if cells.get("words") else ""
    note = "；".join(filter(None, (cells.get("note", ""), words)))
    if note:
        item["note"] = {"zh": note, "en": note}
    return item


def _named(wording: Wording, conditions: str, reader: ConditionReader) -> Iterator[WrittenClause]:
    """The clauses that the outcome itself names (首违不罚) and the text of the conditions lacks."""
    for named, written, lacks in (
        (wording.first, _FIRST, not re.search("首次|初次|首违|第一次", conditions)),
        (wording.minor, _MINOR, "轻微" not in conditions),
    ):
        if named and lacks:
            yield from reader.meaning(written) or ()


def _outcome(wording: Wording, written: str) -> dict[str, object]:
    """As it stands in the list file."""
    found: dict[str, object] = {"effect": wording.effect, "modality": wording.modality}
    if wording.instead:
        found["instead"] = list(wording.instead)
    return {**found, "written": written}


def _domain(written: str, book: PenaltyBook, taken: _Taken) -> str:
    """The field's id; one that the rules do not know is added to the list's own."""
    label = re.split(r"[(（]", "".join(written.split()))[0]
    for key, model in book.domains.items():
        if plain(model.label.zh) == plain(label):
            return key
    for key, own in taken.domains.items():
        if plain(own) == plain(label):
            return key
    key = f"local_{len(taken.domains) + 1}"
    taken.domains[key] = label
    return key


def _text(path: Path, heading: ListHeading, taken: _Taken, book: PenaltyBook) -> str:
    """The list file; dates that were not given stay unknown."""
    days = {"from": heading.since, "until": heading.until}
    force: dict[str, object] = {key: day.isoformat() for key, day in days.items() if day}
    if heading.seen is not None:
        force["seen"] = [heading.seen.isoformat()]
    if heading.open:
        force["open"] = True
    title, name = heading.title or book.city_title.zh, book.city.id
    source = {
        "title": title,
        "number": heading.number,
        "issuer": heading.issuer,
        "url": heading.url,
        "grade": "official",
        "note": str(sentence("由 {file} 导入", file=path.name)),
    }
    content: dict[str, object] = {
        "list": {
            "id": name,
            "title": {"zh": title, "en": title},
            "jurisdiction": "city",
            "in_force": force,
            "basis": [{"source": f"{name}-list"}],
        },
        "sources": {f"{name}-list": source},
    }
    if taken.domains:
        content["domains"] = {
            key: {"label": {"zh": label, "en": label}} for key, label in taken.domains.items()
        }
    if taken.first:
        content["first"] = taken.first
    content["items"] = taken.items
    return yaml.dump(content, Dumper=_WrittenOut, allow_unicode=True, sort_keys=False, width=1000)


class _WrittenOut(yaml.SafeDumper):
    """Every part in full: the loader takes no aliases."""

    def ignore_aliases(self, data: object) -> bool:
        """Never."""
        return True
