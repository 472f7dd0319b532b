"""What a measure would pay, exactly, with each line of the working."""

from huiqi.decision.amounts.payment import Others, amount_of, most_in_all

__all__ = ["Others", "amount_of", "most_in_all"]
