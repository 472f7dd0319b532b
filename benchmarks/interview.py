"""How many questions an interview asks before nothing is left to ask: `make bench-interview`.

Each sample enterprise is asked from nothing; it answers what its file tells, and does not know the
rest.  Every order asks only what can still matter; beside them stands how many questions the whole
form has.  Random orders are drawn from seeds.  A page of the web asks several together: of those
some would not have been asked one by one.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from statistics import mean

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from huiqi.decision.questions import Question  # noqa: E402
from huiqi.engine import Engine  # noqa: E402
from huiqi.interview import Interview  # noqa: E402
from tests.interview.respondent import (  # noqa: E402
    DAY,
    Respondent,
    account_in,
    by_pages,
    sample_files,
)

SEEDS = 3
Order = Callable[[Interview], Question]


def authors(interview: Interview) -> Question:
    """As the rules declare it."""
    return interview.questions[0]


def by_file(interview: Interview) -> Question:
    """In the order in which the facts stand in the files of the rules."""
    rulebook = interview.rulebook
    names = {name: place for place, name in enumerate([*rulebook.facts, *rulebook.definitions])}
    return min(interview.questions, key=lambda q: (names[q.missing.name], str(q.missing)))


def at_random(seed: int) -> Order:
    """Any of those that are open."""
    draw = Random(seed)
    return lambda interview: draw.choice(interview.questions)


def asked(engine: Engine, path: Path, order: Order) -> tuple[int, int]:
    """How many questions were asked, and how many of them the enterprise could answer."""
    account = account_in(path, engine.rulebook)
    interview = engine.interview({"enterprise": {"name": account.name}}, DAY)
    respondent, number, known = Respondent(account), 0, 0
    while interview.questions:
        interview.reopen(order(interview).missing)
        known += respondent.answer(interview)
        number += 1
    return number, known


def paged(engine: Engine, path: Path) -> tuple[int, int]:
    """On how many pages of the web, and how many questions stand on them."""
    account = account_in(path, engine.rulebook)
    interview = engine.interview({"enterprise": {"name": account.name}}, DAY)
    return by_pages(interview, Respondent(account))


def form_size(engine: Engine) -> int:
    """The cells of the form that asks everything at once: a fact in a year is one, a list one."""
    template = engine.template(DAY).template
    return sum(
        len(template.asked.get(fact.id, (None,)))
        for topic in template.topics
        for fact in topic.facts
    ) + sum(len(topic.lists) for topic in template.topics)


def main() -> None:
    """Print a line for each enterprise, and the means."""
    with Engine.load(ROOT / "rules", compare=False) as engine:
        files = sample_files(ROOT)
        heads = f"{'enterprise':28} {'authors':>8} {'file':>6} {'random':>7} {'answered':>9}"
        print(f"{heads} {'pages':>6} {'on them':>8}")
        rows = []
        for path in files:
            own, known = asked(engine, path, authors)
            fixed, _ = asked(engine, path, by_file)
            drawn = mean(asked(engine, path, at_random(seed))[0] for seed in range(SEEDS))
            pages, on_them = paged(engine, path)
            rows.append((own, fixed, drawn, pages, on_them))
            told = f"{path.stem:28} {own:8} {fixed:6} {drawn:7.1f} {known:9}"
            print(f"{told} {pages:6} {on_them:8}")
        means = [mean(row[n] for row in rows) for n in range(5)]
        told = f"{'mean':28} {means[0]:8.1f} {means[1]:6.1f} {means[2]:7.1f} {'':9}"
        print(f"{told} {means[3]:6.1f} {means[4]:8.1f}")
        print(f"the form that asks all at once: {form_size(engine)} cells")


if __name__ == "__main__":
    main()
