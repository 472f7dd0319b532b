"""huiqi 惠企: which support measures an enterprise qualifies for, why, and how much."""

__version__ = "0.1.0"
