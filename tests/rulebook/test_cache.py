"""A kept rulebook is the one in the files, or it is not used."""

from __future__ import annotations

import dataclasses
import hashlib
import os
import pickle
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from huiqi.diagnostics import InputError
from huiqi.rulebook import cache
from huiqi.rulebook.linker import link_rulebook
from huiqi.rulebook.loading import load_penalties, load_rulebook
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.written import NOWHERE_WRITTEN

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "rules"
SMALL = {
    "sources.yaml": "sources:\n  law: {title: 办法, grade: official}\n",
    "facts/facts.yaml": "facts:\n  people: {type: count, label: {zh: 人数, en: people}}\n",
    "definitions/definitions.yaml": """\
definitions:
  large:
    {type: bool, label: {zh: 大, en: large}, value: people >= 10, basis: [{source: law}]}
""",
}


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache."""
    folder = tmp_path / "kept"
    monkeypatch.setenv(cache.SETTING, str(folder))
    return folder


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """A small rulebook of its own."""
    folder = tmp_path / "rules"
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def limit(rulebook: Rulebook) -> str:
    """The limit that its definition names."""
    return str(rulebook.definitions["large"].node.right.text)  # type: ignore[attr-defined]


def everything(value: Any, names: dict[int, int]) -> Any:
    """All that a value holds, as plain data; what is compared by identity by its first place."""
    if isinstance(value, Mapping):
        return [(everything(key, names), everything(part, names)) for key, part in value.items()]
    if isinstance(value, (tuple, list)):
        return [everything(part, names) for part in value]
    if isinstance(value, frozenset):
        return sorted(value)
    if dataclasses.is_dataclass(value):
        if id(value) in names:
            return names[id(value)]
        names[id(value)] = len(names)
        parts = (getattr(value, part.name) for part in dataclasses.fields(value))
        return [type(value).__name__, *(everything(part, names) for part in parts)]
    return value


def whole(rulebook: Rulebook) -> Any:
    """A rulebook with all places."""
    bare = dataclasses.replace(rulebook, written_at=NOWHERE_WRITTEN)
    nodes = rulebook.written_at.nodes
    places = [str(rulebook.written_at(node)) for node in nodes]
    return everything((bare, nodes), {}), places


def test_the_shipped_rulebook_comes_back_as_it_was(
    kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every rule, and where each expression is written."""
    monkeypatch.chdir(ROOT)
    load_rulebook(RULES)
    assert len(list(kept.iterdir())) == 1
    again = load_rulebook(RULES)
    monkeypatch.chdir(kept)
    elsewhere = load_rulebook(RULES)
    monkeypatch.chdir(ROOT)
    fresh = link_rulebook(RULES)
    # Frozen sets and shared constants apart, what is one object stays one.
    assert whole(again)[1] == whole(fresh)[1]
    assert repr(whole(again)[0]) == repr(whole(fresh)[0])
    place = again.measures["first-set"].place
    assert str(place).startswith("rules/also/")
    assert elsewhere.measures["first-set"].place.file == str(ROOT / place.file)
    assert len(list(kept.iterdir())) == 1


def test_a_kept_rulebook_needs_none_of_what_reads_the_files(kept: Path, rules: Path) -> None:
    """Neither the YAML, nor its models, nor the grammar is loaded."""
    load_rulebook(rules)
    asked = """
import sys
from pathlib import Path
from huiqi.rulebook.loading import load_rulebook
load_rulebook(Path(sys.argv[1]))
print({"yaml", "pydantic", "lark", "huiqi.rulebook.linker"} & set(sys.modules))
"""
    done = subprocess.run(
        [sys.executable, "-c", asked, str(rules)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "set()"


def test_what_is_damaged_is_made_anew(kept: Path, rules: Path) -> None:
    """Cut short, changed in a byte, empty, or another thing altogether; the next one is right."""
    load_rulebook(rules)
    (path,) = kept.iterdir()
    right = path.read_bytes()
    other = pickle.dumps(("another", (), b""))
    damaged = [
        right[: len(right) // 2],
        b"",
        b"\0" * len(right),
        *(right[:at] + bytes([right[at] ^ 1]) + right[at + 1 :] for at in (0, 40, len(right) - 1)),
        hashlib.sha256(other).digest() + other,
        hashlib.sha256(b"x").digest() + b"x",
    ]
    for content in damaged:
        path.write_bytes(content)
        assert limit(load_rulebook(rules)) == "10"
        assert path.read_bytes() == right


def test_what_another_could_have_written_is_never_read(
    kept: Path, rules: Path, tmp_path: Path
) -> None:
    """A pickle does what its author wants; this one would leave a mark."""
    mark = tmp_path / "mark"

    class Author:
        def __reduce__(self) -> Any:
            return Path.touch, (mark,)

    load_rulebook(rules)
    (path,) = kept.iterdir()
    body = pickle.dumps(Author())
    path.write_bytes(hashlib.sha256(body).digest() + body)
    kept.chmod(0o777)
    assert limit(load_rulebook(rules)) == "10"
    assert not mark.exists()
    # The same, where only this user can write it: the test would notice.
    kept.chmod(0o700)
    assert limit(load_rulebook(rules)) == "10"
    assert mark.exists()


def test_a_changed_rule_a_changed_code_and_another_version_are_told_apart(
    kept: Path, rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each has its own; the earlier one is still there."""
    load_rulebook(rules)
    changed = rules / "definitions" / "definitions.yaml"
    changed.write_text(changed.read_text("utf-8").replace("10", "20"), "utf-8")
    assert limit(load_rulebook(rules)) == "20"
    assert len(list(kept.iterdir())) == 2
    # A file by another name says nothing else, but its places do.
    changed.rename(changed.with_name("other.yaml"))
    assert load_rulebook(rules).definitions["large"].place.file.endswith("other.yaml")
    assert len(list(kept.iterdir())) == 3
    monkeypatch.setattr(cache, "__version__", "another")
    load_rulebook(rules)
    assert len(list(kept.iterdir())) == 4
    monkeypatch.setattr(cache, "MAGIC_NUMBER", b"another")
    load_rulebook(rules)
    assert len(list(kept.iterdir())) == 5
    code = tmp_path / "room" / "code.py"
    code.parent.mkdir()
    code.write_text("1")
    monkeypatch.setattr(cache, "_ROOMS", (code.parent,))
    load_rulebook(rules)
    os.utime(code, (1e9, 1e9))
    load_rulebook(rules)
    assert len(list(kept.iterdir())) == 7
    # What the program says of a rule stands in the rulebook, in English too.
    (code.parent / "huiqi.mo").write_bytes(b"words")
    load_rulebook(rules)
    assert len(list(kept.iterdir())) == 8


def test_only_so_many_are_kept(kept: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The earliest go first."""
    monkeypatch.setattr(cache, "MOST", 3)
    names = []
    for number in range(6):
        monkeypatch.setattr(cache, "__version__", str(number))
        load_rulebook(rules)
        names.append(cache._name(Rulebook, load_rulebook(rules).sha256))
    assert {path.name for path in kept.iterdir()} == set(names[-3:])


def test_what_is_in_use_stays(kept: Path, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many others have been read since it was kept."""
    monkeypatch.setattr(cache, "MOST", 3)
    load_rulebook(rules)
    (first,) = kept.iterdir()
    for number in range(6):
        load_rulebook(rules)
        with monkeypatch.context() as other:
            other.setattr(cache, "__version__", str(number))
            load_rulebook(rules)
    assert first.exists()
    assert len(list(kept.iterdir())) == 3


def test_the_rules_on_penalties_come_back_as_they_were(
    kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an imported list that decides beside them; another list is another book."""
    imported = tmp_path / "0001.yaml"
    list_ = RULES / "penalty-list" / "national" / "tax-first-batch.yaml"
    imported.write_text(list_.read_text("utf-8").replace("id: tax-", "id: other-"), "utf-8")
    monkeypatch.chdir(ROOT)
    for lists in ((), (imported,)):
        before = set(kept.iterdir()) if kept.exists() else set()
        fresh = load_penalties(RULES, lists)
        assert len(set(kept.iterdir()) - before) == 1
        again = load_penalties(RULES, lists)
        assert again.terms is not fresh.terms
        assert again.sha256 == fresh.sha256
        places = [str(fresh.written_at(node)) for node in fresh.written_at.nodes]
        assert [str(again.written_at(node)) for node in again.written_at.nodes] == places
        assert repr(everything(bare(again), {})) == repr(everything(bare(fresh), {}))
    imported.write_text(imported.read_text("utf-8") + "\n", "utf-8")
    assert load_penalties(RULES, (imported,)).sha256 != again.sha256


def bare(book: PenaltyBook) -> PenaltyBook:
    """Without its places, which stand apart."""
    return book.placed(NOWHERE_WRITTEN)


def test_a_rulebook_with_errors_is_never_kept(
    kept: Path, rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And is refused in the same words each time, as without a cache."""
    (rules / "facts" / "facts.yaml").write_text("facts:\n  people: {type: cont}\n", "utf-8")
    said = []
    for setting in (str(kept), str(kept), "off"):
        monkeypatch.setenv(cache.SETTING, setting)
        with pytest.raises(InputError) as refused:
            load_rulebook(rules)
        said.append(str(refused.value))
    assert said[0] == said[1] == said[2]
    assert "cont" in said[0]
    assert not kept.exists()


def test_several_at_once_leave_one_that_is_whole(kept: Path, rules: Path) -> None:
    """Each writes its own and puts it in place."""
    asked = """
import sys
from pathlib import Path
from huiqi.rulebook.loading import load_penalties, load_rulebook
from huiqi.rulebook.penalties import PenaltyBook
print(load_rulebook(Path(sys.argv[1])).definitions["large"].node.right.text)
"""
    running = [
        subprocess.Popen([sys.executable, "-c", asked, str(rules)], stdout=subprocess.PIPE)
        for _ in range(6)
    ]
    assert {process.communicate()[0].strip() for process in running} == {b"10"}
    (path,) = kept.iterdir()
    content = path.read_bytes()
    assert hashlib.sha256(content[32:]).digest() == content[:32]


@pytest.mark.few(3)
@pytest.mark.parametrize(
    "setting",
    [
        "unset XDG_CACHE_HOME HUIQI_CACHE HOME; nobody=y",
        "unset XDG_CACHE_HOME HUIQI_CACHE; export HOME=; cd /",
        "export XDG_CACHE_HOME=relative HOME=; unset HUIQI_CACHE",
        "export HUIQI_CACHE=off",
        "export HUIQI_CACHE=/dev/null/cache",
        "export HUIQI_CACHE=/proc/cache",
    ],
)
def test_without_a_place_for_it_all_works_the_same(tmp_path: Path, setting: str) -> None:
    """No home, no entry that names one, switched off, or nowhere to write; nothing is left."""
    as_nobody = "setpriv --reuid=12345 --clear-groups" if os.geteuid() == 0 else ""
    command = (sys.executable, "-P", "-m", "huiqi", "rules", "list", "--facts")
    done = subprocess.run(
        ["sh", "-c", f'{setting}; exec ${{nobody:+{as_nobody}}} "$@"', "sh", *command],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT / "engine")},
    )
    assert done.stderr == ""
    assert "从业人员" in done.stdout
    assert not list(tmp_path.iterdir())
