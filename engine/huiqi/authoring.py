"""The public face for those who write rules: how far they can be trusted, what a change of them
does, how their files are written, a text taken over from a filled sheet, and a city's own penalty
list.

``rules`` is a rulebook's folder throughout; absent, the rules installed.

>>> [check.code for check in checks_named(["A210"])]
['A210']
>>> from datetime import date
>>> found = difference("2023-06-20", "2023-06-21", date(2023, 6, 20), proofs=False)
>>> str(found.before.as_of), found.measures
('2023-06-20', ())
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from huiqi.diagnostics import Diagnostic, Diagnostics, InputError, Place, input_error
from huiqi.penalty.imported import ListHeading as ListHeading
from huiqi.profile.given_table import GivenTable as GivenTable
from huiqi.rulebook.folder import rules_folder
from huiqi.sentences import sentence

if TYPE_CHECKING:
    from huiqi.adoption.entry_rows import EntryForm
    from huiqi.adoption.plan import FileChange
    from huiqi.adoption.preview import Preview
    from huiqi.audit.context import Audit
    from huiqi.audit.difference.results import Difference
    from huiqi.audit.finding import Audited, Check
    from huiqi.penalty.imported import Import
    from huiqi.profile.inputs import Input
    from huiqi.rulebook.penalties import PenaltyBook


def _untold(message: str) -> None:
    """No progress is shown."""


class ReadList(NamedTuple):
    """What a table of a penalty list comes to, by which rules, and what reading it gave rise to
    remark.
    """

    outcome: Import
    book: PenaltyBook
    remarks: Sequence[Diagnostic]


def checks_named(codes: Iterable[str] = ()) -> tuple[Check, ...]:
    """The checks of an audit.

    Args:
        codes: Codes, or what codes start with (``A2``); none: every check.

    Raises:
        InputError: C160, no check has such a code.
    """
    from huiqi.audit.checks import CHECKS, chosen

    wanted = tuple(codes)
    for code in wanted:
        if not code or not chosen([code]):
            allowed = [check.code for check in CHECKS]
            raise input_error(
                "C160", Place("CODE"), sentence("没有这项检查"), found=code, allowed=allowed
            )
    return chosen(wanted)


def audited(
    checks: Iterable[Check],
    *,
    rules: Path | None = None,
    cases: Iterable[Path] = (),
    processes: int = 2,
    progress: Callable[[str], None] = _untold,
) -> Audited:
    """What checks find in a rulebook.

    Args:
        checks: Which; :func:`checks_named` has them.
        cases: Files and folders of cases, for what the cases reach.
        processes: How many try changes of the rules.
        progress: Told the code of each check as it begins, and how far it is.

    Raises:
        InputError: Every fault in the rules or the cases.
    """
    from huiqi.audit.checks import run_checks

    return run_checks(_audit(rules, cases, processes, progress), checks)


def write_gaps(
    folder: Path,
    *,
    rules: Path | None = None,
    cases: Iterable[Path] = (),
    language: str = "zh",
    progress: Callable[[str], None] = _untold,
) -> tuple[int, int]:
    """Inputs for what no case reaches, one file for each measure or definition, what is expected
    left blank; how many inputs, and for how many places none was found.

    Raises:
        InputError: Every fault in the rules or the cases; the folder cannot be written.
    """
    from huiqi.audit.coverage_gaps import write

    return write(_audit(rules, cases, 2, progress), folder, _untold, language)


def _audit(
    rules: Path | None,
    cases: Iterable[Path],
    processes: int,
    progress: Callable[[str], None],
) -> Audit:
    from huiqi.audit.context import Audit
    from huiqi.rulebook.loading import load_rulebook

    return Audit(
        rulebook=load_rulebook(rules),
        rules=rules or rules_folder(),
        cases=tuple(cases),
        progress=progress,
        processes=processes,
    )


def difference(
    one: str,
    other: str,
    as_of: date,
    *,
    rules: Path | None = None,
    enterprises: Path | None = None,
    table: GivenTable | None = None,
    proofs: bool = True,
    progress: Callable[[str], None] = _untold,
    step: Callable[[str], None] = _untold,
) -> Difference:
    """What two rulebooks, two revisions, two filled entry sheets or two days differ in: what is
    written, what it means, and who gains and who loses, in yuan.

    Args:
        one: A folder of rules, a git revision of ``rules``, an entry sheet (.xlsx) adopted into
            them, or a day, as is ``other``.
        as_of: The day of decision, where a side is no day itself.
        enterprises: A folder of profiles, one profile, or a table (CSV, XLSX, Parquet), an
            enterprise a row.
        table: How that is read, where it is a table.
        proofs: Whether it is proved for whom a measure is widened or narrowed.
        progress: Told each measure that is being compared, and how many enterprises were.
        step: Of a whole city, told what is done now: ``loading``, ``deciding``, ``apart``,
            ``comparing``.

    Raises:
        InputError: C130, a side is none of the four; C131, no enterprises, or too many; D100, a
            city without DuckDB; every fault in the rules.
    """
    from huiqi.audit.difference.compare import compare_sides
    from huiqi.audit.difference.enterprises import Enterprises, enterprises_of
    from huiqi.audit.difference.revisions import sides
    from huiqi.city import is_city

    given = Enterprises()
    if enterprises is not None:
        if is_city(enterprises):
            given = Enterprises(table=table or GivenTable(file=enterprises), city=True)
        else:
            given = enterprises_of(enterprises, table)
    from huiqi.adoption.side import entered_rulebook

    with sides(one, other, rules, as_of, entered_rulebook) as (before, after):
        return compare_sides(before, after, given, proofs, progress, step=step)


def adoption(
    sheet: Path,
    as_of: date,
    *,
    rules: Path | None = None,
    cases: Path | None = None,
    proofs: bool = True,
    progress: Callable[[str], None] = _untold,
) -> Preview:
    """What adopting a filled entry sheet would do; nothing is written.

    Args:
        sheet: The workbook, filled in.
        as_of: The day of decision for the enterprises shown, where the measure is in force on it.
        cases: The folder of the rules' cases; absent, ``cases`` beside the rules.
        proofs: Whether it is proved for whom a measure is widened or narrowed.
        progress: Told each step.

    Raises:
        InputError: N120, these rules cannot be changed; every fault of the sheet, and every fault
            the rules would have, at the cell it comes from.
    """
    from huiqi.adoption.folders import writable
    from huiqi.adoption.journal import recover
    from huiqi.adoption.preview import previewed
    from huiqi.adoption.side import entered_of

    folder, beside = writable(rules, cases)
    recover(folder)
    entered, remarks = entered_of(sheet, folder)
    return previewed(
        entered, folder, beside, as_of, proofs=proofs, progress=progress, remarks=remarks
    )


def adopt(found: Preview) -> Path:
    """Write what was shown, whole or not at all; the folder that keeps it for undoing.

    Raises:
        InputError: N111, a file was changed meanwhile; C121, one cannot be written: all files are
            then as they were.
    """
    from huiqi.adoption.journal import put_in_place

    return put_in_place(found.plan)


def undo_adoption(rules: Path | None = None) -> tuple[FileChange, ...]:
    """Take the last adoption into these rules back: its files, each as it was before.

    Raises:
        InputError: N112, there is none; N111, a file was changed since: none is touched then.
    """
    from huiqi.adoption.folders import writable
    from huiqi.adoption.journal import undo

    return undo(writable(rules, None)[0])


def copy_rules(target: Path, rules: Path | None = None) -> Path:
    """The rules copied to a new folder, where they can be changed.

    Raises:
        InputError: N122, something is there already; C121, it cannot be written.
    """
    from huiqi.adoption.folders import rules_copied

    return rules_copied(target, rules)


def file_schemas() -> dict[str, dict[str, object]]:
    """The JSON Schema of each kind of YAML file, by the kind."""
    from huiqi.decision.cases import CasesFile
    from huiqi.penalty.incident_cases import PenaltyCasesFile
    from huiqi.rulebook.penalty_linker import PENALTY_SCHEMAS
    from huiqi.rulebook.schemas import schemas

    return schemas({**PENALTY_SCHEMAS, "cases": CasesFile, "penalty-cases": PenaltyCasesFile})


def entry_sheets(named: Iterable[str], rules: Path | None = None) -> EntryForm:
    """The sheets into which a text is entered.

    Args:
        named: Measures, topics of the twenty, whole programmes: by id or by what they are called.

    Raises:
        InputError: C107, nothing goes by a name; every fault in the rules.
    """
    from huiqi.adoption.entry_form import entry_form
    from huiqi.rulebook.loading import load_rulebook

    return entry_form(load_rulebook(rules), tuple(named))


def read_list(
    table: Path,
    heading: ListHeading,
    *,
    rules: Path | None = None,
    columns: Iterable[str] = (),
    sheet: str | None = None,
    header: int | None = None,
) -> ReadList:
    """A penalty list as a city publishes it, row by row: taken over, or why not.

    Args:
        table: A CSV or XLSX file.
        heading: What is said of the document as a whole.
        columns: ``what it is=what the table calls it``, each.
        sheet: The sheet of a workbook; absent, the first.
        header: The row, from 1, of the column names; absent, it is looked for.

    Raises:
        InputError: The table cannot be read or lacks a column; beside the rules the list would
            not load.
    """
    from huiqi.penalty.importing import import_table, verify
    from huiqi.rulebook.loading import load_penalties

    book = load_penalties(rules)
    diagnostics = Diagnostics()
    outcome = import_table(
        table,
        book,
        heading,
        diagnostics=diagnostics,
        mapping=columns,
        sheet=sheet,
        header=header,
    )
    if outcome is None:
        raise InputError(diagnostics.sorted())
    remarks = diagnostics.sorted()
    try:
        verify(outcome.text, rules)
    except InputError as error:
        raise InputError((*remarks, *error.diagnostics)) from None
    return ReadList(outcome, book, remarks)


def keep_list(outcome: Import, lists: Path) -> Path:
    """Write a list to the folder of imported lists, where it takes the place of the one before.

    Raises:
        InputError: V210, V211, V213: the folder cannot be read or written.
    """
    from huiqi.penalty.store import keep

    return keep(lists, outcome.text)


def take_list_back(lists: Path) -> tuple[Path, Path | None]:
    """Undo the last import: the file taken away, and the one now in use.

    Raises:
        InputError: V212, there is none; V213, the folder cannot be read.
    """
    from huiqi.penalty.store import take_back

    return take_back(lists)


def incident_told(source: Input, book: PenaltyBook, *, nameless: bool = False) -> dict[str, object]:
    """What an incident file that reads without a fault says, by the ids of its parts, as data;
    or the same without names.
    """
    from huiqi.penalty.restating import restated_incident

    return restated_incident(source, book, nameless=nameless)


def parts_at(source: Input, places: Iterable[Place]) -> tuple[tuple[str | int, ...], ...]:
    """Of what is told, in a file or as data, which part stands at each place, as the steps that
    lead there; of none, no step.
    """
    from huiqi.profile.inputs import read_input

    told = read_input(source, Diagnostics(), "incident")
    steps = {place: steps for steps, place in (*told.key_places.items(), *told.places.items())}
    return tuple(steps.get(place, ()) for place in places)


def empty_incident(rules: Path | None = None, language: str = "zh") -> str:
    """An incident file (YAML) with every field left empty."""
    from huiqi.penalty.templates import incident_form
    from huiqi.rulebook.loading import load_penalties

    return incident_form(load_penalties(rules), language)


def write_empty(path: Path, rules: Path | None = None, language: str = "zh") -> None:
    """An empty file to fill in, by its ending: a penalty list (.xlsx, .csv), an incident (.yaml).

    Raises:
        InputError: V230, the file is there; V231, another ending; R333, rules without penalties.
    """
    from huiqi.penalty.templates import write_template
    from huiqi.rulebook.loading import load_penalties

    write_template(path, load_penalties(rules), language)
