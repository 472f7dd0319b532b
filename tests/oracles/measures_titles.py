"""Rewards for titles, of the city and the province, from the sources alone; figures in yuan.

"一次性奖励": a title, a named mark or (where there is one title only) an enterprise is paid once.
Each source has a first day from which it is known; whether a title of an earlier day is rewarded is
not said, and its reward then lies between nothing and the sum.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from tests.oracles.measures import (
    FAILS,
    JUDGED,
    NOTHING,
    OPEN,
    QUALIFIES,
    Facts,
    Said,
    limit,
    received,
)


class Reward(NamedTuple):
    """What each title is worth, the first day the source is known of, and what is paid once."""

    measure: str
    sums: dict[str, int]
    since: date
    once: str


#: L-30 "分别一次性奖励300万元、100万元、50万元"; L-31 nominations 100万 and 50万; 2017-11-30.
QUALITY = Reward(
    "quality-award",
    {
        "china_quality_award": 3_000_000,
        "provincial_quality_award_title": 1_000_000,
        "municipal_quality_award": 500_000,
        "china_quality_nomination": 1_000_000,
        "provincial_quality_nomination": 500_000,
    },
    date(2017, 11, 30),
    once="title",
)
#: L-32: well-known trade marks 50万, the province's 10万; old brands 50万; places 10万; Madrid 1万.
BRANDS = Reward(
    "brand-reward",
    {
        "well_known_trademark": 500_000,
        "provincial_trademark": 100_000,
        "time_honoured_brand": 500_000,
        "geographical_mark": 100_000,
        "madrid_mark": 10_000,
    },
    date(2017, 11, 30),
    once="name",
)
#: L-24, 聊政发〔2019〕1号: "对我市列入省新材料领军企业的,给予一次性奖励100万元".
NEW_MATERIAL = Reward(
    "new-material-leader", {"new_material_leader": 1_000_000}, date(2019, 1, 1), once="enterprise"
)
#: C-14: "从100万元、50万元分别提高到200万元、100万元", a report of December 2017.
CHAMPIONS = Reward(
    "champion-reward",
    {"national_champion": 2_000_000, "champion_cultivation": 1_000_000},
    date(2017, 12, 1),
    once="not said",
)


def titled(facts: Facts, as_of: date, reward: Reward) -> Said:
    """The sum of what the titles held by then are worth."""
    paid = received(facts, reward.measure, as_of)
    if paid and reward.once == "enterprise":
        return NOTHING
    low_of: dict[object, int] = {}
    high_of: dict[object, int] = {}
    for row in facts["recognitions"]:
        if row["recognised_on"] > as_of or row["title"] not in reward.sums:
            continue
        key = row.get(reward.once, reward.once)
        if reward.once == "not said":
            key = (row["title"], row["recognised_on"])
        elif key in paid:
            continue
        worth = reward.sums[row["title"]]
        high_of[key] = worth
        low_of[key] = max(low_of.get(key, 0), worth * (row["recognised_on"] >= reward.since))
    low, high = sum(low_of.values()), sum(high_of.values())
    if not high:
        return NOTHING
    return Said(QUALIFIES if low else OPEN, low, high)


def new_material_leader(facts: Facts, as_of: date) -> Said:
    """L-24 is for enterprises of the city only: "对我市列入…的"."""
    if not facts["registered_in_liaocheng"]:
        return NOTHING
    return titled(facts, as_of, NEW_MATERIAL)


#: 鲁工信工联〔2024〕61号 is of this year; its day was not seen (on a page of 2024-04-01).
NAVIGATORS_SINCE = date(2024, 1, 1)


def digital_navigator(facts: Facts, as_of: date) -> Said:
    """C-40, C-41, K-07: "最高200万元的一次性奖补"; the same project has had no provincial money, no
    larger accident of work safety in three years, no green threshold, "无严重失信记录".

    The list of serious violations is such a record; whether the courts' and the tax office's lists
    are is for an official to say.  Titles from before the notice: open.
    """
    held = [
        row["recognised_on"]
        for row in facts["recognitions"]
        if row["title"] == "digital_navigator" and row["recognised_on"] <= as_of
    ]
    three_years_ago = as_of.replace(year=as_of.year - 3)
    accident = any(
        row["kind"] == "safety"
        and row["severity"] != "general"
        and three_years_ago <= row["occurred_on"] <= as_of
        for row in facts["incidents"]
    )
    barred = (
        facts["project_provincial_money_before"]
        or facts["green_threshold_refused"]
        or facts["serious_violation_list"]
        or received(facts, "digital-navigator", as_of)
    )
    if not held or accident or barred:
        return Said(FAILS)
    status = QUALIFIES if max(held) >= NAVIGATORS_SINCE else OPEN
    if facts["defaulting_debtor"] or facts["major_tax_offender"]:
        status = JUDGED
    return limit(status, 2_000_000)
