"""What was told, in words: a range, or one end of one, as one says it; the names of a list."""

from __future__ import annotations

import re
from collections.abc import Mapping

from huiqi.language.types import Kind, Type
from huiqi.profile.record_lists import WHOLE, are_others_unknown, wrapper
from huiqi.report.phrases import Phrases
from huiqi.rulebook.points import ends_written
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.words import Say, to_say

#: After a day.
_AFTER = re.compile(r">\s*(\d{4}-\d\d-\d\d)")
_ENDS = {
    ">=": to_say("至少 {figure}"),
    "<=": to_say("不超过 {figure}"),
    ">": to_say("超过 {figure}"),
    "<": to_say("不到 {figure}"),
}
#: Of what there are ranges.
_IN_ORDER = (Kind.MONEY, Kind.RATIO, Kind.COUNT, Kind.SCALAR, Kind.DATE)


def told_words(written: object, phrases: Phrases, declared: Fact | Definition | None = None) -> str:
    """What is written of a fact, on one line; of a list of which only some is told, that too."""
    if isinstance(written, dict):
        if "value" in written:
            return told_words(written["value"], phrases, declared)
        parts = [part for part in written.values() if isinstance(part, list)]
        if parts:
            named = told_words(parts[0], phrases, declared)
            if are_others_unknown(written):
                return phrases.say("{names}（还有没有别的，不知道）", names=named)
            some = not WHOLE.get(wrapper(written) or "", True)
            return phrases.say("{names}（只写了一部分）", names=named) if some else named
    if isinstance(written, (list, tuple)):
        if not written:
            return phrases.say("没有")
        fields = declared.fields if isinstance(declared, Fact) else {}
        names = [
            _name_of(item, fields, phrases) if isinstance(item, dict) else str(item)
            for item in written
        ]
        return phrases.say.listed(names)
    not_yet = declared.not_yet if isinstance(declared, Fact) else None
    if not_yet is not None and (match := _AFTER.fullmatch(str(written))):
        return phrases.say("{not_yet}（到 {day}）", not_yet=phrases.text(not_yet), day=match[1])
    if isinstance(written, str) and declared is not None and declared.type.kind in _IN_ORDER:
        return range_in_words(written, declared.type, phrases.say)
    return str(written)


def range_in_words(written: str, type_: Type, say: Say) -> str:
    """A range, or one end of one, as one says it; a single figure as it is written."""
    sign, parts = ends_written(written, type_)
    if sign == ".." and not all(parts):
        sign, parts = (">=", parts[:1]) if parts[0] else ("<=", parts[1:])
    if sign == "..":
        return say("{least} 至 {most}", least=parts[0], most=parts[1])
    return say(_ENDS[sign], figure=parts[0]) if sign in _ENDS else written


def _name_of(item: Mapping[object, object], fields: Mapping[str, Fact], phrases: Phrases) -> str:
    """The first thing that is told of a record; of a kind its words."""
    key, value = next(iter(item.items()), ("", ""))
    field = fields.get(str(key))
    kinds = field.type.enumeration if field is not None else None
    symbol = kinds.find(str(value)) if kinds is not None else None
    return kinds.label(symbol, phrases.language) if kinds is not None and symbol else str(value)
