"""A profile as a YAML file that people read: facts by their names, topic by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import yaml

from huiqi.profile.account import Account
from huiqi.report.answers_form import comments, quoted
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.spelling import visible

#: How a list says what it holds, as it is written in a profile.
_WORDS = {"complete": "全部", "at_least": "至少", "through": "截至", "rest": "其余"}


def profile_text(account: Account, lines: Iterable[str], phrases: Phrases) -> str:
    """The text of the file; ``lines`` stand above it as comments."""
    return visible("\n".join([*comments(lines), *_lines(account, phrases)])) + "\n"


def _lines(account: Account, phrases: Phrases) -> Iterator[str]:
    code: object = account.credit_code
    if account.accepted:
        code = {"value": code, "accepted": True}
    told = {"name": account.name, "credit_code": code, "note": account.note}
    if any(told.values()):
        yield "enterprise:"
        yield from (f"  {key}: {_flow(value)}" for key, value in told.items() if value)
    yield "facts:" if account.facts else "facts: {}"
    topic = ""
    for name in _by_topic(account.facts, phrases):
        declared = phrases.rulebook.declared(name)
        title = phrases.text(declared.topic) if declared.topic is not None else ""
        if title != topic:
            yield from comments([f"---- {title}"], "  ")
            topic = title
        yield from _fact(declared, account.facts[name])
    if account.judgements:
        yield "judgements:"
        for key, judged in account.judgements.items():
            yield f"  {quoted(key)}: {_flow(dict(judged))}"


def _by_topic(facts: Mapping[str, object], phrases: Phrases) -> list[str]:
    """In the order of the topics; within one as they were told."""
    topics = {name: place for place, name in enumerate(phrases.rulebook.interview.topics)}

    def turn(name: str) -> int:
        topic = phrases.rulebook.declared(name).topic
        return len(topics) if topic is None else topics.get(topic.zh, len(topics))

    return sorted(facts, key=turn)


def _fact(declared: Fact | Definition, value: object) -> Iterator[str]:
    """A fact by its label; each record of a list on a line of its own."""
    key = f"  {quoted(declared.label.zh)}:"
    if not isinstance(declared, Fact) or not declared.fields:
        yield f"{key} {_flow(value)}"
        return
    named = _named(declared, value)
    if isinstance(named, list) and named:
        yield key
        yield from (f"    - {_flow(record)}" for record in named)
    else:
        yield f"{key} {_flow(named)}"


def _named(fact: Fact, value: object) -> object:
    """A list with the labels of its fields."""
    if isinstance(value, list):
        return [_named(fact, item) for item in value]
    if isinstance(value, Mapping):
        found = {}
        for key, part in value.items():
            field = fact.fields.get(str(key))
            name = field.label.zh if field is not None else _WORDS.get(str(key), key)
            found[name] = part if field is not None else _named(fact, part)
        return found
    return value


def _flow(value: object) -> str:
    """A value as YAML writes it on one line."""
    dumped: str = yaml.safe_dump(
        value, allow_unicode=True, width=10**9, default_flow_style=True, sort_keys=False
    )
    return dumped.removesuffix("\n").removesuffix("\n...")
