"""An official's answer as written in a file: with name, date and reason, or not at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

from huiqi.dates import parse_date
from huiqi.diagnostics import Diagnostics, Place
from huiqi.profile.profile import Judgement
from huiqi.quantities import QuantityError
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.reach import rests_on_share
from huiqi.rulebook.rulebook import Rulebook
from huiqi.sentences import Sentence, sentence
from huiqi.spelling import Names, plain
from huiqi.wordings import yes_or_no

#: The parts of a judgement, and what each is called.
PARTS = {
    "answer": ("判定", "答复", "结论"),
    "by": ("判定人", "谁判定的", "答复人"),
    "date": ("日期", "判定日期", "答复日期"),
    "reason": ("理由", "依据"),
}
PART_NAMES = Names({part: (part, *names) for part, names in PARTS.items()})
#: What is said of a document instead of yes and no.
_FORCE = {"有效": True, "仍有效": True, "仍然有效": True, "现行有效": True, "继续有效": True}
_FORCE |= dict.fromkeys(("无效", "失效", "已失效", "已废止", "废止", "已过期", "不再有效"), False)
_FORCE |= {plain("in force"): True, plain("not in force"): False}
_ANSWERS = (sentence("是"), sentence("否"))
_FORCE_ANSWERS = (sentence("有效"), sentence("失效"))


def read_judgement(
    fields: Mapping[str | int, object],
    place: Callable[[str | int], Place],
    diagnostics: Diagnostics,
    choices: Sequence[str] = (),
    *,
    of_force: bool = False,
) -> Judgement | None:
    """The judgement: yes or no, or one of ``choices``; ``None`` where a fault (P109) was reported
    at the ``place`` of the part; ``of_force``: whether a document is in force.
    """
    before = len(diagnostics.errors)
    told: dict[str, tuple[str | int, object]] = {}
    for key, value in fields.items():
        part = PART_NAMES.find(key)
        if part is None:
            labels = [names[0] for names in PARTS.values()]
            diagnostics.report(
                "P109", place(key), sentence("判定里没有这一项"), found=key, allowed=labels
            )
        elif value is not None and str(value).strip():
            told[part] = (key, value)
    for part, (label, *_) in PARTS.items():
        if part not in told:
            remedy = sentence("判定要写齐：判定、判定人、日期、理由")
            message = sentence("没有写{field}", field=label)
            diagnostics.report("P109", place(part), message, remedy=remedy)
    if len(diagnostics.errors) > before:
        return None
    key, written = told["answer"]
    choice = str(written) if str(written) in choices else ""
    answer = (True if choice else None) if choices else yes_or_no(written)
    if of_force and answer is None:
        answer = _FORCE.get(plain(str(written)))
    if answer is None:
        allowed = choices or (*_ANSWERS, *(_FORCE_ANSWERS if of_force else ()))
        diagnostics.report(
            "P109", place(key), sentence("看不懂这个判定"), found=written, allowed=allowed
        )
        return None
    key, day = told["date"]
    try:
        on = parse_date(str(day))
    except QuantityError as problem:
        diagnostics.report("P109", place(key), problem.told, found=day)
        on = None
    return Judgement(
        answer=answer,
        by=str(told["by"][1]),
        on=on,
        reason=str(told["reason"][1]),
        place=place(key),
        choice=choice,
    )


@lru_cache(maxsize=4)
def judgement_names(rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """Every question that only an official can decide, by its id, with its names: the id, and what
    is asked, in Chinese and in English, each of one question alone.
    """
    names = {
        key: (key, *(asked_of(rulebook, key).in_language(one) for one in ("zh", "en")))
        for key in judgements_asked(rulebook)
    }
    told = Counter(plain(name) for own in names.values() for name in set(own))
    return {
        key: tuple(f"{name} [{key}]" if told[plain(name)] > 1 else name for name in own)
        for key, own in names.items()
    }


@lru_cache(maxsize=4)
def judgements_called(rulebook: Rulebook) -> Names[str]:
    """Which question is meant by a name of it."""
    return Names(judgement_names(rulebook))


def asked_of(rulebook: Rulebook, key: str) -> Sentence:
    """What a question is about: the measure, and what of it."""
    name, _, own = key.partition("/")
    measure = rulebook.measures[name]
    title = measure.name
    if own == IN_FORCE:
        return sentence("{measure}：文件现在是否有效", measure=title)
    if key == measure.amount_question:
        return sentence("{measure}：金额以哪件来源为准", measure=title)
    text = next(one.text for one in measure.conditions() if one.id == own)
    return sentence("{measure}：{text}", measure=title, text=text)


@lru_cache(maxsize=4)
def judgements_asked(rulebook: Rulebook) -> Mapping[str, tuple[str, ...]]:
    """Every question that only an official can decide, with what can be chosen (none: yes or no).

    Whether a measure is in force, a condition's question, and, where sources disagree on an
    amount, which of them holds.
    """
    asked: dict[str, tuple[str, ...]] = {}
    for measure in rulebook.measures.values():
        asked[f"{measure.id}/{IN_FORCE}"] = ()
        for condition in measure.conditions():
            told = condition.question is not None or condition.unknown is not None
            if told or rests_on_share(rulebook, condition):
                asked[f"{measure.id}/{condition.id}"] = ()
        if measure.gives is not None and measure.gives.conflicting:
            sources = tuple(statement.id for statement in measure.gives.conflicting)
            asked[measure.amount_question] = sources
    return asked
