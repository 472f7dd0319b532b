"""Texts that are published or held in a drawer, taken over into the rules."""
