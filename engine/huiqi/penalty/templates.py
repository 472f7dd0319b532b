"""Empty forms: the table for importing a list, and an incident to fill in."""

from __future__ import annotations

import csv
from functools import reduce
from io import BytesIO, StringIO
from pathlib import Path

from huiqi.diagnostics import Place, input_error
from huiqi.files import write_file
from huiqi.language.types import Kind
from huiqi.penalty.importing import COLUMNS, REQUIRED
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.sentences import sentence
from huiqi.words import Say

#: The outcomes that are offered, and what joins several.
_OUTCOMES = ("不予处罚", "可以不予处罚", "减轻处罚", "从轻处罚", "从轻或者减轻处罚", "免予处罚")
_OR = "或者"
_ALLOWED = sentence(
    "{outcomes}，或者用“{or_}”连接的几种；不得……的不列入", outcomes=_OUTCOMES[:4], or_=_OR
)
_PARTS = sentence("用分号隔开；看不懂的部分会原文列为待判定的问题，不会丢")
_CHECKED = sentence("照原文核对过的写 是；写 — 的不收；整列空着就都收")
_QUOTED = "（示例）……初次违法且危害后果轻微并及时改正的，不予处罚"
#: Of each column how wide it is in characters, what it asks for, and an example.
_COLUMNS = {
    "number": (7, sentence("清单里的序号"), "1"),
    "domain": (13, sentence("执法领域；规则库没有的领域会照原文增加"), "市场监管"),
    "violation": (34, sentence("一行一项"), "（示例，请删去）未按规定公示……"),
    "outcome": (16, _ALLOWED, "不予处罚"),
    "conditions": (38, _PARTS, "初次违法；危害后果轻微；在责令改正的期限内改正"),
    "law": (26, sentence("处罚所依据的规定"), "《……》第……条"),
    "authority": (14, sentence("由谁执法"), ""),
    "note": (14, sentence("想记下的"), ""),
    "words": (40, sentence("清单里的原话，照抄"), _QUOTED),
    "confirmed": (7, _CHECKED, "是"),
}
_CONFIRMED = ("是", "—")
#: The sheet with what may be chosen, which nobody sees.
_OPTIONS = "选项"
#: Rows that are drawn, and offer what may be chosen.
_ROWS = 1000
_DRAWN = 60


def write_template(path: Path, book: PenaltyBook, language: str = "zh") -> None:
    """The form that the file's name asks for: a table (.xlsx, .csv) or an incident (.yaml).

    The columns of the table are those of an official list: Chinese in any language.
    """
    if path.exists():
        message, remedy = sentence("这个文件已经有了"), sentence("另起一个名字")
        raise input_error("V230", Place(str(path)), message, remedy=remedy)
    kind = path.suffix.lower()
    if kind not in (".xlsx", ".csv", ".yaml", ".yml"):
        message, allowed = sentence("不认识的格式"), (".xlsx", ".csv", ".yaml")
        raise input_error("V231", Place(str(path)), message, found=kind, allowed=allowed)
    if kind == ".xlsx":
        write_file(path, _workbook(book, Say(language)))
    elif kind == ".csv":
        header = StringIO(newline="")
        csv.writer(header).writerow(names[0] for names in COLUMNS.values())
        write_file(path, header.getvalue().encode("utf-8-sig"))
    else:
        write_file(path, incident_form(book, language))


def _workbook(book: PenaltyBook, say: Say) -> bytes:
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
        sheet, notes = out.add_worksheet(say("清单")), out.add_worksheet(say("填写说明"))
        options = out.add_worksheet(_OPTIONS)
        options.hide()
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        sheet.hide_gridlines(2)
        sheet.set_footer("&C" + say("第 {page} 页，共 {pages} 页", page="&P", pages="&N"))
        domains = tuple(model.label.zh for model in book.domains.values())
        offered = {"domain": domains, "outcome": _OUTCOMES, "confirmed": _CONFIRMED}
        notes.set_column(0, 0, 14)
        notes.set_column(1, 1, 90)
        first = len(COLUMNS) + 1
        for column, (key, names) in enumerate(COLUMNS.items()):
            width, hint, example = _COLUMNS[key]
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, names[0], head)
            for row in range(1, _DRAWN + 1):
                sheet.write_blank(row, column, None, free)
            if key in offered:
                # A longer list that stood in the cell itself would be dropped.
                letter = chr(65 + column)
                for row, option in enumerate(offered[key]):
                    options.write_string(row, column, option)
                source = f"='{_OPTIONS}'!${letter}$1:${letter}${len(offered[key])}"
                rule = {"validate": "list", "source": source, "show_error": False}
                sheet.data_validation(1, column, _ROWS, column, rule)
            notes.write_string(column, 0, names[0], head)
            hint = sentence("{hint}（也认：{names}）", hint=hint, names=names[1:])
            if key in REQUIRED:
                hint = sentence("必填。{hint}", hint=hint)
            notes.write_string(column, 1, say.told(hint), told)
            notes.write_string(first + column, 0, say("示例：{column}", column=names[0]), grey)
            notes.write_string(first + column, 1, example, grey)
    return made.getvalue()


def incident_form(book: PenaltyBook, language: str = "zh") -> str:
    """An incident file with every field left empty: nothing is answered by it."""
    say = Say(language)
    lines = [
        say("# 一个违法行为。填上知道的，不知道的留空：未知不是否，也不是零。"),
        say("# 至少要写行为发生日；# 后面是说明和写法。"),
        "enterprise:  # " + say("当事人的名称"),
        "incident:",
    ]
    for name, fact in book.act.fields.items():
        if name == "year":
            continue
        kinds = fact.type.enumeration
        if kinds is not None:
            choices = (kinds.label(symbol, language) for symbol in kinds.symbols)
            example = reduce(
                lambda one, next_: say("{one} 或 {next_}", one=one, next_=next_), choices
            )
        else:
            example = say.told(_VALUES.get(fact.type.kind, ""))
        said = [say.told(fact.label), say.told(fact.help or ""), example]
        comment = say("；").join(part for part in said if part)
        lines.append(f"  {name}:  # {comment}")
    items = say("属于哪些清单事项，如 [shandong-2021-3]（huiqi penalty find 查找）；都不是写 []")
    lines += [
        f"items:  # {items}",
        "history:  # " + say("以前的违法，每次一行；查清没有写 []，没有查清留空"),
        "#  - "
        + say("{committed_on: 2024-01-01, kind: 违法种类, same_kind: 是, authority: 执法机关}"),
        "laws:  # " + say("违反的规定与罚款幅度；几个规定或新旧版本都列出"),
        "#  - "
        + say(
            "{law: 《……法》, article: 第……条, in_force_from: 2020-01-01, fine_low: 1万元, "
            "fine_high: 3万元}"
        ),
        "events:  # " + say("以后陆续知道的，按到达的次序"),
        "#  - " + say("{what: 复查合格, on: 2025-01-20, incident: {corrected_on: 2025-01-20}}"),
        "judgements:  # " + say("由有权的人判定的问题"),
        "#   " + say("harm-slight: {answer: 是, by: 姓名, date: 2025-01-21, reason: 理由}"),
    ]
    return "\n".join(lines) + "\n"


#: How a value of a kind is written, as a hint.
_VALUES = {
    Kind.DATE: sentence("写作 2025-01-01"),
    Kind.MONEY: sentence("写作 3万元"),
    Kind.BOOL: sentence("是 或 否"),
    Kind.COUNT: sentence("写数字"),
}
