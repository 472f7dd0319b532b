"""A part of the system that a test needs, and what is said where it is not there."""

from __future__ import annotations

import pytest

from tests.thorough import REQUIRE_ALL


def require_part(present: object, remedy: str) -> None:
    """Skip the test with the remedy; under HUIQI_REQUIRE_ALL=1 it is an error."""
    if not present and REQUIRE_ALL:
        pytest.fail(remedy, pytrace=False)
    if not present:
        pytest.skip(remedy)
