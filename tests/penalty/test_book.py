"""The penalty rules that come with huiqi: what may decide, what never does, and their schemas."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from huiqi.audit.context import Audit
from huiqi.audit.penalty_gaps import CHECK
from huiqi.diagnostics import InputError
from huiqi.penalty.incident_cases import PenaltyCasesFile
from huiqi.penalty.rule_graph import conflicts
from huiqi.rulebook.folder import PENALTY_PATTERNS, rule_files
from huiqi.rulebook.loading import load_penalties, load_rulebook
from huiqi.rulebook.models import FactsFile, SourcesFile
from huiqi.rulebook.penalty_linker import PENALTY_MODELS, PENALTY_SCHEMAS
from huiqi.rulebook.schemas import schemas
from tests.penalty.book import BOOK, ROOT


class _Editor(yaml.SafeLoader):
    """YAML as an editor's schema check sees it: dates are texts."""


_Editor.yaml_implicit_resolvers = {
    key: [(tag, pattern) for tag, pattern in found if not tag.endswith("timestamp")]
    for key, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}

CASES = sorted((ROOT / "cases" / "penalty").glob("*.yaml"))
RULES = ROOT / "rules"
#: How many of the 332 rows stand in each list that decides; of a list from elsewhere, none.
ROWS = {
    "customs-2023": 2,
    "customs-2025": 1,
    "market-2025-summary": 5,
    "market-first-2025": 6,
    "tax-first-batch": 10,
    "tax-second-batch": 2,
    "shandong-2021": 5,
    "shandong-environment-2022": 6,
}


def test_only_national_and_provincial_items_decide() -> None:
    """26 national rows, without the draft, and the province's 5 and 6."""
    assert {found.level for found in BOOK.lists.values()} <= {"national", "province"}
    assert {name: len(BOOK.items_of(name)) for name in ROWS} == ROWS
    levels = Counter[str]()
    for name, rows in ROWS.items():
        levels[BOOK.lists[name].level] += rows
    assert levels == {"national": 26, "province": 11}


def test_every_row_is_carried() -> None:
    """The 332 rows and the 8 without a source: what does not decide is a precedent."""
    kinds = Counter(BOOK.documents[p.document].kind for p in BOOK.precedents.values())
    assert kinds["unsourced"] == 8
    assert sum(ROWS.values()) + len(BOOK.precedents) - kinds["unsourced"] == 332
    # Of the 36 rows of Shandong, 11 are the province's own.
    assert kinds["shandong"] == 25
    assert BOOK.documents["national-food-draft"].kind == "draft"
    for model in BOOK.precedents.values():
        assert (model.evidence == "unsourced") == (model.document == "tax-unsourced")


def test_a_document_that_names_its_end_carries_it() -> None:
    """Those whose day of force and term, or last day, the source states."""
    ended = {name: d.until for name, d in BOOK.documents.items() if d.until is not None}
    assert ended == {
        # 2024-01-26起施行,有效期2年
        "nanchong-agriculture": date(2026, 1, 25),
        # 2025-12-12起施行,有效期5年
        "shenzhen-livestock": date(2030, 12, 11),
        "zhuhai-education": date(2030, 3, 16),
        # 2022-02-01起施行,有效期三年
        "jiangmen-environment": date(2025, 1, 31),
        "linyi-environment": date(2025, 4, 30),
        "quanzhou-culture": date(2028, 11, 15),
        "qingdao-urban": date(2022, 11, 20),
    }
    for name, document in BOOK.documents.items():
        named = re.search(r"至\d{4}-|起施行,有效期", document.dates)
        # Which year 今年10月8日 is was not seen.
        assert bool(named) == (name in ended) or name == "jiangsu-emergency", name
    model = BOOK.precedents["linyi-environment-1"]
    assert not BOOK.expired(model, date(2025, 4, 30))
    assert BOOK.expired(model, date(2025, 5, 1))


def test_what_a_list_allows_is_not_headed_as_owed() -> None:
    """可以不予 in the title is 可以 in the outcome; the four items whose own text says so too."""
    may = ("jiangmen-environment-10", "jiangmen-environment-12")
    for name in (*may, "guangdong-environment-7", "guangdong-environment-9"):
        assert BOOK.precedents[name].outcome == "可以不予处罚"
    for model in BOOK.precedents.values():
        said = BOOK.documents[model.document].title + model.conditions
        assert "可以不予" not in said or model.outcome.startswith("可以"), model.id


def test_no_row_is_shifted_by_a_comma_and_none_copies_a_whole_sentence() -> None:
    """Brackets close in their own column; conditions are phrases."""
    for model in BOOK.precedents.values():
        for text in (model.number, model.law, model.outcome):
            assert text.count("(") == text.count(")"), (model.id, text)
        assert "下列情形" not in model.conditions, model.id
        assert "。" not in model.conditions, model.id


def test_the_same_matter_stated_twice_is_a_conflict() -> None:
    """Four matters of the food lists are given twice, with other conditions."""
    found = {conflict.members for conflict in conflicts(BOOK.items.values())}
    assert found == {
        ("market-2025-1", "market-first-1"),
        ("market-2025-2", "market-first-2"),
        ("market-2025-3", "market-first-4"),
        ("market-2025-5", "market-first-5"),
    }


def _expected() -> list[dict[str, Any]]:
    found = []
    for path in CASES:
        data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        found += [case["expect"].get("rules", {}) for case in data["incidents"]]
    return found


def test_every_provision_and_item_has_a_case_of_each_truth() -> None:
    """Each branch of the statute and each item decides in one case and does not in another."""
    seen: dict[str, set[str]] = {}
    for rules in _expected():
        for name, truth in rules.items():
            seen.setdefault(name, set()).add(truth)
    for rule in (*BOOK.provisions, *BOOK.items.values()):
        assert {"true", "false"} <= seen.get(rule.id, set()), rule.id


def test_published_fines_are_never_answered_with_no_penalty() -> None:
    """What was fined in Liaocheng does not come out as going unpunished."""
    path = ROOT / "cases" / "penalty" / "published.yaml"
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
    assert len(data["incidents"]) == 5
    for case in data["incidents"]:
        assert case["expect"]["at_worst"]["effect"] == "ordinary"
        assert "http" in case["basis"]


def test_every_source_is_cited_and_can_be_looked_up() -> None:
    """A document nobody cites supports nothing; one without a place cannot be found again."""
    files = sorted((RULES / "penalty-list").rglob("*.yaml"))
    text = "".join(p.read_text(encoding="utf-8") for p in files if p.name != "sources.yaml")
    for source in BOOK.terms.sources.values():
        assert f"source: {source.id}" in text, source.id
        assert source.number or source.url or source.issuer, source.id


def test_every_field_of_an_incident_is_read() -> None:
    """What no rule and no reader asks for is not asked of anyone."""
    files = sorted((RULES / "penalty-list").rglob("*.yaml"))
    text = "".join(p.read_text(encoding="utf-8") for p in files if p.name != "facts.yaml")
    # Printed, put in order, or used for amounts of imported lists.
    elsewhere = {
        "what", "kind", "domain", "authority", "person", "nature", "ordered_on", "year",
        "uncorrected_on", "turnover", "case_value", "direct_loss",
    }  # fmt: skip
    for name in BOOK.terms.facts["incident"].fields:
        assert name in elsewhere or f"incident.{name}" in text, name


@pytest.mark.parametrize("kind", [*PENALTY_SCHEMAS, "penalty-cases"])
def test_committed_schemas_are_current_and_accept_the_files(kind: str) -> None:
    """`make schemas` has been run, and an editor draws no red line under a rule that loads."""
    path = RULES / "shared" / "schemas" / f"{kind}.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    current = schemas({**PENALTY_SCHEMAS, "penalty-cases": PenaltyCasesFile})[kind]
    assert schema == current
    files = rule_files(RULES / "penalty-list", PENALTY_PATTERNS)
    paths = CASES if kind == "penalty-cases" else [p for own, _, p in files if own == kind]
    checked = 0
    for file in paths:
        content = yaml.load(file.read_text(encoding="utf-8"), _Editor)
        jsonschema.Draft202012Validator(schema).validate(content)
        checked += 1
    assert checked


def test_kinds_have_models_of_their_own_or_the_rulebook_s() -> None:
    """No kind of file is read without a model."""
    assert set(PENALTY_MODELS) - set(PENALTY_SCHEMAS) == {
        kind for kind, model in PENALTY_MODELS.items() if model in (SourcesFile, FactsFile)
    }


def _copied(folder: Path) -> Path:
    import shutil

    shutil.copytree(RULES / "penalty-list", folder / "penalty-list")
    shutil.copy(RULES / "shared" / "sources.yaml", folder)
    return folder


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        ("national/customs-2025.yaml", "domain: customs", "domain: custom", "R331"),
        ("national/market-2025-summary.yaml", "[market-first-1]", "[market-first-9]", "R330"),
        ("national/market-2025-summary.yaml", "conflicts_with: [market-first-1]", "", "R332"),
        ("national/tax-second-batch.yaml", "first_by_tax_list", "first_by_tax_lists", "R303"),
        (
            "national/tax-second-batch.yaml",
            "incident.commitment_signed",
            "incident.commitment",
            "E103",
        ),
        ("national/customs-2025.yaml", "source: customs-benchmark-2025", "source: customs", "R307"),
        ("precedents/tax.yaml", "document: zongyang-tax", "document: zongyang", "R330"),
        ("first.yaml", "windows: [2年]", "windows: [2天]", "R204"),
        ("facts.yaml", "role: committed, ", "", "R338"),
        ("facts.yaml", "\n  incident:\n", "\n  other:\n", "R338"),
        ("facts.yaml", "by: correct_by", "by: refused", "R303"),
        ("questions.yaml", "'(?:属于)?{first}'", "'(?:属于?{first}'", "R337"),
        ("national/tax-second-batch.yaml", "- harm_slight", "- harm_light", "R303"),
        ("statute.yaml", "incident.ended_on, as_of", "incident.age, as_of", "E105"),
        # A list that names no days of its own is judged on those of the statute.
        (
            "statute.yaml",
            "  judged_on: [incident.committed_on, incident.ended_on, as_of]\n",
            "",
            "R202",
        ),
        ("domains.yaml", "  draft: {zh: 征求意见稿, en: a draft}\n", "", "R330"),
        ("words.yaml", "said: [加班]", "said: [加班, 押金]", "R301"),
        ("words.yaml", "listed: [招用人员]", "listed: []", "R203"),
        ("words.yaml", "apart: [", "apart: [纳税人, ", "R359"),
    ],
)
def test_a_slip_in_the_rules_is_told_at_its_place(
    tmp_path: Path, file: str, old: str, new: str, code: str
) -> None:
    """Each with its code, its file and its line."""
    folder = _copied(tmp_path)
    path = folder / "penalty-list" / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_penalties(folder)
    found = [item for item in caught.value.diagnostics if item.code == code]
    assert found, [str(item) for item in caught.value.diagnostics]
    assert found[0].place.line > 0


def test_a_word_of_the_lists_that_none_has_is_told(tmp_path: Path) -> None:
    """With its line and column: where it was misspelt, and where the row it stood in is gone."""
    folder = _copied(tmp_path)
    path = folder / "penalty-list" / "words.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("listed: [招用人员]", "listed: [招用, 录用人员]"), encoding="utf-8"
    )
    emergency = folder / "penalty-list" / "precedents" / "water.yaml"
    rows = emergency.read_text(encoding="utf-8")
    assert rows.count("晾晒粮草") == 1
    emergency.write_text(rows.replace("、晾晒粮草", ""), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_penalties(folder)
    written = path.read_text(encoding="utf-8").splitlines()
    for found, word in zip(caught.value.diagnostics, ("录用人员", "晾晒粮草"), strict=True):
        place = found.place
        assert (found.code, Path(place.file).name) == ("R358", "words.yaml")
        assert place.column is not None
        assert written[place.line - 1][place.column - 1 :].startswith(word)


@pytest.mark.parametrize(
    ("old", "new", "sign"),
    [
        ("list:\n", "domains: {s-y: {label: {zh: 天, en: sky}}}\nlist:\n", "_"),
        ("id: tax-second-2", "id: tax_second_2", "-"),
    ],
)
def test_which_sign_joins_the_words_of_a_name_is_told(
    tmp_path: Path, old: str, new: str, sign: str
) -> None:
    """A field of enforcement is written with _, a list or an item with -."""
    path = _copied(tmp_path) / "penalty-list" / "national" / "tax-second-batch.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_penalties(tmp_path)
    (found,) = (item for item in caught.value.diagnostics if item.code == "R204")
    assert f"（{sign}）" in found.message


def test_what_is_offered_for_a_condition_can_be_one(tmp_path: Path) -> None:
    """A shared question or a fact that is so or not; never a list."""
    path = _copied(tmp_path) / "penalty-list" / "national" / "tax-second-batch.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("- harm_slight", "- histroy", 1), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load_penalties(tmp_path)
    (found,) = (item for item in caught.value.diagnostics if item.code == "R303")
    assert found.found == "histroy"
    assert "harm_slight" in found.allowed
    assert not {"history", "incident", "laws"} & {*found.allowed, found.nearest}


def test_the_audit_tells_what_the_lists_leave_open() -> None:
    """Lists without a day of force, items with conditions unseen, matters stated twice."""
    audit = Audit(rulebook=load_rulebook(RULES), rules=RULES)
    told = Counter(finding.text.in_language("zh")[:4] for finding in CHECK.run(audit))
    assert told == {"清单施行": 4, "条件没有": 11, "同一事项": 4}
    figures = {figure.key: (figure.done, figure.total) for figure in CHECK.figures(audit)}
    assert figures == {"penalty_city_items": (0, 785), "penalty_city_domains": (0, 41)}


def test_the_audit_calls_the_city_as_the_rules_do(tmp_path: Path) -> None:
    """Another city's rules have another name in the figures of its list."""
    path = _copied(tmp_path) / "penalty-list" / "domains.yaml"
    old = "city: {zh: 聊城市, en: Liaocheng}"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, "city: {zh: 示例市, en: Example}"), encoding="utf-8")
    rules = path.parent.parent
    audit = Audit(rulebook=load_rulebook(RULES), rules=rules)
    told = [figure.text.in_language("zh") for figure in CHECK.figures(audit)]
    assert told == ["示例市清单的事项（分母见于报道）", "示例市清单的领域（分母见于报道）"]
    assert "聊城" not in CHECK.explanation.in_language("zh")


def test_a_rulebook_without_penalties_says_so(tmp_path: Path) -> None:
    """One line with the remedy, not a traceback."""
    with pytest.raises(InputError) as caught:
        load_penalties(tmp_path)
    assert caught.value.diagnostics[0].code == "R333"
