"""A150: source texts registered paragraph by paragraph, and the clauses that carry each."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from huiqi.audit.context import Audit
from huiqi.audit.finding import Check, Figure, Finding, Looked
from huiqi.diagnostics import Diagnostics
from huiqi.rulebook.measure import leaves
from huiqi.rulebook.model_parts import EitherText, Model, Slug
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.validation import Part, read_part
from huiqi.sentences import InLanguages, bilingual, sentence


class ParagraphModel(Model):
    """One paragraph: its words or a summary of them, and what carries it, or why nothing can."""

    id: str = Field(min_length=1, max_length=64, description="as numbered in the text: 第三条(二)")
    text: str | None = Field(None, description="the words, where they may be quoted")
    summary: EitherText | None = Field(None, description="restated in one's own words")
    carried_by: tuple[str, ...] = Field(
        (), description="measure/clause, measure/gives, a definition or a parameter"
    )
    uncodable: EitherText | None = Field(None, description="why no rule can carry it")


class TextFile(Model):
    """``rules/texts/<source>.yaml``: one source, paragraph by paragraph."""

    source: Slug
    paragraphs: tuple[ParagraphModel, ...] = Field(min_length=1)


def carriers(rulebook: Rulebook) -> set[str]:
    """Everything that can carry a paragraph."""
    found = {*rulebook.definitions, *rulebook.parameters}
    for measure in rulebook.measures.values():
        found.add(measure.id)
        found.update(
            f"{measure.id}/{leaf.id}" for clause in measure.clauses() for leaf in leaves(clause)
        )
        if measure.gives is not None:
            found.add(f"{measure.id}/gives")
    return found


def read_texts(audit: Audit) -> list[Part[TextFile]]:
    """The registered texts; :class:`~huiqi.diagnostics.InputError` with every fault."""
    diagnostics = Diagnostics()
    parts = []
    for path in sorted((audit.rules / "texts").glob("*.yaml")):
        part = read_part(TextFile, path, diagnostics)
        if part is None:
            continue
        model, sources = part.model, audit.rulebook.sources
        message = sentence("sources.yaml 里没有这个来源")
        part.is_one_of(model.source, sources, "R307", ("source",), message)
        known = sorted(carriers(audit.rulebook))
        for index, paragraph in enumerate(model.paragraphs):
            for number, name in enumerate(paragraph.carried_by):
                at = ("paragraphs", index, "carried_by", number)
                part.is_one_of(name, known, "R303", at, sentence("没有这条规则"))
        parts.append(part)
    diagnostics.raise_errors()
    return parts


def _look(audit: Audit) -> Iterator[Looked]:
    for part in read_texts(audit):
        title = audit.rulebook.sources[part.model.source].title
        for index, paragraph in enumerate(part.model.paragraphs):
            why = paragraph.uncodable
            if why is None and paragraph.carried_by:
                yield True
                continue
            yield Finding(
                place=part.place("paragraphs", index),
                subject=f"{part.model.source} {paragraph.id}",
                text=sentence(
                    "《{title}》{paragraph} 没有规则承载：{words}",
                    title=title,
                    paragraph=paragraph.id,
                    words=_said(paragraph),
                )
                if why is None
                else sentence(
                    "《{title}》{paragraph} 不能写成规则：{why}",
                    title=title,
                    paragraph=paragraph.id,
                    why=why,
                ),
                excused=why is not None,
            )


def _said(paragraph: ParagraphModel) -> InLanguages:
    if paragraph.summary is not None:
        return paragraph.summary
    return bilingual((paragraph.text or "…")[:80])


CHECK = Check(
    code="A150",
    title=sentence("原文的每一段都有规则承载"),
    explanation=sentence(
        "rules/texts/<来源>.yaml 逐段登记原文（id，text 或 summary），写明由哪些规则承载"
        "（carried_by），或为什么不能写成规则（uncodable）。两样都没有的列出；引用的规则不存在则拒绝。"
    ),
    look=_look,
    tally=Figure(key="paragraphs", text=sentence("登记的原文段落有规则承载")),
)
