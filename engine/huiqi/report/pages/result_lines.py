"""What the screen of a result is made of: its lines, in the words in which they are shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from huiqi.report.blocks import Block, Chart, Said
from huiqi.report.pages.papers import Papers


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A mark as it is shown: its sign, its word, and what a style calls it."""

    name: str
    sign: str
    word: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerLine:
    """A topic or a document: how it stands, what next, whose money, how much; ``also``: of a topic
    the document that answers it; ``blocks``: what opens below it;
    ``figure``: the amount is one, not that it is unknown or none is named; ``cap_alone``: it is no
    more than a cap or a source's highest, whatever the enterprise; ``limit``: that the
    source only names a maximum, or what it would come to one step on; ``papers``: what to bring;
    ``whom``: the office to go to, where one is known; ``keys``: the questions that it waits for, as
    they are sent to be asked; ``siblings``: of a topic, the documents that do not answer it;
    ``when``: when one can apply, and until when its document is in force, where that is known;
    ``deciding``: the one question that decides how much it is; ``on_paper``: what next, where no
    questions stand below.
    """

    id: str
    mark: Marked
    title: str
    step: str
    whose: str
    amount: str
    figure: bool
    blocks: Sequence[Block]
    cap_alone: bool = False
    also: str = ""
    limit: str = ""
    papers: Sequence[str] = ()
    whom: str = ""
    keys: Sequence[str] = ()
    siblings: Sequence[AnswerLine] = ()
    when: str = ""
    deciding: AskedLine | None = None
    on_paper: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FundLine:
    """A fund and what it comes to; of what is not refused the office to go to, what to bring;
    ``led``: as what it stands among what can be acted on or is nearly met, in the section
    ``above``, where what it comes to is told; else empty.
    """

    name: str
    told: str
    whom: str
    papers: Sequence[str]
    led: str
    above: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkGroup:
    """The topics, or what is under none, with one mark."""

    mark: Marked
    lines: Sequence[AnswerLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """A question, and what hangs on it; ``key``: as it is sent to be asked."""

    key: str
    text: str
    bearing: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FewAnswersLine:
    """A measure that waits for an answer or two: ``asked``: what is to be answered, or to be asked
    of whom, ``why``: why it is not there, ``bounded``: the amount is more than a maximum, else
    ``limit``: of what; ``keys``: the questions, as they are sent to be asked.
    """

    title: str
    amount: str
    bounded: bool
    limit: str
    whose: str
    asked: str
    why: str
    keys: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NearlyLine:
    """A document that is refused now and may not be later: ``why``: what is lacking, or what it
    waits for; ``asked``: what is to be asked until then, and whom; ``brings``: what it would come
    to, or what its document gives; ``until``: up to when it is in force, or was last seen so;
    ``far``: it lacks much, what it lacks is not to be made up, or nothing but the highest of its
    source is known of it: no more than folded, and not on the page that is handed on.
    """

    id: str
    title: str
    whose: str
    why: str
    asked: str
    brings: str
    until: str
    far: bool = False
    #: It waits for what is to come within months.
    soon: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingLine:
    """A document that soon is in force no more, with the days left; ``when``: when one can apply,
    which is another day; ``step``: what has to be answered before, ``keys``: those questions.
    """

    text: str
    when: str
    step: str
    keys: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ResultScreen:
    """The screen in the order of reading; ``tally``: how many topics have each mark; ``tested``:
    the one document that was asked about, if one was.
    """

    name: str
    opening: Sequence[Block]
    #: That the measures of the county in which it is are not held; empty where they are.
    own_lacking: str
    #: What can be had, then what an office may be asked about, the largest first; also below.
    leads: Sequence[AnswerLine]
    #: Of what may be asked about those that name no amount, which stand below only.
    leads_bare: Sequence[AnswerLine]
    #: Those with amounts for which there is no room at the top.
    leads_more: Sequence[AnswerLine]
    #: What is open for a project or a title that was told, and stands nowhere above.
    open_besides: Sequence[AnswerLine]
    #: What few answers would settle, and the others of those.
    few_answers: Sequence[FewAnswersLine]
    few_answers_more: Sequence[FewAnswersLine]
    #: What waits for an answer or two that others have to give.
    others_know: Sequence[FewAnswersLine]
    #: The questions of pages that were passed and left empty, besides those, and how many others.
    left_empty: Sequence[AskedLine]
    left_empty_more: int
    #: Where nothing of those has an amount: what the largest is that waits for the enterprise.
    waiting: Sequence[str]
    #: Every document of the enterprise's that is refused, wherever it stands, and why.
    refused: Sequence[tuple[str, str]]
    #: The titles that were told of for which no document gives anything.
    titles_bare: Sequence[str]
    #: What is refused for a figure that was told, and by how far it is missed.
    nearly: Sequence[NearlyLine]
    #: What waits for a day, or for what there is none of yet.
    later: Sequence[NearlyLine]
    #: What only a presumed condition refuses.
    presumed: Sequence[str]
    #: What those come to together at most, or the largest of them.
    leads_told: Sequence[str]
    #: Which of them are of one project, where no source says whether all of them may be had.
    same_projects: Sequence[str]
    #: What no source says of having several of those.
    not_added: Sequence[str]
    #: What waits for the enterprise besides those, and is not among what few answers settle.
    waiting_besides: Sequence[str]
    #: The documents that soon are in force no more.
    ending: Sequence[EndingLine]
    #: What waits for the figures of the year that is over, of which those of another are told.
    year_lacking: EndingLine | None
    #: By what a title that ends is looked at again: ids and titles.
    renewals: Sequence[tuple[str, str]]
    topics: str
    topics_heading: str
    places: str
    unpublished: str
    tally: Sequence[tuple[Marked, int]]
    funds: Sequence[FundLine]
    penalties: str
    #: What one does of what can be acted on and beside which no office stands.
    helped_by: Sequence[str]
    #: What one does where that is of no help, and by what offices are presumed.
    helped_else: Sequence[str]
    #: Of how many of those no source says when to apply.
    when_unsaid: str
    #: What the words and the sign beside an amount say.
    legend: str
    tested: AnswerLine | None
    groups: Sequence[MarkGroup]
    #: Those under no topic.
    beside: Sequence[MarkGroup]
    unsaid: Sequence[str]
    charts: Sequence[Chart]
    asked: Sequence[AskedLine]
    #: What somebody said not to know, as far as it is not among those.
    not_known: Sequence[AskedLine]
    #: How many questions there are.
    asked_told: str
    #: Of what no text is public, what is known of it.
    not_public: Sequence[str]
    not_public_number: int
    totals: Sequence[Block]
    papers_label: str
    papers: Sequence[Papers]
    #: That those are inferred, where no source lists them.
    papers_told: str
    #: What may have to be brought besides, once what is open is answered.
    papers_open: Sequence[Papers]
    times: Sequence[Said]
    compared: Sequence[Block]
