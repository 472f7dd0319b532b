"""The letters: to whom, what, why; one to an office, of two pages, with nobody's name invented."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest
from typer.testing import CliRunner

from huiqi.asking import inquiry
from huiqi.cli.commands import application
from huiqi.inquiry.asked import Inquiry
from huiqi.report.blocks import Heading, Note, Table, words_of
from huiqi.report.layout import HEIGHT, WIDTH, widest
from huiqi.report.media import docx as word
from huiqi.report.media import terminal
from huiqi.report.pages.letters import MOST_ASKED, inquiry_screen, letters_page
from huiqi.report.phrases import Phrases

ROOT = Path(__file__).resolve().parents[2]
DAY = date(2026, 6, 1)
FIRM = ROOT / "cases" / "enterprises" / "gambol-pet.yaml"


@pytest.fixture(scope="module")
def found() -> Inquiry:
    """What the project's own rules leave open, over one real enterprise."""
    return inquiry(DAY, enterprises=[FIRM])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_letter_says_to_whom_what_and_why_before_anything_else(
    found: Inquiry, language: str
) -> None:
    """Its first lines: the office, what is asked for and under which law, what hangs on it."""
    phrases = Phrases(found.rulebook, language)
    for letter in found.letters:
        page = letters_page(found, [letter], phrases)
        heading, to, purpose, why = page.blocks[:4]
        assert isinstance(heading, Heading)
        assert heading.level == 1
        assert isinstance(to, Note)
        assert letter.office is not None
        assert phrases.text(letter.office) in words_of(to.text)
        assert isinstance(purpose, Note)
        assert str(len(letter.questions)) in words_of(purpose.text)
        assert ("第二十九条" if language == "zh" else "29") in words_of(purpose.text)
        assert isinstance(why, Note)
        assert str(found.standings.open) in words_of(why.text)


def test_nothing_asked_is_lost_between_letter_and_annex(found: Inquiry) -> None:
    """Every question stands in the letter, every point in it or in its annex, with its number."""
    phrases = Phrases(found.rulebook)
    for letter in found.letters:
        page = letters_page(found, [letter], phrases)
        told = "\n".join(words_of(b.text) for b in page.blocks if isinstance(b, Note))
        tables = [block for block in page.blocks if isinstance(block, Table)]
        listed = {str(row[0]) for table in tables for row in table.rows}
        for place, question in enumerate(letter.questions):
            if place < MOST_ASKED:
                assert question.id in told
            if place >= MOST_ASKED or len(question.points) > 4:
                assert {point.id for point in question.points} <= listed
            else:
                own = {point.id for point in question.points}
                assert own <= listed or all(phrases.text(p.text) in told for p in question.points)


def test_the_applicant_is_left_to_the_applicant(found: Inquiry) -> None:
    """Nobody's name, proof or day stands in a letter; the document names no author."""
    phrases = Phrases(found.rulebook)
    page = letters_page(found, found.letters[:1], phrases)
    blank = next(b for b in page.blocks if isinstance(b, Table))
    assert [words_of(row[1]) for row in blank.rows] == [""] * 5
    document = docx.Document(BytesIO(word.as_document(page, "zh")))
    assert not document.core_properties.author
    assert not document.core_properties.last_modified_by


def test_letters_stand_by_what_they_settle(found: Inquiry) -> None:
    """Most first, among letters and among the questions of each."""
    orders = [letter.weight.order for letter in found.letters]
    assert orders == sorted(orders)
    for letter in found.letters:
        inner = [question.weight.order for question in letter.questions]
        assert inner == sorted(inner)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_overview_is_one_screen(found: Inquiry, language: str) -> None:
    """Eighty columns, however wide a console shows an ambiguous sign."""
    page = inquiry_screen(found, found.letters, Phrases(found.rulebook, language))
    lines = terminal.lines(page, WIDTH)
    assert len(lines) <= HEIGHT
    assert max(widest(line.plain) for line in lines) <= WIDTH


def _run(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(application("rules"), ["rules", "questions", *words])
    return done.exit_code, done.stdout, done.stderr


def test_one_letter_is_asked_for_by_its_office(tmp_path: Path) -> None:
    """By its name or a part that is one office's; else the offices are offered."""
    words = ("--with", str(FIRM), "--as-of", str(DAY))
    code, out, _ = _run(*words, "--to", "聊城市科学技术局", "--json")
    assert code == 0
    letters = json.loads(out)["letters"]
    assert [letter["office"]["zh"] for letter in letters] == ["聊城市科学技术局"]
    code, _, err = _run(*words, "--to", "聊城市")
    assert code == 2
    assert "C164" in err
    assert "聊城市科学技术局" in err
    code, out, _ = _run(*words, "--to", "聊城市科学技术局")
    assert code == 0
    assert out.count("致：") == 1
    assert "附表" in out
    path = tmp_path / "letter.docx"
    code, _, _ = _run(*words, "--to", "科学技术局", "-o", str(path))
    assert code == 0
    text = "\n".join(p.text for p in docx.Document(str(path)).paragraphs)
    assert text.count("致：") == 1


def test_without_enterprises_nothing_is_weighed_in_silence(tmp_path: Path) -> None:
    """Rules without cases beside them: which enterprises has to be said."""
    from tests.inquiry.unknown import written

    rules = written(tmp_path / "rules")
    code, _, err = _run("--rules", str(rules))
    assert code == 2
    assert "C165" in err
    code, _, err = _run("--with", str(FIRM), "-o", str(FIRM))
    assert code == 2
    assert "C120" in err or "C122" in err
