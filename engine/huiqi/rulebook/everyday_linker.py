"""Linking the everyday words of ``rules/penalty-list/words.yaml``.

R358 a word of the lists that stands in none, R359 a longer word in which no everyday one stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from huiqi.rulebook.linking import Linking
from huiqi.rulebook.penalties import EverydayWords
from huiqi.rulebook.penalty_models import WordsFile
from huiqi.sentences import sentence
from huiqi.spelling import folded


def link_words(linker: Linking, matters: Iterable[str]) -> EverydayWords:
    """Those of all files; ``matters``: what each row of a list, and each precedent, says was
    done.
    """
    texts = tuple(map(folded, matters))
    parts = linker.files.of("penalty-words", WordsFile)
    listed: dict[str, tuple[str, ...]] = {}
    for part in parts:
        for index, model in enumerate(part.model.words):
            for at, said in enumerate(model.said):
                linker.once("everyday", folded(said), part.place("words", index, "said", at))
                listed[said] = model.listed
            for at, word in enumerate(model.listed):
                if not any(folded(word) in text for text in texts):
                    part.report(
                        "R358",
                        ("words", index, "listed", at),
                        sentence("清单和先例里没有一项写着这个词"),
                        found=word,
                        remedy=sentence("照清单的原文写；清单不再写的，删去"),
                    )
    for part in parts:
        for index, longer in enumerate(part.model.apart):
            if not any(folded(said) in folded(longer) for said in listed):
                said = sentence("这个词里没有一个日常说法，不必另写")
                part.report("R359", ("apart", index), said, found=longer)
    return EverydayWords(
        listed=listed,
        how=frozenset(
            said for part in parts for model in part.model.words if model.how for said in model.said
        ),
        apart=tuple(word for part in parts for word in part.model.apart),
        passed_over=tuple(word for part in parts for word in part.model.passed_over),
    )
