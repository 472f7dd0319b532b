"""Proofs with Z3: the typed tree read as a formula over every enterprise there could be.

One more reader of the tree, beside the evaluator and held to it: wherever the evaluator knows a
value, the formula has the same.  What the rules leave open is a free unknown of the formula, so
that a proof holds however it is filled in.  Z3 is imported only when a proof is asked for.
"""
