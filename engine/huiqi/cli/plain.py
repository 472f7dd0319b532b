"""Arguments that are written plainly, read without what Typer needs for all the others.

Typer makes a pydantic model of each option of a command, which takes longer than a decision.  So
a command whose words are all of the simplest kind (its own options, spelt out, each with its value
after it) is called at once.  Whatever else there is, mistakes and ``--help`` above all, is Typer's,
and it is Typer's declarations that are read here: nothing is declared twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import NoneType
from typing import get_args, get_origin

from typer.models import ArgumentInfo, OptionInfo
from typer.utils import get_params_from_function

#: What of a declaration asks for more than the value as it is written.
_MORE = ("callback", "parser", "envvar", "prompt", "count", "min", "max", "exists", "resolve_path")
_NUMBER = re.compile("[0-9]{1,9}")
_READ: Mapping[object, Callable[[str], object]] = {str: str, Path: Path, int: int}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parameter:
    name: str
    type: object
    #: An option that may be repeated.
    many: bool
    flags: tuple[str, ...]
    required: bool


def plain_arguments(
    function: Callable[..., object], words: Sequence[str]
) -> dict[str, object] | None:
    """What a command is called with; ``None`` where Typer has to read it."""
    parameters = _parameters(function)
    if parameters is None:
        return None
    options = {flag: parameter for parameter in parameters for flag in parameter.flags}
    waiting = [parameter for parameter in parameters if not parameter.flags]
    found: dict[str, object] = {}
    left = iter(words)
    for word in left:
        parameter = options.get(word)
        if parameter is None and waiting and not word.startswith("-"):
            parameter = waiting.pop(0)
        elif parameter is None:
            return None
        elif parameter.type is bool:
            found[parameter.name] = True
            continue
        else:
            word = next(left, "")
        if not word.isprintable() or word[:1] in ("", "-"):
            return None
        if parameter.type is int and not _NUMBER.fullmatch(word):
            return None
        value = _READ[parameter.type](word)
        if parameter.many:
            values = found.setdefault(parameter.name, [])
            assert isinstance(values, list)
            values.append(value)
        elif parameter.name in found:
            return None
        else:
            found[parameter.name] = value
    return None if any(parameter.required for parameter in waiting) else found


def _parameters(function: Callable[..., object]) -> list[_Parameter] | None:
    """The parameters of a command; ``None`` where one is not of the simplest kind."""
    found = []
    for name, parameter in get_params_from_function(function).items():
        about, declared = parameter.default, parameter.annotation
        (kind, *others) = [part for part in get_args(declared) or (declared,) if part != NoneType]
        many = get_origin(kind) is list
        if many:
            (kind,) = get_args(kind)
        flags = tuple(about.param_decls or ()) if isinstance(about, OptionInfo) else ()
        argument = isinstance(about, ArgumentInfo) and not many
        spelt_out = bool(flags) and all(flag.startswith("-") and "/" not in flag for flag in flags)
        more = any(getattr(about, part, None) not in (None, False) for part in _MORE)
        if others or more or not (argument or spelt_out) or kind not in (bool, *_READ):
            return None
        found.append(
            _Parameter(
                name=name,
                type=kind,
                many=many,
                flags=flags,
                required=argument and about.default is ...,
            )
        )
    return found
