"""What an answer makes of the rules, where that is a small edit at a known place.

What it does not say in one of the ways that are offered is left to a person: nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from huiqi.dates import parse_date
from huiqi.inquiry.asked import ApplyPart, Matter, OpenPoint
from huiqi.inquiry.returned import Returned
from huiqi.language.tree import UnknownValue
from huiqi.objects import dataclass
from huiqi.quantities import QuantityError
from huiqi.rulebook.basis import Basis
from huiqi.rulebook.measure import Cap
from huiqi.rulebook.rulebook import Parameter, Rulebook
from huiqi.rulebook.yaml_text import flow
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import plain

Steps = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleEdit:
    """One place of one file: a value set, an item added (``adds``), or what stands there taken
    out (``takes``).
    """

    file: str
    path: Steps
    value: object = None
    adds: bool = False
    takes: bool = False

    @property
    def told(self) -> str:
        """What is written, as ``path = value``."""
        where = ".".join(map(str, self.path))
        if self.takes:
            return f"- {where}"
        return f"{where} {'+=' if self.adds else '='} {flow(self.value)}"


class NotMechanicalError(Exception):
    """A person has to write it; ``told``: why."""

    def __init__(self, told: Sentence) -> None:
        super().__init__(told)
        self.told = told


def edits_of(
    point: OpenPoint, said: Returned, rulebook: Rulebook, *, source: str, today: date
) -> tuple[RuleEdit, ...]:
    """The edits that carry an answer; ``source``: the id under which it is cited.

    Raises :class:`NotMechanicalError` where a person has to write them.
    """
    cited: dict[str, object] = {"source": source}
    if said.locator:
        cited["locator"] = said.locator
    match point.topic:
        case Matter.FORCE:
            return tuple(_force(point, said, rulebook, cited, today))
        case Matter.CAP:
            return tuple(_cap(point, said, rulebook, cited))
        case Matter.APPLY:
            return tuple(_apply(point, said, cited))
        case Matter.VALUE if isinstance(point.about, Parameter):
            return tuple(_parameter(point, point.about, said, cited))
        case Matter.FUND if point.path == ("year",):
            return (_year(point, said, cited),)
        case Matter.TEXT:
            raise NotMechanicalError(
                sentence("有了正文：huiqi rules form 写出录入单，填好用 huiqi rules adopt 录入")
            )
        case Matter.LIST:
            raise NotMechanicalError(sentence("有了清单：huiqi penalty import 导入"))
    raise NotMechanicalError(sentence("要由人照答复改写这一处"))


_HOLDS = ("现行有效", "有效", "仍然有效", "仍有效", "inforce", "in force")
_OPEN = ("长期有效", "长期", "withoutend", "without end")
_OVER = re.compile(r"(已失效|已废止|失效|废止|ended)(.*)", re.IGNORECASE)
_SPAN = re.compile(r"(?:自|从|from )?(.*?)(?:至|到|to |~|～)(.+)", re.IGNORECASE)


def _force(
    point: OpenPoint,
    said: Returned,
    rulebook: Rulebook,
    cited: Mapping[str, object],
    today: date,
) -> list[RuleEdit]:
    on = said.on or today
    changes: list[tuple[Steps, object, bool]]
    text = said.answer.strip()
    over, span = _OVER.fullmatch(text), _SPAN.fullmatch(text)
    if plain(text) in map(plain, _HOLDS):
        changes = [(("seen",), on, True)]
    elif plain(text) in map(plain, _OPEN):
        changes = [(("open",), True, False), (("seen",), on, True)]
    elif over is not None:
        # Of what has ended on a day the last day was the one before, or earlier.
        day = _day(over[2].strip(" ：:，,（(）)"), point) if over[2].strip() else None
        changes = (
            [(("until",), day, False)] if day else [(("ended_by",), on - timedelta(days=1), False)]
        )
    elif span is not None:
        first, last = span[1].strip(), span[2].strip()
        changes = [(("from",), _day(first, point), False)] if first else []
        changes.append((("until",), _day(last, point), False))
    else:
        raise _unclear()
    edits = []
    for name in point.measures:
        measure = rulebook.measures[name]
        file = measure.place.file
        for path, value, adds in changes:
            edits.append(RuleEdit(file=file, path=("in_force", *path), value=value, adds=adds))
        edits.append(RuleEdit(file=file, path=("in_force", "basis"), value=dict(cited), adds=True))
    return edits


def _day(written: str, point: OpenPoint) -> date:
    try:
        return parse_date(written)
    except QuantityError:
        raise _unclear() from None


def _unclear() -> NotMechanicalError:
    return NotMechanicalError(sentence("没有照“怎样填”写，看不懂：由人改写这一处"))


_SCOPES = {
    "project": ("按项目", "每个项目", "项目", "per project", "project"),
    "enterprise": ("按企业", "每户企业", "每户", "企业", "per enterprise", "enterprise"),
    "year": ("按年度", "每年", "年度", "per year", "year"),
    "item": ("按件", "每件", "per item", "item"),
}


def _cap(
    point: OpenPoint, said: Returned, rulebook: Rulebook, cited: Mapping[str, object]
) -> list[RuleEdit]:
    words = {plain(word): scope for scope, own in _SCOPES.items() for word in own}
    scope = words.get(plain(said.answer))
    if scope is None:
        raise _unclear()
    file, cap = point.place.file, point.path[:-1]
    edits = [RuleEdit(file=file, path=point.path, value=scope)]
    measure = rulebook.measures[point.measures[0]]
    edits += _besides(file, cap, point.basis, measure.basis, {**cited, "supports": ["cap"]})
    if isinstance(point.about, Cap) and point.about.note is not None:
        # It says that the source does not.
        edits.append(RuleEdit(file=file, path=(*cap, "note"), takes=True))
    return edits


def _besides(
    file: str,
    path: Steps,
    own: tuple[Basis, ...],
    inherited: tuple[Basis, ...],
    cited: Mapping[str, object],
) -> list[RuleEdit]:
    """The answer beside what the place rested on before, which it may have from the measure."""
    edits = []
    if own == inherited:
        for basis in inherited:
            before: dict[str, object] = {"source": basis.source.id}
            if basis.locator:
                before["locator"] = basis.locator
            edits.append(RuleEdit(file=file, path=(*path, "basis"), value=before, adds=True))
    edits.append(RuleEdit(file=file, path=(*path, "basis"), value=dict(cited), adds=True))
    return edits


def _apply(point: OpenPoint, said: Returned, cited: Mapping[str, object]) -> list[RuleEdit]:
    assert point.part is not None
    file = point.place.file
    if point.part is ApplyPart.DEPARTMENT:
        if len(said.answer) > _LONGEST or "\n" in said.answer:
            raise _unclear()
        if not said.official:
            # It is cited with the measure, whose grade it would lower.
            raise NotMechanicalError(sentence("没有依据的文件，部门名称由人核过再写"))
        named = {"zh": said.answer, "en": said.answer}
        basis = {**cited, "supports": ["department"]}
        return [
            RuleEdit(file=file, path=("department",), value=named),
            RuleEdit(file=file, path=("basis",), value=basis, adds=True),
        ]
    return [
        RuleEdit(file=file, path=("apply", point.part.value), value=value, adds=adds)
        for value, adds in _PARTS[point.part](said.answer, dict(cited))
    ]


#: A name is no longer than this; what is longer is a story.
_LONGEST = 60
_Values = list[tuple[object, bool]]


def _items(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[；;\n]", text) if part.strip()]


_ALL_YEAR = ("常年受理", "常年", "all year round", "all year")


def _windows(text: str, cited: dict[str, object]) -> _Values:
    basis = {"basis": [cited]}
    if plain(text) in map(plain, _ALL_YEAR):
        return [({"all_year": True, **basis}, True)]
    yearly = re.fullmatch(r"(?:每年|each year)\s*(.+)", text.strip(), re.IGNORECASE)
    span = _SPAN.fullmatch(yearly[1] if yearly else text.strip())
    if span is None:
        raise _unclear()
    first, last = span[1].strip(), span[2].strip()
    if yearly:
        between = {"from": _month_day(first), "until": _month_day(last)}
        return [({"yearly": between, **basis}, True)]
    try:
        days = {"from": parse_date(first), "until": parse_date(last)}
    except QuantityError:
        raise _unclear() from None
    return [({**days, **basis}, True)]


def _month_day(text: str) -> str:
    match = re.fullmatch(r"(\d{1,2})\s*(?:月|-|/|\.)\s*(\d{1,2})\s*日?", text)
    if match is None:
        raise _unclear()
    return f"{int(match[1]):02}-{int(match[2]):02}"


def _office(text: str, cited: dict[str, object]) -> _Values:
    parts = _items(text)
    if not 1 <= len(parts) <= 2 or len(parts[0]) > _LONGEST:
        raise _unclear()
    address = {"address": parts[1]} if len(parts) == 2 else {}
    return [({"name": parts[0], **address, "basis": [cited]}, False)]


def _telephones(text: str, cited: dict[str, object]) -> _Values:
    numbers = [part for own in _items(text) for part in re.split("[、,，]", own) if part.strip()]
    return [({"number": number.strip(), "basis": [cited]}, True) for number in numbers]


def _materials(text: str, cited: dict[str, object]) -> _Values:
    names = _items(text)
    if any(len(name) > _LONGEST for name in names):
        raise _unclear()
    return [({"name": name, "basis": [cited]}, True) for name in names]


_SPANS = (("working days", "个工作日"), ("days", "日"), ("months", "个月"))


def _paid_within(text: str, cited: dict[str, object]) -> _Values:
    span = text.strip()
    for english, chinese in _SPANS:
        span = re.sub(rf"\s*{english}$", chinese, span, flags=re.IGNORECASE)
    return [({"span": span.replace("天", "日"), "basis": [cited]}, False)]


_PARTS: Mapping[ApplyPart, Callable[[str, dict[str, object]], _Values]] = {
    ApplyPart.WINDOWS: _windows,
    ApplyPart.OFFICE: _office,
    ApplyPart.TELEPHONES: _telephones,
    ApplyPart.MATERIALS: _materials,
    ApplyPart.PAID_WITHIN: _paid_within,
}


def _parameter(
    point: OpenPoint, parameter: Parameter, said: Returned, cited: Mapping[str, object]
) -> list[RuleEdit]:
    """In the place of the row that is not known."""
    rows = [n for n, row in enumerate(parameter.rows) if isinstance(row.value, UnknownValue)]
    if len(rows) != 1:
        raise _unclear()
    file, path = point.place.file, (*point.path, rows[0])
    value = re.sub(r"\s*yuan$", "元", said.answer.replace(",", "").strip(), flags=re.IGNORECASE)
    if not re.fullmatch(r"[\d.]+\s*[^\d\s]{0,4}", value):
        raise _unclear()
    return [
        RuleEdit(file=file, path=(*path, "value"), value=value),
        # What said that it is not known supports no figure.
        RuleEdit(file=file, path=(*path, "basis"), value=[dict(cited)]),
    ]


def _year(point: OpenPoint, said: Returned, cited: Mapping[str, object]) -> RuleEdit:
    match = re.fullmatch(r"(\d{4})\s*年?度?", said.answer.strip())
    if match is None:
        raise _unclear()
    year = {"stated": int(match[1]), "basis": [dict(cited)]}
    return RuleEdit(file=point.place.file, path=point.path, value=year)
