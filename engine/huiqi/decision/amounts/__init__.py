"""What a measure would pay, exactly, with each line of the working."""

from huiqi.decision.amounts.payment import amount_of

__all__ = ["amount_of"]
