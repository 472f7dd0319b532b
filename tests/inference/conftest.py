"""One worker for the tests of a module; those that kill it have their own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from huiqi.inference import InferenceWorker


@pytest.fixture(scope="module")
def worker() -> Iterator[InferenceWorker]:
    """A worker that every test of the module shares."""
    with InferenceWorker() as shared:
        yield shared
