"""From YAML files to validated models, keeping where each thing stands."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Generic, TypeVar, Unpack, cast, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from huiqi.diagnostics import Details, Diagnostics, Place, input_error
from huiqi.language.tree import Node
from huiqi.rulebook.documents import Document, read_yaml
from huiqi.rulebook.folder import PATTERNS, fingerprint, has_sources, rule_files, shown_folder
from huiqi.rulebook.fund_models import FundModel
from huiqi.rulebook.measure_models import MeasureModel, ProgrammeModel, QuestionsFile, StackingFile
from huiqi.rulebook.model_parts import IDENTIFIER, MEANT, SLUG
from huiqi.rulebook.models import DefinitionsFile, FactsFile, ParametersFile, SourcesFile
from huiqi.rulebook.vocabulary_models import PapersFile
from huiqi.sentences import sentence
from huiqi.slips import slip_of

Path_ = tuple[str | int, ...]
M = TypeVar("M", bound=BaseModel, covariant=True)

#: The model that each kind of file must satisfy.
MODELS: Mapping[str, type[BaseModel]] = {
    "sources": SourcesFile,
    "papers": PapersFile,
    "facts": FactsFile,
    "parameters": ParametersFile,
    "definitions": DefinitionsFile,
    "stacking": StackingFile,
    "fund": FundModel,
    "questions": QuestionsFile,
    "programme": ProgrammeModel,
    "measure": MeasureModel,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part(Generic[M]):
    """A file that satisfies its model."""

    model: M
    document: Document
    #: Where what is wrong in it is reported.
    diagnostics: Diagnostics
    #: Where each node of its expressions is written: the text, and the column in it from 0.
    nodes: dict[Node, tuple[Path_, int]] = field(default_factory=dict)

    def place(self, *path: str | int) -> Place:
        """Where the value at ``path`` stands."""
        return self.document.place(path)

    def report(self, code: str, path: Path_, message: str, **more: Unpack[Details]) -> None:
        """What is wrong with the value at ``path``."""
        self.diagnostics.report(code, self.place(*path), message, **more)

    def is_one_of(
        self,
        name: str,
        allowed: Collection[str],
        code: str,
        path: Path_,
        message: str,
        *,
        remedy: str = "",
    ) -> bool:
        """Whether what ``path`` names is there; what is not is reported."""
        if name not in allowed:
            self.report(code, path, message, found=name, allowed=allowed, remedy=remedy)
        return name in allowed


@dataclass(frozen=True, slots=True)
class Files:
    """All files of a rulebook by kind, in the order of their names."""

    parts: Mapping[str, tuple[Part[BaseModel], ...]]
    sha256: str

    def of(self, kind: str, model: type[M]) -> tuple[Part[M], ...]:
        """The files of one kind, which satisfy that model."""
        parts = self.parts[kind]
        assert all(isinstance(part.model, model) for part in parts)
        return cast("tuple[Part[M], ...]", parts)


def read_files(
    folder: Path,
    diagnostics: Diagnostics,
    patterns: Mapping[str, str] = PATTERNS,
    models: Mapping[str, type[BaseModel]] = MODELS,
) -> Files:
    """The files of these kinds of the rulebook in ``folder``; findings go to ``diagnostics``.

    Raises :class:`~huiqi.diagnostics.InputError` where there is no rulebook at all.
    """
    if not has_sources(folder):
        raise input_error(
            "R100",
            Place(str(folder)),
            sentence("这里没有规则库(缺 shared/sources.yaml)"),
            remedy=sentence("用 --rules 指向含 shared/sources.yaml 的目录"),
        )
    shown = shown_folder(folder)
    contents = []
    parts: dict[str, list[Part[BaseModel]]] = {kind: [] for kind in patterns}
    for kind, name, path in rule_files(folder, patterns):
        part = read_part(models[kind], path, diagnostics, shown_as=shown + name)
        if part is not None:
            contents.append((name, path.read_bytes()))
            parts[kind].append(part)
    return Files({kind: tuple(found) for kind, found in parts.items()}, fingerprint(contents))


def read_part(
    model: type[M], path: Path, diagnostics: Diagnostics, *, shown_as: str | None = None
) -> Part[M] | None:
    """A file as the model, or ``None`` with every fault reported."""
    document = read_yaml(path, diagnostics, shown_as=shown_as)
    checked = None if document is None else validate(model, document, diagnostics)
    if document is None or checked is None:
        return None
    return Part(model=checked, document=document, diagnostics=diagnostics)


def validate(model: type[M], document: Document, diagnostics: Diagnostics) -> M | None:
    """The document as the model, or ``None`` with every fault reported."""
    data = document.data if document.data is not None else {}
    try:
        return model.model_validate(data)
    except ValidationError as error:
        faults = error.errors(include_url=False)
        for fault in faults:
            if not _is_misspelt(fault, faults):
                _report(model, document, fault, diagnostics)
        return None


def _is_misspelt(fault: ErrorDetails, faults: list[ErrorDetails]) -> bool:
    """Whether what is missing stands there, misspelt: that is told, with the right spelling."""
    *around, name = fault["loc"]
    return fault["type"] == "missing" and any(
        other["type"] == "extra_forbidden"
        and list(other["loc"][:-1]) == around
        and slip_of(str(other["loc"][-1]), [str(name)])
        for other in faults
    )


def _report(
    model: type[BaseModel], document: Document, fault: ErrorDetails, diagnostics: Diagnostics
) -> None:
    path, owner = _descend(model, document.data, fault["loc"])
    kind = str(fault["type"])
    least = fault.get("ctx", {}).get("min_length")
    if kind == "too_short" and fault["ctx"].get("actual_length", 0) < len(fault["input"]):
        return  # its entries have faults of their own
    last = str(path[-1]) if path else ""
    place, words = document.place(path), fault.get("ctx", {})
    if kind == "extra_forbidden":
        message, allowed = sentence("没有这一项"), sorted(_keys(owner))
        diagnostics.report("R201", document.key_place(path), message, found=last, allowed=allowed)
    elif kind == "missing":
        name = fault["loc"][-1]
        info = owner.model_fields.get(str(name)) if owner else None
        remedy = info.description or "" if info else ""
        diagnostics.report("R202", place, sentence("缺少 {name}", name=name), remedy=remedy)
    elif kind == "string_pattern_mismatch":
        pattern = words["pattern"]
        message = _NAMES if "\\u4e00" in pattern else _IDS.get(pattern, sentence("写法不对"))
        diagnostics.report("R204", place, message, found=_brief(fault["input"]))
    else:
        expected = str(words.get("expected", "")).replace(" or ", ",").split(",")
        message = _WORDS.get(kind, sentence("写法不对"))
        if least and least > 1:
            message = sentence("这里至少写 {least} 项", least=least)
        diagnostics.report(
            "R203",
            place,
            message,
            found=_brief(fault["input"]),
            allowed=[word.strip(" '") for word in expected if word.strip()],
            remedy="" if kind in _WORDS else _why(fault),
        )


def _why(fault: ErrorDetails) -> str:
    """What a check of ours, or pydantic, says of it."""
    error = fault.get("ctx", {}).get("error")
    return error.args[0] if isinstance(error, ValueError) and error.args else str(fault["msg"])


_IDS = {
    SLUG: sentence("名称只用小写字母、数字和连接符（-），以字母或数字开头"),
    IDENTIFIER: sentence("名称只用小写字母、数字和下划线（_），以字母开头"),
    MEANT: sentence("写一项事实的名称，或者 清单.栏：小写字母、数字和下划线（_），以字母开头"),
}
_NAMES = sentence("名称只用汉字、字母、数字和下划线，以汉字或字母开头")
_WORDS = {
    "literal_error": sentence("不是可选的值"),
    "enum": sentence("不是可选的值"),
    "string_type": sentence("这里要写文字"),
    "string_too_short": sentence("这里不能空着"),
    "string_too_long": sentence("这里写得太长"),
    "bool_type": sentence("这里写 true 或 false"),
    "bool_parsing": sentence("这里写 true 或 false"),
    "int_type": sentence("这里写整数"),
    "int_parsing": sentence("这里写整数"),
    "dict_type": sentence("这里要写若干 名称: 值"),
    "model_type": sentence("这里要写若干 名称: 值"),
    "model_attributes_type": sentence("这里要写若干 名称: 值"),
    "tuple_type": sentence("这里要写一个列表（每项以 - 开头）"),
    "too_short": sentence("这里至少写一项"),
    "date_type": sentence("日期写作 YYYY-MM-DD"),
    "date_parsing": sentence("日期写作 YYYY-MM-DD"),
    "date_from_datetime_parsing": sentence("日期写作 YYYY-MM-DD"),
    "greater_than_equal": sentence("数值太小"),
    "less_than_equal": sentence("数值太大"),
}


def _descend(
    model: type[BaseModel], data: object, location: tuple[str | int, ...]
) -> tuple[Path_, type[BaseModel] | None]:
    """The place in the data that pydantic's location means, and the model that governs it.

    Pydantic's locations also hold the names of alternatives, which are not in the data.
    """
    path: list[str | int] = []
    current = data
    for step in location:
        known = isinstance(current, Mapping) and step in current
        if isinstance(current, list) and isinstance(step, int):
            known = step < len(current)
        if known:
            path.append(step)
            current = current[step]  # type: ignore[index]
    return tuple(path), _owner(model, location)


def _owner(model: type[BaseModel], location: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The model whose key is the last step of the location."""
    annotation: object = model
    for step in location[:-1]:
        annotation = _step_into(annotation, step)
        if annotation is None:
            return None
    return next(iter(_models(annotation)), None)


def _step_into(annotation: object, step: str | int) -> object:
    for candidate in _models(annotation):
        for name, info in candidate.model_fields.items():
            if step in (name, info.alias):
                return info.annotation
    for candidate in _models(annotation):
        if str(step) in _tag_of(candidate):
            return candidate
    arguments = get_args(annotation)
    return arguments[-1] if arguments and not list(_models(annotation)) else annotation


def _tag_of(model: type[BaseModel]) -> set[str]:
    own = {"ConditionModel": "condition", "UnknownModel": "unknown"}
    return {f"<{name}>" for name in (*model.model_fields, own.get(model.__name__, ""))}


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
        return
    for argument in get_args(annotation):
        yield from _models(argument)


def _keys(model: type[BaseModel] | None) -> set[str]:
    if model is None:
        return set()
    return {info.alias or name for name, info in model.model_fields.items()}


def _brief(value: object) -> str:
    if isinstance(value, (Mapping, list, tuple)):
        return "{…}" if isinstance(value, Mapping) else "[…]"
    return str(value)
