"""What is not known of measures: their texts, their force, their conditions, their amounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date

from huiqi.decision.in_force import in_force
from huiqi.diagnostics import Place
from huiqi.inquiry.asked import AskedDocument, Matter, OpenPoint, code
from huiqi.inquiry.documents_asked import document_of
from huiqi.language.prose import prose
from huiqi.language.tree import Node, UnknownValue, walk
from huiqi.rulebook.basis import WEAK, Basis
from huiqi.rulebook.labels import RulebookLabels
from huiqi.rulebook.measure import Condition, Measure, gives_nodes, leaves
from huiqi.rulebook.rulebook import Rulebook
from huiqi.rulebook.text import Text
from huiqi.truth import Truth

_SILENT = Text(zh="没有写", en="nothing")


class MeasurePoints:
    """The points of measures, those of one document together."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self._labels = RulebookLabels(rulebook)

    def of(self, measures: Iterable[Measure]) -> Iterator[OpenPoint]:
        """Everything that is not known of these measures."""
        by_document: dict[str, list[Measure]] = {}
        documents: dict[str, AskedDocument] = {}
        for measure in measures:
            document = document_of(self.rulebook, measure)
            documents[document.key] = document
            by_document.setdefault(document.key, []).append(measure)
        for key, own in by_document.items():
            document = documents[key]
            secret = [measure for measure in own if not measure.published]
            public = [measure for measure in own if measure.published]
            if secret:
                yield self._text(document, secret)
            yield from self._force(document, public)
            yield from self._presumed(document, public)
            for measure in public:
                yield from self._content(document, measure)

    def _text(self, document: AskedDocument, measures: list[Measure]) -> OpenPoint:
        """The whole text, with its dates and all that its measures leave open."""
        titles = [measure.title for measure in measures]
        left = dict.fromkeys((t.zh, t.en) for measure in measures for t in measure.unstated)
        zh = "、".join(title.zh for title in titles)
        en = ", ".join(title.en for title in titles)
        return OpenPoint(
            key=f"{document.key}/text",
            topic=Matter.TEXT,
            measures=tuple(measure.id for measure in measures),
            document=document,
            text=Text(
                zh="请提供全文（含发文机关、文号、印发日期、施行日期和有效期）。规则里没有："
                + "；".join(zh for zh, _ in left),
                en="The full text, with its issuer, number, dates of issue and of force.  The "
                "rules lack: " + "; ".join(en for _, en in left),
            ),
            stands=Text(
                zh=f"只录了 {len(titles)} 个题目，没有条文：{zh}",
                en=f"{len(titles)} titles and no text: {en}",
            ),
            basis=measures[0].basis,
            place=measures[0].place,
            path=("requires",),
        )

    def _force(self, document: AskedDocument, measures: list[Measure]) -> Iterator[OpenPoint]:
        """Whether it is in force on the day; the same for all measures that rest on it."""
        own = [m for m in measures if in_force(m.in_force, self.as_of)[0] is Truth.UNKNOWN]
        if not own:
            return
        stands = dict.fromkeys((m.in_force.text.zh, m.in_force.text.en) for m in own)
        day = self.as_of
        yield OpenPoint(
            key=f"{document.key}/force",
            topic=Matter.FORCE,
            measures=tuple(measure.id for measure in own),
            document=document,
            text=Text(
                zh=f"{'该文件' if document.held else '该政策'}在 {day} 是否有效？"
                "请告知施行日期和有效期；已经失效或废止的，请告知日期。",
                en=f"Is it in force on {day}?  From when, and until when; if it has ended, on "
                "which day?",
            ),
            stands=Text(zh="；".join(zh for zh, _ in stands), en="; ".join(en for _, en in stands)),
            basis=own[0].in_force.basis or own[0].basis,
            place=own[0].place,
            path=("in_force",),
        )

    def _presumed(self, document: AskedDocument, measures: list[Measure]) -> Iterator[OpenPoint]:
        """What the document does not say and its kind asks for: once, whichever measures it is."""
        found: dict[str, list[tuple[Measure, Condition]]] = {}
        for measure in measures:
            for condition in measure.conditions():
                if condition.presumed:
                    found.setdefault(condition.text.zh, []).append((measure, condition))
        for zh, own in found.items():
            measure, condition = own[0]
            yield OpenPoint(
                key=f"{document.key}/presumed/{code(zh)}",
                topic=Matter.PRESUMED,
                measures=tuple(each.id for each, _ in own),
                document=document,
                text=Text(
                    zh=f"是否以此为条件：{_bare(zh)}？",
                    en=f"Is this a condition: {_bare(condition.text.en)}?",
                ),
                stands=Text(zh="条文没有写，规则推定要求", en="not stated; the rules presume it"),
                basis=condition.basis,
                place=condition.place,
                about=tuple(condition for _, condition in own),
            )

    def _content(self, document: AskedDocument, measure: Measure) -> Iterator[OpenPoint]:
        """What the text of one measure leaves open."""
        for condition in measure.conditions():
            yield from self._condition(document, measure, condition)
        for stage in measure.gives.stages if measure.gives is not None else ():
            for condition in leaves(stage.clause) if stage.clause is not None else ():
                yield from self._condition(document, measure, condition)
        yield from self._amount(document, measure)
        for conflict in measure.conflicts:
            yield self._point(
                document,
                measure,
                f"conflict/{conflict.id}",
                topic=Matter.CONFLICT,
                text=Text(
                    zh=f"以哪一份为准：{conflict.text.zh}？",
                    en=f"Which holds: {conflict.text.en}?",
                ),
                stands=Text(zh="各说都录了，没有取舍", en="all are kept, none is chosen"),
                basis=conflict.basis,
                path=("conflicts",),
                about=measure.gives,
            )
        for number, text in enumerate(measure.unstated):
            yield self._point(
                document,
                measure,
                f"unstated/{code(text.zh)}",
                topic=Matter.UNSTATED,
                text=text,
                stands=_SILENT,
                basis=measure.basis,
                path=("unstated", number),
            )

    def _condition(
        self, document: AskedDocument, measure: Measure, condition: Condition
    ) -> Iterator[OpenPoint]:
        if condition.presumed:
            return
        topic, asked = None, Text(zh="", en="")
        if condition.unknown is not None:
            said = condition.unknown
            topic = Matter.CLAUSE
            asked = Text(zh=f"条件是什么：{said.zh}", en=f"What is the condition: {said.en}")
            stands = Text(zh="只知道有这个条件", en="only that there is such a condition")
        elif condition.readings:
            topic = Matter.READING
            zh = "，还是".join(reading.text.zh for reading in condition.readings)
            en = ", or ".join(reading.text.en for reading in condition.readings)
            asked = Text(
                zh=f"“{condition.text.zh}”怎样理解：{zh}？",
                en=f"How is “{condition.text.en}” to be read: {en}?",
            )
            stands = Text(zh="几种读法都录了", en="all readings are kept")
        elif condition.grade >= WEAK:
            topic = Matter.BORROWED
            asked = Text(
                zh=f"有没有这个条件，标准是多少：{condition.text.zh}？",
                en=f"Is there such a condition, and which limit: {condition.text.en}?",
            )
            zh, en = self._said(condition.node)
            stands = Text(
                zh=f"借用别处的写法，只作参照：{zh}", en=f"another place's, for reference: {en}"
            )
        if topic is not None:
            yield self._point(
                document,
                measure,
                f"clause/{condition.id}",
                topic=topic,
                text=asked,
                stands=stands,
                basis=condition.basis or measure.basis,
                about=condition,
                place=condition.place,
            )

    def _amount(self, document: AskedDocument, measure: Measure) -> Iterator[OpenPoint]:
        gives = measure.gives
        if gives is None:
            return
        if gives.conflicting and not measure.conflicts:
            zh = "；".join(statement.text.zh for statement in gives.conflicting)
            en = "; ".join(statement.text.en for statement in gives.conflicting)
            yield self._point(
                document,
                measure,
                "conflict/amount",
                topic=Matter.CONFLICT,
                text=Text(zh=f"金额以哪一份为准：{zh}？", en=f"Which amount holds: {en}?"),
                stands=Text(zh="各说都录了，没有取舍", en="all are kept, none is chosen"),
                basis=tuple(basis for one in gives.conflicting for basis in one.basis),
                path=("gives", "conflicting"),
                about=gives,
            )
        if gives.readings:
            zh = "，还是".join(reading.text.zh for reading in gives.readings)
            en = ", or ".join(reading.text.en for reading in gives.readings)
            used_zh, used_en = self._said(gives.amount)
            yield self._point(
                document,
                measure,
                "readings/amount",
                topic=Matter.READING,
                text=Text(
                    zh=f"金额怎样算：按规则现在的算法，还是{zh}？",
                    en=f"How is the amount worked out: as the rules do now, or {en}?",
                ),
                stands=Text(zh=f"现在按：{used_zh}", en=f"now: {used_en}"),
                basis=gives.basis,
                path=("gives", "readings"),
                about=gives,
            )
        for number, cap in enumerate(gives.caps):
            if cap.per == "unknown":
                zh, en = self._said(cap.at_most)
                yield self._point(
                    document,
                    measure,
                    f"cap/{code(zh)}",
                    topic=Matter.CAP,
                    text=Text(
                        zh=f"上限 {zh} 是每个项目的、每户企业的，还是每年的？",
                        en=f"Is the cap of {en} for each project, each enterprise or each year?",
                    ),
                    stands=cap.note or Text(zh="按项目、按企业都试算", en="both are worked out"),
                    basis=cap.basis or measure.basis,
                    path=("gives", "caps", number, "per"),
                    about=cap,
                )
        if max((gives.grade, *gives.limit_grades)) >= WEAK:
            yield self._point(
                document,
                measure,
                "borrowed/amount",
                topic=Matter.BORROWED,
                text=Text(zh="金额或比例是多少？", en="What is the amount, or the rate?"),
                stands=Text(zh="借用别处的写法，只作参照", en="another place's, for reference"),
                basis=gives.basis,
                path=("gives",),
            )
        yield from self._values(document, measure)

    def _values(self, document: AskedDocument, measure: Measure) -> Iterator[OpenPoint]:
        """Figures declared unknown, each reason once."""
        gives = measure.gives
        assert gives is not None
        # That sources disagree on it is asked as such.
        roots = [n for n in gives_nodes(gives) if not (gives.conflicting and n is gives.amount)]
        roots += [statement.node for statement in gives.conflicting]
        found: dict[str, list[UnknownValue]] = {}
        for root in roots:
            for node in walk(root):
                if isinstance(node, UnknownValue):
                    found.setdefault(node.reason, []).append(node)
        for reason, nodes in found.items():
            yield self._point(
                document,
                measure,
                f"value/{code(reason)}",
                topic=Matter.VALUE,
                text=Text(
                    zh=f"数额是多少：{reason}？",
                    en=f"What is the figure: {nodes[0].reason.in_language('en')}?",
                ),
                stands=_SILENT,
                basis=gives.basis or measure.basis,
                path=("gives",),
                about=tuple(nodes),
            )

    def _said(self, node: Node | None) -> tuple[str, str]:
        """An expression in both languages."""
        if node is None:
            return "", ""
        zh, en = (prose(node, self._labels, language) for language in ("zh", "en"))
        return zh, en

    def _point(
        self,
        document: AskedDocument,
        measure: Measure,
        name: str,
        *,
        topic: Matter,
        text: Text,
        stands: Text,
        basis: tuple[Basis, ...],
        path: tuple[str | int, ...] = (),
        about: object = None,
        place: Place | None = None,
    ) -> OpenPoint:
        return OpenPoint(
            key=f"measure/{measure.id}/{name}",
            topic=topic,
            measures=(measure.id,),
            document=document,
            text=text,
            stands=stands,
            basis=basis,
            place=place or measure.place,
            path=path,
            about=about,
        )


def _bare(text: str) -> str:
    """Without the remark in brackets at its end, that it is presumed."""
    return re.sub(r"\s*[（(][^（）()]*[）)]$", "", text)
