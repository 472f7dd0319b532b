"""Reading a profile: names by id or label, amounts with units, nothing lost and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial

from huiqi.dates import written_year
from huiqi.diagnostics import CellPlace, Diagnostics, Place, input_error
from huiqi.profile.doubts import ask_about
from huiqi.profile.file_parts import PARTS, FileParts, Parts
from huiqi.profile.inputs import Input, read_input
from huiqi.profile.judgements import (
    judgement_names,
    judgements_asked,
    judgements_called,
    read_judgement,
)
from huiqi.profile.profile import UNNAMED, Given, Judgement, Profile
from huiqi.profile.receipts import canonical, matched
from huiqi.profile.record_lists import are_others_unknown, by_year, told_list, what_else, wrapper
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.documents import Document
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.naming import fact_names
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.rulebook.vocabulary import StatedWord
from huiqi.sentences import sentence
from huiqi.slips import near
from huiqi.spelling import one_line
from huiqi.values import NOT_APPLICABLE, Records
from huiqi.wordings import says_not_applicable, says_unknown

_Path = tuple[str | int, ...]
DETAILS = ("value", "source", "grade", "evidence", "note")
#: Years a fact may be stated for: wide enough for any enterprise, and a bound against slips.
YEARS = range(1949, 2101)


def read_profile(source: Input, rulebook: Rulebook, diagnostics: Diagnostics) -> Profile:
    """The profile in a YAML or JSON file, or in a mapping; warnings go to ``diagnostics``.

    Raises :class:`~huiqi.diagnostics.InputError` with every fault found.
    """
    profile = profile_from(read_input(source, diagnostics), rulebook, diagnostics)
    diagnostics.raise_errors()
    return profile


def profile_from(
    document: Document,
    rulebook: Rulebook,
    diagnostics: Diagnostics,
    at: _Path = (),
    unit: Decimal | None = None,
) -> Profile:
    """The profile in (a part of) a document that has been read.

    ``unit``: what an amount without a unit counts unless the profile says so itself; where neither
    says so it counts yuan, and is asked about where that is not plausible.
    """
    return _Reader(document, rulebook, diagnostics, at, unit).profile()


class _Reader(FileParts):
    def __init__(
        self,
        document: Document,
        rulebook: Rulebook,
        diagnostics: Diagnostics,
        at: _Path,
        unit: Decimal | None,
    ) -> None:
        super().__init__(document, diagnostics, at, unit)
        self.rulebook = rulebook
        self.base: _Path = ()
        self.names = fact_names(rulebook)
        self.unknown: list[tuple[str, int | None]] = []

    def profile(self) -> Profile:
        data: object = self.document.data
        for step in self.at:
            data = data[step]  # type: ignore[index]
        if not isinstance(data, Mapping):
            raise input_error(
                "P100",
                self.document.place(self.at),
                sentence("画像要写成 enterprise: 与 facts: 两部分"),
                remedy=sentence(
                    "要一张填好的情况表，或企业画像；空表用 huiqi template 得到，网页上可以下载"
                ),
            )
        parts = self.parts(data, (), flat="facts" not in map(PARTS.find, data))
        if "facts" in parts:
            self.base = parts["facts"][0]
            written = self.mapping(parts["facts"][1], self.base)
        else:
            # Without facts: the facts stand beside the enterprise, as platforms send them.
            written = {key: data[key] for key in data if PARTS.find(key) is None}
        identity = self.enterprise(parts)
        self.values.unit = self.unit(parts) or self.values.unit
        judged = parts.get("judgements", (("judgements",), None))
        profile = Profile(
            name=self.name(identity) or UNNAMED,
            credit_code=self.credit_code(identity.get("credit_code")),
            facts=matched(self.rulebook, dict(self.facts(written))),
            judgements=dict(self.judgements(self.mapping(judged[1], judged[0]), judged[0])),
            note=str(identity.get("note", ((), ""))[1] or ""),
            file=self.document.file,
            unknown=tuple(self.unknown),
        )
        ask_about(self.values.doubts, self.document, self.diagnostics)
        return profile

    def name(self, identity: Parts) -> str:
        """The enterprise's name; nothing where it is not known."""
        written = identity.get("name", ((), None))[1]
        return "" if written is None or says_unknown(written) else one_line(str(written))

    def like_measures(self, path: _Path, written: str, titles: Sequence[str]) -> None:
        """That a payment's measure is only like some of the rules: it may be any of them."""
        self.diagnostics.warn(
            "P173",
            self.place(path),
            sentence(
                "得过的支持“{written}”也许就是{titles}：先当作可能得过，没有当作一定得过",
                written=written,
                titles="、".join(titles),
            ),
            remedy=sentence("是哪一项就写它的全名称；都不是，写 其他"),
        )

    def facts(
        self, written: Mapping[str | int, object]
    ) -> Iterator[tuple[tuple[str, int | None], Given]]:
        seen: dict[str, str | int] = {}
        unread: list[str | int] = []
        for key, value in written.items():
            name, place = self.names.find(key), self.names.place(key)
            path: _Path = (*self.base, key)
            if name is not None:
                if self.first(name, key, seen):
                    yield from self.fact(self.names.declared[name], value, path)
            elif place is not None:
                if self.first(place.id, key, seen):
                    for own, given in self.placed(place, value, path):
                        if self.first(own, key, seen):
                            yield (own, None), given
            elif self.names.is_unread(key):
                unread.append(key)
            else:
                message, details = self.names.refusal(key)
                self.fault("P102", path, message, key=True, **details)
        if unread:
            self.diagnostics.warn(
                "P170",
                self.document.key_place((*self.at, *self.base, unread[0])),
                sentence("没有规则用到：{names}", names="、".join(map(str, unread))),
            )

    def first(self, name: str, key: str | int, seen: dict[str, str | int]) -> bool:
        """Whether a thing is stated here first; else that is reported."""
        before = seen.setdefault(name, key)
        if before != key:
            self.stated_twice((*self.base, before), (*self.base, key))
        return before == key

    def placed(
        self, place: StatedWord, written: object, path: _Path
    ) -> Iterator[tuple[str, Given]]:
        """What a place says of the facts that it answers."""
        if written is None:
            return
        if says_unknown(written):
            self.unknown.extend((name, None) for name in place.answers)
            return
        label = self.names.declared[next(iter(place.answers))].label.zh
        said = self.values.placed(place, written, (*self.at, *path), label)
        for name, value in said.items():
            yield name, Given(value=value, written=str(written), place=self.place(path))

    def said_of(self, fact: Fact | Definition, value: object) -> object:
        """What is said of a fact: an address, where yes or no is asked, says it, too."""
        place = self.names.answering(fact.id)
        answered = place.answered(value) if place is not None and isinstance(value, str) else None
        return (answered or {}).get(fact.id, value)

    def fact(
        self, fact: Fact | Definition, value: object, path: _Path
    ) -> Iterator[tuple[tuple[str, int | None], Given]]:
        """What is said of a fact; that somebody says not to know it is kept."""
        if says_unknown(value):
            self.unknown.append((fact.id, None))
        elif value is not None:
            yield from self.told(fact, value, path)

    def told(
        self, fact: Fact | Definition, value: object, path: _Path
    ) -> Iterator[tuple[tuple[str, int | None], Given]]:
        """The same of what is known: once, or year by year."""
        records, written = isinstance(fact, Fact) and bool(fact.fields), value
        value = told_list(value) if records else self.said_of(fact, value)
        if not fact.yearly:
            given = self.given(fact, value, path)
            if given is not None:
                # An address says more than what is asked.
                own = written if isinstance(written, str) else given.written
                yield (fact.id, None), replace(given, written=own)
            return
        if records and (
            isinstance(value, list)
            or wrapper(value) is not None
            or (isinstance(value, Mapping) and "value" in value)
        ):
            yield from self.ledger(fact, value, path)
            return
        if says_not_applicable(value):
            # What the enterprise does not have, it has in no year.
            yield (
                (fact.id, None),
                Given(value=NOT_APPLICABLE, written=str(value), place=self.place(path)),
            )
            return
        if not isinstance(value, Mapping) or not value or not all(map(written_year, value)):
            self.fault(
                "P104",
                path,
                sentence("{fact}按年填写", fact=fact.label),
                found=value if not isinstance(value, Mapping) else " ".join(map(str, value)),
                remedy=sentence("填到年份那几列里")
                if isinstance(self.place(path), CellPlace)
                else _by_year(value, path[-1]),
            )
            return
        years: dict[int, str | int] = {}
        for key, part in value.items():
            year = written_year(key)
            assert year is not None
            if year in years:
                self.stated_twice((*path, years[year]), (*path, key))
                continue
            years[year] = key
            if year not in YEARS:
                message = sentence("年份不在 1949 至 2100 之间")
                self.fault("P105", (*path, key), message, found=key, key=True)
            elif part is not None:
                given = self.given(fact, part, (*path, key), year)
                if given is not None:
                    yield (fact.id, year), given

    def ledger(
        self, fact: Fact | Definition, value: object, path: _Path
    ) -> Iterator[tuple[tuple[str, int | None], Given]]:
        """One list for several years: each record names its year.

        Of the years that it names it tells all (or at least what it holds).  Of the others it
        says something only where it says that it is complete; an empty list means none at all.
        """
        given = self.given(fact, value, path)
        if given is None or not isinstance(given.value, Records):
            return
        years = by_year(given.value)
        if isinstance(years, int):
            message = sentence("清单不分年时，每条都要写年度")
            word = wrapper(value)
            at = (*path, years) if word is None else (*path, word, years)
            self.fault("P106", at, message, remedy=sentence("写上是哪一年的，如 year: 2022"))
            return
        for year, records in years.items():
            yield (fact.id, year), replace(given, value=records)
        rest = what_else(value)
        if rest is not None:
            yield (fact.id, None), replace(given, value=rest)

    def given(
        self, fact: Fact | Definition, value: object, path: _Path, year: int | None = None
    ) -> Given | None:
        details: Mapping[str | int, object] = {}
        if isinstance(value, Mapping) and "value" in value:
            details, path = value, (*path, "value")
            for key in value:
                if key not in DETAILS:
                    self.fault(
                        "P101",
                        (*path[:-1], key),
                        sentence("没有这一项"),
                        found=key,
                        allowed=DETAILS,
                        key=True,
                    )
            value = value["value"]
            if value is None:
                return None
        parsed = self.values.read(fact, value, (*self.at, *path), year)
        if parsed is None:
            if says_unknown(value):
                self.unknown.append((fact.id, year))
            return None
        if are_others_unknown(value):
            self.unknown.append((fact.id, year))
        if isinstance(fact, Fact) and fact.receipts is not None and isinstance(parsed, Records):
            parsed = canonical(self.rulebook, fact, parsed, partial(self.like_measures, path))
        grade = details.get("grade")
        if grade is not None and grade not in set(Grade):
            self.fault(
                "P107",
                (*path[:-1], "grade"),
                sentence("没有这个等级"),
                found=grade,
                allowed=list(Grade),
            )
            grade = None
        evidence = str(details.get("evidence") or "stated")
        if evidence not in ("stated", "seen"):
            self.fault(
                "P107",
                (*path[:-1], "evidence"),
                sentence("没有这个写法"),
                found=evidence,
                allowed=("stated", "seen"),
            )
        return Given(
            value=parsed,
            written="" if isinstance(value, (Mapping, list)) else str(value),
            source=str(details.get("source") or ""),
            grade=Grade(str(grade)) if grade else None,
            evidence=evidence,
            note=str(details.get("note") or ""),
            place=self.document.place((*self.at, *path)),
        )

    def part_place(self, path: _Path, part: str | int) -> Place:
        """Where a part of something stands."""
        return self.place((*path, part))

    def judgements(
        self, written: Mapping[str | int, object], base: _Path
    ) -> Iterator[tuple[str, Judgement]]:
        if not written:
            return
        asked, told = judgements_asked(self.rulebook), judgement_names(self.rulebook)
        names = judgements_called(self.rulebook)
        seen: dict[str, str | int] = {}
        for key, value in written.items():
            path: _Path = (*base, key)
            question = names.find(key)
            if question is None:
                self.fault(
                    "P108",
                    path,
                    sentence("没有这个待判定的问题"),
                    found=key,
                    allowed=near(str(key), [name for own in told.values() for name in own[:2]]),
                    remedy=sentence(
                        "问题都在 huiqi template -o 表.xlsx 的“部门判定”里，从下拉里选"
                    ),
                    key=True,
                )
                continue
            if seen.setdefault(question, key) != key:
                self.stated_twice((*base, seen[question]), path)
                continue
            found = read_judgement(
                self.mapping(value, path),
                partial(self.part_place, path),
                self.diagnostics,
                asked[question],
                of_force=question.endswith(f"/{IN_FORCE}"),
            )
            if found is not None:
                yield question, found


def _by_year(value: object, name: object) -> str:
    """How a figure of each year is written; where a comma cut one in two, that."""
    parts = value if isinstance(value, Mapping) else {}
    cut = any(part is None and written_year(key) is None for key, part in parts.items())
    if cut and any(map(written_year, parts)):
        return sentence(
            "数里有半角逗号时，整个值加引号，例如 {name}: {{2022: '1,200万元'}}", name=name
        )
    example = f"{name}: {{2022: …, 2021: …}}"
    return sentence("例如 {example}", example=example)
