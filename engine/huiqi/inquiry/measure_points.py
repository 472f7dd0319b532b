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
from huiqi.sentences import InLanguages, in_turn, sentence
from huiqi.truth import Truth
from huiqi.words import to_say

_SILENT = sentence("没有写")


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
        titles = tuple(measure.title for measure in measures)
        left = dict.fromkeys(text for measure in measures for text in measure.unstated)
        return OpenPoint(
            key=f"{document.key}/text",
            topic=Matter.TEXT,
            measures=tuple(measure.id for measure in measures),
            document=document,
            text=sentence(
                "请提供全文（含发文机关、文号、印发日期、施行日期和有效期）。规则里没有：{left}",
                left=in_turn(to_say("{first}；{next}"), left) if left else "",
            ),
            stands=sentence(
                "只录了 {number} 个题目，没有条文：{titles}", number=len(titles), titles=titles
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
        stands = dict.fromkeys(measure.in_force.text for measure in own)
        day = self.as_of
        yield OpenPoint(
            key=f"{document.key}/force",
            topic=Matter.FORCE,
            measures=tuple(measure.id for measure in own),
            document=document,
            text=sentence(
                "该文件在 {day} 是否有效？请告知施行日期和有效期；已经失效或废止的，请告知日期。",
                day=day,
            )
            if document.held
            else sentence(
                "该政策在 {day} 是否有效？请告知施行日期和有效期；已经失效或废止的，请告知日期。",
                day=day,
            ),
            stands=in_turn(to_say("{first}；{next}"), stands),
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
                text=sentence("是否以此为条件：{condition}？", condition=_bare(condition.text)),
                stands=sentence("条文没有写，规则推定要求"),
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
                text=sentence("以哪一份为准：{text}？", text=conflict.text),
                stands=sentence("各说都录了，没有取舍"),
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
        topic = None
        if condition.unknown is not None:
            said = condition.unknown
            topic = Matter.CLAUSE
            asked = sentence("条件是什么：{said}", said=said)
            stands = sentence("只知道有这个条件")
        elif condition.readings:
            topic = Matter.READING
            asked = sentence(
                "“{condition}”怎样理解：{readings}？",
                condition=condition.text,
                readings=in_turn(
                    to_say("{first}，还是{next}"), (r.text for r in condition.readings)
                ),
            )
            stands = sentence("几种读法都录了")
        elif condition.grade >= WEAK:
            topic = Matter.BORROWED
            asked = sentence("有没有这个条件，标准是多少：{text}？", text=condition.text)
            stands = sentence(
                "借用别处的写法，只作参照：{condition}", condition=self._said(condition.node)
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
            said = in_turn(to_say("{first}；{next}"), (one.text for one in gives.conflicting))
            yield self._point(
                document,
                measure,
                "conflict/amount",
                topic=Matter.CONFLICT,
                text=sentence("金额以哪一份为准：{statements}？", statements=said),
                stands=sentence("各说都录了，没有取舍"),
                basis=tuple(basis for one in gives.conflicting for basis in one.basis),
                path=("gives", "conflicting"),
                about=gives,
            )
        if gives.readings:
            readings = in_turn(to_say("{first}，还是{next}"), (one.text for one in gives.readings))
            yield self._point(
                document,
                measure,
                "readings/amount",
                topic=Matter.READING,
                text=sentence("金额怎样算：按规则现在的算法，还是{readings}？", readings=readings),
                stands=sentence("现在按：{amount}", amount=self._said(gives.amount)),
                basis=gives.basis,
                path=("gives", "readings"),
                about=gives,
            )
        for number, cap in enumerate(gives.caps):
            if cap.per == "unknown":
                most = self._said(cap.at_most)
                yield self._point(
                    document,
                    measure,
                    f"cap/{code(most.zh)}",
                    topic=Matter.CAP,
                    text=sentence("上限 {cap} 是每个项目的、每户企业的，还是每年的？", cap=most),
                    stands=cap.note or sentence("按项目、按企业都试算"),
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
                text=sentence("金额或比例是多少？"),
                stands=sentence("借用别处的写法，只作参照"),
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
                text=sentence("数额是多少：{reason}？", reason=nodes[0].reason),
                stands=_SILENT,
                basis=gives.basis or measure.basis,
                path=("gives",),
                about=tuple(nodes),
            )

    def _said(self, node: Node | None) -> Text:
        """An expression in both languages."""
        if node is None:
            return Text(zh="", en="")
        zh, en = (prose(node, self._labels, language) for language in ("zh", "en"))
        return Text(zh=zh, en=en)

    def _point(
        self,
        document: AskedDocument,
        measure: Measure,
        name: str,
        *,
        topic: Matter,
        text: InLanguages,
        stands: InLanguages,
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


def _bare(text: InLanguages) -> Text:
    """Without the remark in brackets at its end, that it is presumed."""
    zh, en = (
        re.sub(r"\s*[（(][^（）()]*[）)]$", "", text.in_language(language))
        for language in ("zh", "en")
    )
    return Text(zh=zh, en=en)
