"""What can go wrong between huiqi and its network, beside a graph that has no meaning."""

from __future__ import annotations

from dataclasses import dataclass

#: Compiles durable-rules anew: also one that is installed, but was compiled without the flag.
REMEDY = (
    'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" pip install --force-reinstall '
    "--no-cache-dir --no-binary durable-rules durable-rules==2.0.28"
)


class NetworkLimitError(ValueError):
    """The graph cannot be laid out within what durable-rules was measured to bear."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the network did not decide, in Chinese and English; ``remedy``: a command that may help.

    Each is one line, whatever it was made of.
    """

    zh: str
    en: str
    remedy: str = ""

    def __post_init__(self) -> None:
        """What other programs say may have several lines."""
        for name in ("zh", "en", "remedy"):
            object.__setattr__(self, name, " ".join(getattr(self, name).split()))

    def in_language(self, language: str) -> str:
        """Reason and remedy."""
        said, label = (self.zh, "；办法：") if language == "zh" else (self.en, ".  Remedy: ")
        return said + (label + self.remedy if self.remedy else "")


#: Where nobody asked the network.
NOT_ASKED = Reason("没有启用推理网络", "the inference network was not asked")


class InferenceUnavailable(Exception):  # noqa: N818 - a state of affairs, not a mistake
    """The network gave no answer: it crashed, hung, is not installed, or refused the graph.

    The evaluator's answer stands, with the reason as a note beside it.
    """

    def __init__(self, reason: Reason) -> None:
        self.reason = reason
        super().__init__(reason.in_language("en"))


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
