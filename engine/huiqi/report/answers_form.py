"""A YAML of what is missing, to be filled in and read beside the profile.

In the order worth asking: each question with what hangs on it and who knows, its unit or options
as a comment, and room for the answer.  The questions on one list or one fact stand together, at the
place of the first.  Read back by :mod:`huiqi.profile.answers`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import count

import yaml

from huiqi.decision.questions import Question
from huiqi.language.types import Kind
from huiqi.profile.profile import Profile
from huiqi.report.at_stake import hanging
from huiqi.report.pages.who_knows import known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.spelling import visible
from huiqi.values import Record, Records, is_known
from huiqi.words import to_say

_HOW = {
    Kind.MONEY: to_say("金额，如 120万元"),
    Kind.RATIO: to_say("比例，如 5.2%"),
    Kind.COUNT: to_say("数字"),
    Kind.SCALAR: to_say("数字"),
    Kind.DATE: to_say("日期，如 2023-03-15"),
    Kind.BOOL: to_say("是 或 否"),
    Kind.INDUSTRY: to_say("行业代码，如 C3489"),
    Kind.TEXT: to_say("文字"),
}


def answers_form(
    questions: Sequence[Question], profile: Profile, as_of: date, phrases: Phrases
) -> str:
    """The form as a YAML text; ``profile``: to name its records as it does."""
    lines = [
        phrases.say(
            "还没有答的 {number} 问，最值得问的在前（评估日 {day}）。",
            number=len(questions),
            day=as_of,
        ),
        phrases.say("在冒号后面填；不知道的留空。填好后：huiqi check 画像 --answers 这个文件"),
    ]
    together: dict[str, list[Question]] = {}
    for question in questions:
        together.setdefault(question.missing.name, []).append(question)
    text = [*comments(lines), "facts:"]
    numbers = count(1)
    for name, asked in together.items():
        text += ["", *_fact(name, [(next(numbers), one) for one in asked], profile, phrases)]
    return visible("\n".join(text)) + "\n"


def comments(lines: Iterable[str], indent: str = "") -> Iterator[str]:
    for line in lines:
        yield f"{indent}# {' '.join(line.split())}"


def _fact(
    name: str, asked: Sequence[tuple[int, Question]], profile: Profile, phrases: Phrases
) -> Iterator[str]:
    """All questions on one fact."""
    declared = phrases.rulebook.declared(name)
    for number, question in asked:
        yield from comments([f"{number} {_about(question, profile, phrases)}"], "  ")
    if declared.help is not None:
        yield from comments([phrases.text(declared.help)], "  ")
    key = f"  {quoted(phrases.text(declared.label))}:"
    of_records = [question for _, question in asked if question.missing.where]
    if of_records:
        yield key
        indent = "    "
        if len(of_records) < len(asked):
            yield from comments(
                [phrases.say("都在这里了，就把 至少 改成 全部；还有别的，照样添上")], indent
            )
            yield indent + phrases.say("至少") + ":"
            indent += "  "
        yield from _records(name, of_records, profile, phrases, indent)
        return
    if isinstance(declared, Fact) and declared.fields:
        told = profile.given(name, asked[0][1].missing.year)
        how = phrases.say("清单；没有写 []")
        if told is not None:
            how = phrases.say("画像里以外的；没有别的写 []")
        yield f"{key}    # {how}"
        yield from record_written(declared, phrases)
        return
    if not declared.yearly:
        yield f"{key}    # {_how(declared, phrases)}"
        return
    yield key
    for _, question in asked:
        yield f"    {question.missing.year}:    # {_how(declared, phrases)}"


def _how(declared: Fact | Definition, phrases: Phrases) -> str:
    """How the answer is written, also where there is nothing to tell."""
    how = how_written(declared, phrases)
    asked = declared.question.zh if declared.question is not None else ""
    return phrases.say("{how}；没有的写 不适用", how=how) if "不适用" in asked else how


def _about(question: Question, profile: Profile, phrases: Phrases) -> str:
    """What is asked, what hangs on it, and who knows."""
    say = phrases.say
    return say(
        "{question}？（{hangs}；{who}）",
        question=phrases.asked(question.missing, profile).rstrip("?？"),
        hangs=hanging(question.measures, say),
        who=known_to(question.missing, phrases),
    )


def _records(
    name: str, questions: Sequence[Question], profile: Profile, phrases: Phrases, indent: str
) -> Iterator[str]:
    """The records that are asked about, each by its key, with the fields that are missing."""
    fact = phrases.rulebook.facts[name]
    fields: dict[tuple[str, int | None], list[str]] = {}
    for question in questions:
        missing = question.missing
        fields.setdefault((missing.key, missing.year), []).append(missing.field)
    for (shown, year), missed in fields.items():
        known = _key(fact, _record(profile, name, year, shown), year, phrases)
        rows = [(fact.fields[part], f" {quoted(text)}") for part, text in known]
        parts = (fact.fields[part] for part in missed)
        rows += [(part, f"    # {how_written(part, phrases)}") for part in parts]
        for place, (part, rest) in enumerate(rows):
            yield f"{indent}{'  ' if place else '- '}{quoted(phrases.text(part.label))}:{rest}"


def _record(profile: Profile, name: str, year: int | None, shown: str) -> Record | None:
    given = profile.given(name, year)
    items = given.value.items if given is not None and isinstance(given.value, Records) else ()
    return next((item for item in items if item.key == shown), None)


def _key(
    fact: Fact, record: Record | None, year: int | None, phrases: Phrases
) -> Iterator[tuple[str, str]]:
    """The fields that name it or else tell it apart, as the profile says them."""
    for part in dict.fromkeys((fact.shown_by or fact.key[0], *fact.key)):
        value = record.fields.get(part) if record is not None else None
        text = ""
        if value is not None and is_known(value):
            text = phrases.value(value, fact.fields[part].type)
        if part == "year" and not text and year is not None:
            text = str(year)
        if text:
            yield part, text


def record_written(fact: Fact, phrases: Phrases) -> Iterator[str]:
    """How a record of a list is written, as a comment."""
    told = [field for field in fact.fields.values() if field.formula is None]
    for place, field in enumerate(told):
        yield f"  #  {'  ' if place else '- '}{quoted(phrases.text(field.label))}: "


def where_found(fact: Fact | Definition, phrases: Phrases) -> str:
    """Where it stands in what an enterprise has: a paper, the line of a form."""
    found = [phrases.text(fact.found_in)] if fact.found_in is not None else []
    return phrases.say.listed([*found, *([fact.line] if fact.line else [])])


def how_written(declared: Fact | Definition, phrases: Phrases) -> str:
    """What may be written: the options, or the unit with an example."""
    if declared.type.enumeration is not None:
        return phrases.say.listed([label for _, label in phrases.options(declared.type)])
    how = phrases.say(_HOW[declared.type.kind])
    return f"{how} {phrases.counted_in(declared.unit)}".rstrip()


def quoted(value: object) -> str:
    """A value as YAML writes it on one line, a text in quotes where it must be."""
    dumped: str = yaml.safe_dump(
        value, allow_unicode=True, width=10**9, default_flow_style=True, sort_keys=False
    )
    return dumped.removesuffix("\n").removesuffix("\n...")
