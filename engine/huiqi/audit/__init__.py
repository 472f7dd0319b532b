"""How far the rules can be trusted: one check per file, one visible list of checks."""
