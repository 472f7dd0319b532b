"""What is remarked on rows, said once of all of which the same is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from huiqi.diagnostics import Diagnostic
from huiqi.sentences import Sentence, sentence
from huiqi.tables.columns import row_numbers


def told_once(remarks: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of each kind in a column, with the rows of the others; in the order of the first.

    Of one kind is what is said in the same words but for what stands in the cells: of figures that
    do not agree, by the same rule; of what was taken for an answer, for the same.
    """
    found: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in remarks:
        said = one.message
        words: object = said
        if isinstance(said, Sentence):
            told = said.values.get("told")
            answer = str(told) if isinstance(told, Sentence) else ""
            words = (said.pattern, str(said.values.get("rule")), answer)
        key = (one.code, one.place.file, one.place.column, words, one.remedy)
        found.setdefault(key, []).append(one)
    for first, *others in found.values():
        if not others:
            yield first
            continue
        rows = row_numbers(sorted({one.place.line for one in (first, *others)}))
        said = sentence("{message}；这样的有：{rows}", message=first.message, rows=rows)
        yield replace(first, message=said)
