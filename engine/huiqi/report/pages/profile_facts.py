"""What an invented enterprise states, on a line, by what people call it."""

from __future__ import annotations

import yaml

from huiqi.language.formatting import money
from huiqi.language.types import Kind
from huiqi.profile.record_lists import wrapper
from huiqi.quantities import parse_money
from huiqi.rulebook.rulebook import Definition, Fact, Rulebook
from huiqi.words import Say, to_say

#: How truths are written in a profile, in every language.
_ANSWERS = (to_say("是"), to_say("否"), to_say("不适用"))


def profile_facts(profile: str, rulebook: Rulebook, language: str) -> str:
    """The facts and judgements of a profile, given as the text of its file."""
    content, say = yaml.safe_load(profile), Say(language)
    said = []
    for name, value in content.get("facts", {}).items():
        label = rulebook.label(name).in_language(language)
        fact = rulebook.declared(name)
        if (word := wrapper(value)) is not None:
            # A list that says of itself that it holds every year, or only some records.
            value = value[word]
        if isinstance(value, dict):
            years = [f"{_value(each, fact, say)} ({year})" for year, each in value.items()]
            said.append(f"{label} {', '.join(years)}")
        elif isinstance(value, list) and isinstance(fact, Fact):
            records = [_record(each, fact, say) for each in value]
            said.append(f"{label} [{'; '.join(records)}]")
        else:
            said.append(f"{label} {_value(value, fact, say)}")
    for key, judgement in content.get("judgements", {}).items():
        said.append(say("判定 {key} {answer}", key=key, answer=say(judgement["answer"])))
    return say("，").join(said)


def _record(record: dict[str, object], fact: Fact, say: Say) -> str:
    return ", ".join(
        f"{fact.fields[key].label.in_language(say.language)} {_value(value, fact.fields[key], say)}"
        for key, value in record.items()
    )


def _value(value: object, fact: Fact | Definition, say: Say) -> str:
    """One value as it stands in the profile, or the same in English."""
    written = str(value)
    if say.language == "zh":
        return written
    if written in _ANSWERS:
        return say(written)
    enumeration = fact.type.enumeration
    if enumeration is not None:
        return enumeration.label(enumeration.find(written) or written, say.language)
    if fact.type.kind is Kind.MONEY:
        return money(parse_money(written), say.language)
    return written
