"""A profile as a YAML file that people read: facts by their names, topic by topic."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from huiqi.profile.account import Account
from huiqi.report.answers_form import comments, quoted
from huiqi.report.form.in_words import in_words
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact
from huiqi.spelling import visible


def profile_text(account: Account, lines: Iterable[str], phrases: Phrases) -> str:
    """The text of the file; ``lines`` stand above it as comments."""
    return visible("\n".join([*comments(lines), *_lines(account, phrases)])) + "\n"


def day_line(as_of: date, phrases: Phrases) -> str:
    """For which day it was told, and what 未知 in it means."""
    return phrases.say("评估日 {day}；不知道的写着 未知，不会当成“否”，也不会当成 0。", day=as_of)


def _lines(account: Account, phrases: Phrases) -> Iterator[str]:
    code: object = account.credit_code
    if account.accepted:
        code = {"value": code, "accepted": True}
    told = {"name": account.name, "credit_code": code, "note": account.note}
    if any(told.values()):
        yield "enterprise:"
        yield from (f"  {key}: {quoted(value)}" for key, value in told.items() if value)
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
            yield f"  {quoted(key)}: {quoted(dict(judged))}"


def _by_topic(facts: Mapping[str, object], phrases: Phrases) -> list[str]:
    """In the order of the topics; within one as they were told."""
    topics = {name: place for place, name in enumerate(phrases.rulebook.interview.topics)}

    def turn(name: str) -> int:
        topic = phrases.rulebook.declared(name).topic
        return len(topics) if topic is None else topics.get(topic.zh, len(topics))

    return sorted(facts, key=turn)


def _fact(declared: Fact | Definition, value: object) -> Iterator[str]:
    """A fact by its label; each record of a list on a line of its own."""
    key, named = f"  {quoted(declared.label.zh)}:", in_words(declared, value, "zh")
    if isinstance(declared, Fact) and declared.fields and isinstance(named, list) and named:
        yield key
        yield from (f"    - {quoted(record)}" for record in named)
    else:
        yield f"{key} {quoted(named)}"
