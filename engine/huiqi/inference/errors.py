"""What can go wrong between huiqi and its network, beside a graph that has no meaning."""

from __future__ import annotations


class NetworkLimitError(ValueError):
    """The graph cannot be laid out within what durable-rules was measured to bear."""


class InferenceUnavailable(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The network gave no answer: it crashed, hung, is not installed, or refused the graph.

    ``reason`` is one line.  The evaluator's answer stands, with this reason as a note beside it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(" ".join(reason.split()))

    @property
    def reason(self) -> str:
        """Why, in one line."""
        return str(self)


class Disagreement(Exception):  # noqa: N818 - a finding
    """Two ways of deciding a node gave two answers, so that huiqi must give none.

    ``network`` and ``evaluator`` are what each said; ``evaluator`` is ``None`` where the network
    contradicts itself.
    """

    def __init__(self, node: str, network: str, evaluator: str | None) -> None:
        self.node = node
        self.network = network
        self.evaluator = evaluator
        against = "" if evaluator is None else f", the evaluator that it is {evaluator}"
        super().__init__(f"{node}: the inference network says that it is {network}{against}")
