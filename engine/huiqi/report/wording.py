"""The words of the reports, in Chinese and English, in one place."""

from __future__ import annotations

from datetime import date

from huiqi.decision.results import Status
from huiqi.inference.errors import Reason
from huiqi.rulebook.force import InForce
from huiqi.rulebook.text import Text

STATUS = {
    Status.QUALIFIES: ("符合", "qualifies"),
    Status.DOES_NOT_QUALIFY: ("不符合", "does not qualify"),
    Status.UNDETERMINED: ("尚不能确定", "undetermined"),
    Status.NEEDS_JUDGEMENT: ("须人工判定", "needs judgement"),
    Status.NOT_IN_FORCE: ("不在施行期", "not in force"),
}


def word(pair: tuple[str, str], language: str) -> str:
    """One of a pair of wordings."""
    return pair[0] if language == "zh" else pair[1]


def comparison(checked: int, note: Reason | None, language: str) -> str:
    """Of how many nodes network and evaluator said the same; ``note``: why not of all."""
    if note is None:
        said = (
            f"推理网络与求值器在 {checked} 个节点上结论一致",
            f"inference network and evaluator agree on {checked} nodes",
        )
        return word(said, language)
    said = ("没有与推理网络比对，结论只出自求值器：", "not compared with the inference network: ")
    if checked:
        said = (
            f"推理网络只比对了 {checked} 个节点，其余结论只出自求值器：",
            f"the inference network was compared on {checked} nodes only: ",
        )
    return word(said, language) + note.in_language(language)


def to_confirm(period: InForce, as_of: date) -> Text:
    """What is said where the conditions are met and only the force is not known."""
    last, first = period.last_seen, period.first_seen
    if last is None:
        where, where_en = "没有见到它施行的日期", "no date of its force was seen"
    elif period.since is None and first is not None and as_of < first.first:
        where, where_en = f"最早见于{first.text.zh}", f"first seen {first}"
    else:
        where, where_en = f"最后见于{last.text.zh}", f"last seen {last}"
    return Text(
        zh=f"条件符合·文件是否仍有效待核（{where}）",
        en=f"conditions met; whether the document is in force is to be confirmed ({where_en})",
    )
