"""What users state of an enterprise or an incident: a file of theirs, or data already in memory.

C102 a day that is none, C108 a file of another kind, P100 an empty one; Y102, Y103 of data in
memory what no file could hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from huiqi.diagnostics import Diagnostics, InputError, Place, input_error
from huiqi.files import DEEPEST, HeldFile
from huiqi.sentences import sentence
from huiqi.spelling import Names

if TYPE_CHECKING:
    from huiqi.rulebook.composer import Document

#: A YAML or JSON file, a filled form (XLSX), such a file that was sent and is in memory, or the
#: same as data (a date or a Decimal as itself or as text).
Input = Path | HeldFile | Mapping[str, object]
#: What stands in the place of a file's name where there is none: no lines of it can be named.
MAPPING = "<mapping>"


#: What is no workbook in any case.
_TEXTS = (".yaml", ".yml", ".json", ".csv", "")
#: The files people write: by what each is known, what it is, the command that reads it, and what to
#: do where it was sent to a page.
_KINDS = {
    # First: it has the day of a case, and holds a profile.
    "receipt": (
        ("digest",),
        sentence("收据"),
        "huiqi replay",
        sentence("收据要存下时的 .json 文件，点“看结果”打开；要接着答，选企业画像或填好的表"),
    ),
    "profile": (
        ("facts", "事实"),
        sentence("企业画像"),
        "huiqi check",
        sentence("企业画像到“核对企业”那一页打开"),
    ),
    "answers": ((), sentence("答案"), "--answers", ""),
    "incident": (
        ("incident", "违法行为"),
        sentence("违法行为的文件"),
        "huiqi penalty",
        sentence("违法行为的文件到“免罚轻罚”那一页打开"),
    ),
    "cases": (
        ("cases", "as_of"),
        sentence("用例文件"),
        "huiqi test",
        sentence("用例文件网页不打开；选企业画像或填好的表"),
    ),
    "table": (
        (),
        sentence("表格"),
        sentence("huiqi screen 或 huiqi fund"),
        sentence("许多企业的表网页不打开；一户一户填“下载空表”里的表"),
    ),
}
#: Answers are facts, as a profile holds them.
_LIKE = {"answers": "profile"}
#: What to do where nothing is written yet.
EMPTY = {
    "profile": sentence("至少写 企业名称 和几项事实；看 cases/examples/example-complete.yaml"),
    "answers": sentence("huiqi check 画像 --write-missing G 写出要答的问题，填好再读"),
    "incident": sentence(
        "至少写 {example}", example="违法行为: {行为: …, 领域: …, 行为发生日: 2023-06-20}"
    ),
}
_MARKS = Names({kind: marks for kind, (marks, *_) in _KINDS.items()})


def day_of_decision(written: str | None, place: str = "--as-of") -> date:
    """The day that was written, or today in Beijing; ``place``: where errors say it was written.

    Raises :class:`~huiqi.diagnostics.InputError` (C102).
    """
    from huiqi.dates import parse_date, today
    from huiqi.quantities import QuantityError

    if written is None:
        return today()
    try:
        day = parse_date(written)
    except QuantityError as problem:
        raise input_error("C102", Place(place), problem.told, found=written) from None
    if not 1990 <= day.year <= 2100:
        raise input_error(
            "C102", Place(place), sentence("规则只回答 1990 至 2100 年的日期"), found=written
        )
    return day


def day_alone(as_of: date) -> date:
    """A day of decision as a programme gives it: a text is none, nor a moment, which is of another
    day elsewhere.

    Raises :class:`~huiqi.diagnostics.InputError` (C102).
    """
    if type(as_of) is date:
        return as_of
    raise input_error(
        "C102",
        Place("as_of"),
        sentence("评估日要写 datetime.date，不是文字，也不带时刻"),
        found=str(as_of),
        remedy=sentence("文字用 huiqi.engine.day_of_decision(文字)；datetime 用它的 .date()"),
    )


def read_input(source: Input, diagnostics: Diagnostics, wanted: str = "") -> Document:
    """What is stated, with the places of its parts.

    ``wanted``: ``profile``, ``answers`` or ``incident``; a file of another kind is refused by its
    name (C108), and an empty one (P100).

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    # The readers are brought only where something of theirs is read.
    if isinstance(source, Path | HeldFile) and _is_workbook(source):
        from huiqi.profile.form.reader import read_form

        document = read_form(source, diagnostics)
    elif isinstance(source, Path | HeldFile):
        from huiqi.rulebook.documents import read_document

        if wanted and source.suffix.lower() == ".csv":
            raise _another(Place(str(source)), "table", wanted, source)
        document = read_document(source, diagnostics)
    else:
        from huiqi.rulebook.documents import read_json_text

        document = read_json_text(_as_json(source), MAPPING, diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    if wanted:
        _check_kind(document, wanted, source)
    return document


def _as_json(source: object) -> str:
    """Data in memory as a file would hold it; what no file can hold is refused (Y102, Y103)."""
    try:
        return json.dumps(source, ensure_ascii=False, indent=1, default=str)
    except RecursionError:
        code, message = "Y102", sentence("嵌套超过 {number} 层", number=DEEPEST)
    except TypeError:
        code, message = "Y103", sentence("名称要是文字")
    except ValueError:
        # One that holds itself, or a number of thousands of digits.
        code, message = "Y103", sentence("里面有它自己，或者有数千位的数")
    raise input_error(code, Place(MAPPING), message)


def _is_workbook(path: Path | HeldFile) -> bool:
    ending = path.suffix.lower()
    if ending in _TEXTS:
        return False
    from huiqi.tables.table_reader import OTHERS, WORKBOOKS

    return ending in (*WORKBOOKS, *OTHERS)


def _check_kind(document: Document, wanted: str, source: Input) -> None:
    if document.data is None:
        message = sentence("文件是空的")
        raise input_error("P100", Place(document.file), message, remedy=EMPTY[wanted])
    if isinstance(document.data, Mapping):
        found = [kind for key in document.data if (kind := _MARKS.find(key)) is not None]
        if found and _LIKE.get(wanted, wanted) not in found:
            kind = next(kind for kind in _KINDS if kind in found)
            place = document.key_place((next(iter(document.data)),))
            raise _another(place, kind, wanted, source)


def _another(place: Place, kind: str, wanted: str, source: Input) -> InputError:
    """What the file is, what is read here, and where it is read."""
    _, own, command, on_page = _KINDS[kind]
    message = sentence("这是{found}，这里要的是{wanted}", found=own, wanted=_KINDS[wanted][1])
    by_command = sentence("{found}用 {command} {file}", found=own, command=command, file=place.file)
    remedy = on_page if isinstance(source, HeldFile) else by_command
    return input_error("C108", place, message, remedy=remedy)
