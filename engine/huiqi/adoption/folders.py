"""Which folders an adoption writes to, and copying the installed rules to where they can be."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from huiqi.diagnostics import InputError, Place, input_error
from huiqi.files.writing import unwritable
from huiqi.rulebook.folder import has_sources, rules_folder
from huiqi.sentences import sentence

_REMEDY = sentence("先 huiqi rules copy 目录，再用 --rules 指明那个目录")
#: What an installation keeps and a copy has no use for.
_LEFT = shutil.ignore_patterns("__pycache__", "*.py", ".adoptions", ".huiqi-*")


def writable(rules: Path | None, cases: Path | None) -> tuple[Path, Path]:
    """The folders of the rules and of their cases, which is beside them unless it is named.

    Raises:
        InputError: N120, the rules came with the installation or cannot be written; N121, there
            are none there.
    """
    folder = rules or rules_folder()
    if not has_sources(folder):
        raise input_error(
            "N121",
            Place(str(folder)),
            sentence("这里没有规则库"),
            remedy=sentence("用 --rules 指明规则库的目录"),
        )
    installed = folder.resolve() == rules_folder().resolve() and folder.name == "_rules"
    if installed or not os.access(folder, os.W_OK):
        raise input_error(
            "N120", Place(str(folder)), sentence("随包安装的规则库不能改写"), remedy=_REMEDY
        )
    return folder, cases or folder.resolve().parent / "cases"


def rules_copied(target: Path, rules: Path | None = None) -> Path:
    """The rules copied to a new folder, where they can be changed.

    Raises:
        InputError: N122, something is there already; C121, it cannot be written.
    """
    source = rules or rules_folder()
    if not has_sources(source):
        raise input_error("N121", Place(str(source)), sentence("这里没有规则库"))
    if target.exists():
        raise input_error(
            "N122",
            Place(str(target)),
            sentence("这里已经有文件或目录"),
            remedy=sentence("另起一个目录名"),
        )
    if target.resolve().is_relative_to(source.resolve()):
        raise input_error(
            "N122",
            Place(str(target)),
            sentence("不能复制到规则库自己里面"),
            remedy=sentence("另起一个目录名"),
        )
    try:
        shutil.copytree(source, target, ignore=_LEFT)
    except (OSError, shutil.Error) as error:
        shutil.rmtree(target, ignore_errors=True)
        raise InputError(unwritable(target, error).diagnostics) from None
    return target
