"""How long the searches for counterexamples run: briefly by default, long under `make fuzz`."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

settings.register_profile("normal", deadline=None, print_blob=True)
settings.register_profile(
    "long",
    deadline=None,
    max_examples=10_000,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "normal"))
