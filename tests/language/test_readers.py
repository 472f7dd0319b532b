"""Every construct of the language is handled by every reader that exists."""

from __future__ import annotations

import re

import pytest

from huiqi.evaluation import CASES
from huiqi.language import tree
from huiqi.language.canonical import WRITERS
from huiqi.language.checker import check_expression
from huiqi.language.prose import READERS, prose
from huiqi.language.types import BOOL, COUNT, MONEY
from huiqi.lowering import CASES as LOWERED
from huiqi.sentences import sentence
from tests.language.readers import CLASSES, LOOKED_AT, REST, readers
from tests.language.samples import ACCEPTED, SCOPE


class Labels:
    """Labels that are easy to find in a text."""

    def fact(self, name: str, language: str) -> str:
        """The name between marks."""
        return f"«{name}»"

    def parameter(self, name: str, language: str) -> str:
        """The name between marks."""
        return f"«{name}»"

    def field(self, records: str, field: str, language: str) -> str:
        """List and field between marks."""
        return f"«{records}.{field}»"

    def fact_is_yearly(self, name: str) -> bool:
        """As the scope says."""
        return SCOPE.facts[name].yearly


@pytest.mark.parametrize(
    "reader",
    [READERS, WRITERS, CASES, LOWERED],
    ids=["prose", "canonical", "evaluator", "lowering"],
)
def test_no_reader_lacks_a_construct(reader: dict[type[tree.Node], object]) -> None:
    """A new node fails here until each reader has its case."""
    assert set(reader) == set(tree.node_classes())


def test_every_reader_says_what_becomes_of_the_constructs_it_does_not_name() -> None:
    """A new reader fails here until it is declared; one that is gone, until it is taken out."""
    declared = [name for names in REST.values() for name in names]
    assert len(declared) == len(set(declared))
    assert set(readers()) == set(declared)


def test_a_new_construct_is_looked_at_in_every_reader() -> None:
    """Each function that tells constructs apart has a case for it, or a reason that holds."""
    assert LOOKED_AT == CLASSES


#: What is said of a comparison alone, and why an interval is none of it.
COMPARISONS_ALONE = {
    # How it is written: its operator turned round, its one literal.
    "audit.difference.fingerprint.print_of",
    "audit.variations.Variations._symbol",
    # An equality wants two relations to its limit, not three.
    "audit.boundaries.Boundary.wanted",
    # A row that fails leaves one stretch of the figure: one that is no interval.
    "audit.boundaries._failed",
    "audit.proofs.tiers._one_sided",
    # An option chosen, where intervals have none.
    "language.implied.Implications._options",
    # An interval is a formula on a sheet; of one on the year alone nothing is told.
    "adoption.entry_said.SaidInCells._columns",
    "rulebook.years_read._of_year",
    # Whether a figure is above nothing is no interval.
    "interview.worth_putting._whether",
    # Its contrary is one of its own changes.
    "audit.substitutions.changes",
    # Sugar writes the edge of a band so, and a constraint is written so.
    "language.prose._is_the_edge_of",
    "rulebook.constraint_linker._constraint",
}


def test_an_interval_is_nowhere_forgotten_beside_a_comparison() -> None:
    """What asks for comparisons asks ``comparisons()``, or names both, or says why not."""
    alone = {
        name
        for name, named in readers(1).items()
        if "Comparison" in named and "IntervalMembership" not in named
    }
    assert alone == COMPARISONS_ALONE


def test_samples_and_sugar_cover_every_construct() -> None:
    """What the readers are tried with leaves no construct out."""
    used = {type(p) for text in ACCEPTED for p in tree.walk(check_expression(text, SCOPE))}
    from_yaml = {tree.Choose, tree.Lookup, tree.UnknownValue, tree.Let}
    assert used | from_yaml == set(tree.node_classes())


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("text", ACCEPTED)
def test_prose_names_everything_it_reads(text: str, language: str) -> None:
    """No fact, parameter or field is left out, and nothing of Python shows."""
    node = check_expression(text, SCOPE)
    said = prose(node, Labels(), language, 2023)
    for part in tree.walk(node):
        if isinstance(part, (tree.FactReference, tree.ParameterReference)):
            assert f"«{part.name}»" in said
        if isinstance(part, tree.FieldReference):
            assert f"«projects.{part.field}»" in said
    assert not re.search(r"None|object at|Decimal|Fraction|Kind\.|Type\(|\{\}", said)
    chinese = re.search(r"[\u4e00-\u9fff]", said.replace("低档", "").replace("高档", ""))
    assert language == "zh" or not chinese, f"no English of it yet (make words): {said}"


@pytest.mark.parametrize(
    ("text", "zh", "en"),
    [
        ("revenue[-1] >= 2000万元", "«revenue»（2022年） ≥ 2000万元",
         "«revenue» (2022) ≥ CNY 20,000,000"),
        ("colour == red", "«colour»为红", "«colour» is red"),
        ("size >= 高档", "«size» ≥ 高档", "«size» ≥ high"),
        ("industry within {C, D44}", "«industry»属于 C、D44 之一", "«industry» is one of C, D44"),
        ("active and (people > 3 or share >= 3.5%)",
         "«active» 且 （«people»（2023年） > 3 或 «share» ≥ 3.5%）",
         "«active» and («people» (2023) > 3 or «share» ≥ 3.5%)"),
        ("revenue - (revenue - 3元)",
         "«revenue»（2023年） − （«revenue»（2023年） − 3元）",
         "«revenue» (2023) − («revenue» (2023) − CNY 3)"),
    ],
)  # fmt: skip
def test_prose(text: str, zh: str, en: str) -> None:
    """Sentences a bookkeeper reads; brackets only where they are needed."""
    node = check_expression(text, SCOPE)
    assert prose(node, Labels(), "zh", 2023) == zh
    assert prose(node, Labels(), "en", 2023) == en


@pytest.mark.parametrize(
    ("text", "zh"),
    [
        ("revenue", "«revenue»（本年）"),
        ("revenue[-1]", "«revenue»（上一年）"),
        ("revenue[-3]", "«revenue»（前3年）"),
        ("share", "«share»"),
    ],
)
def test_prose_without_a_year(text: str, zh: str) -> None:
    """A rule that is only read has no year yet."""
    assert prose(check_expression(text, SCOPE), Labels(), "zh") == zh


@pytest.mark.parametrize("language", ["zh", "en"])
def test_prose_of_the_sugar(language: str) -> None:
    """Choices, tables, unknown values and local names read as sentences too."""
    three = check_expression("3元", SCOPE)
    active = check_expression("active", SCOPE)
    nodes = [
        tree.Choose(MONEY, ((active, three),), three),
        tree.Choose(MONEY, ((active, three),), None),
        tree.Lookup(MONEY, (check_expression("size", SCOPE),), ((("low",), three),)),
        tree.UnknownValue(MONEY, reason=sentence("没有公布")),
        tree.Let(BOOL, (("x", three),), active),
        tree.CountTrue(COUNT, (active,)),
    ]
    for node in nodes:
        assert "«" in prose(node, Labels(), language) or isinstance(node, tree.UnknownValue)
