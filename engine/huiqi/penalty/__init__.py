"""Whether a violation must, may or may not go unpunished, why, and what has to happen first."""
