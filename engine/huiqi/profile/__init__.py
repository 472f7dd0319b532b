"""The facts of one enterprise: read from a file, checked and held with their sources."""
