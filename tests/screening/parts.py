"""A part of the system that a test needs, and what is said where it is not there."""

from __future__ import annotations

import os

import pytest


def require_part(present: object, remedy: str) -> None:
    """Skip the test with the remedy; under HUIQI_REQUIRE_ALL=1 it is an error."""
    if not present and os.environ.get("HUIQI_REQUIRE_ALL") == "1":
        pytest.fail(remedy, pytrace=False)
    if not present:
        pytest.skip(remedy)
