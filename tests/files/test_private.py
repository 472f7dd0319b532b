"""What another user could have written is not trusted."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from huiqi.files.private import PrivateFolder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A private folder with one file."""
    path = tmp_path / "above" / "private"
    mask = os.umask(0)
    try:
        with PrivateFolder(path, make=True) as kept:
            kept.write("file", b"content")
    finally:
        os.umask(mask)
    return path


def refuses(path: Path) -> bool:
    """Whether the file is not read."""
    try:
        with PrivateFolder(path) as kept:
            return kept.read("file") != b"content"
    except OSError:
        return True


def test_what_this_user_wrote_is_read_whatever_the_mask(folder: Path) -> None:
    """Nobody else can write it, even where new files are open to all."""
    assert not refuses(folder)
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "file").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("what", ["folder", "file"])
@pytest.mark.parametrize("mode", [0o020, 0o002])
def test_what_others_can_write_is_refused(folder: Path, what: str, mode: int) -> None:
    """The group or everybody; the folder or the file in it."""
    path = folder if what == "folder" else folder / "file"
    path.chmod(path.stat().st_mode | mode)
    assert refuses(folder)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives a file away")
@pytest.mark.parametrize("what", ["folder", "file"])
def test_what_is_another_users_is_refused(folder: Path, what: str) -> None:
    """Even by root, which can read everything."""
    os.chown(folder if what == "folder" else folder / "file", 12345, -1)
    assert refuses(folder)


def test_no_link_is_followed(folder: Path, tmp_path: Path) -> None:
    """Neither to a folder nor to a file: what is checked is what is used."""
    link = tmp_path / "link"
    link.symlink_to(folder)
    assert refuses(link)
    (folder / "file").rename(folder / "other")
    (folder / "file").symlink_to(folder / "other")
    assert refuses(folder)


def test_a_pipe_keeps_nobody_waiting(folder: Path) -> None:
    """What is no file is refused at once."""
    (folder / "file").unlink()
    os.mkfifo(folder / "file", 0o600)
    assert refuses(folder)


def test_a_writing_that_fails_leaves_the_earlier_file_and_nothing_beside(folder: Path) -> None:
    """Here the content is none."""
    with PrivateFolder(folder) as kept, pytest.raises(TypeError):
        kept.write("file", None)  # type: ignore[arg-type]
    assert not refuses(folder)
    assert [path.name for path in folder.iterdir()] == ["file"]


def test_the_latest_files_are_kept(folder: Path) -> None:
    """Those left half written by a process that was killed count like the others."""
    for age, name in enumerate(("new", ".new-0.part", "old", ".old-0.part")):
        (folder / name).write_bytes(b"")
        os.utime(folder / name, (1e9 - age, 1e9 - age))
    with PrivateFolder(folder) as kept:
        kept.keep(3)
    assert {path.name for path in folder.iterdir()} == {"file", "new", ".new-0.part"}
