"""One server for the tests of a run."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.serving import Site, serving


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    """The server."""
    with serving() as found:
        yield found
