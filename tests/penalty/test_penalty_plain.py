"""The first sentence on an open act: what it looks like, what it lacks, what to do, whom to ask."""

from __future__ import annotations

from huiqi.report.pages.penalty_plain import in_plain_words
from huiqi.report.pages.penalty_room import Told
from huiqi.report.phrases import Phrases
from tests.penalty.book import BOOK, DAY, DECIDER, incident

LATE = {"what": "个税逾期申报", "domain": "税务", "person": "企业", "committed_on": "2025-05-16"}


def said(items: list[str] | None = None, **more: object) -> str:
    data = {"incident": {**LATE, **more}} | ({} if items is None else {"items": items})
    decision = DECIDER.decide(incident(data), DAY)
    return in_plain_words(decision, Told(decision, BOOK, Phrases(BOOK.terms)))


def test_what_is_near_in_words_is_only_likened() -> None:
    """Nobody said that it is that matter."""
    assert said().startswith("像全国清单第 3 项，是的话应当不予，还要看：")


def test_what_was_named_says_what_to_do_first_and_who_decides() -> None:
    """Its own steps, and the authority that was told."""
    told = said(["tax-first-3"], authority="示例税务局")
    assert told.startswith("按全国清单第 3 项：应当不予，还要看：")
    assert "先做：改正违法行为、签订承诺书。" in told
    assert told.endswith("由示例税务局决定，带上证明去问它。")
    corrected = said(["tax-first-3"], corrected_on="2025-05-21", correct_by="2025-05-26",
                     ordered_on="2025-05-17")  # fmt: skip
    assert "先做：签订承诺书。" in corrected


def test_where_nothing_is_like_it_that_is_said() -> None:
    """Not the least unlike; what is held of the field, and that the general rules apply."""
    label = said(what="烘缸铭牌没标生产日期", domain="市场监管")
    assert label.startswith(
        "清单里没有像的（市场监管收进来的 16 项都是食品、食盐的）。不等于就要罚"
    )
    assert said(what="报表迟报", domain="统计").startswith("这里没有收进统计领域的清单事项。")


def test_a_matter_that_fails_is_said_to_and_no_other_field_is_guessed() -> None:
    """Where nothing is near, or it is not known whose matter it is, nothing is likened."""
    assert said(["tax-first-3"], commitment_signed=False).startswith("全国清单第 3 项用不上了")
    assert said([]) == ""
    act = {name: value for name, value in LATE.items() if name != "domain"}
    decision = DECIDER.decide(incident({"incident": act}), DAY)
    assert in_plain_words(decision, Told(decision, BOOK, Phrases(BOOK.terms))) == ""
