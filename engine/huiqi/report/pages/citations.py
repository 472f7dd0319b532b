"""How documents are cited: each once, with the places in it and how far it carries."""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.report.blocks import Said, TextRun
from huiqi.report.pages import marks
from huiqi.report.pages.marks import GRADES_SAID
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import RANKS, Basis, Grade, Source


def graded(text: str, bases: Iterable[Basis], phrases: Phrases) -> str:
    """A text with the grades of what it rests on."""
    words = dict.fromkeys(phrases.say(GRADES_SAID[basis.grade.value]) for basis in bases)
    if not words:
        return text
    return phrases.say("{text}（{notes}）", text=text, notes=phrases.say.listed(list(words)))


def cited(basis: Basis, phrases: Phrases, *, full: bool = False, leads: bool = False) -> str:
    """A citation with its grade; ``full``: with its address and its note below it; ``leads``: it
    stands with its address, of which it is said where that is a copy's.
    """
    grade = marks.grade(RANKS[basis.grade], phrases)
    if (full or leads) and basis.source.is_copied:
        grade = phrases.say("{grade}，网址是转载", grade=grade)
    said = phrases.say("{document}（{grade}）", document=basis.cited(), grade=grade)
    below = (basis.source.url, basis.note) if full else ()
    return "\n".join([said, *(line for line in below if line)])


def before_address(source: Source, phrases: Phrases) -> str:
    """What is said before an address that stands apart: that it is a copy's; else nothing."""
    return phrases.say("官方文件，网址是转载：") if source.is_copied else ""


def address_told(source: Source, phrases: Phrases) -> str:
    """The address of a document, with that."""
    return before_address(source, phrases) + source.url


def cited_below(basis: Basis, phrases: Phrases) -> Said:
    """A citation with its grade, and below it its address, which leads there, and its note."""
    said: list[str | TextRun] = [cited(basis, phrases, leads=True)]
    if basis.source.url:
        said += ["\n", TextRun(basis.source.url, url=basis.source.url)]
    if basis.note:
        said += ["\n", basis.note]
    return said


def cited_link(basis: Basis, phrases: Phrases) -> Said:
    """A citation with its grade on one line, which leads to the document."""
    whole = cited(basis, phrases, leads=True)
    before, _, after = whole.partition(basis.cited())
    return (before, TextRun(basis.cited(), url=basis.source.url), after)


def sources_named(bases: Iterable[Basis], phrases: Phrases, *, articles: bool = False) -> list[str]:
    """Every document, with the places in it and its grade; ``articles``: these as a whole."""
    places: dict[tuple[str, Grade], dict[str, Basis]] = {}
    for basis in bases:
        key = basis.named(), basis.grade
        places.setdefault(key, {})[basis.article if articles else basis.locator] = basis
    between, told = phrases.say("；"), []
    for (name, _), own in places.items():
        where = between.join(filter(None, own))
        told.append(graded(f"{name} {where}".rstrip(), own.values(), phrases))
    return told
