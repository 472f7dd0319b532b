"""Exact values, ranges and clause truth; pure: the same input always gives the same answer."""

from huiqi.evaluation import lists, operators
from huiqi.evaluation.evaluator import CASES, Evaluator, Strictness

__all__ = ["CASES", "Evaluator", "Strictness", "lists", "operators"]
