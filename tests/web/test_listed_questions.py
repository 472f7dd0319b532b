"""What a result lists as to be found out says the same on its own page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from huiqi import Engine
from huiqi.report.pages.interview import effects_told, moved
from huiqi.report.pages.next_step import NumberedQuestions
from huiqi.report.phrases import Phrases
from tests.web.serving import EXAMPLE, ROOT

#: Whether the county is one under special support decides nothing by itself: only an office can
#: say the rest.
SUPPORTED = """
enterprise: {name: 示例企业}
facts:
  注册地在聊城市: 是
  技术改造项目:
    - 项目名称: 设备更新
      完成投资: 950万元..1800万元
      备案的总投资: 1800万元
      竣工投产日期: 2027-04
      得到过2024年中央设备更新特别国债: 否
  列入严重违法失信名单: 否
  有财政涉企资金“绿色门槛”不予支持的情形: 否
"""
ENGINE = Engine.load(ROOT / "rules", compare=False)
PHRASES = Phrases(ENGINE.rulebook, "zh")


@pytest.mark.parametrize("told", [EXAMPLE, SUPPORTED], ids=["example", "supported"])
@pytest.mark.parametrize("day", [date(2023, 6, 20), date(2026, 12, 1), date(2027, 5, 15)])
def test_a_question_hangs_on_as_many_measures_on_its_page(
    told: Path | str, day: date, tmp_path: Path
) -> None:
    """It was said that one measure waits for it, and on its page that none does."""
    source = told
    if isinstance(told, str):
        source = tmp_path / "told.yaml"
        source.write_text(told, encoding="utf-8")
    assert isinstance(source, Path)
    decision = ENGINE.check(ENGINE.read_enterprise(source, day).enterprise, day)
    asked = NumberedQuestions(decision.questions, 5, decision.profile)
    assert asked.shown
    for group in [*asked.shown, *asked.not_known]:
        listed = {result.measure.id for question in group for result in question.measures}
        with ENGINE.interview(source, day) as interview:
            interview.reopen(group[0].missing)
            question = interview.question
            assert question is not None
            found = interview.effects()
            if len(group) == 1:
                assert {one.measure.id for one in moved(question, found)} == listed
            told_of = effects_told(question, found, PHRASES)
            for (_, does), effect in zip(told_of, found, strict=False):
                # Only of options are those that do the same on one line.
                if question.kind.value != "option":
                    assert bool(effect.turned) != ("这一问还定不了" in does)


def test_that_only_an_office_is_left_is_told(tmp_path: Path) -> None:
    """An answer alone moved a measure from one list to another, and was said to do nothing."""
    source, day = tmp_path / "told.yaml", date(2026, 12, 1)
    source.write_text(SUPPORTED, encoding="utf-8")
    with ENGINE.interview(source, day) as interview:
        asked = next(q for q in interview.decision.questions if "supported_area" in q.missing.where)
        assert [one.measure.id for one in asked.measures] == ["renovation-2025"]
        interview.reopen(asked.missing)
        question = interview.question
        assert question is not None
        answers = dict(effects_told(question, interview.effects(), PHRASES))
    assert answers["是"] == "只剩要问部门的：技改奖补（2025年）"
    assert answers["否"] == "排除：技改奖补（2025年）"
