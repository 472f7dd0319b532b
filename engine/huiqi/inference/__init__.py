"""The inference network: what follows from the leaves, by forward chaining in a worker process.

Nothing else in huiqi knows durable-rules.
"""

from huiqi.inference.agreement import Agreement, Assignment, agree_on_all, check_agreement
from huiqi.inference.client import InferenceWorker
from huiqi.inference.errors import (
    NOT_ASKED,
    Disagreement,
    InferenceUnavailable,
    NetworkLimitError,
    Reason,
)
from huiqi.inference.graph import Child, Gate, Graph, GraphError, Join, evaluate
from huiqi.inference.session import Session

__all__ = [
    "NOT_ASKED",
    "Agreement",
    "Assignment",
    "Child",
    "Disagreement",
    "Gate",
    "Graph",
    "GraphError",
    "InferenceUnavailable",
    "InferenceWorker",
    "Join",
    "NetworkLimitError",
    "Reason",
    "Session",
    "agree_on_all",
    "check_agreement",
    "evaluate",
]
