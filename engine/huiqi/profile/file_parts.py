"""The parts of a profile's file but its facts: whose it is, its unit, what stands where."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Unpack

from huiqi.diagnostics import CellPlace, Details, Diagnostics, Place
from huiqi.profile.credit_code import check_credit_code
from huiqi.profile.value_reader import ValueReader
from huiqi.quantities import MONEY_UNITS, QuantityError, money_unit
from huiqi.rulebook.documents import Document
from huiqi.sentences import sentence
from huiqi.spelling import Names, code_text
from huiqi.wordings import says_unknown

_Path = tuple[str | int, ...]
#: The parts of a file by name: where each stands, and what it says.
Parts = dict[str, tuple[_Path, object]]
_TOP = ("enterprise", "unit", "facts", "judgements", "note")
IDENTITY = ("name", "credit_code")
_NAMES = {
    "enterprise": ("企业", "企业信息", "申报企业", "申报单位"),
    "name": ("企业名称", "单位名称", "公司名称", "名称"),
    "credit_code": ("统一社会信用代码", "社会信用代码", "信用代码"),
    "unit": ("单位", "金额单位"),
    "facts": ("事实",),
    "judgements": ("判定",),
    "note": ("说明", "备注"),
}
PARTS = Names({name: (name, *others) for name, others in _NAMES.items()})


class FileParts:
    """Reads what stands beside the facts of a profile, in (a part of) a document."""

    def __init__(
        self, document: Document, diagnostics: Diagnostics, at: _Path, unit: Decimal | None
    ) -> None:
        self.document = document
        self.diagnostics = diagnostics
        self.at = at
        self.values = ValueReader(document, diagnostics, unit)

    def parts(self, data: Mapping[str | int, object], path: _Path, flat: bool = False) -> Parts:
        """The parts of the file or of ``enterprise:`` by name, each once and with its place."""
        allowed = (*IDENTITY, "note") if path else (*_TOP, *IDENTITY)
        found: Parts = {}
        for key, value in data.items():
            name = PARTS.find(key)
            if name is None or name not in allowed:
                if not flat:
                    self.fault(
                        "P101",
                        (*path, key),
                        sentence("企业里没有这一项（事实写在 事实: 里）")
                        if path
                        else sentence("画像里没有这一项"),
                        found=key,
                        allowed=[_NAMES[own][0] for own in allowed],
                        names=[name for own in allowed for name in (own, *_NAMES[own])],
                        key=True,
                    )
            elif name in found:
                self.stated_twice(found[name][0], (*path, key))
            else:
                found[name] = ((*path, key), value)
        return found

    def enterprise(self, parts: Parts) -> Parts:
        """Name, credit code and note, under ``enterprise:`` or at the top, not both."""
        found = {name: parts[name] for name in (*IDENTITY, "note") if name in parts}
        path, written = parts.get("enterprise", (("enterprise",), None))
        inner = (
            {"name": (path, written)}
            if isinstance(written, str)
            else self.parts(self.mapping(written, path), path)
        )
        for name, (place, value) in inner.items():
            if name in found:
                self.stated_twice(found[name][0], place)
            found[name] = (place, value)
        return found

    def unit(self, parts: Parts) -> Decimal | None:
        """What amounts without a unit count, where the file says so."""
        path, written = parts.get("unit", ((), None))
        if written is None:
            return None
        try:
            return money_unit(str(written))
        except QuantityError as problem:
            self.fault("P111", path, problem.told, found=written, allowed=MONEY_UNITS)
            return None

    def stated_twice(self, first: _Path, second: _Path) -> None:
        self.values.stated_twice((*self.at, *first), (*self.at, *second))

    def fault(
        self, code: str, path: _Path, message: str, *, key: bool = False, **more: Unpack[Details]
    ) -> None:
        full = (*self.at, *path)
        place = self.document.key_place(full) if key else self.document.place(full)
        self.diagnostics.report(code, place, message, **more)

    def place(self, path: _Path) -> Place:
        """Where a value stands in the document."""
        return self.document.place((*self.at, *path))

    def mapping(self, value: object, path: _Path) -> Mapping[str | int, object]:
        if value is None:
            return {}
        if isinstance(value, Mapping):
            return value
        self.fault("P100", path, sentence("这里要写若干 名称: 值"), found=value)
        return {}

    def credit_code(self, stated: tuple[_Path, object] | None) -> str:
        path, written = stated or ((), None)
        accepted = False
        if isinstance(written, Mapping):
            accepted = written.get("accepted") is True
            written = written.get("value")
        if written is None or says_unknown(written):
            return ""
        code = code_text(str(written))
        problem = check_credit_code(code)
        if problem and not accepted:
            place = self.place(path)
            remedy = sentence(
                "核对证照；确实如此（少数真实代码不合校验）就写 {written}",
                written="{value: …, accepted: true}",
            )
            if isinstance(place, CellPlace):
                remedy = sentence("核对证照；确实如此（少数真实代码不合校验）就在下面一格选“是”")
            self.diagnostics.warn(
                "P110",
                place,
                sentence("统一社会信用代码：{problem}", problem=problem),
                found=code,
                remedy=remedy,
            )
        return code
