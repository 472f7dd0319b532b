"""What is set up once for several tests is set up once in a whole run."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("together")
def test_tests_of_a_group_are_kept_together(request: pytest.FixtureRequest) -> None:
    """Else Spark's session and the audit of all cases would be made in every process: the group
    stands in the test's id, by which it is sent to a process.
    """
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@together")


@pytest.fixture(scope="module")
def shared() -> list[int]:
    """What is made once for the module."""
    return []


def test_what_is_made_once_for_a_module_is_made_in_one_process(
    request: pytest.FixtureRequest, shared: list[int]
) -> None:
    """No mark says so: it is by the fixture."""
    assert not shared
    if getattr(request.config.option, "loadgroup", False):
        assert request.node.nodeid.endswith("@tests/test_groups.py")
