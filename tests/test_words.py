"""The catalogue: complete, current, and the only place of what the program says."""

from __future__ import annotations

import ast
import importlib.util
import pickle
import re
import string
import sys
from pathlib import Path
from types import ModuleType

import pytest

from huiqi.rulebook.text import Text
from huiqi.sentences import sentence
from huiqi.words import Say

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "engine" / "huiqi"
_CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.fixture(scope="module")
def words() -> ModuleType:
    """docs/words.py, which `make words` runs."""
    found = importlib.util.spec_from_file_location("words_script", ROOT / "docs" / "words.py")
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    sys.modules[found.name] = module
    found.loader.exec_module(module)
    return module


def test_the_catalogue_is_current(words: ModuleType) -> None:
    """`make words` would change neither what is written nor what is read."""
    written = words.ENGLISH.read_bytes()
    catalog = words.collected(written)
    assert words.as_po(catalog) == written
    assert words.as_mo(catalog) == words.ENGLISH.with_suffix(".mo").read_bytes()


def test_every_sentence_has_its_english(words: ModuleType) -> None:
    """None is said in Chinese to who asked for English, and each fills the same places."""
    for message in words.collected(words.ENGLISH.read_bytes()):
        if not message.id:
            continue
        assert message.string, message.id
        assert not _CHINESE.search(message.string), message.string
        assert _places(message.string) <= _places(message.id) | {"others"}, message.id


def _places(sentence: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


#: Whose constants are words that are read, not said: there, Chinese may stand outside a function.
READS = {
    # the ground floor
    "dates.py": "how a day, a month and a year are written",
    "numerals.py": "figures in numerals",
    "parts_of_year.py": "how parts of a year and of a month are called",
    "quantities.py": "units and about-words, as they are written",
    "slips.py": "signs that are mistaken for one another",
    "wordings.py": "yes, no, unknown",
    # adoption
    "adoption/entry_articles.py": "articles and paragraphs as a sheet cites them",
    "adoption/entry_items.py": "the sheet prints the items that it reads, and how to fill them in",
    "adoption/entry_layout.py": "the sheet prints the headings that it reads",
    "adoption/entry_windows.py": "days of application as the sheet prints and reads them",
    "adoption/entry_words.py": "the words that the sheet offers and reads",
    "adoption/rule_words.py": "what is written into files of the rules, which are Chinese",
    # audit
    "audit/proofs/witness.py": "a profile, written and read back",
    "audit/texts.py": "the number of a paragraph as an example",
    "audit/variations.py": "what an enterprise made up writes in its file",
    # cli
    "cli/ask.py": "the words that move an interview",
    "cli/entry.py": "the name by which the list of the penalties is asked for",
    "cli/list_entry.py": "the words that move through a list",
    # funds
    "funds/applicant_table.py": "the names that columns go by, and the unit most have",
    # inquiry
    "inquiry/answer_edits.py": "how offices write an answer",
    "inquiry/answers_tried.py": "answers as one writes them",
    # language
    "language/canonical.py": "the words of an expression, as it is written to be read again",
    "language/industries.py": "what ends the name of an industry",
    "language/parser.py": "the words and units of an expression",
    "language/sides.py": "expressions as examples",
    # penalty
    "penalty/conditions.py": "how conditions are written, and written into a list's file",
    "penalty/importing.py": "the names that columns of a list go by",
    "penalty/incident_parts.py": "what the parts of an incident file are called",
    "penalty/templates.py": "examples of the cells of a list, and what may be chosen there",
    # profile
    "profile/told_aside.py": "figures, years and works as remarks tell them",
    "profile/titles_listed.py": "titles and their days, as a cell names them",
    "profile/heads_alike.py": "how one asks when something is done",
    "profile/so_far.py": "parts of a year in the heads of columns",
    "profile/account.py": "the words that a profile holds for a value, written and read back",
    "profile/over_told.py": "how a cell says that a title is over",
    "profile/whether_in_year.py": "years, yes and no, as a cell says them",
    "profile/standing_told.py": "what takes back that something came about",
    "profile/told_of_row.py": "whose support it was, as a cell says it",
    "profile/told_in_full.py": "that the days below a head are hoped for",
    "profile/answers.py": "the name of a part of a file",
    "profile/column_names.py": "how a column of a year is headed",
    "profile/doubts.py": "units of money, as they are written",
    "profile/figure_remedies.py": "examples of figures, as they are written",
    "profile/file_parts.py": "what the parts of a profile are called",
    "profile/completion.py": "what is said of a completion, as it is written in a cell",
    "profile/form/layout.py": "names and choices on the form, read back",
    "profile/given_table.py": "an option's value, as it is written",
    "profile/inputs.py": "the keys by which a file is known, and an example of them",
    "profile/judgements.py": "what the parts of a judgement are called, and its answers",
    "profile/lasting.py": "what ends a title, as it is written in a cell",
    "profile/days_of_titles.py": "words beside the days of a title, as it is written in a cell",
    "profile/parts_told.py": "what is told of parts, as it is written in a cell",
    "profile/support_told.py": "what is said of support, as it is written in a cell",
    "profile/outcome_heads.py": "the heads of columns that say what came of a measure",
    "profile/titles_of_outcomes.py": "how one writes that a title was given, in a cell",
    "profile/outcomes_meant.py": "what stands beside the word for a measure, and an option's value",
    "profile/title_history.py": "what became of a title, as it is written in a cell",
    "profile/outcome_words.py": "how far a measure came, as it is written in a cell",
    "profile/project_cells.py": "what is told of a project, as it is written in a cell",
    "profile/on_the_way.py": "how far an application is, as it is written in a cell",
    "profile/whether_told.py": "what stands between a yes and a figure, and a bound",
    "profile/years_told.py": "words beside a year, as it is written in a cell",
    "profile/list_tables.py": "an example of an option",
    "profile/platform_table.py": "the keys of the file beside a platform's table",
    "profile/prefill_models.py": "the keys of that file",
    "profile/record_lists.py": "what a list says of itself",
    "profile/table_questions.py": "what is said to a question",
    "profile/rows.py": "how the columns of a name and of a code are headed",
    "profile/value_reader.py": "examples of figures, as they are written",
    # report
    "report/entry/entry_book.py": "the entry sheet is Chinese, as the texts that are entered are",
    "report/entry/entry_workbook.py": "the entry sheet is Chinese, as the texts are",
    "report/form/beside.py": "answers that a form offers and reads",
    "report/form/in_words.py": "the words of a list that a profile is read by",
    "report/import_rows.py": "the table of a Chinese list, in Chinese whatever the language",
    "report/pages/papers.py": "papers of which one is enough, as the rules call them",
    # rulebook
    "rulebook/apply_models.py": "examples of telephones and spans, and words of the texts",
    "rulebook/documents.py": "a bound as an example",
    "rulebook/hypothesis.py": "values as examples, and units",
    "rulebook/linker.py": "a figure as an example",
    "rulebook/measure_models.py": "words of the texts, in descriptions of what is written",
    "rulebook/models.py": "figures and lines of forms as examples",
    "rulebook/naming.py": "what people write before a yes-or-no",
    "rulebook/penalty_models.py": "spans of time, and words of the law in descriptions",
    "rulebook/phrases.py": "limits of time in the wordings of lists",
    "rulebook/points.py": "words for at least, at most, more and less",
    "rulebook/levels_written.py": "the word for a level, as it is written in a cell",
    "rulebook/vocabulary.py": "what full names of divisions end with",
    "rulebook/vocabulary_models.py": "words as examples",
    # screening
    "screening/loader/large_csv.py": "what tells that a row is no entry",
    "screening/grouping.py": "what kind of place a name ends with",
    "screening/loader/plain_texts.py": "the letters of a plain text",
    "screening/outcome_remarks.py": "what came of measures, as one may write it",
    # serialisation
    "serialisation/penalty_items.py": "the schema quotes words of the law",
    # tables
    "tables/aside.py": "how groups are counted, and how the column of numbers is headed",
    "tables/heads_apart.py": "what a cell says of each of the things that its head names",
    "tables/header_rows.py": "what says nothing without its class, and units",
    "tables/names_by_content.py": "how the column of the enterprises is headed, and how names end",
    "tables/personal_columns.py": "names of columns",
    "tables/units.py": "units, as a header writes them",
    "tables/worksheet.py": "what is read of a cell of yes or no",
}
#: Calls that look for what is written in their arguments.
_LOOKS = {"startswith", "endswith", "removeprefix", "removesuffix", "replace", "strip", "lstrip"}
_LOOKS |= {"rstrip", "split", "rsplit", "partition", "rpartition", "find", "rfind", "count"}
_LOOKS |= {"compile", "match", "fullmatch", "search", "sub", "findall", "finditer", "maketrans"}
_SAYS = {"say", "to_say", "sentence"}
#: The product's name is the same in every language.
_MARKS = {"huiqi 惠企"}


def _loose(path: Path, *, reads: bool) -> list[tuple[int, str]]:
    """The Chinese of a module that is neither collected nor compared with what was written."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    within = {id(part): node for node in nodes for part in ast.iter_child_nodes(node)}
    fine = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}  # docstrings
    for node in nodes:
        if isinstance(node, ast.Call) and _name(node.func) in _SAYS:
            fine.update(map(id, node.args[:1]))
        elif isinstance(node, ast.Call) and _name(node.func) in _LOOKS:
            fine.update(id(part) for argument in node.args for part in ast.walk(argument))
        elif isinstance(node, (ast.Compare, ast.MatchValue)):
            fine.update(map(id, ast.walk(node)))

    def is_constant(node: ast.AST) -> bool:
        while id(node) in within:
            node = within[id(node)]
            if isinstance(node, (ast.FunctionDef, ast.Lambda)):
                return False
        return True

    return [
        (node.lineno, node.value)
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and _CHINESE.search(node.value)
        and id(node) not in fine
        and node.value.strip() not in _MARKS
        and not (reads and is_constant(node))
    ]


MODULES = {str(path.relative_to(PACKAGE)): path for path in sorted(PACKAGE.rglob("*.py"))}
#: The modules of each room.
ROOMS: dict[str, list[str]] = {}
for _module in MODULES:
    ROOMS.setdefault(_module.partition("/")[0], []).append(_module)


@pytest.mark.parametrize("room", ROOMS)
def test_what_is_said_is_collected(room: str) -> None:
    """A Chinese sentence stands only in say(…), to_say(…) or sentence(…)."""
    loose = [
        f"{name}:{line} {text}"
        for name in ROOMS[room]
        for line, text in _loose(MODULES[name], reads=name in READS)
    ]
    assert not loose, "\n".join(loose)


@pytest.mark.parametrize("name", READS)
def test_who_reads_words_has_some(name: str) -> None:
    """A module is excused only while it has words to read."""
    assert _loose(MODULES[name], reads=False) != _loose(MODULES[name], reads=True)


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_said_within_an_f_string(room: str) -> None:
    """Before Python 3.12 an f-string is one token, and what it says would not be collected."""
    said = [
        (name, part.lineno)
        for name in ROOMS[room]
        for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8")))
        if isinstance(node, ast.JoinedStr)
        for part in ast.walk(node)
        if isinstance(part, ast.Call) and _name(part.func) in _SAYS
        if isinstance(part.args[0], ast.Constant)
    ]
    assert not said


def _name(function: ast.expr) -> str:
    return getattr(function, "attr", getattr(function, "id", ""))


def test_a_sentence_is_told_with_all_that_fills_it() -> None:
    """What fills it is told in the same language: a sentence, a text, and one after the other."""
    spot = sentence("第 {line} 行第 {column} 列", line=3, column=4)
    text = Text(zh="乙", en="B")
    whole = sentence("  {value}：", value=(spot, text, "c"))
    assert whole == "  第 3 行第 4 列、乙、c："
    assert whole.in_language("en") == Say("en").told(whole) == "  line 3, column 4, B, c:"
    assert pickle.loads(pickle.dumps(whole)).in_language("en") == whole.in_language("en")


def test_a_value_is_put_in_as_it_is() -> None:
    """Braces in what a user wrote are no places, in either language."""
    for language in ("zh", "en"):
        assert "{day.__class__}" in Say(language)("评估日 {day}", day="{day.__class__}")
