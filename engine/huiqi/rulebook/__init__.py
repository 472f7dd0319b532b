"""The rule files: read, checked and held in memory as one rulebook."""
