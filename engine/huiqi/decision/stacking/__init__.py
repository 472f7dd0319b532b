"""What may be had together: the best permitted combination, exactly, and what is left out."""

from huiqi.decision.stacking.combine import combine

__all__ = ["combine"]
