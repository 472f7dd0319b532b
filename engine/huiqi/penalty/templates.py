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
    "words": "（示例）……初次违法且危害后果轻微并及时改正的，不予处罚",
    "confirmed": "是",
}
_HINTS = {
    "number": "清单里的序号",
    "domain": "执法领域；规则库没有的领域会照原文增加",
    "violation": "一行一项",
    "outcome": "不予处罚、可以不予处罚、减轻处罚、从轻处罚，或者用“或者”连接的几种；不得……的不列入",
    "conditions": "用分号隔开；看不懂的部分会原文列为待判定的问题，不会丢",
    "law": "处罚所依据的规定",
    "authority": "由谁执法",
    "note": "想记下的",
    "words": "清单里的原话，照抄",
    "confirmed": "照原文核对过的写 是；写 — 的不收；整列空着就都收",
}
#: How wide each column is, in characters.
_WIDTHS = {
    "number": 7,
    "domain": 13,
    "violation": 34,
    "outcome": 16,
    "conditions": 38,
    "law": 26,
    "authority": 14,
    "note": 14,
    "words": 40,
    "confirmed": 7,
}
#: The outcomes that are offered.
_OUTCOMES = ("不予处罚", "可以不予处罚", "减轻处罚", "从轻处罚", "从轻或者减轻处罚", "免予处罚")
#: Rows that are drawn, and offer what may be chosen.
_ROWS = 1000
_DRAWN = 60


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
        write_file(path, _workbook(book))
    elif kind == ".csv":
        header = StringIO(newline="")
        csv.writer(header).writerow(names[0] for names in COLUMNS.values())
        write_file(path, header.getvalue().encode("utf-8-sig"))
    else:
        write_file(path, incident_form(book))


def _workbook(book: PenaltyBook) -> bytes:
    """The table, across A4, with what may be chosen; and how to fill it in."""
    import xlsxwriter

    made = BytesIO()
    font = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "vcenter"}
    edge = {"border": 1, "border_color": "#BFC7D1", "text_wrap": True, **font}
    with xlsxwriter.Workbook(made, {"strings_to_formulas": False}) as out:
        head = out.add_format({"bold": True, "bg_color": "#DCE6F2", "align": "center", **edge})
        free = out.add_format({"bg_color": "#FFF9DB", **edge})
        grey = out.add_format({"italic": True, "font_color": "#7A828C", **edge})
        told = out.add_format(edge)
        sheet, notes = out.add_worksheet("清单"), out.add_worksheet("填写说明")
        options = out.add_worksheet("选项")
        options.hide()
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&C第 &P 页，共 &N 页")
        domains = tuple(model.label.zh for model in book.domains.values())
        offered = {"domain": domains, "outcome": _OUTCOMES, "confirmed": ("是", "—")}
        notes.set_column(0, 0, 14)
        notes.set_column(1, 1, 90)
        for column, (key, names) in enumerate(COLUMNS.items()):
            sheet.set_column(column, column, _WIDTHS[key])
            sheet.write_string(0, column, names[0], head)
            for row in range(1, _DRAWN + 1):
                sheet.write_blank(row, column, None, free)
            if key in offered:
                # A longer list that stood in the cell itself would be dropped.
                letter = chr(65 + column)
                for row, option in enumerate(offered[key]):
                    options.write_string(row, column, option)
                source = f"='选项'!${letter}$1:${letter}${len(offered[key])}"
                rule = {"validate": "list", "source": source, "show_error": False}
                sheet.data_validation(1, column, _ROWS, column, rule)
            required = "必填。" if key in REQUIRED else ""
            notes.write_string(column, 0, names[0], head)
            also = f"（也认：{'、'.join(names[1:])}）"
            notes.write_string(column, 1, f"{required}{_HINTS[key]}{also}", told)
        first = len(COLUMNS) + 1
        for row, (key, names) in enumerate(COLUMNS.items(), first):
            notes.write_string(row, 0, f"示例：{names[0]}", grey)
            notes.write_string(row, 1, _EXAMPLES[key], grey)
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
