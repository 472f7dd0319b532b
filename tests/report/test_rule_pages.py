"""Rules on a screen: what each answers first, its ids and sources, and how it is found."""

from __future__ import annotations

import json
import re

import pytest

from huiqi.report.blocks import Page, Table, words_of
from huiqi.report.layout import HEIGHT, widest
from huiqi.report.media import html, terminal
from huiqi.report.pages.rule import rule_names, rule_pages
from huiqi.report.pages.rules_list import facts_page, rules_page, rules_screen
from huiqi.report.phrases import Phrases
from huiqi.rulebook.basis import support
from huiqi.rulebook.loading import load_penalties, load_rulebook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import Names
from tests.commands import huiqi

WIDTH = 80


@pytest.fixture(scope="module")
def rulebook() -> Rulebook:
    """The rules of the project."""
    return load_rulebook()


def said(page: Page) -> str:
    """Without what only lays it out."""
    lines = (line.plain for line in terminal.lines(page, 4000))
    return re.sub(r"\s", "", "\n".join(lines))


def held(page: Page) -> None:
    """No line is wider than a terminal, whatever an ambiguous character takes."""
    for line in terminal.lines(page, WIDTH):
        assert widest(line.plain) <= WIDTH, line.plain


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_list_is_one_screen_and_names_all_topics(rulebook: Rulebook, language: str) -> None:
    """The twenty with what answers each; in full every measure with its id."""
    phrases = Phrases(rulebook, language)
    page = rules_screen(phrases, load_penalties(None))
    held(page)
    assert len(terminal.lines(page, WIDTH)) <= HEIGHT
    topics = [measure for measure in rulebook.measures.values() if measure.slot is not None]
    table = next(block for block in page.blocks if isinstance(block, Table))
    assert [words_of(row[0]) for row in table.rows] == [phrases.text(t.name) for t in topics]
    everything = rules_page(phrases, load_penalties(None))
    held(everything)
    rows = {words_of(r[-1]) for b in everything.blocks if isinstance(b, Table) for r in b.rows}
    assert set(rulebook.measures) <= rows


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_fact_is_listed_once_with_who_knows_it(rulebook: Rulebook, language: str) -> None:
    """And every definition; by the ids that a profile may use."""
    page = facts_page(Phrases(rulebook, language))
    held(page)
    ids = [words_of(r[-1]) for block in page.blocks if isinstance(block, Table) for r in block.rows]
    assert sorted(ids) == sorted([*rulebook.facts, *rulebook.definitions])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_measure_is_shown_as_a_person_reads_it(rulebook: Rulebook, language: str) -> None:
    """Title, id, every condition, amount, what is unstated, every source with its address; on one
    screen what a screen can hold.
    """
    phrases = Phrases(rulebook, language)
    long = []
    for measure in rulebook.measures.values():
        full = next(rule_pages(measure.id, phrases))
        held(full)
        words = said(full)
        texts = [measure.title, *measure.unstated]
        if measure.published:
            texts += [condition.text for condition in measure.conditions()]
        for text in texts:
            assert re.sub(r"\s", "", phrases.text(text)) in words, measure.id
        assert f"[{measure.id}]" in words
        for basis in measure.basis:
            assert re.sub(r"\s", "", basis.source.url or "") in words
        for model in measure.modelled_on if not measure.published else ():
            assert model in words
        screen = terminal.fitting(rule_pages(measure.id, phrases), WIDTH, HEIGHT)
        held(screen)
        if len(terminal.lines(screen, WIDTH)) > HEIGHT:
            long.append(measure.id)
    # National titles with a score of their own have more conditions than a screen has lines.
    assert all(rulebook.measures[name].ladder is not None for name in long), long


def test_whatever_has_a_name_can_be_shown(rulebook: Rulebook) -> None:
    """Definitions, parameters, facts, funds, stacking and sources, each with its id."""
    phrases = Phrases(rulebook, "zh")
    for name in rule_names(rulebook):
        page = next(rule_pages(name, phrases))
        assert f"[{name}]" in said(page)
        held(page)


def test_a_rule_is_found_by_its_title_and_a_topic_by_its_own(rulebook: Rulebook) -> None:
    """In both languages and however it is spelt; ids first."""
    names = Names(rule_names(rulebook))
    measure = rulebook.measures["first-set"]
    for written in ("first-set", measure.title.zh, measure.title.en, "首台(套)奖励"):
        assert names.find(written) == "first-set"
    (topic,) = [m for m in rulebook.measures.values() if m.slot and "first-set" in m.modelled_on]
    assert names.find(topic.title.zh) == topic.id
    words = said(next(rule_pages(topic.id, Phrases(rulebook, "zh"))))
    assert "条文没有公开" in words
    assert "rulesshowfirst-set" in words
    assert support(topic.basis) > 0


def test_a_part_of_a_title_is_enough_and_several_are_offered() -> None:
    """A part that a topic has is the topic; what others have too is named with their ids."""
    done = huiqi("rules", "show", "首台")
    assert "首台套与首批次  [first-set-and-batch]" in done.stdout
    done = huiqi("rules", "show", "企业")
    assert done.returncode == 2
    assert "C107" in done.stderr
    assert "企业研发投入补助[rd-spending]" in done.stderr


def test_a_document_for_programs_has_neither_head_nor_foot() -> None:
    """Only what is said of the rule, its name first."""
    told = json.loads(huiqi("rules", "show", "first-set", "--json").stdout)
    assert told["zh"][0] == "首台（套）奖励  [first-set]"
    assert not any("本结果不是官方答复" in line for line in told["zh"])
    assert len(told["en"]) > 10


def test_no_name_becomes_markup(rulebook: Rulebook) -> None:
    """The same page as HTML."""
    page = html.as_html(next(rule_pages("first-set", Phrases(rulebook, "zh"))), "zh")
    assert "<script" not in page
    assert "谁可以报" in page


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("zh", ("project.生产性设备投资额 >= 500万元", "10% * project.经第三方审核的实际设备软件")),
        ("en", ("project.productive_equipment >= 500万元", "10% * project.audited_equipment")),
    ],
)
def test_in_full_conditions_and_amounts_stand_as_rules_write_them(
    rulebook: Rulebook, language: str, written: tuple[str, str]
) -> None:
    """So that they can be copied: in Chinese by what things are called, in English by ids."""
    whole, short, *_ = rule_pages("technical-renovation", Phrases(rulebook, language))
    for text in written:
        assert re.sub(r"\s", "", text) in said(whole)
        assert re.sub(r"\s", "", text) not in said(short)
