"""The rooms keep their doors: who may import whom."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "engine" / "huiqi"
GROUND = {"objects", "quantities", "rough_figures", "dates", "truth", "diagnostics", "values"}
GROUND |= {"slips", "spelling", "wordings", "sentences", "words", "numerals"}
GROUND |= {"parts_of_year"}
#: What each room may import besides itself.
ALLOWED = {
    "formats": {"sentences"},
    "objects": set[str](),
    "sentences": {"words"},
    "numerals": set[str](),
    "quantities": {"objects", "sentences", "spelling", "numerals"},
    "rough_figures": {"quantities", "spelling"},
    "parts_of_year": {"quantities", "sentences"},
    "dates": {"quantities", "sentences", "spelling", "numerals", "parts_of_year"},
    "wordings": {"spelling"},
    "truth": set[str](),
    "diagnostics": {"objects", "sentences", "slips", "words"},
    "slips": {"spelling"},
    "spelling": set[str](),
    "values": {"truth", "spelling"},
    "language": GROUND,
    "rulebook": GROUND | {"formats", "language", "files"},
    "files": {"diagnostics", "sentences", "spelling"},
    "words": set[str](),
    "tables": GROUND | {"files"},
    "profile": GROUND | {"language", "rulebook", "tables", "files"},
    "evaluation": GROUND | {"language", "rulebook", "profile"},
    "inference": GROUND | {"rulebook", "evaluation"},
    "decision": GROUND | {"language", "rulebook", "profile", "evaluation", "inference"},
    "interview": GROUND
    | {"language", "rulebook", "profile", "evaluation", "inference", "decision"},
    "funds": GROUND | {"language", "rulebook", "tables", "profile", "evaluation", "decision"},
    "audit": GROUND
    | {"language", "rulebook", "profile", "evaluation", "decision", "penalty", "files"}
    # Tables of enterprises on which two rulebooks are compared.
    | {"tables", "lowering", "screening"},
    "penalty": GROUND
    | {"language", "rulebook", "profile", "evaluation", "inference", "decision", "tables", "files"},
    "adoption": GROUND
    | {"language", "rulebook", "profile", "evaluation", "decision", "tables", "files"}
    | {"audit", "case_runs", "penalty", "funds"},
    "inquiry": GROUND
    | {"language", "rulebook", "profile", "evaluation", "decision", "tables", "files"}
    | {"audit", "adoption", "penalty"},
    "case_runs": {"diagnostics", "rulebook", "decision", "penalty"},
    # It says of every row what they say of one: which rules are in force, what a year is of.
    "lowering": GROUND | {"language", "rulebook", "profile", "evaluation", "decision"},
    "screening": GROUND
    | {"language", "rulebook", "profile", "evaluation", "decision", "tables", "files", "lowering"},
    "serialisation": GROUND
    | {"language", "rulebook", "profile", "evaluation", "decision", "funds", "audit", "penalty"}
    | {"formats", "inference", "adoption", "inquiry", "screening", "files"},
    "report": GROUND
    | {"language", "rulebook", "profile", "evaluation", "decision", "funds", "audit", "penalty"}
    | {"interview"}
    # Of inference only why it gave no answer, which has to be said.
    | {"files", "inference", "words", "adoption", "inquiry", "screening"},
}


def _imports(path: Path) -> set[str]:
    """The modules a file imports, wherever in it."""
    return _named(ast.parse(path.read_text(encoding="utf-8")))


def _named(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
            if node.module == "huiqi":
                # The version is the package's own, no room.
                names = (alias.name for alias in node.names if alias.name != "__version__")
                found.update(f"huiqi.{name}" for name in names)
    return found


def _files(room: str) -> list[Path]:
    folder = PACKAGE / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / f"{room}.py"]


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_it_may(room: str) -> None:
    """No room reaches into one above it."""
    for path in _files(room):
        rooms = {name.split(".")[1] for name in _imports(path) if name.startswith("huiqi.")}
        extra = rooms - ALLOWED[room] - {room}
        assert not extra, f"{path.relative_to(PACKAGE)} imports {sorted(extra)}"


def test_every_room_is_listed() -> None:
    """A new room has to say what it may import."""
    rooms = {p.stem for p in PACKAGE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    faces = {"__init__", "__main__", *FACE, "_rules"}
    assert rooms - faces == {*ALLOWED, *FACES}


#: The rooms that people meet, each with those that it opens.
FACES = {"cli": {"web"}, "web": set[str]()}
#: What they use: the public face, and what tells what it answers.
FACE = {"engine", "authoring", "asking", "city", "kept_decisions", "platforms"}
TELLING = {"report", "serialisation", "words", "files", "diagnostics", "formats", "spelling"}
TELLING |= {"sentences"}


@pytest.mark.parametrize("room", sorted(FACES))
def test_faces_ask_the_public_face_alone(room: str) -> None:
    """What they need of a room, a platform needs too; results are named in annotations."""
    for path in _files(room):
        names = _outside_annotations(path)
        rooms = {name.split(".")[0] for name in names}
        extra = (
            rooms - FACE - TELLING - FACES[room] - {room, "dates", "quantities", "rough_figures"}
        )
        assert not extra, f"{path.name} imports {sorted(extra)}"
        named = {name.removeprefix("huiqi.") for name in _imports(path)} - names
        annotated = {name for name in named if name.split(".")[0] in DECIDING} - RESULTS
        assert not annotated, f"{path.name} names {sorted(annotated)}"


#: Where it stands what was decided, for whoever tells it: data, and what is drawn from data alone.
RESULTS = {
    "evaluation.reads",
    "inference.errors",
    "decision.agenda",
    "decision.application",
    "decision.asked_later",
    "decision.results",
    "decision.combined",
    "decision.computed",
    "decision.contested",
    "decision.expiring",
    "decision.far_limits",
    "decision.groups",
    "decision.lines",
    "decision.nearness",
    "decision.questions",
    "decision.standing",
    "decision.steps",
    "decision.topics",
    "decision.trace",
    "decision.validity",
    "decision.ways",
    "decision.what_if",
    "interview.results",
    "penalty.found",
    "penalty.imported",
    "penalty.incident",
    "penalty.laws",
    "penalty.results",
    "audit.finding",
    "audit.difference.results",
    "inquiry.asked",
    "inquiry.documents_asked",
    "screening.portable_results",
    "screening.moved",
    "screening.paid",
    "screening.enterprise_group",
    "screening.outcome_told",
    "screening.screened",
    "screening.short",
    "screening.worded",
    "screening.list_notes",
    "screening.city_results",
}
#: Rooms that evaluate or decide.  Sharing a fund is arithmetic on claims and does neither.
DECIDING = {"evaluation", "inference", "decision", "penalty", "audit", "inquiry", "screening"}
DECIDING |= {"interview"}


def _outside_annotations(path: Path) -> set[str]:
    """What a file imports of the package when it runs."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for block in list(ast.walk(tree)):
        if isinstance(block, ast.If) and ast.unparse(block.test) == "TYPE_CHECKING":
            block.body = [ast.Pass()]
    return {name.removeprefix("huiqi.") for name in _named(tree) if name.startswith("huiqi.")}


def _decides(path: Path) -> set[str]:
    """What a file takes from the rooms that decide, but for results and names in annotations."""
    names = _outside_annotations(path) - RESULTS
    return {name for name in names if name.split(".")[0] in DECIDING}


@pytest.mark.parametrize("room", ["report", "serialisation"])
def test_reports_import_results_alone(room: str) -> None:
    """A report evaluates nothing and decides nothing: what it says was said by the decision."""
    for path in _files(room):
        assert not _decides(path), f"{path.name} imports {sorted(_decides(path))}"


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_results_import_results_alone(name: str) -> None:
    """A result carries what works out the rest of it, and knows nothing of how."""
    path = PACKAGE.joinpath(*name.split(".")).with_suffix(".py")
    assert not _decides(path), f"{name} imports {sorted(_decides(path))}"


def test_only_inference_knows_durable_rules() -> None:
    """The engine is behind one door."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "inference" not in path.parts:
            assert not any(name.split(".")[0] == "durable" for name in _imports(path)), path


def test_no_module_is_beyond_400_lines() -> None:
    """What grows longer wants splitting."""
    for path in sorted(PACKAGE.rglob("*.py")):
        lines = len(path.read_text(encoding="utf-8").splitlines())
        assert lines <= 400, f"{path.relative_to(PACKAGE)} has {lines} lines"


#: Where a value may be anything to mypy, and what is not typed there.
UNTYPED = {
    "adoption/edits.py": "nodes and marks of PyYAML",
    "audit/proofs/terms.py": "formulas of Z3",
    "audit/proofs/witness.py": "formulas of Z3, and a profile as PyYAML writes it",
    "cli/penalty.py": "Typer's own click, which differs from release to release",
    "files/streams.py": "whatever else a stream has",
    "inference/client.py": "JSON of the worker",
    "inference/graph.py": "JSON of the worker",
    "inference/host.py": "contexts of durable-rules",
    "inference/worker.py": "JSON of the client",
    "report/terminal.py": "arguments passed on to rich",
    "rulebook/composer.py": "events of PyYAML",
    "serialisation/schema.py": "annotations, and JSON Schema",
    "web/api.py": "the description of OpenAPI, which is JSON Schema",
    "values.py": "the ends of a range, both numbers or both days, which no type can say",
}


def test_what_is_not_typed_is_at_the_edge_of_what_is_not_ours() -> None:
    """Elsewhere things are called what they are, or ``object`` until it is known."""
    found = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom)
        and node.module == "typing"
        and any(alias.name == "Any" for alias in node.names)
    }
    assert found == UNTYPED.keys()


#: More fields than can be told apart by where they stand are given by name.
BY_PLACE = 3


def _dataclasses() -> Iterator[tuple[str, ast.ClassDef, ast.expr]]:
    """Every dataclass of the package, with its decorator."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef):
                for decorator in node.decorator_list:
                    if ast.unparse(decorator).startswith("dataclass"):
                        yield f"{path.relative_to(PACKAGE)}: {node.name}", node, decorator


def _given(node: ast.ClassDef) -> list[ast.AnnAssign]:
    """The fields that may be given by place where an object is made."""
    body = list(node.body)
    for place, part in enumerate(body):
        if isinstance(part, ast.AnnAssign) and ast.unparse(part.annotation) == "KW_ONLY":
            body = body[:place]
            break
    return [
        part
        for part in body
        if isinstance(part, ast.AnnAssign)
        and "ClassVar" not in ast.unparse(part.annotation)
        and not (part.value is not None and "init=False" in ast.unparse(part.value))
    ]


#: Tuples of more fields, and why they are.
TUPLES = {
    "evaluation/reads.py: Outcome": "made for every value that is read",
    "evaluation/reads.py: Cause": "made where values are read",
    "decision/amounts/limits.py: Portion": "made at every step of every amount",
    "decision/amounts/limits.py: Limited": "made for every way an amount can be",
    "decision/stacking/choice_search.py: Best": "made at every step of the search",
    "audit/proofs/symbols.py: Number": "made for every node of a formula",
    "lowering/lowered.py: LoweredNumber": "made for every expression that is lowered",
    "lowering/lowered.py: LoweredSymbol": "made for every expression that is lowered",
    "report/blocks.py: TextRun": "made for every word of a page",
    "serialisation/meanings.py: Meaning": "an annotation: what it is called, what it means",
}


def test_what_has_many_fields_is_made_by_keyword() -> None:
    """Two of the same type cannot be given the wrong way round; a base's fields count too."""
    inherited = {"Node": 1}
    for where, node, decorator in _dataclasses():
        count = len(_given(node)) + sum(inherited.get(ast.unparse(b), 0) for b in node.bases)
        by_keyword = "kw_only=True" in ast.unparse(decorator)
        assert by_keyword or count <= BY_PLACE, f"{where} has {count} fields: kw_only=True"


def test_a_tuple_has_few_fields() -> None:
    """But for the few that are made so often that it tells."""
    tuples = {
        f"{path.relative_to(PACKAGE)}: {node.name}"
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef)
        and "NamedTuple" in map(ast.unparse, node.bases)
        and len(_given(node)) > BY_PLACE
    }
    assert tuples == set(TUPLES)


def test_no_two_public_classes_or_functions_have_one_name() -> None:
    """Whoever reads a name, or searches for it, means one thing.

    What is told has its own names: a table of a page is none of a file.
    """
    named: dict[str, list[str]] = {}
    told = {*PACKAGE.glob("report/**/*.py")} | {p for f in FACES for p in _files(f)}
    for path in sorted({*PACKAGE.rglob("*.py")} - told):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, (ast.ClassDef, ast.FunctionDef)) and not node.name.startswith("_"):
                named.setdefault(node.name, []).append(str(path.relative_to(PACKAGE)))
    twice = {name: files for name, files in named.items() if len(set(files)) > 1}
    assert not twice


#: What may share its name: a room and the module of what it is about, and of each room what it
#: says as plain data.
SHARED = {"profile", "rulebook", "results"}


def test_no_two_modules_have_one_name() -> None:
    """But for those that show what another module holds: a page, a document, a command."""
    stems: dict[str, list[str]] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        where = path.relative_to(PACKAGE)
        if where.parts[0] not in (*FACES, "report", "serialisation"):
            name = where.parent.name if where.stem == "__init__" else where.stem
            stems.setdefault(name, []).append(str(where))
    twice = {name: files for name, files in stems.items() if len(files) > 1}
    assert set(twice) == SHARED, twice
