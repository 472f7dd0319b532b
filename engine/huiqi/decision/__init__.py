"""From values to verdicts: status, grade, amount, changes, and what is missing."""
