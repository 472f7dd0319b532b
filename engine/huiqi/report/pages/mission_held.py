"""What an audit opens with: how far the three things stand, and how many verdicts are settled."""

from __future__ import annotations

from huiqi.inquiry.asked import Mission
from huiqi.report.blocks import Facts, Role, Said, TextRun
from huiqi.report.phrases import Phrases
from huiqi.words import to_say

_SIGNS = {"topics": "①", "fund": "②", "list": "③"}
#: What is held of each.
_TEXTS = {
    "topics": to_say("条文 {held}/{total}，另有 {beside} 份文件代答"),
    "fund": to_say("正文 {held}/{total}"),
    "list": to_say("事项 {held}/{total}，另有国家和省的 {beside} 项可判"),
}


def mission_held(mission: Mission, phrases: Phrases) -> Facts:
    """Of each what is held and encoded of it, and what is still to be asked; then the verdicts."""
    say = phrases.say
    rows: list[tuple[Said, Said]] = []
    for thing in mission.things:
        texts = say(_TEXTS[thing.key], held=thing.texts, total=thing.of_texts, beside=thing.beside)
        said = say(
            "{texts}；条件 {clauses}，用例 {cases}，待问 {questions} 点",
            texts=texts,
            clauses=thing.clauses,
            cases=thing.cases,
            questions=thing.questions,
        )
        rows.append((f"{_SIGNS[thing.key]} {say.told(thing.name)}", said))
    found = mission.standings
    if found is not None:
        settled = say(
            "{settled}/{verdicts} 已定（{percent}%）",
            settled=found.settled,
            verdicts=found.verdicts,
            percent=found.percent,
        )
        rest = say(
            "：{enterprises} 户，{day}\n"
            "待企业答 {enterprise}，待问部门 {office}，条文没有公开 {text}",
            enterprises=found.enterprises,
            day=mission.as_of,
            enterprise=found.enterprise,
            office=found.office,
            text=found.text,
        )
        rows.append((say("结论"), (TextRun(settled, Role.STRONG), rest)))
    return Facts(rows)
