"""Who answers: the rules, read once, and one thread that decides.

Deciding holds the interpreter, so that several threads would only take turns; one after the other
nobody waits longer, and nothing of the evaluator is shared.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from huiqi.engine import Engine
from huiqi.report.phrases import Phrases

if TYPE_CHECKING:
    from huiqi.profile.platform_table import PlatformTable

_Answer = TypeVar("_Answer")
#: What has not been answered by then is given up.
_SECONDS = 60.0


class Desk:
    """The rules of one engine, asked by many."""

    def __init__(self, engine: Engine, platform: PlatformTable | None = None) -> None:
        """``platform``: what the operator's data platform says of enterprises."""
        self.engine, self.platform = engine, platform
        self._thread = ThreadPoolExecutor(1, "huiqi-decides")

    async def ask(self, answer: Callable[[], _Answer]) -> _Answer:
        """What a function that decides answers; raises :class:`TimeoutError`."""
        loop = asyncio.get_running_loop()
        return await asyncio.wait_for(loop.run_in_executor(self._thread, answer), _SECONDS)

    def phrases(self, language: str) -> Phrases:
        """The words of the rules in a language."""
        return Phrases(self.engine.rulebook, language)

    def close(self) -> None:
        """Ends the thread and the network's process."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self.engine.close()
