"""Whatever some test of this room finds wrong can be told in English, too.

Chinese stands there only as what fills a sentence: what the file says, and what the rules do.
"""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

import pytest

from huiqi.diagnostics import Diagnostic
from tests.in_english import still_chinese


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
    assert still_chinese(found) == []
    return result
