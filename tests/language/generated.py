"""Random expressions of the grammar over the rulebook ``tests/evaluation/kinds``.

Nearly all are of one dimension throughout; some are not, for the checker to refuse or accept.
"""

from __future__ import annotations

from random import Random

#: How each kind of value is written; ``{t}`` is the record of an aggregate around it.
LEAVES: dict[str, list[str]] = {
    "money": ["money", "money[-1]", "balance", "limit", "0元", "3元", "100.01元", "1.5万元"],
    "ratio": ["share", "rate", "5%", "0%", "100%"],
    "count": ["people", "people[-1]", "year", "3", "0", "2021"],
    "date": ["due_on", "paid_on", "as_of", "2023-06-20", "2024-02-29"],
    "span": ["30日", "0日"],
    "bool": ["active", "listed", "listed[-1]", "true", "false"],
    "size": ["size", "before", "micro", "small"],
    "colour": ["colour", "red"],
    "kind": ["hard"],
    "text": ["title", '"甲"'],
    "industry": ["industry"],
    "records": ["things", "things[-1]", "things[all]"],
}
FIELDS = {
    "money": ["{t}.cost", "{t}.half"],
    "count": ["{t}.year"],
    "date": ["{t}.bought"],
    "bool": ["{t}.good"],
    "kind": ["{t}.kind"],
    "text": ["{t}.name"],
}
#: How each kind is put together from others: ``<kind>`` stands for one, ``#`` for a new record.
SHAPES: dict[str, list[str]] = {
    "money": [
        "(<money> + <money>)",
        "(<money> - <money>)",
        "(<ratio> * <money>)",
        "(<money> * <count>)",
        "(<money> / <count>)",
        "(-<money>)",
        "min(<money>, <money>)",
        "max(<money>, <money>, 3元)",
        "round(<money>, 2)",
        "floor(<money>)",
        "sum(<money#> for # in <records> if <bool#>)",
        "max(<money#> for # in <records>)",
        "money[at: <count>]",
        "limit[on: <date>]",
        "money[at: year_of(<date>)]",
    ],
    "ratio": [
        "(<money> / <money>)",
        "(<ratio> * <ratio>)",
        "(<ratio> - <ratio>)",
        "(<count> / <count>)",
        "growth(money[-1])",
        "growth(people)",
        "min(<ratio>, <ratio>)",
        "round(<ratio>, 3)",
        "sum(<ratio#> for # in <records>)",
    ],
    "count": [
        "(<count> + <count>)",
        "(<count> * <count>)",
        "(<ratio> * <count>)",
        "floor(<ratio>)",
        "year_of(<date>)",
        "month_of(<date>)",
        "count_true(<bool>, <bool>)",
        "count(# for # in <records> if <bool#>)",
        "max(<count>, <count>)",
        "min(<count#> for # in <records>)",
    ],
    "date": [
        "(<date> + <span>)",
        "(<date> - <span>)",
        "(<date> + 2年)",
        "(<date> - 13个月)",
        "(<date> + 5个工作日)",
        "(<date> - 9000年)",
        "start_of(<count>)",
        "end_of(year - 1)",
        "date(<count>, 2, 28)",
        "min(<date>, <date>)",
        "max(<date#> for # in <records> if <bool#>)",
    ],
    "span": ["(<date> - <date>)", "max(<span>, <span>)", "min(<span>, 30日)"],
    "bool": [
        "(<money> {c} <money>)",
        "(<ratio> {c} <ratio>)",
        "(<count> {c} <count>)",
        "(<date> {c} <date>)",
        "(<span> {c} <span>)",
        "(<size> {c} <size>)",
        "(<colour> {e} <colour>)",
        "(<kind> {e} <kind>)",
        "(<text> {e} <text>)",
        "(<bool> {e} <bool>)",
        "(<size> in {micro, medium})",
        "(<colour> not in {red})",
        "(<industry> within {C, D44, 2641})",
        "(<money> in [<money>, <money>))",
        "(<size> in [<size>, <size>])",
        "(<date> in (<date>, <date>])",
        "(<span> in [<span>, <span>])",
        "(<ratio> in (<ratio>, <ratio>))",
        "(cagr(money, 2) {c} <ratio>)",
        "(cagr(money, 3) in [<ratio>, <ratio>])",
        "(growth(people) in [<ratio>, <ratio>])",
        "(<date> within 2年 before <date>)",
        "(<date> within 30日 of <date>)",
        "(<bool> and <bool>)",
        "(<bool> or <bool>)",
        "(not <bool>)",
        "any(<bool#> for # in <records>)",
        "all(<bool#> for # in <records> if <bool#>)",
        "is_applicable(<money>)",
        "is_applicable(<size>)",
        "is_applicable(<bool>)",
        "is_applicable(<records>)",
        "is_applicable(<date>)",
    ],
    "size": ["min(<size>, <size>)", "max(<size>, before)"],
}
COMPARISONS = ["<", "<=", ">", ">=", "==", "!="]
KINDS = tuple(LEAVES)


def expression(random: Random, kind: str | None = None, depth: int = 3, wild: bool = True) -> str:
    """An expression of a kind (absent: of any); ``wild``: now and then of the wrong one."""
    wanted = random.choice([k for k in KINDS if k != "records"]) if kind is None else kind
    return _written(random, wanted, depth, (), wild)


def _written(random: Random, kind: str, left: int, names: tuple[str, ...], wild: bool) -> str:
    if wild and random.random() < 0.01:
        kind = random.choice(KINDS)
    shapes = SHAPES.get(kind, [])
    if left == 0 or not shapes or random.random() < 0.2:
        fields = [field.replace("{t}", t) for t in names for field in FIELDS.get(kind, [])]
        return random.choice(LEAVES[kind] + fields * 3)
    shape = random.choice(shapes)
    shape = shape.replace("{c}", random.choice(COMPARISONS))
    shape = shape.replace("{e}", random.choice(COMPARISONS[4:]))
    record = f"r{len(names)}"
    parts = shape.replace("# for #", f"{record} for {record}").replace(
        "for # in", f"for {record} in"
    )
    text = ""
    while "<" in parts:
        before, _, rest = parts.partition("<")
        name, closed, after = rest.partition(">")
        inner = name.rstrip("#")
        if not closed or inner not in LEAVES:
            text, parts = f"{text}{before}<", rest
            continue
        within = (*names, record) if name.endswith("#") else names
        text, parts = text + before + _written(random, inner, left - 1, within, wild), after
    return text + parts
