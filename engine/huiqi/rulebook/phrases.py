"""How officials write the conditions of a list, as the rules declare it: wordings and meanings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from huiqi.rulebook.penalty_models import PenaltyQuestionsFile
from huiqi.rulebook.validation import Part
from huiqi.sentences import sentence

#: A condition as a list's file writes it: a name, or its parts.
WrittenClause = dict[str, object] | str

NUMBER = r"(?:\d{1,4}|十二|[一二两三四五六十])"
#: What every wording may name: a limit of time, and a time within which there was none before.
_PARTS = {
    "less": "(?P<less>不超过|不足|未超过|不满|未满)",
    "span": rf"(?P<number>{NUMBER})(?P<unit>年|个月|月|日|天)",
    "window": rf"(?:近?(?P<number>{NUMBER})(?P<unit>年|个月)(?:以)?内|年度内|此前)",
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording, and the clauses that it means; ``window``: the time it names, besides."""

    pattern: re.Pattern[str]
    means: tuple[WrittenClause, ...]
    window: bool


def link_phrases(part: Part[PenaltyQuestionsFile]) -> Iterator[Phrase]:
    """The wordings of a file; R337 for one that is no regular expression."""
    written = part.model.phrases
    for index, model in enumerate(written.written):
        text = model.text
        for name, means in (*written.parts.items(), *_PARTS.items()):
            text = text.replace(f"{{{name}}}", means)
        try:
            pattern = re.compile(text)
        except re.error as error:
            problem = sentence("不是正则表达式：{reason}", reason=str(error))
            part.report("R337", ("phrases", "written", index, "text"), problem, found=model.text)
            continue
        yield Phrase(pattern, tuple(_means(part, index)), model.window)


def _means(part: Part[PenaltyQuestionsFile], index: int) -> Iterator[WrittenClause]:
    """As the file writes them; a named question in full, so that a list says all of it."""
    data = part.document.data
    assert isinstance(data, Mapping)
    questions = data["questions"]
    for clause in data["phrases"]["written"][index].get("means", ()):
        own = questions.get(clause) if isinstance(clause, str) else None
        yield clause if own is None else {"id": str(clause).replace("_", "-"), **own}
