"""Whatever is wrong with a profile in some test of this room can be told in English, too.

Chinese stands there only as what fills a sentence: what the file says, and what the rules do.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from typing import Any

import pytest

from huiqi.diagnostics import Diagnostic
from huiqi.sentences import Sentence

_CHINESE = re.compile("[\u3400-\u9fff]")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call() -> Generator[None, Any, Any]:
    """The findings of a test are looked at after it, whatever it asserts of them."""
    found: list[Diagnostic] = []
    own = Diagnostic.__init__

    def kept(self: Diagnostic, *told: Any, **parts: Any) -> None:
        own(self, *told, **parts)
        found.append(self)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Diagnostic, "__init__", kept)
        result = yield
    for one in found:
        if one.code.startswith("P"):
            for text in (one.message, one.remedy):
                loose = not isinstance(text, Sentence) and _CHINESE.search(text)
                assert not loose, f"{one.code} {text}"
    return result
