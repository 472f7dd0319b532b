"""On which days a document counts: the days its source states or shows, and no others.

A day that is shown counts; before the first and after the last nothing is known; a stated beginning
or end is an end.  Each enterprise here meets the conditions.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from tests.oracles import asking

CITY = {"registered_in_liaocheng": True, "support_received": []}
PROJECT = {"name": "项目", "audited_equipment_and_software": 1_000_000, "smart": True}
QUALITY = {"name": "证书", "title": "china_quality_award", "recognised_on": date(2017, 11, 30)}
OFFERING = {"name": "受理", "kind": "offering_accepted", "funds": 1, "happened_on": "2021-01-01"}
LARGE = {
    "private_enterprise": True,
    "revenue": {2020: 10_000_000_000},
    "highest_revenue_before": 1,
}


def _research(year: int) -> dict[str, Any]:
    return {
        "technology_sme": {year: True},
        "rd_expense_reported": {year: 2_000_000, year - 1: 1_000_000},
        "revenue": {year: 20_000_000},
        "rd_super_deduction": {year: 1, year - 1: 1},
        "rd_subsidy_barred": False,
        "green_threshold_refused": False,
        "statistics_entry_year": "不适用",
        "recognitions": [],
    }


YES, OPEN, NO = "qualifies", "undetermined", "not_in_force"


@pytest.mark.parametrize(
    ("measure", "facts", "days"),
    [
        # R-01 鲁科字〔2025〕25号 of 2025-02-25, R-02 "有效期至2026年12月31日".
        ("rd-subsidy-2025", _research(2024), {"2025-02-24": NO, "2025-02-25": YES}),
        ("rd-subsidy-2025", _research(2025), {"2026-12-31": YES}),
        ("rd-subsidy-2025", _research(2026), {"2027-01-01": NO}),
        # R-11 seen 2022-09-13 and 2023-08-01; replaced by R-01.
        ("rd-subsidy-2022", _research(2021), {"2022-09-12": OPEN, "2022-09-13": YES}),
        ("rd-subsidy-2022", _research(2022), {"2023-08-01": YES, "2023-08-02": OPEN}),
        ("rd-subsidy-2022", _research(2024), {"2025-02-25": NO}),
        # L-20 of 2022-12-31, marked 有效 when read on 2026-11-23.
        (
            "above-scale-reward",
            {"statistics_entry_year": 2026},
            {"2026-11-23": YES, "2026-11-24": OPEN},
        ),
        # L-30 issued 2017-11-30, reported 2018-03-09.
        (
            "quality-award",
            {"recognitions": [QUALITY]},
            {"2017-11-30": YES, "2018-03-09": YES, "2018-03-10": OPEN},
        ),
        # L-33 reported 2023-03-27.
        (
            "innovation-voucher",
            {"voucher_contracts": [{"name": "合同", "amount": 1, "local_provider": True}]},
            {"2023-03-26": OPEN, "2023-03-27": YES, "2023-03-28": OPEN},
        ),
        # C-20 reported 2021-03-29.
        (
            "smart-equipment",
            {"renovation_projects": [PROJECT]},
            {"2021-03-28": OPEN, "2021-03-29": YES, "2021-03-30": OPEN},
        ),
        # C-02 reported 2021-02-24.
        ("revenue-milestone", LARGE, {"2021-02-23": OPEN, "2021-02-24": YES, "2021-02-25": OPEN}),
        # C-54 鲁财金〔2021〕11号, on a page of 2023-06-29.
        ("listing-subsidy", {"listing_steps": [OFFERING]}, {"2023-06-29": YES, "2023-06-30": OPEN}),
    ],
)
def test_documents_count_on_the_days_that_are_stated_or_shown(
    measure: str, facts: dict[str, Any], days: dict[str, str]
) -> None:
    said = {
        day: asking.answer(measure, {**CITY, **facts}, date.fromisoformat(day)).status
        for day in days
    }
    assert said == days
