"""The form as a commented YAML that loads as it stands: nothing is answered by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from huiqi.profile.form.template import Template
from huiqi.report.answers_form import comments, how_written, quoted, record_written, where_found
from huiqi.report.form.in_words import in_words
from huiqi.report.pages.who_knows import fact_known_to
from huiqi.report.phrases import Phrases
from huiqi.rulebook.rulebook import Definition, Fact


def form_text(template: Template, phrases: Phrases) -> str:
    """The form, with what is known in it."""
    return "\n".join(_lines(template, phrases)) + "\n"


def _lines(template: Template, phrases: Phrases) -> Iterator[str]:
    say, said = phrases.say, template.said
    yield from comments(
        [
            say("企业情况表：在冒号后面填；不知道的空着，不会当成“否”，也不会当成 0。"),
            say("金额带单位（120万元）；只知道大概的写范围（>= 500万元、100万元..200万元）。"),
            say("填好后：huiqi check 这个文件（estimate、ladder、compute 也一样）。"),
            say("规则库 {version}，评估日 {day}。", version=template.version, day=template.as_of),
        ]
    )
    yield "enterprise:"
    code: object = said.credit_code or None
    if said.accepted:
        code = {"value": code, "accepted": True}
    for key, value, comment in (
        ("name", said.name, say("营业执照上的名称")),
        ("credit_code", code, say("营业执照上的 18 位代码")),
        ("note", said.note, say("想记下的话，规则不读")),
    ):
        yield f"  {key}:{_value(value or None)}    # {comment}"
    yield "facts:"
    for place in template.places:
        key, how = quoted(phrases.text(place.label)), say("营业执照上的住所，从省或市写起")
        yield f"  {key}:{_value(said.facts.get(place.id))}    # {how}"
    for topic in template.topics:
        yield ""
        yield from comments([f"---- {phrases.text(topic.title)}"], "  ")
        for fact in topic.facts:
            yield from _fact(fact, template, phrases)
        for one in topic.lists:
            yield ""
            yield from _fact(one, template, phrases)
    if said.judgements:
        yield ""
        yield "judgements:"
        for key, told in said.judgements.items():
            yield f"  {quoted(key)}:{_value(dict(told))}"


def _fact(fact: Fact | Definition, template: Template, phrases: Phrases) -> Iterator[str]:
    say = phrases.say
    given = in_words(fact, template.said.facts.get(fact.id), phrases.language)
    texts = [phrases.text(text) for text in (fact.question, fact.help) if text is not None]
    yield from comments([" ".join(texts)] if texts else [], "  ")
    where, known = where_found(fact, phrases), fact_known_to(fact, phrases)
    yield from comments([say("{who}；{where}", who=known, where=where) if where else known], "  ")
    key = f"  {quoted(phrases.text(fact.label))}:"
    if isinstance(fact, Fact) and fact.fields:
        how = say("清单；没有写 []")
        yield f"{key}{_value(given)}" if given is not None else f"{key}    # {how}"
        yield from record_written(fact, phrases)
        return
    how = how_written(fact, phrases)
    if not fact.yearly or not (given is None or isinstance(given, Mapping)):
        yield f"{key}{_value(given)}    # {how}"
        return
    yield key
    told = given or {}
    for year in sorted({*template.asked[fact.id], *told}, reverse=True):
        yield f"    {year}:{_value(told.get(year))}    # {how}"


def _value(value: object) -> str:
    """A value as YAML writes it on one line, after the colon."""
    return "" if value is None else f" {quoted(value)}"
