"""What a measure would pay, exactly, with each line of the working."""

from huiqi.decision.amounts.payment import amount_of, most_in_all, rounding_text

__all__ = ["amount_of", "most_in_all", "rounding_text"]
