"""What can go wrong between huiqi and its network, beside a graph that has no meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from huiqi.sentences import Sentence, sentence

#: Compiles durable-rules anew: also one that is installed, but was compiled without the flag.
REMEDY = (
    'CPPFLAGS="-DPyEval_CallObject=PyObject_CallObject" pip install --force-reinstall '
    "--no-cache-dir --no-binary durable-rules durable-rules==2.0.28"
)


class NetworkLimitError(ValueError):
    """The graph cannot be laid out within what durable-rules was measured to bear."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the network did not decide; ``remedy``: a command that may help.

    Each is told on one line, whatever it was made of.
    """

    said: Sentence
    remedy: str = ""

    def in_language(self, language: str) -> str:
        """Reason and remedy."""
        said = self.alone(language)
        if not self.remedy:
            return said
        remedy = _one_line(self.remedy)
        return sentence("{reason}；办法：{remedy}", reason=said, remedy=remedy).in_language(
            language
        )

    def alone(self, language: str) -> str:
        """The reason without the remedy."""
        return _one_line(self.said.in_language(language))

    def as_data(self) -> dict[str, object]:
        """As the worker sends it."""
        values = {name: str(value) for name, value in self.said.values.items()}
        return {"pattern": self.said.pattern, "values": values, "remedy": self.remedy}

    @classmethod
    def of_data(cls, pattern: str, values: Mapping[str, str], remedy: str) -> Self:
        """As the worker sent it."""
        return cls(sentence(pattern, **values), remedy)


def _one_line(text: str) -> str:
    return " ".join(text.split())


#: Where nobody asked the network.
NOT_ASKED = Reason(sentence("没有启用推理网络"))


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
