"""The one way in, the one writer and the one way out: files that people name, and streams."""

from huiqi.files.json_text import DEEPEST, NestedTooDeepError, load_json
from huiqi.files.reading import LARGEST_FILE, HeldFile, read_bytes, read_text
from huiqi.files.writing import (
    check_folder,
    check_outputs,
    keep_copy,
    make_folder,
    unwritable,
    write_file,
    write_new,
    written_whole,
)

__all__ = [
    "DEEPEST",
    "LARGEST_FILE",
    "HeldFile",
    "NestedTooDeepError",
    "check_folder",
    "check_outputs",
    "keep_copy",
    "load_json",
    "make_folder",
    "read_bytes",
    "read_text",
    "unwritable",
    "write_file",
    "write_new",
    "written_whole",
]
