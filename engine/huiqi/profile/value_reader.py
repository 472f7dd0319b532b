"""One value of a profile, by the type of its fact."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from huiqi.diagnostics import MOST_SHOWN, Diagnostics
from huiqi.language.industries import IndustryError
from huiqi.language.types import Enumeration, Kind
from huiqi.profile.doubts import Doubt, doubt_of
from huiqi.profile.figure_remedies import how_to_write
from huiqi.profile.record_lists import (
    WHOLE,
    check_extent,
    check_keys,
    field_words,
    fields_unknown,
    report_twice,
    told_apart,
    told_list,
    wrapper,
)
from huiqi.quantities import QuantityError
from huiqi.rulebook.composer import Steps
from huiqi.rulebook.documents import Document
from huiqi.rulebook.naming import called, labels_near, names_of
from huiqi.rulebook.points import parse_range, read_as
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.rulebook.text import Text
from huiqi.rulebook.vocabulary import PlaceWord, StatedWord, TitleWord
from huiqi.sentences import bilingual, sentence
from huiqi.spelling import code_text, figure_text, plain
from huiqi.truth import Truth
from huiqi.values import (
    NOT_APPLICABLE,
    Choice,
    Interval,
    Record,
    Records,
    Value,
    exactly,
    lies_between,
    symbol,
)
from huiqi.wordings import says_not_applicable, says_unknown, yes_or_no

_Path = tuple[str | int, ...]
_REST = ("rest", "其余")
#: The longest list of records read.
MOST_RECORDS = 5000

#: Words beside a year, and not the signs of a day.
_IN_WORDS = re.compile(r"[^\W\d_年月日号]")


class ValueReader:
    """Reads values of one document, reporting faults at their place.

    ``unit`` is what a bare amount counts, where the document says so; else it counts yuan.
    ``share``: the same of a bare ratio.  What is not plausible is kept in ``doubts``.
    """

    def __init__(
        self,
        document: Document,
        diagnostics: Diagnostics,
        unit: Decimal | None = None,
        *,
        share: Decimal | None = None,
    ) -> None:
        self.document = document
        self.diagnostics = diagnostics
        self.unit = unit
        self.share = share
        self.doubts: list[Doubt] = []

    def read(
        self, fact: Fact | Definition, written: object, path: _Path, year: int | None = None
    ) -> Value | None:
        """The value; ``None`` where it is said to be unknown, or a fault was reported."""
        if says_not_applicable(written):
            return NOT_APPLICABLE
        kind = fact.type.kind
        options = fact.type.enumeration
        if says_unknown(written) and (options is None or options.find(str(written)) is None):
            return None
        if kind is Kind.RECORDS:
            assert isinstance(fact, Fact)
            return self._records(fact, told_list(written), path, year)
        if kind is Kind.BOOL:
            answer = yes_or_no(written, fact.label.zh)
            if answer is None:
                return self._neither(fact, written, path)
            return Truth.of(answer)
        if kind is Kind.ENUM:
            return self._symbols(fact, written, path)
        if kind is Kind.INDUSTRY:
            return self._industry(fact, written, path)
        if kind is Kind.TEXT:
            return symbol(str(written))
        return self._number(fact, written, path)

    def _fault(
        self,
        code: str,
        path: _Path,
        message: str,
        found: object,
        *,
        allowed: Iterable[str] = (),
        names: Iterable[str] = (),
        remedy: str = "",
    ) -> Value | None:
        """Reports, and gives the ``None`` that stands for a value that could not be read."""
        self.diagnostics.report(
            code,
            self.document.place(path),
            message,
            found=found,
            allowed=allowed,
            names=names,
            remedy=remedy,
        )
        return None

    def placed(
        self, place: StatedWord, written: object, path: _Path, label: str
    ) -> dict[str, Truth]:
        """What an address says of the facts that it answers; ``label``: what one of them is called.
        So does the word for a title that is held.

        P171 where it could lie anywhere, P192 where it is no such word.
        """
        answered = place.answered(str(written))
        if answered is None and isinstance(place, TitleWord):
            words = [word for own in place.answers.values() for word in own]
            said = sentence("看不出{title}是哪一级", title=place.label)
            if place.held_of(str(written)) is not None:
                said = sentence(
                    "{title}：只写了哪年、哪批的，没有说现在是否有效", title=place.label
                )
            self._fault("P192", path, said, written, allowed=words)
        elif answered is None and isinstance(place, PlaceWord):
            self._fault(
                "P171",
                path,
                sentence("看不出{place}在哪个省、市", place=place.label),
                written,
                remedy=sentence(
                    "从省或市写起，例如 {example}；或者直接写 {label}: 是（或 否）",
                    example=place.example,
                    label=label,
                ),
            )
        return {name: Truth.of(yes) for name, yes in (answered or {}).items()}

    def stated_twice(self, first: Steps, second: Steps) -> None:
        """One thing stated under two names, or under two spellings of one: neither wins."""
        report_twice(self.document, self.diagnostics, first, second)

    def _neither(self, fact: Fact | Definition, written: object, path: _Path) -> Value | None:
        """A word that is neither yes nor no, or could be both."""
        message = (
            sentence("{fact}：写 是 或 否", fact=fact.label)
            if yes_or_no(written) is None
            else sentence(
                "{fact}：“{written}”有两种读法，写 是 或 否", fact=fact.label, written=written
            )
        )
        return self._fault(
            "P122",
            path,
            message,
            written,
            allowed=(sentence("是"), sentence("否")),
            remedy=sentence("不知道就写 未知"),
        )

    def _number(self, fact: Fact | Definition, written: object, path: _Path) -> Value | None:
        bare = self.share if fact.type.kind is Kind.RATIO else self.unit
        try:
            low, high = parse_range(written, fact.type, fact.unit, bare)
        except QuantityError as problem:
            remedy = how_to_write(fact, written, problem, bare)
            told = problem.told
            if fact.is_calendar_year and _IN_WORDS.search(plain(str(written))):
                # Its words are no unit: 2026.1进的那个库.
                told = sentence("看不出是哪一年")
            said = sentence("{fact}：{problem}", fact=fact.label, problem=told)
            return self._fault("P120", path, said, written, remedy=remedy)
        for end in (low, high):
            if end is not None and not lies_between(end, fact.low, fact.high):
                return self._fault(
                    "P121",
                    path,
                    sentence(
                        "{fact}超出了可能的范围（{domain}）", fact=fact.label, domain=_domain(fact)
                    ),
                    written,
                )
        if told := read_as(written, fact.type):
            message = sentence(
                "{fact}：“{written}”按 {told} 读", fact=fact.label, written=written, told=told
            )
            self.diagnostics.warn("P134", self.document.place(path), message)
        doubt = doubt_of(fact, written, (low, high), path, self.unit)
        if doubt is not None:
            self.doubts.append(doubt)
        if low is None and fact.low is not None:
            low = fact.low
        if high is None and fact.high is not None:
            high = fact.high
        return exactly(low) if low is not None and low == high else Interval(low, high)

    def _symbols(self, fact: Fact | Definition, written: object, path: _Path) -> Value | None:
        enumeration = fact.type.enumeration
        assert enumeration is not None
        listed = written if isinstance(written, list) else [written]
        if not listed:
            return self._none_listed(fact, path)
        found = set()
        for item in listed:
            one = enumeration.find(str(item))
            if one is None:
                labels = [
                    bilingual(label_of(enumeration, symbol)) for symbol in enumeration.symbols
                ]
                many = sentence("全部选项在空表（huiqi template -o 表.xlsx）的下拉里")
                return self._fault(
                    "P123",
                    path,
                    sentence("{fact}没有这个选项", fact=fact.label),
                    item,
                    allowed=labels,
                    names=enumeration.symbols,
                    remedy=many if len(labels) > MOST_SHOWN else "",
                )
            found.add(one)
        return Choice(frozenset(found))

    def _none_listed(self, fact: Fact | Definition, path: _Path) -> Value | None:
        message = sentence("{fact}没有列出任何可能", fact=fact.label)
        return self._fault("P130", path, message, "[]", remedy=sentence("不知道就不写"))

    def _industry(self, fact: Fact | Definition, written: object, path: _Path) -> Value | None:
        listed = written if isinstance(written, list) else [written]
        if not listed:
            return self._none_listed(fact, path)
        codes = set()
        for item in listed:
            try:
                named = fact.type.industries.called(str(item))
                codes.add(named or fact.type.industries.full(_code_alone(str(item))))
            except IndustryError as problem:
                remedy = bilingual(fact.help) if isinstance(fact, Fact) and fact.help else ""
                return self._fault("P124", path, problem.told, item, remedy=remedy)
        return Choice(frozenset(codes))

    def _records(self, fact: Fact, written: object, path: _Path, year: int | None) -> Value | None:
        complete = True
        wrapped = wrapper(written)
        if wrapped is not None:
            check_extent(fact, written, path, self.document, self.diagnostics)  # type: ignore[arg-type]
            complete = WHOLE[wrapped]
            written, path = written[wrapped], (*path, wrapped)  # type: ignore[index]
        if not isinstance(written, list):
            return self._fault(
                "P125",
                path,
                sentence("{fact}写成清单（每条以 - 开头）；没有就写 []", fact=fact.label),
                written,
                remedy=sentence(
                    "只知道一部分写 至少: 再列清单；各年合起来全在这里写 全部: 再列清单"
                ),
            )
        if len(written) > MOST_RECORDS:
            message = sentence("清单超过 {number} 条", number=MOST_RECORDS)
            return self._fault("P125", path, message, len(written))
        read = [self.record(fact, entry, (*path, n), year) for n, entry in enumerate(written)]
        places = [(*path, n) for n, record in enumerate(read) if record is not None]
        items = [record for record in read if record is not None]
        check_keys(fact, items, places, self.document, self.diagnostics)
        return Records(told_apart(fact, items), complete)

    def record(
        self, fact: Fact, entry: object, path: _Path, year: int | None = None
    ) -> Record | None:
        """One record of a list; ``None`` where it is none, which is reported."""
        if not isinstance(entry, Mapping):
            self._fault("P125", path, sentence("每条记录写成若干 字段: 值"), entry)
            return None
        names = names_of(fact.fields)
        fields: dict[str, Value] = {}
        stated: dict[str, str | int] = {}
        for key, written in entry.items():
            name = "rest" if plain(str(key)) in _REST else names.find(key)
            field = fact.fields.get(name or "")
            if name is None or (field is not None and field.formula is not None):
                stated_fields = {k: f for k, f in fact.fields.items() if f.formula is None}
                self._fault(
                    "P128",
                    path,
                    sentence("记录里没有这个字段"),
                    key,
                    allowed=labels_near(stated_fields, key)
                    or [bilingual(field.label) for field in stated_fields.values()],
                    names=[name for field in stated_fields.values() for name in called(field)],
                )
                continue
            if name in stated:
                self.stated_twice((*path, stated[name]), (*path, key))
                continue
            stated[name] = key
            if field is None:
                if written not in (0, Decimal(0)):
                    message = sentence("rest 只能写 0：没写的金额都是 0")
                    self._fault("P127", (*path, key), message, written)
            elif written is not None:
                value = self.read(field, written, (*path, key))
                if value is not None:
                    fields[name] = value
        fields.update(self._unwritten(fact, stated, path))
        if year is not None and "year" in fact.fields:
            own = fields.setdefault("year", exactly(Decimal(year)))
            if own != exactly(Decimal(year)):
                message = sentence("这条记录的年份与所在的 {year} 年不同", year=year)
                self._fault("P129", path, message, entry.get("year"))
        told = {name: entry[key] for name, key in stated.items()}
        key = field_words(fact, fields, fact.shown_by)
        return Record(fields, key, unknown=fields_unknown(told, fields))

    def _unwritten(
        self, fact: Fact, stated: Mapping[str, object], path: _Path
    ) -> Iterator[tuple[str, Value]]:
        """What the fields that are not written are: no money of the rest, or what is usual."""
        for name, field in fact.fields.items():
            if field.formula is not None or name in stated:
                continue
            if "rest" in stated and field.type.kind is Kind.MONEY:
                yield name, exactly(Decimal(0))
            elif field.default is not None:
                reader = ValueReader(self.document, self.diagnostics)
                value = reader.read(field, field.default, path)
                if value is not None:
                    yield name, value


#: A code with the name of the industry after it; no name has a figure, and none is a unit.
_UNIT = r"[万亿千百十]*(?:美?元|[人个件项号年月日台套户家名次吨米])?"
_NAMED_CODE = re.compile(
    rf"([A-Za-z]?\d{{2,4}})[ :：、,(-]*(?!{_UNIT}\)?$)[^\x00-\x7f][^\dA-Za-z]*"
)


def _code_alone(written: str) -> str:
    """A code without the name that stands beside it: C3451 轴承制造."""
    named = _NAMED_CODE.fullmatch(figure_text(written))
    return code_text(named[1] if named else written)


def _domain(fact: Fact | Definition) -> str:
    ends = (("≥", fact.low), ("≤", fact.high))
    return "、".join(f"{sign} {end}" for sign, end in ends if end is not None)


def label_of(enumeration: Enumeration, symbol: str) -> Text:
    """An option in both languages."""
    return Text(zh=enumeration.label(symbol, "zh"), en=enumeration.label(symbol, "en"))
