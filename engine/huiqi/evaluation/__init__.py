"""Exact values, ranges and clause truth; pure: the same input always gives the same answer."""
