"""What is wrong with the words of the shell, told as everything else that is wrong.

The libraries around Typer tell it in English, in classes that differ from release to release: what
they say is read, and what is not known here is quoted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from huiqi.diagnostics import Diagnostic, Place
from huiqi.sentences import sentence
from huiqi.words import to_say

_SHELL = sentence("命令行")
#: What they say, and what we do; ``found`` is what was written, ``nearest`` what was meant.
_TOLD = tuple(
    (re.compile(said, re.DOTALL), told)
    for said, told in (
        (
            r"No such option: (?P<found>\S+?)(?: Did you mean '?(?P<nearest>[\w-]+).*| \(.*)?",
            to_say("没有这个选项"),
        ),
        (
            r"No such command '(?P<found>[^']*)'\.(?: Did you mean '(?P<nearest>[^']+).*)?",
            to_say("没有这个命令"),
        ),
        (r"Missing command\.?", to_say("没有写命令")),
        (r"Missing \w+ '(?P<name>[^']+)'.*", to_say("没有写 {name}")),
        (r"Got unexpected extra argument.*? \((?P<found>[^()]*)\)", to_say("多写了这些")),
        (r"Option '(?P<name>[^']+)' requires .*", to_say("{name} 后面要写值")),
        (r"Option '(?P<name>[^']+)' does not take .*", to_say("{name} 后面不写值")),
        (
            r"Invalid value for '(?P<name>[^']+)': .*greater than or equal to (?P<limit>\d+).*",
            to_say("{name} 不能小于 {limit}"),
        ),
        (
            r"Invalid value for '(?P<name>[^']+)': .*less than or equal to (?P<limit>\d+).*",
            to_say("{name} 不能大于 {limit}"),
        ),
        (
            r"Invalid value for '(?P<name>[^']+)': .*valid int.*",
            to_say("{name} 要写整数"),
        ),
    )
)


def usage_fault(problem: str, command: str, words: Sequence[str]) -> Diagnostic:
    """What is wrong; ``problem``: as it was told, ``command``: what was asked, if it is one."""
    remedy = sentence("看用法：huiqi {command} --help", command=command or "COMMAND")
    for pattern, told in _TOLD:
        match = pattern.fullmatch(problem)
        if match is not None:
            parts = {name: part or "" for name, part in match.groupdict().items()}
            found, nearest = parts.pop("found", ""), parts.pop("nearest", "")
            found = found or " ".join(words)
            return _fault(sentence(told, **parts), found, remedy, nearest)
    return _fault(sentence("用法有误：{problem}", problem=problem), " ".join(words), remedy)


def removed_option(command: str, option: str, remedy: str) -> Diagnostic:
    """An option that there was; ``remedy``: what does it now."""
    return _fault(sentence("huiqi {command} 没有这个选项了", command=command), option, remedy)


def _fault(message: str, found: str, remedy: str, nearest: str = "") -> Diagnostic:
    return Diagnostic(
        code="C100",
        place=Place(_SHELL),
        message=message,
        found=found,
        nearest=nearest,
        remedy=remedy,
    )
