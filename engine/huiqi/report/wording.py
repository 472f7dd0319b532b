"""What is said of a whole answer: that it was compared, that a document is to be confirmed."""

from __future__ import annotations

from datetime import date

from huiqi.inference.errors import Reason
from huiqi.rulebook.force import InForce
from huiqi.sentences import Sentence, sentence
from huiqi.words import Say


def comparison(checked: int, note: Reason | None, language: str, *, brief: bool = False) -> str:
    """Of how many nodes network and evaluator said the same; ``note``: why not of all, which
    ``brief`` leaves to the message.
    """
    say = Say(language)
    if note is None:
        return say("推理网络与求值器在 {number} 个节点上结论一致", number=checked)
    if brief and not checked:
        return say("没有与推理网络比对，结论只出自求值器（原因和办法见 I101）")
    if brief:
        return say(
            "推理网络只比对了 {number} 个节点，其余结论只出自求值器（原因见 I101）", number=checked
        )
    why = note.in_language(language)
    if not checked:
        return say("没有与推理网络比对，结论只出自求值器：{why}", why=why)
    return say(
        "推理网络只比对了 {number} 个节点，其余结论只出自求值器：{why}", number=checked, why=why
    )


def to_confirm(period: InForce, as_of: date) -> Sentence:
    """What is said where the conditions are met and only the force is not known."""
    last, first = period.last_seen, period.first_seen
    if last is None:
        where = sentence("没有见到它施行的日期")
    elif period.since is None and first is not None and as_of < first.first:
        where = sentence("最早见于{day}", day=first.text)
    elif days := period.seen_days_before(as_of):
        where = sentence("{number} 天前见到它有效，{day}", number=days, day=last.text)
    else:
        where = sentence("最后见于{day}", day=last.text)
    return sentence("读到的条件够·文件是否仍有效待核（{where}）", where=where)
