"""What a cell of remarks tells of a title, and of what came of a measure (高企2023复审奖10万没到):
neither is read there, and each is told with the column in which it would be.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from huiqi.profile.outcome_heads import STEP_WORDS, OutcomeStep
from huiqi.profile.outcome_words import outcome_words
from huiqi.profile.outcomes_meant import outcome_parts, word_without_kind
from huiqi.profile.support_told import measures_meant
from huiqi.profile.titles_listed import titles_of_cell
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.titles_called import titles_called
from huiqi.rulebook.vocabulary import TitleWord
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import plain

#: Between what is told of one measure.
_COMMA = "，"
#: The column in which it is read of any measure how far it came.
_OUTCOMES = STEP_WORDS[OutcomeStep.APPLIED][0]


def outcomes_aside(rulebook: Rulebook, text: str) -> Iterator[tuple[str, Sentence]]:
    """The parts of a cell that say what came of a measure, each with where that is read; of what is
    given for a title the title, too.
    """
    for part in outcome_parts(rulebook, text):
        if part.doubtful and _COMMA in part.written:
            # What is said of something else behind it takes nothing of it back here.
            for one in part.written.split(_COMMA):
                yield from outcomes_aside(rulebook, one)
            continue
        came = any(one.step or one.denied for one in outcome_words(part.told))
        if part.doubtful or not (came and part.word and measures_meant(rulebook, part.word)):
            continue
        title = _several(rulebook)
        if title is not None and _is_title(rulebook, word_without_kind(part.word)):
            said = sentence(
                "证书写一列“{titles}”，写明哪年的；办到哪一步、多少钱写一列“{column}”，照这句写",
                titles=title.label,
                column=_OUTCOMES,
            )
        else:
            said = sentence("办到哪一步、多少钱写一列“{column}”，照这句写", column=_OUTCOMES)
        yield part.written, said


def title_aside(rulebook: Rulebook, phrase: str, as_of: date) -> Sentence | None:
    """Where it is read, of a phrase that is a title, with or without its days."""
    title = _several(rulebook)
    if title is None:
        return None
    if not (title.names_titles(phrase) or titles_of_cell(rulebook, title, phrase, as_of).known):
        return None
    return sentence("要用，写一列“{titles}”，照这句写", titles=title.label)


def _several(rulebook: Rulebook) -> TitleWord | None:
    return next((one for one in rulebook.vocabulary.titles.values() if one.several), None)


def _is_title(rulebook: Rulebook, word: str) -> bool:
    title = _several(rulebook)
    return plain(word) in titles_called(rulebook) or (
        title is not None and title.answered(word) is not None
    )
