"""Who writes the name of a title among what was had may tell no more than that it is held.

All enterprises are invented.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.profile.given_table import GivenTable
from tests.screening.test_asked_of_table import answered_by

DAY = date(2026, 6, 20)
ONLY = " 只是有证书，没拿过钱"


def test_the_certificate_alone_is_an_answer_for_titles_and_for_nothing_else(tmp_path: Path) -> None:
    """It is said behind the measures, by its number, and no measure is meant by it; of a measure
    that is for no title there is no certificate.
    """
    path = tmp_path / "台账.csv"
    rows = ("示例甲厂,聊城市,高企", "示例乙厂,聊城市,高企2024", "示例丙厂,聊城市,技改80万")
    path.write_text("\n".join(("企业名称,注册地,已兑现", *rows)), encoding="utf-8")

    def number(text: str) -> str:
        return text.partition(ONLY)[0].split()[-1] if ONLY in text else ""

    told, asked = answered_by(GivenTable(file=path), number, DAY)
    of_titles, *others = (one for one in asked if "是哪一项" in one)
    lines = of_titles.splitlines()
    assert "写的“高企”" in lines[0]
    assert lines[-1].split() == [str(len(lines) - 1), lines[-1].split(maxsplit=1)[1]]
    assert ONLY in lines[-1]
    assert others
    assert not any(ONLY in one for one in others)
    assert told.meant == ()
    assert not any(one.startswith("再") for one in asked)

    # The number before it is a measure, and is meant.
    told, _ = answered_by(GivenTable(file=path), lambda text: "2" if ONLY in text else "", DAY)
    assert [one.partition("=")[0] for one in told.meant] == ["高企"]
