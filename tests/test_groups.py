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
