"""What is told of a fact, written as people read it: fields and options by their labels."""

from __future__ import annotations

from collections.abc import Mapping

from huiqi.language.types import Type
from huiqi.profile.profile_reader import DETAILS
from huiqi.rulebook.rulebook import Definition, Fact

#: How a list says what it holds, as it is written in a profile.
_WORDS = {
    "complete": "全部",
    "at_least": "至少",
    "through": "截至",
    "rest": "其余",
    "others": "没有写上的",
}


def in_words(declared: Fact | Definition, value: object, language: str) -> object:
    """The same value, read back as the same: in each of its years, in each of its records."""
    if isinstance(value, list):
        return [in_words(declared, item, language) for item in value]
    if isinstance(value, Mapping):
        return dict(_part(declared, key, part, language) for key, part in value.items())
    return option_in_words(declared.type, value, language) if isinstance(value, str) else value


def option_in_words(type_: Type, value: object, language: str) -> object:
    """An option by its label; where two bear one label only the id tells which is meant."""
    options = type_.enumeration
    symbol = options.find(str(value)) if options is not None else None
    if options is None or symbol is None:
        return value
    label = options.label(symbol, language)
    return label if options.find(label) == symbol else symbol


def _part(
    declared: Fact | Definition, key: object, part: object, language: str
) -> tuple[object, object]:
    """A year, a field, or a word of a list with what it holds."""
    field = declared.fields.get(str(key)) if isinstance(declared, Fact) else None
    if field is not None:
        return field.label.in_language(language), in_words(field, part, language)
    if key != "value" and key in DETAILS:
        return key, part
    word = _WORDS.get(str(key), key) if language == "zh" else key
    return word, in_words(declared, part, language)
