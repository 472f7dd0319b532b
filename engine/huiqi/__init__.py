"""huiqi 惠企: which support measures an enterprise qualifies for, why, and how much."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from huiqi.engine import Engine, Input, ReadEnterprise, ReadIncident

__version__ = "0.1.0"
__all__ = ["Engine", "Input", "ReadEnterprise", "ReadIncident", "__version__"]


def __getattr__(name: str) -> object:
    # `huiqi --version` needs none of it.
    if name in __all__:
        from huiqi import engine

        return getattr(engine, name)
    raise AttributeError(f"module 'huiqi' has no attribute {name!r}")
