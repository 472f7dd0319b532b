"""How the tests run: how long, from which cache, and without the network where it is absent.

The searches for counterexamples are brief by default, long under `make fuzz`, few and always the
same under `make mutants`, brief and always the same under HUIQI_REQUIRE_ALL=1.  Rulebooks are kept
in a cache of the run, apart from the user's own.
Without durable-rules the tests marked ``network`` have to fail: one that passes is not about the
network, and loses its mark.  Under HUIQI_REQUIRE_ALL=1 its absence is an error.
"""

from __future__ import annotations

import gc
import os
import shutil
import tempfile

import pytest
from hypothesis import HealthCheck, Phase, settings

from huiqi.cli.main import OBJECTS
from tests.thorough import REQUIRE_ALL, THOROUGH, some

# What must pass everywhere tries the same examples at every run: whether a change lands is no
# matter of luck.  Elsewhere each run tries others, and `make fuzz` searches for longer.
settings.register_profile(
    "normal",
    deadline=None,
    max_examples=60 if THOROUGH else 20,
    derandomize=REQUIRE_ALL and not THOROUGH,
    print_blob=True,
)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=10_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
# A mutant meets the same examples at every run, few enough for thousands of mutants; that one of
# them fails is enough.
settings.register_profile(
    "mutants",
    deadline=None,
    max_examples=30,
    derandomize=True,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))

_RUN = "HUIQI_TESTS_CACHE"

# As the command does: a rulebook is many objects, and none of them goes.
gc.set_threshold(OBJECTS)


def pytest_configure(config: pytest.Config) -> None:
    """The first process of a run makes the folder; those it starts inherit it."""
    if _RUN not in os.environ:
        config.stash[_OWN] = os.environ[_RUN] = tempfile.mkdtemp(prefix="huiqi-tests-")
    os.environ["XDG_CACHE_HOME"] = os.environ[_RUN]


def pytest_unconfigure(config: pytest.Config) -> None:
    """It goes with the run."""
    if own := config.stash.get(_OWN, None):
        shutil.rmtree(own, ignore_errors=True)
        del os.environ[_RUN]


_OWN = pytest.StashKey[str]()


def _left_out(items: list[pytest.Item]) -> list[pytest.Item]:
    """Of the examples of a test that is tried with few of them, the others."""
    examples: dict[str, list[pytest.Item]] = {}
    for item in items:
        if item.get_closest_marker("few"):
            examples.setdefault(item.nodeid.partition("[")[0], []).append(item)
    return [
        item
        for alike in examples.values()
        for item in set(alike) - set(some(alike, _few(alike[0])))
    ]


def _few(item: pytest.Item) -> int:
    marker = item.get_closest_marker("few")
    assert marker is not None
    return int(marker.args[0])


def _kept_together(item: pytest.Item) -> None:
    """What shares what is made once for a module is run by one process, which makes it once."""
    if not isinstance(item, pytest.Function) or item.get_closest_marker("xdist_group"):
        return
    made = item._fixtureinfo.name2fixturedefs.values()
    if any(one.scope == "module" for several in made for one in several):
        item.add_marker(pytest.mark.xdist_group(item.nodeid.partition("::")[0]))


# First: of a group that is named later, pytest-xdist hears nothing.
@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Which are run by one process; of those of the network, that they fail where there is none."""
    left_out = [] if THOROUGH else _left_out(items)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in set(left_out)]
    for item in items:
        _kept_together(item)
    marked = [item for item in items if item.get_closest_marker("network")]
    if not marked or REQUIRE_ALL:
        return
    try:
        import huiqi.inference.host  # noqa: F401
    except Exception as error:
        for item in marked:
            item.add_marker(pytest.mark.xfail(reason=f"no durable-rules: {error}", strict=True))
