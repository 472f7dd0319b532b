"""Two rulebooks, or two days: what is written differently, and what it changes for whom."""
