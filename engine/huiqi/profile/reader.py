"""Reading a profile: names by id or label, amounts with units, nothing lost and nothing guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from huiqi.diagnostics import Diagnostics, Place, input_error
from huiqi.profile.credit_code import check_credit_code
from huiqi.profile.judgements import read_judgement
from huiqi.profile.profile import Given, Judgement, Profile
from huiqi.profile.values import NOT_APPLICABLE_WORDS, ValueReader
from huiqi.rulebook.models import Grade
from huiqi.rulebook.periods import IN_FORCE
from huiqi.rulebook.reading import Document, read_document
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.shares import rests_on_share
from huiqi.values import NOT_APPLICABLE, Records

_Path = tuple[str | int, ...]
_TOP = ("enterprise", "facts", "judgements", "note")
_IDENTITY = ("name", "credit_code")
_DETAILS = ("value", "source", "grade", "evidence", "note")
_YEAR = re.compile(r"(\d{4})年?")
#: Years a fact may be stated for: wide enough for any enterprise, and a bound against slips.
YEARS = range(1949, 2101)


def read_profile(path: Path, rulebook: Rulebook, diagnostics: Diagnostics) -> Profile:
    """The profile in a YAML or JSON file; warnings go to ``diagnostics``.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    document = read_document(path, diagnostics)
    diagnostics.raise_errors()
    assert document is not None
    profile = profile_from(document, rulebook, diagnostics)
    diagnostics.raise_errors()
    return profile


def profile_from(
    document: Document, rulebook: Rulebook, diagnostics: Diagnostics, at: _Path = ()
) -> Profile:
    """The profile in (a part of) a document that has been read."""
    return _Reader(document, rulebook, diagnostics, at).profile()


class _Reader:
    def __init__(
        self, document: Document, rulebook: Rulebook, diagnostics: Diagnostics, at: _Path
    ) -> None:
        self.document = document
        self.rulebook = rulebook
        self.diagnostics = diagnostics
        self.at = at
        self.base: _Path = ()
        self.values = ValueReader(document, diagnostics)
        self.declared: dict[str, Fact | Definition] = {**rulebook.facts, **rulebook.definitions}
        self.labels = {}
        for name, fact in self.declared.items():
            self.labels[fact.label.zh] = self.labels[fact.label.en.lower()] = name

    def profile(self) -> Profile:
        data: Any = self.document.data
        for step in self.at:
            data = data[step]
        if not isinstance(data, Mapping):
            raise input_error(
                "P100",
                self.document.place(self.at),
                "画像要写成 enterprise: 与 facts: 两部分",
                remedy="参看 cases/examples/example-complete.yaml",
            )
        enterprise = self.enterprise(data)
        if "facts" in data:
            for key in data:
                if key not in _TOP:
                    self.fault(
                        "P101", (key,), "画像里没有这一项", found=key, allowed=_TOP, key=True
                    )
            written, self.base = self.mapping(data["facts"], ("facts",)), ("facts",)
        else:
            # Without facts: the facts stand beside the enterprise, as platforms send them.
            written = {key: data[key] for key in data if key not in (*_TOP, *_IDENTITY)}
        return Profile(
            str(enterprise.get("name") or "未命名企业"),
            self.credit_code(enterprise.get("credit_code")),
            dict(self.facts(written)),
            dict(self.judgements(self.mapping(data.get("judgements"), ("judgements",)))),
            str(data.get("note") or enterprise.get("note") or ""),
            self.document.file,
        )

    def enterprise(self, data: Mapping[Any, Any]) -> Mapping[Any, Any]:
        """Name and credit code, under ``enterprise:`` or at the top."""
        top = {key: data[key] for key in _IDENTITY if key in data and "facts" not in data}
        written = data.get("enterprise")
        if isinstance(written, str):
            return {"name": written, **top}
        enterprise = self.mapping(written, ("enterprise",))
        for key in enterprise:
            if key not in (*_IDENTITY, "note"):
                self.fault(
                    "P101",
                    ("enterprise", key),
                    "enterprise 里没有这一项（事实写在 facts 里）",
                    found=key,
                    allowed=(*_IDENTITY, "note"),
                    key=True,
                )
        return {**top, **enterprise}

    def fault(
        self, code: str, path: _Path, message: str, *, key: bool = False, **more: Any
    ) -> None:
        full = (*self.at, *path)
        place = self.document.key_place(full) if key else self.document.place(full)
        self.diagnostics.report(code, place, message, **more)

    def place(self, path: _Path) -> Place:
        """Where a value stands in the document."""
        return self.document.place((*self.at, *path))

    def mapping(self, value: object, path: _Path) -> Mapping[Any, Any]:
        if value is None:
            return {}
        if isinstance(value, Mapping):
            return value
        self.fault("P100", path, "这里要写若干 名称: 值", found=value)
        return {}

    def credit_code(self, written: object) -> str:
        accepted = False
        path: _Path = ("enterprise", "credit_code")
        if isinstance(written, Mapping):
            accepted = written.get("accepted") is True
            written = written.get("value")
        if written is None:
            return ""
        code = str(written).strip().upper()
        problem = check_credit_code(code)
        if problem and not accepted:
            self.diagnostics.warn(
                "P110",
                self.document.place((*self.at, *path)),
                f"统一社会信用代码：{problem}",
                found=code,
                remedy="核对证照；确实如此（少数真实代码不合校验）就写 {value: …, accepted: true}",
            )
        return code

    def facts(self, written: Mapping[Any, Any]) -> Iterator[tuple[tuple[str, int | None], Given]]:
        seen: dict[str, object] = {}
        for key, value in written.items():
            name = self.name(key)
            if name is None:
                labels = [fact.label.zh for fact in self.declared.values()]
                self.fault(
                    "P102",
                    (*self.base, key),
                    "规则库里没有这项事实",
                    found=key,
                    allowed=(*self.declared, *labels),
                    key=True,
                )
                continue
            if name in seen:
                self.fault("P103", (*self.base, key), f"与 {seen[name]} 是同一项事实", key=True)
                continue
            seen[name] = key
            yield from self.fact(self.declared[name], value, (*self.base, key))

    def name(self, key: object) -> str | None:
        text = str(key).strip()
        label = self.labels.get(text) or self.labels.get(text.lower())
        return text if text in self.declared else label

    def fact(
        self, fact: Fact | Definition, value: object, path: _Path
    ) -> Iterator[tuple[tuple[str, int | None], Given]]:
        if value is None:
            return
        records = isinstance(fact, Fact) and bool(fact.fields)
        if not fact.yearly:
            given = self.given(fact, value, path)
            if given is not None:
                yield (fact.id, None), given
            return
        if records and (
            isinstance(value, list) or (isinstance(value, Mapping) and "value" in value)
        ):
            yield from self.ledger(fact, value, path)
            return
        if isinstance(value, str) and value.strip() in NOT_APPLICABLE_WORDS:
            # What the enterprise does not have, it has in no year.
            yield (fact.id, None), Given(NOT_APPLICABLE, value, place=self.place(path))
            return
        if not isinstance(value, Mapping) or not value or not all(map(_year, value)):
            self.fault(
                "P104",
                path,
                f"{fact.label.zh}按年填写",
                found=value if not isinstance(value, Mapping) else " ".join(map(str, value)),
                remedy=f"例如 {path[-1]}: {{2022: …, 2021: …}}",
            )
            return
        for key, part in value.items():
            year = _year(key)
            assert year is not None
            if year not in YEARS:
                self.fault("P105", (*path, key), "年份不在 1949 至 2100 之间", found=key, key=True)
            elif part is not None:
                given = self.given(fact, part, (*path, key), year)
                if given is not None:
                    yield (fact.id, year), given

    def ledger(
        self, fact: Fact | Definition, value: object, path: _Path
    ) -> Iterator[tuple[tuple[str, int | None], Given]]:
        """One list for all years: each record names its year, and there is no more."""
        given = self.given(fact, value, path)
        if given is None or not isinstance(given.value, Records):
            return
        years: dict[int, list[Any]] = {}
        for index, item in enumerate(given.value.items):
            year = item.fields.get("year")
            if year is None or not getattr(year, "known", False):
                self.fault(
                    "P106", (*path, index), "清单不分年时，每条都要写 year", remedy="加 year: 2022"
                )
                return
            years.setdefault(int(year.low), []).append(item)  # type: ignore[union-attr]
        for number, items in years.items():
            yield (
                (fact.id, number),
                replace(given, value=Records(tuple(items), given.value.complete)),
            )
        if given.value.complete:
            yield (fact.id, None), replace(given, value=Records((), complete=True))

    def given(
        self, fact: Fact | Definition, value: object, path: _Path, year: int | None = None
    ) -> Given | None:
        details: Mapping[Any, Any] = {}
        if isinstance(value, Mapping) and "value" in value:
            details, path = value, (*path, "value")
            for key in value:
                if key not in _DETAILS:
                    self.fault(
                        "P101",
                        (*path[:-1], key),
                        "没有这一项",
                        found=key,
                        allowed=_DETAILS,
                        key=True,
                    )
            value = value["value"]
            if value is None:
                return None
        parsed = self.values.read(fact, value, (*self.at, *path), year)
        if parsed is None:
            return None
        grade = details.get("grade")
        if grade is not None and grade not in set(Grade):
            self.fault(
                "P107", (*path[:-1], "grade"), "没有这个等级", found=grade, allowed=list(Grade)
            )
            grade = None
        evidence = str(details.get("evidence") or "stated")
        if evidence not in ("stated", "seen"):
            self.fault(
                "P107",
                (*path[:-1], "evidence"),
                "没有这个写法",
                found=evidence,
                allowed=("stated", "seen"),
            )
        return Given(
            parsed,
            "" if isinstance(value, (Mapping, list)) else str(value),
            str(details.get("source") or ""),
            Grade(grade) if grade else None,
            evidence,
            str(details.get("note") or ""),
            self.document.place((*self.at, *path)),
        )

    def judgements(self, written: Mapping[Any, Any]) -> Iterator[tuple[str, Judgement]]:
        if not written:
            return
        questions = {f"{name}/{IN_FORCE}" for name in self.rulebook.measures} | {
            f"{measure.id}/{condition.id}"
            for measure in self.rulebook.measures.values()
            for condition in measure.conditions()
            if condition.question is not None
            or condition.unknown is not None
            or rests_on_share(self.rulebook, condition)
        }
        for key, value in written.items():
            path: _Path = ("judgements", key)
            if key not in questions:
                self.fault(
                    "P108",
                    path,
                    "没有这个待判定的条件",
                    found=key,
                    allowed=sorted(questions),
                    key=True,
                )
                continue
            place = self.place((*path, "date"))
            found = read_judgement(
                self.mapping(value, path), self.place(path), place, self.diagnostics
            )
            if found is not None:
                yield key, found


def _year(key: object) -> int | None:
    match = _YEAR.fullmatch(str(key))
    return int(match[1]) if match else None
