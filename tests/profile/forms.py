"""Profiles at random, in every notation that a profile has, for whatever copies them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from huiqi.language.types import Kind
from huiqi.profile.judgements import judgements_asked
from huiqi.rulebook.basis import Grade
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook

_YEARS = range(2019, 2024)
#: Names with what could be lost on the way: blanks, quotes, words that mean something, signs.
_ODD = (
    *("合计", "不知道", "unknown", "=1+1", '"', '"甲"', "[甲]", "{甲: 乙}", " 甲 ", "甲\n乙"),
    *("_x000D_", "2023-01-02", "0012", "#N/A", "'甲", "是", "123456789012345678", "甲: 乙 # 丙"),
)
_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=12),
    st.sampled_from(_ODD),
).filter(lambda text: text.strip() and text.strip() not in ("不适用", "not_applicable"))


#: A place answers several facts at once.
_PLACES = {"注册地": st.sampled_from(["山东省聊城市东昌府区", "济南市", "山东省"])}


def profiles(rulebook: Rulebook) -> st.SearchStrategy[dict[str, Any]]:
    """Documents of a profile that reads without a fault, for every kind of fact."""
    declared: list[Fact | Definition] = [
        *rulebook.facts.values(),
        *rulebook.definitions.values(),
    ]
    some = st.lists(st.sampled_from(declared), max_size=8, unique_by=lambda one: one.id)
    facts = some.flatmap(
        lambda chosen: st.fixed_dictionaries(
            {one.id: _fact(one) for one in chosen}, optional=_PLACES
        )
    )
    asked = judgements_asked(rulebook)
    judgements = st.dictionaries(st.sampled_from(sorted(asked)), st.integers(0, 9), max_size=2)
    return st.fixed_dictionaries(
        {
            "enterprise": st.fixed_dictionaries({"name": _TEXTS}),
            "unit": st.sampled_from(["万元", "元", "亿", "千元"]),
            "note": st.one_of(st.just(""), _TEXTS),
            "facts": facts,
            "judgements": judgements.map(
                lambda chosen: {
                    key: {
                        "answer": (asked[key] or (True, "否"))[number % (len(asked[key]) or 2)],
                        "by": "张三",
                        "date": "2023-01-05",
                        "reason": "理由",
                    }
                    for key, number in chosen.items()
                }
            ),
        }
    )


def _fact(fact: Fact | Definition) -> st.SearchStrategy[Any]:
    if isinstance(fact, Fact) and fact.fields:
        return _list(fact)
    if not fact.yearly:
        return _told(_value(fact))
    by_year = st.dictionaries(st.sampled_from(_YEARS), _told(_value(fact)), min_size=1, max_size=3)
    return st.one_of(by_year, st.just("不适用"))


def _told(value: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """With what is told of the source, or without."""
    return st.one_of(
        value,
        st.fixed_dictionaries(
            {"value": value, "source": _TEXTS},
            optional={
                "grade": st.sampled_from([grade.value for grade in Grade]),
                "evidence": st.sampled_from(["stated", "seen"]),
                "note": _TEXTS,
            },
        ),
    )


def _list(fact: Fact) -> st.SearchStrategy[Any]:
    record = _record(fact)
    items = st.lists(record, max_size=4, unique_by=lambda one: str(one.get(fact.key[0])))
    if not fact.key:
        items = st.lists(record, max_size=4)
    wrapped = st.one_of(
        items,
        items.map(lambda one: {"at_least": one}),
        items.map(lambda one: {"at_least": one, "others": "未知"}),
        items.map(lambda one: {"全部": one}),
    )
    if not fact.yearly:
        return _told(st.one_of(wrapped, st.just("不适用")))
    dated = st.tuples(items, st.lists(st.sampled_from(_YEARS), min_size=4, max_size=4)).map(
        lambda both: [{**one, "year": year} for one, year in zip(*both, strict=False)]
    )
    ledger = st.one_of(
        dated,
        dated.map(lambda one: {"at_least": one}),
        dated.map(lambda one: {"至少": one, "没有写上的": "不知道"}),
        dated.map(lambda one: {"complete": one}),
        dated.map(lambda one: {"全部": one, "截至": 2022}),
    )
    bare = wrapped.map(_without_year)
    return st.one_of(
        _told(ledger), st.dictionaries(st.sampled_from(_YEARS), _told(bare), min_size=1, max_size=3)
    )


def _without_year(written: Any) -> Any:
    """A record under its year need not name it."""
    if isinstance(written, dict):
        return {key: _without_year(value) for key, value in written.items()}
    return [{key: value for key, value in one.items() if key != "year"} for one in written]


def _record(fact: Fact) -> st.SearchStrategy[dict[str, Any]]:
    own = {key: field for key, field in fact.fields.items() if field.formula is None}
    names = {key: _value(field) for key, field in own.items() if key in (fact.key or ())}
    rest = {
        key: st.one_of(_value(field), st.none()) for key, field in own.items() if key not in names
    }
    return st.fixed_dictionaries(names, optional={**rest, "rest": st.just(0)})


def _value(fact: Fact | Definition) -> st.SearchStrategy[Any]:
    """A value of the fact, or what is known of it, in one of the ways to write it."""
    kind = fact.type.kind
    if kind is Kind.BOOL:
        return st.sampled_from([True, False, "是", "no", "不适用"])
    if kind is Kind.TEXT:
        return _TEXTS
    if kind is Kind.INDUSTRY:
        codes = st.sampled_from(["C", "C26", "2641", "C3489"])
        return st.one_of(codes, st.lists(codes, min_size=1, max_size=2))
    if kind is Kind.ENUM:
        assert fact.type.enumeration is not None
        symbols = st.sampled_from(fact.type.enumeration.symbols)
        return st.one_of(symbols, st.lists(symbols, min_size=1, max_size=3), st.just("不适用"))
    if kind is Kind.DATE:
        day = st.dates().filter(lambda one: one.year >= 1900).map(str)
        return st.one_of(day, day.map(">= {}".format), day.map("{}..9999-12-31".format))
    return _number(fact)


def _number(fact: Fact | Definition) -> st.SearchStrategy[Any]:
    ratio = fact.type.kind is Kind.RATIO
    units = {Kind.MONEY: ["", "元", "万元", "亿元", "千元"], Kind.RATIO: ["%", "‰"]}.get(
        fact.type.kind, [""]
    )
    low = 0 if fact.low is None else int(fact.low)  # type: ignore[arg-type]
    high = 90 if fact.high is None else int(fact.high * (100 if ratio else 1))  # type: ignore[operator]
    if fact.low is None and fact.type.kind is Kind.MONEY:
        low = -90
    # Figures that end in zeros say how exactly they are known.
    figures = st.tuples(st.integers(low, min(high, low + 9000)), st.sampled_from(["", ".0", ".00"]))
    written = st.tuples(figures.map(lambda both: f"{both[0]}{both[1]}"), st.sampled_from(units))
    one = written.map("".join)
    return st.one_of(
        one,
        # A bare 1 would be less exact than the 100% it is copied as.
        st.just(0) if ratio else st.integers(low, high),
        one.map(">= {}".format),
        one.map("至多{}".format),
        one.map("{0}..{0}".format),
        st.just("不适用"),
    )
