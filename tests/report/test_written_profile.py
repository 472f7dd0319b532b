"""An enterprise written to a file: one form, whichever face wrote it, read back the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml

from huiqi import Engine
from huiqi.files import HeldFile
from huiqi.profile.account import Account
from huiqi.report.form.profile_text import profile_text
from huiqi.report.form.text import form_text
from huiqi.report.phrases import Phrases

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2023, 6, 20)
EXAMPLES = [*sorted((ROOT / "cases" / "enterprises").glob("*.yaml"))]
EXAMPLES += [ROOT / "cases" / "examples" / "example-complete.yaml"]
#: One with every kind of list: by years, complete up to a year, not known to be complete.
OWN = {
    "facts": {
        "recognitions": {"complete": [{"title": "little_giant", "name": "证书甲"}]},
        "first_set_products": {"at_least": [{"name": "产品甲", "list": "none"}]},
        "rd_projects": {2022: [{"name": "项目甲", "period": "q4", "treatment": "expensed"}]},
        "renovation_projects": [{"name": "车间甲", "completed_on": "未知", "smart": "是"}],
        "revenue": {2022: {"value": "5000万元", "source": "审计报告"}},
    }
}


@pytest.fixture(scope="module")
def engine() -> Engine:
    """The project's own rules."""
    return Engine.load(ROOT / "rules", compare=False)


def keys_and_words(value: object) -> Iterator[str]:
    """Every key, and every word that stands as a value."""
    if isinstance(value, dict):
        for key, part in value.items():
            yield str(key)
            yield from keys_and_words(part)
    elif isinstance(value, list):
        for part in value:
            yield from keys_and_words(part)
    elif isinstance(value, str):
        yield value


def written(engine: Engine, account: Account, source: object, language: str) -> dict[str, str]:
    """The file of each face."""
    phrases = Phrases(engine.rulebook, language)
    template = engine.template(DAY, (), source).template  # type: ignore[arg-type]
    return {"ask": profile_text(account, [], phrases), "form": form_text(template, phrases)}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("source", [OWN, *EXAMPLES], ids=lambda s: getattr(s, "stem", "own"))
def test_a_written_profile_is_read_back_the_same(
    engine: Engine, source: object, language: str
) -> None:
    """Nothing is lost, and nothing told otherwise, by writing it down and reading it."""
    with engine.interview(source, DAY) as interview:  # type: ignore[arg-type]
        account = interview.account
    for face, text in written(engine, account, source, language).items():
        held = HeldFile("a.yaml", text.encode())
        # A form leaves room for what is not known.
        if face == "ask":
            assert engine.account(held) == account
        else:
            assert engine.restated(held) == engine.restated(account.document())


@pytest.mark.parametrize("face", ["ask", "form"])
def test_records_and_options_bear_the_labels_that_facts_bear(engine: Engine, face: str) -> None:
    """An id stands nowhere, neither of a field nor of an option."""
    rulebook = engine.rulebook
    ids = {*rulebook.facts, *rulebook.definitions}
    for fact in rulebook.facts.values():
        for field in (fact, *fact.fields.values()):
            options = field.type.enumeration
            own = set(options.symbols) if options is not None else set()
            ids |= {
                field.id,
                *(name for name in own if options and options.label(name, "zh") != name),
            }
    with engine.interview(OWN, DAY) as interview:
        text = written(engine, interview.account, OWN, "zh")[face]
    facts = yaml.safe_load(text)["facts"]
    found = set(keys_and_words(facts)) & ids - {"value"}
    assert not found, found
