"""With twenty invented articles entered, nearly all of the twenty's verdicts are settled."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from huiqi.adoption.side import entered_rulebook
from huiqi.decision.decide import decide_measures
from huiqi.decision.results import Decision, Status
from huiqi.decision.topics import overview
from huiqi.diagnostics import Diagnostics
from huiqi.profile.profile_reader import profile_from
from huiqi.rulebook.documents import read_document
from huiqi.rulebook.rulebook import Rulebook
from tests.texts.twenty import ARTICLES, EXPECTED, workbook
from tests.titles import RULES

ROOT = Path(__file__).resolve().parents[2]
SETTLED = {Status.QUALIFIES, Status.DOES_NOT_QUALIFY, Status.NOT_IN_FORCE}


@pytest.fixture(scope="module")
def adopted(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    """The rules with the twenty articles, entered in sheets."""
    sheet = workbook(tmp_path_factory.mktemp("twenty") / "twenty.xlsx", RULES)
    return entered_rulebook(sheet, ROOT / "rules")


def decided(rulebook: Rulebook) -> Decision:
    """The complete example."""
    diagnostics = Diagnostics()
    path = ROOT / "cases" / "examples" / "example-complete.yaml"
    document = read_document(path, diagnostics)
    assert document is not None
    profile = profile_from(document, rulebook, diagnostics)
    assert not diagnostics.errors
    return decide_measures(rulebook, profile, date(2023, 6, 20))


def test_every_article_gives_what_its_words_give(adopted: Rulebook) -> None:
    """Verdict and amount of each, read off the example's facts by hand."""
    decision = decided(adopted)
    for name in ARTICLES:
        result, expected = decision[name], EXPECTED[name]
        if expected is None:
            assert result.status is Status.DOES_NOT_QUALIFY, name
        elif not expected:
            assert result.status is Status.NEEDS_JUDGEMENT, name
        else:
            assert result.status is Status.QUALIFIES, name
            assert result.amount is not None
            assert result.amount.low == result.amount.high == Decimal(expected), name


def test_nine_in_ten_of_the_twenty_are_settled(adopted: Rulebook) -> None:
    """None was before; and no topic says that its text is not public."""
    shares = []
    for rulebook in (RULES, adopted):
        decision = decided(rulebook)
        topics = overview(rulebook, decision).topics
        assert len(topics) == len(ARTICLES) == 20
        shares.append(sum(decision[topic.slot.id].status in SETTLED for topic in topics))
        lacking = [topic for topic in topics if not topic.slot.published]
        assert len(lacking) == (20 if rulebook is RULES else 0)
    assert shares[0] == 0
    assert shares[1] >= 18
