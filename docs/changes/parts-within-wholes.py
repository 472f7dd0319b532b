"""Cases whose figures contradicted each other: a part greater than its whole.

The readers refuse such a profile (`rules/shared/facts/constraints.yaml`).  What each case tests
stays what it was: shares and growth are kept, only the other figure is brought within its whole.

    python docs/changes/parts-within-wholes.py
"""

from __future__ import annotations

from pathlib import Path

CASES = Path(__file__).resolve().parents[2] / "cases" / "titles"
#: Main revenue of 4亿元 beside an operating revenue of 9000万元 and more: 9000万元, and 70% of it.
_CHAMPION = (
    ("main_product_revenue: {2022: 2.8亿元}", "main_product_revenue: {2022: 6300万元}"),
    ("main_revenue: {2022: 4亿元}", "main_revenue: {2022: 9000万元}"),
    ("main_product_revenue: {2022: 279999999.99}", "main_product_revenue: {2022: 62999999.99}"),
    ("main_product_revenue: {2022: 280000000.01}", "main_product_revenue: {2022: 63000000.01}"),
)
CHANGES: dict[str, tuple[tuple[str, str], ...]] = {
    "provincial-champion.yaml": _CHAMPION,
    "provincial-champion-enterprise.yaml": _CHAMPION,
    "little-giant-2022.yaml": (
        # 1000, 1300, 1100 as before, within the revenue of both years.
        (
            "facts: {revenue: {2021: 1400万元, 2022: 1亿元}, "
            "main_revenue: {2020: 7000万元, 2021: 9100万元, 2022: 7700万元}}",
            "facts: {main_revenue: {2020: 6400万元, 2021: 8320万元, 2022: 7040万元}}",
        ),
        # Main revenue of 6667万元 beside a revenue of 5000万元.
        (
            "facts: {revenue: {2021: 5000万元, 2022: 99999999.99}, rd_expense",
            "facts: {revenue: {2021: 5000万元, 2022: 99999999.99}, "
            "main_revenue: {2020: 4500万元, 2021: 4800万元}, rd_expense",
        ),
    ),
    "innovative-sme.yaml": (
        # One right of its own research among no class I rights at all.
        (
            "facts: {own_class_one_rights: 1, main_revenue",
            "facts: {own_class_one_rights: 1, class_one_rights: 1, main_revenue",
        ),
    ),
}


if __name__ == "__main__":
    for name, changes in CHANGES.items():
        path = CASES / name
        text = path.read_text(encoding="utf-8")
        for before, after in changes:
            text = text.replace(before, after)
        path.write_text(text, encoding="utf-8")
