"""A file is written whole or not at all, and never over what is read or written besides."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from huiqi.diagnostics import Diagnostics, InputError
from huiqi.files import check_outputs, read_bytes, write_file, write_new


def refused(outputs: dict[str, Path | None], *inputs: Path) -> str:
    """The code of the refusal, or nothing."""
    try:
        check_outputs(outputs, inputs)
    except InputError as error:
        return error.diagnostics[0].code
    return ""


def test_an_interrupted_writing_leaves_the_earlier_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever ends it, and nothing is left beside it."""
    path = tmp_path / "result.csv"
    path.write_text("earlier", "utf-8")
    for ending in (KeyboardInterrupt(), OSError(28, "No space left on device")):

        def fail(handle: int, ending: BaseException = ending) -> None:
            raise ending

        monkeypatch.setattr(os, "fsync", fail)
        with pytest.raises((KeyboardInterrupt, InputError)):
            write_file(path, "later" * 100_000)
        assert path.read_text("utf-8") == "earlier"
        assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_has_the_usual_permissions_and_an_old_one_keeps_its_own(tmp_path: Path) -> None:
    """Others may read a result as they may read any new file; a private one stays private."""
    mask = os.umask(0o022)
    try:
        write_file(tmp_path / "new", "a")
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o644
        (tmp_path / "new").chmod(0o600)
        write_file(tmp_path / "new", "b")
        assert stat.S_IMODE((tmp_path / "new").stat().st_mode) == 0o600
        assert (tmp_path / "new").read_text("utf-8") == "b"
    finally:
        os.umask(mask)


def test_a_new_file_takes_no_name_that_is_taken(tmp_path: Path) -> None:
    """Not by a file, a folder or a link that leads nowhere; nothing is left of the attempt."""
    path = tmp_path / "a"
    write_new(path, "first")
    (tmp_path / "b").mkdir()
    (tmp_path / "c").symlink_to(tmp_path / "nowhere")
    before = sorted(tmp_path.iterdir())
    for taken in before:
        with pytest.raises(InputError) as refusal:
            write_new(taken, "second")
        assert refusal.value.diagnostics[0].code == "C121"
        assert "另起一个名字" in refusal.value.diagnostics[0].remedy
    assert path.read_text("utf-8") == "first"
    assert sorted(tmp_path.iterdir()) == before
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o666 & ~mask


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    """What it leads to is replaced."""
    (tmp_path / "real").write_text("a", "utf-8")
    (tmp_path / "link").symlink_to("real")
    write_file(tmp_path / "link", "b")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8") == "b"


def test_an_output_is_never_an_input_by_any_of_its_names(tmp_path: Path) -> None:
    """The file itself, a hard link, a symbolic link, another spelling, a file of a folder read."""
    table = tmp_path / "t.csv"
    table.write_text("x", "utf-8")
    (tmp_path / "hard.csv").hardlink_to(table)
    (tmp_path / "soft.csv").symlink_to(table)
    (tmp_path / "rules" / "facts").mkdir(parents=True)
    (tmp_path / "rules" / "facts" / "a.yaml").write_text("a: 1", "utf-8")
    for name in ("t.csv", "hard.csv", "soft.csv", "rules/../t.csv"):
        assert refused({"-o": tmp_path / name}, table) == "C122", name
    assert refused({"-o": tmp_path / "rules/facts/a.yaml"}, tmp_path / "rules") == "C122"
    assert refused({"-o": tmp_path / "other.csv", "--html": None}, table) == ""


def test_two_outputs_are_never_one_file(tmp_path: Path) -> None:
    """Whether it is there already or not; a device takes as many as one likes."""
    new = tmp_path / "new.csv"
    assert refused({"-o": new, "--html": tmp_path / "." / "new.csv"}) == "C122"
    new.write_text("", "utf-8")
    (tmp_path / "hard").hardlink_to(new)
    assert refused({"-o": new, "--html": tmp_path / "hard"}) == "C122"
    assert refused({"-o": Path(os.devnull), "--html": Path(os.devnull)}) == ""


def test_a_pipe_nobody_writes_to_is_refused_at_once(tmp_path: Path) -> None:
    """Only regular files are read."""
    os.mkfifo(tmp_path / "pipe")
    diagnostics = Diagnostics()
    assert read_bytes(tmp_path / "pipe", "pipe", diagnostics) is None
    assert [item.code for item in diagnostics.items] == ["Y115"]
    diagnostics = Diagnostics()
    assert read_bytes(Path(os.devnull), "null", diagnostics) is None
    assert [item.code for item in diagnostics.items] == ["Y115"]
