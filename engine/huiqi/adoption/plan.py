"""What an entered sheet makes of the files: each of them before and after, none written yet."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from huiqi.adoption.edits import EditError, YamlText
from huiqi.adoption.entered import Content, Entered, EnteredPart
from huiqi.adoption.rule_words import OURS
from huiqi.diagnostics import Diagnostic, Diagnostics, InputError, Place, input_error
from huiqi.files import read_bytes
from huiqi.rulebook.documents import Document, Steps, read_yaml_text
from huiqi.rulebook.yaml_text import block
from huiqi.sentences import Sentence, sentence

#: Where what was adopted is kept, below the rules' folder.
KEPT = ".adoptions"
#: What a slot says of its place in the programme stays with the measure that takes the place.
_STAYS = ("slot", "short")


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChange:
    """One file: as it is on disk and as it is to be (``None``: it is not there).

    ``kind``: whose folder ``file`` is below, ``rules`` or ``cases``.
    """

    kind: str
    file: str
    before: bytes | None
    after: bytes | None


@dataclass(slots=True, kw_only=True)
class Plan:
    """The files that change, composed step by step."""

    entered: Entered
    parts: tuple[EnteredPart, ...]
    rules: Path
    cases: Path
    _changes: dict[tuple[str, str], FileChange] = field(default_factory=dict)

    @property
    def changes(self) -> tuple[FileChange, ...]:
        """The files that differ, sources before what cites them, cases last."""
        found = [change for change in self._changes.values() if change.before != change.after]
        return tuple(
            sorted(found, key=lambda c: (c.kind == "cases", "sources" not in c.file, c.file))
        )

    def folder(self, kind: str) -> Path:
        """The folder of a kind of files."""
        return self.cases if kind == "cases" else self.rules

    def text(self, kind: str, file: str) -> str | None:
        """A file as it is to be."""
        found = self._change(kind, file)
        return None if found.after is None else found.after.decode("utf-8")

    def put(self, kind: str, file: str, text: str | None) -> None:
        """A file is to hold this (``None``: be gone)."""
        before = self._change(kind, file)
        after = None if text is None else text.encode("utf-8")
        self._changes[kind, file] = replace(before, after=after)

    def _change(self, kind: str, file: str) -> FileChange:
        if (kind, file) not in self._changes:
            path = self.folder(kind) / file
            data = None
            if path.exists():
                diagnostics = Diagnostics()
                data = read_bytes(path, str(path), diagnostics)
                diagnostics.raise_errors()
            self._changes[kind, file] = FileChange(kind=kind, file=file, before=data, after=data)
        return self._changes[kind, file]

    @contextmanager
    def composed(self) -> Iterator[tuple[Path, Path]]:
        """Copies of the rules and the cases with the changes made; a fault that is raised inside
        is told at the cell, or else the file, that it comes from.
        """
        with TemporaryDirectory(prefix="huiqi-adopt-") as scratch:
            folders = {"rules": Path(scratch) / "rules", "cases": Path(scratch) / "cases"}
            shutil.copytree(self.rules, folders["rules"], ignore=shutil.ignore_patterns(KEPT))
            if self.cases.is_dir():
                shutil.copytree(self.cases, folders["cases"])
            else:
                folders["cases"].mkdir()
            for change in self.changes:
                path = folders[change.kind] / change.file
                if change.after is None:
                    path.unlink(missing_ok=True)
                else:
                    path.parent.mkdir(parents=True, exist_ok=True)
                    path.write_bytes(change.after)
            try:
                yield folders["rules"], folders["cases"]
            except InputError as error:
                raise InputError(self.told(error.diagnostics, folders)) from None

    def told(self, diagnostics: Iterable[Diagnostic], folders: dict[str, Path]) -> list[Diagnostic]:
        """Findings of the copies, each at its cell or its own file; what a cell gives rise to in
        several places is told once.
        """
        found: dict[tuple[str, str, str], Diagnostic] = {}
        for diagnostic in diagnostics:
            message = diagnostic.message
            place = diagnostic.place
            for kind, folder in folders.items():
                message = _below(message, f"{folder}/")
                if place.file.startswith(f"{folder}/"):
                    place = self._place(kind, place.file[len(f"{folder}/") :], place)
            told = replace(diagnostic, place=place, message=message)
            found.setdefault((told.code, str(told.place), told.message), told)
        return sorted(found.values(), key=lambda told: told.place.order)

    def _place(self, kind: str, file: str, place: Place) -> Place:
        """The cell a place of the composed file comes from, else where it stood before."""
        own = [part for part in self.parts if (part.kind, part.file) == (kind, file)]
        shown = str(self.folder(kind) / file)
        text = self.text(kind, file)
        document = read_yaml_text(text, shown, Diagnostics()) if text is not None else None
        if document is None:
            whole = next((part for part in own if not part.at), None)
            cell = whole.place(()) if whole is not None else None
            return cell or replace(place, file=shown)
        path = path_at(document, place)
        for part in sorted(own, key=lambda part: -len(part.at)):
            if path[: len(part.at)] == part.at:
                cell = part.place(path[len(part.at) :])
                if cell is not None:
                    return cell
        before = self._change(kind, file).before
        earlier = None
        if before is not None:
            earlier = read_yaml_text(before.decode("utf-8"), shown, Diagnostics())
        if place.line and earlier is not None and path in document.places:
            start, was = document.places[path], earlier.places.get(path)
            if was is not None:
                return Place(shown, was.line + place.line - start.line, place.column)
        return replace(place, file=shown)


def _below(text: str, folder: str) -> str:
    """A text, and what fills it, with the files of a folder by their names below it."""
    if not isinstance(text, Sentence) or not text.values:
        return text.replace(folder, "") if folder in text else text
    filled = {
        name: _below(value, folder)
        if isinstance(value, str)
        else str(value).replace(folder, "")
        if folder in str(value)
        else value
        for name, value in text.values.items()
    }
    return sentence(text.pattern, **filled)


def path_at(document: Document, place: Place) -> Steps:
    """What stands at a place, or begins last before it; (): the file as a whole."""
    if not place.line:
        return ()
    best: tuple[tuple[int, int], int, Steps] = ((0, 0), 0, ())
    for table in (document.key_places, document.places):
        for path, start in table.items():
            position = (start.line, start.column)
            if position <= (place.line, place.column):
                best = max(best, (position, len(path), path), key=lambda found: found[:2])
    return best[2]


def planned(entered: Entered, rules: Path, cases: Path) -> Plan:
    """The parts in their files.

    Raises:
        InputError: N100, a file of the rules cannot be edited as it is.
    """
    plan = Plan(entered=entered, parts=(), rules=rules, cases=cases)
    plan.parts = tuple(replace(part, file=_file(plan, part)) for part in entered.parts)
    for part in plan.parts:
        before = plan.text(part.kind, part.file)
        if not part.at:
            plan.put(part.kind, part.file, _whole(part, before))
            continue
        try:
            text = YamlText(before or "").set(part.at, part.content)
        except EditError as error:
            where = Place(str(plan.folder(part.kind) / part.file))
            raise input_error(
                "N100",
                where,
                sentence("这个文件改不了（写法不在能就地修改的范围里）"),
                found=str(error),
                remedy=sentence("先按一项一行的写法整理这个文件"),
            ) from None
        plan.put(part.kind, part.file, text.text)
    return plan


def _file(plan: Plan, part: EnteredPart) -> str:
    """Where a part goes: nowhere out of its folder, and not over cases that somebody wrote."""
    name = PurePosixPath(part.file)
    if name.is_absolute() or ".." in name.parts or not name.parts:
        raise input_error(
            "N101", Place(part.file), sentence("文件名只能在规则库里面"), found=part.file
        )
    return part.file if part.kind == "rules" else free(plan, part.file)


def free(plan: Plan, file: str) -> str:
    """A file of cases that an adoption may write: where somebody's own stands, one beside it."""
    text = plan.text("cases", file)
    own = text is None or text.startswith(OURS)
    return file if own else f"{file.removesuffix('.yaml')}-adopted.yaml"


def _whole(part: EnteredPart, before: str | None) -> str:
    """A file's text; the measure that takes a slot's place keeps what is said of the place."""
    content: Content = part.content
    if part.kind == "cases":
        return f"{OURS}{block(content, whole=True)}\n"
    assert isinstance(content, Mapping)
    if before is not None:
        try:
            was = YamlText(before).data
        except EditError:
            was = None
        kept = {key: was[key] for key in _STAYS if key in was} if isinstance(was, dict) else {}
        content = {**({"id": content["id"]} if "id" in content else {}), **kept, **content}
    return block(content, whole=True) + "\n"
