"""Empty forms: the table for importing a list, and an incident to fill in."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO
from pathlib import Path

from huiqi.diagnostics import Place, input_error
from huiqi.files import write_file
from huiqi.language.types import Kind
from huiqi.penalty.importing import COLUMNS, REQUIRED
from huiqi.rulebook.penalties import PenaltyBook

_EXAMPLES = {
    "number": "1",
    "domain": "市场监管",
    "violation": "（示例，请删去）未按规定公示……",
    "outcome": "不予处罚",
    "conditions": "初次违法；危害后果轻微；在责令改正的期限内改正",
    "law": "《……》第……条",
    "authority": "",
    "note": "",
}
_HINTS = {
    "number": "清单里的序号",
    "domain": "执法领域；规则库没有的领域会照原文增加",
    "violation": "一行一项",
    "outcome": "不予处罚、可以不予处罚、减轻处罚、从轻处罚，或者用“或者”连接的几种；不得……的不列入",
    "conditions": "用分号隔开；看不懂的部分会原文列为待判定的问题，不会丢",
    "law": "处罚所依据的规定",
    "authority": "由谁执法",
    "note": "",
}


def write_template(path: Path, book: PenaltyBook) -> None:
    """The form that the file's name asks for: a table (.xlsx, .csv) or an incident (.yaml)."""
    if path.exists():
        raise input_error("V230", Place(str(path)), "这个文件已经有了", remedy="另起一个名字")
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv", ".yaml", ".yml"):
        raise input_error(
            "V231", Place(str(path)), "不认识的格式", found=kind, allowed=(".xlsx", ".csv", ".yaml")
        )
    if kind == ".xlsx":
        write_file(path, _workbook())
    elif kind == ".csv":
        header = StringIO(newline="")
        csv.writer(header).writerow(names[0] for names in COLUMNS.values())
        write_file(path, header.getvalue().encode("utf-8-sig"))
    else:
        write_file(path, incident_form(book))


def _workbook() -> bytes:
    import xlsxwriter

    made = BytesIO()
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "bg_color": "#DDEBF7", "border": 1})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet = book.add_worksheet("清单")
        sheet.freeze_panes(1, 0)
        notes = book.add_worksheet("填写说明")
        notes.set_column(0, 0, 12)
        notes.set_column(1, 1, 70, wrap)
        for column, (key, names) in enumerate(COLUMNS.items()):
            sheet.write_string(0, column, names[0], bold)
            sheet.set_column(column, column, 40 if key in ("violation", "conditions") else 16, wrap)
            required = "必填。" if key in REQUIRED else ""
            notes.write_string(column, 0, names[0], bold)
            notes.write_string(
                column, 1, f"{required}{_HINTS[key]}（也认：{'、'.join(names[1:])}）"
            )
        for column, key in enumerate(COLUMNS):
            notes.write_string(len(COLUMNS) + 1, column, COLUMNS[key][0], bold)
            notes.write_string(len(COLUMNS) + 2, column, _EXAMPLES[key])
    return made.getvalue()


def incident_form(book: PenaltyBook) -> str:
    """An incident file with every field left empty: nothing is answered by it."""
    lines = [
        "# 一个违法行为。填上知道的，不知道的留空：未知不是否，也不是零。",
        "# 至少要写行为发生日；# 后面是说明和写法。",
        "enterprise:  # 当事人的名称",
        "incident:",
    ]
    for name, fact in book.terms.facts["incident"].fields.items():
        if name == "year":
            continue
        if fact.type.enumeration is not None:
            example = " 或 ".join(
                fact.type.enumeration.label(symbol, "zh")
                for symbol in fact.type.enumeration.symbols
            )
        else:
            example = _VALUES.get(fact.type.kind, "")
        said = [fact.label.zh, fact.help.zh if fact.help is not None else "", example]
        lines.append(f"  {name}:  # {'；'.join(part for part in said if part)}")
    lines += [
        "items:  # 属于哪些清单事项，如 [shandong-2021-3]（huiqi penalty find 查找）；都不是写 []",
        "history:  # 以前的违法，每次一行；查清没有写 []，没有查清留空",
        "#  - {committed_on: 2024-01-01, kind: 违法种类, same_kind: 是, authority: 执法机关}",
        "laws:  # 违反的规定与罚款幅度；几个规定或新旧版本都列出",
        "#  - {law: 《……法》, article: 第……条, in_force_from: 2020-01-01, fine_low: 1万元, "
        "fine_high: 3万元}",
        "events:  # 以后陆续知道的，按到达的次序",
        "#  - {what: 复查合格, on: 2025-01-20, incident: {corrected_on: 2025-01-20}}",
        "judgements:  # 由有权的人判定的问题",
        "#   harm-slight: {answer: 是, by: 姓名, date: 2025-01-21, reason: 理由}",
    ]
    return "\n".join(lines) + "\n"


#: How a value of a kind is written, as a hint.
_VALUES = {
    Kind.DATE: "写作 2025-01-01",
    Kind.MONEY: "写作 3万元",
    Kind.BOOL: "是 或 否",
    Kind.COUNT: "写数字",
}
