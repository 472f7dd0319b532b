"""What is not known, as questions that an office can answer; and the answers that come back."""
