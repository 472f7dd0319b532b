"""What was told as a range is not asked again where a file is opened again."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from huiqi.engine import Engine

ROOT = Path(__file__).resolve().parents[2]
TOLD = (
    "enterprise: 示例企业\nfacts:\n  注册地在聊城市: 是\n  技术改造项目:\n"
    "    - {项目名称: 示例产线, 经第三方审核的实际设备软件投资额: <=700万}\n"
)


def test_a_file_that_tells_a_range_is_not_opened_with_the_question_on_it(tmp_path: Path) -> None:
    """至多 700万, as the question says to write, was the first question of every reopening."""
    path = tmp_path / "e.yaml"
    path.write_text(TOLD, encoding="utf-8")
    engine = Engine.load(ROOT / "rules")
    with engine.interview(path, date(2026, 11, 29)) as interview:
        asked = [one.missing for one in interview.questions]
        audited = "audited_equipment_and_software"
        assert asked
        assert audited not in [one.field for one in asked]
        assert audited in [one.missing.field for one in interview.decision.questions]
