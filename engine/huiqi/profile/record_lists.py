"""Lists of records: what a list says of itself, the keys of its records, and its years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from huiqi.dates import written_year
from huiqi.diagnostics import Diagnostics
from huiqi.language.types import Kind
from huiqi.profile.inputs import MAPPING
from huiqi.rulebook.documents import Document
from huiqi.rulebook.list_columns import TITLE
from huiqi.rulebook.rulebook import Fact
from huiqi.rulebook.text import Text
from huiqi.sentences import sentence
from huiqi.spelling import plain
from huiqi.values import Choice, Interval, Record, Records, Value
from huiqi.wordings import says_unknown

_Path = tuple[str | int, ...]
#: What a list says of itself: that it holds all there is, in every year, or only some of it.
WHOLE = {"complete": True, "全部": True, "at_least": False, "至少": False}
#: Up to which year a list that is complete speaks.
THROUGH = ("through", "截至")
#: Beside some of a list: that somebody does not know whether there are others.
OTHERS = ("others", "没有写上的")
_NONE = ("没有", "无", "none")
#: How a list that is complete says up to when it speaks.
_UP_TO = sentence("全部: […], 截至: 2022")


def told_list(written: object) -> object:
    """A list as it is written; the word for none at all as the empty list."""
    none = isinstance(written, str) and plain(written) in _NONE
    return [] if none else written


def what_else(written: object) -> Records | None:
    """What a list says of the years that it does not name: that they hold nothing, or no word.

    It says so with ``complete:``, where it also says so up to the year of ``through:``; an empty
    list says so by itself.
    """
    written = bare(written)
    word = wrapper(written)
    if not (WHOLE[word] if word is not None else not written):
        return None
    through = None
    if isinstance(written, Mapping):
        through = next((written_year(written[key]) for key in THROUGH if key in written), None)
    return Records((), complete=True, through=through)


def by_year(records: Records) -> dict[int, Records] | int:
    """The records by the year each names, or the position of one that names none.

    A list of several years that tells all of a year tells, too, what earlier years bear on it.
    """
    years: dict[int, list[Record]] = {}
    for index, item in enumerate(records.items):
        year = item.fields.get("year")
        if not isinstance(year, Interval) or not year.known:
            return index
        years.setdefault(int(year.low), []).append(item)
    return {
        year: Records(tuple(items), records.complete, year if records.complete else None)
        for year, items in years.items()
    }


def check_keys(
    fact: Fact,
    items: Sequence[Record],
    places: Sequence[_Path],
    document: Document,
    diagnostics: Diagnostics,
) -> None:
    """One record for one key, and none without the name that is part of its key."""
    seen: dict[tuple[Value | None, ...], _Path] = {}
    for item, path in zip(items, places, strict=True):
        for part in fact.key:
            if fact.fields[part].type.kind is Kind.TEXT and part not in item.fields:
                message = sentence(
                    "{fact}的每条记录都要写{field}", fact=fact.label, field=fact.fields[part].label
                )
                diagnostics.report("P132", document.place(path), message, found=sentence("没有写"))
        own = tuple(_compared(item.fields.get(part)) for part in fact.key)
        if not any(part is not None for part in own):
            continue
        first = seen.setdefault(own, path)
        if first == path:
            continue
        where = document.place(first)
        spot = (
            where.spot
            if where.file != MAPPING
            else sentence("第 {number} 条", number=int(first[-1]) + 1)
        )
        left_out = [part for part in fact.key if part not in item.fields]
        remedy = sentence("同一件事只写一条")
        if left_out:
            remedy = sentence(
                "同一件事只写一条；确是两件，写明{fields}", fields=_labels(fact, left_out)
            )
        diagnostics.report(
            "P126",
            document.place(path),
            sentence(
                "与{spot}是同一条{fact}（{fields}都相同）",
                spot=spot,
                fact=fact.label,
                fields=_labels(fact, fact.key),
            ),
            found=item.key or sentence("没有写名称"),
            remedy=remedy,
        )


def check_extent(
    fact: Fact,
    written: Mapping[object, object],
    path: _Path,
    document: Document,
    diagnostics: Diagnostics,
) -> None:
    """Up to a year can speak only a list kept by years, and only one that is complete; that nobody
    knows of others is said only of one that is not.
    """
    for own in (THROUGH, OTHERS):
        keys = [str(key) for key in written if key in own]
        if len(keys) > 1:
            report_twice(document, diagnostics, (*path, keys[0]), (*path, keys[1]))
    whole = WHOLE[wrapper(written) or ""]
    for key, told in written.items():
        at = (*path, str(key))
        if key in THROUGH and not (fact.yearly and whole and written_year(told) is not None):
            diagnostics.report(
                "P125",
                document.place(at),
                sentence("截至 后面写年份，只用于按年的清单，和 全部 写在一起"),
                found=told,
                remedy=sentence("例如 {{{example}}}", example=_UP_TO),
            )
        if key in OTHERS and (whole or not says_unknown(told)):
            diagnostics.report(
                "P125",
                document.place(at),
                sentence("没有写上的 后面只写 未知，和 至少 写在一起"),
                found=told,
                remedy=sentence("没有别的，就直接写清单，不写 至少"),
            )


def report_twice(document: Document, diagnostics: Diagnostics, first: _Path, second: _Path) -> None:
    """One thing stated under two names, or under two spellings of one: neither wins."""
    one, *others = dict.fromkeys(str(path[-1]) for path in (first, second))
    diagnostics.report(
        "P103",
        document.key_place(second),
        sentence("同一项写了两次，另一处在 {place}", place=document.key_place(first)),
        found=sentence("{one} 与 {other}", one=one, other=others[0]) if others else one,
        remedy=sentence("只留一处"),
    )


def _labels(fact: Fact, parts: Iterable[str]) -> Text:
    """What the parts of a key are called, one after the other."""
    own = [fact.fields[part].label for part in parts]
    return Text(zh="、".join(label.zh for label in own), en=", ".join(label.en for label in own))


def _compared(value: Value | None) -> Value | None:
    """A part of a key as it is compared: a text in its one normal form."""
    if isinstance(value, Choice) and value.symbols is not None:
        return value._replace(symbols=frozenset(map(plain, value.symbols)))
    return value


def bare(written: object) -> object:
    """A value without its source."""
    return written["value"] if isinstance(written, Mapping) and "value" in written else written


def wrapper(written: object) -> str | None:
    """The word that a list is wrapped in, saying whether it is complete."""
    if isinstance(written, Mapping):
        words = [key for key in written if key not in THROUGH and key not in OTHERS]
        if len(words) == 1 and words[0] in WHOLE:
            return str(words[0])
    return None


def are_others_unknown(written: object) -> bool:
    """Whether a list of which some is told says that nobody knows whether there are others."""
    written = bare(written)
    if not isinstance(written, Mapping) or wrapper(written) is None:
        return False
    return any(says_unknown(written.get(word)) for word in OTHERS)


def told_apart(fact: Fact, items: list[Record]) -> tuple[Record, ...]:
    """The records, each with a name that no other of the list has, as far as its key goes."""
    names = Counter(item.key for item in items)
    found = []
    for item in items:
        if names[item.key] > 1 or not item.key:
            rest = [
                field_words(fact, item.fields, part) for part in fact.key if part != fact.shown_by
            ]
            parts = [part for part in (item.key, *rest) if part]
            item = replace(item, key=" ".join(parts))
        found.append(item)
    return tuple(found)


def fields_unknown(written: Mapping[str, object], read: Mapping[str, Value]) -> frozenset[str]:
    """Of what is written of a record the fields that somebody says not to know."""
    unsaid = ((name, said) for name, said in written.items() if name not in read)
    return frozenset(name for name, said in unsaid if said is None or says_unknown(said))


def field_words(fact: Fact, fields: Mapping[str, Value], part: str | None) -> str:
    """A field in words, where it is known."""
    value = fields.get(part) if part is not None else None
    if part is None or value is None:
        return ""
    if isinstance(value, Choice) and value.known and value.symbols:
        (text,) = value.symbols
        enumeration = fact.fields[part].type.enumeration
        return text if enumeration is None else enumeration.label(text, "zh")
    if isinstance(value, Interval) and value.known:
        return str(value.low)
    return ""


def titles_stated(fact: Fact, record: Record) -> Iterator[tuple[str, str]]:
    """The titles that a record of a list states, each with the field in which it does."""
    for field in fact.things.get(TITLE, ()):
        value = record.fields.get(field)
        if isinstance(value, Choice) and value.known:
            yield from ((field, title) for title in value.symbols or ())
