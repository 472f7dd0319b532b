"""Deciding an incident: the history told event by event, the network beside the plain reading."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date

from huiqi.evaluation import Evaluator
from huiqi.evaluation.reads import Missing
from huiqi.inference import (
    NOT_ASKED,
    InferenceUnavailable,
    InferenceWorker,
    Reason,
    Session,
    check_agreement,
)
from huiqi.inference.graph import evaluate
from huiqi.penalty.answering import Assessor, Evaluators
from huiqi.penalty.fines import highest, versions
from huiqi.penalty.following import Following
from huiqi.penalty.incident import Incident, Learnt, come_by, last_day
from huiqi.penalty.list_search import Index, alike, pairs_shared, passage
from huiqi.penalty.results import (
    Answer,
    Consequence,
    OfficerQuestion,
    PenaltyDecision,
    RuleResult,
    Saying,
    Turn,
    is_pending,
)
from huiqi.penalty.rule_graph import RULING, UNNAMED, Bearing, bearing, questions
from huiqi.penalty.settling import ValueTrials
from huiqi.profile.inputs import day_alone
from huiqi.rulebook.force import IN_FORCE
from huiqi.rulebook.measure import Rule
from huiqi.rulebook.penalties import PenaltyBook
from huiqi.rulebook.penalty_clauses import ACT, UNSEEN
from huiqi.rulebook.penalty_models import PrecedentModel
from huiqi.rulebook.sanction import EFFECTS
from huiqi.rulebook.text import Text
from huiqi.truth import Truth
from huiqi.values import Choice, Interval

#: So many items and precedents are shown beside an answer.
_MOST_CANDIDATES = 6
_MOST_PRECEDENTS = 3


class PenaltyDecider:
    """Decides incidents by one book; without a worker by the plain reading alone."""

    def __init__(
        self,
        book: PenaltyBook,
        worker: InferenceWorker | None = None,
        evaluators: Evaluators = Evaluator,
    ) -> None:
        """``evaluators``: makes what works out the conditions."""
        self.book = book
        self.evaluators = evaluators
        self.worker = worker
        self.questions = questions(book)
        self._index: Index | None = None

    @property
    def index(self) -> Index:
        """The search over the book, made when it is first needed."""
        if self._index is None:
            self._index = Index(self.book)
        return self._index

    def decide(self, incident: Incident, as_of: date, around: bool = True) -> PenaltyDecision:
        """The decision; ``around``: with what others' lists say beside it."""
        whole = incident.known()
        roles = self.book.act.roles
        domain = _symbol(whole.fields.get(roles["domain"]))
        rules = bearing(self.book, incident.items, domain)
        assessor = Assessor(
            self.book, incident, rules, day_alone(as_of), self.questions, evaluators=self.evaluators
        )
        answers = [assessor.answer(incident.known(n)) for n in range(len(incident.arrivals) + 1)]
        checked, note = self._agree(rules, answers)
        answer = answers[-1]
        record = assessor.record(whole)
        open_rules = tuple(result.rule.id for result in _open(answer))
        following = Following(self.book, assessor.evaluator(whole), record, as_of)
        what = _symbol(whole.fields.get(roles["act"])) or ""
        near = self._near(what, domain) if around else ()
        committed = record.fields[roles["committed"]]
        assert isinstance(committed, Interval)
        like, others = self._candidates(what, domain) if _unnamed(rules, answer) else ((), ())
        choices = versions(
            incident.laws or (), committed.low, as_of, last_day(self.book.act, record.fields, as_of)
        )
        return PenaltyDecision(
            incident=incident,
            as_of=as_of,
            fields=record.fields,
            answer=answer,
            turns=tuple(_turns(incident, answers)),
            questions=self._questions(answer, rules, near),
            missing=_missing(answer, {*whole.fields} - {*come_by(whole.fields, as_of)}),
            steps=tuple(following.steps(answer, open_rules)),
            duties=tuple(following.duties(answer)),
            courses=tuple(following.courses(answer)),
            candidates=(*like, *others),
            alike=len(like),
            widened=self.index.everyday.found_by(
                what, (*(rule.id for rule in like), *(model.id for model in near))
            )
            if like or near
            else (),
            unnamed=_unnamed(rules, answer),
            open_rules=open_rules,
            precedents=near[:_MOST_PRECEDENTS],
            versions=choices,
            fine=highest(choices),
            lists=tuple(
                self.book.lists[name] for name in dict.fromkeys(i.collection for i in rules.items)
            ),
            city_list=any(found.imported for found in self.book.lists.values()),
            checked=checked,
            note=note,
            later=ValueTrials(assessor, whole, answer),
        )

    def _agree(self, rules: Bearing, answers: list[Answer]) -> tuple[int, Reason | None]:
        """Tell a session the leaves as they become known; a difference is an error."""
        if self.worker is None:
            return 0, NOT_ASKED
        checked = 0
        told: dict[str, Truth] = {}
        try:
            with Session(self.worker, rules.graph) as session:
                for answer in answers:
                    for leaf, truth in answer.leaves.items():
                        if told.get(leaf, Truth.UNKNOWN) is not truth:
                            session.tell(leaf, truth)
                            told[leaf] = truth
                    expected = evaluate(rules.graph, answer.leaves)
                    checked += check_agreement(rules.graph, session.truths(), expected).checked
        except InferenceUnavailable as unavailable:
            return checked, unavailable.reason
        return checked, None

    def _near(self, what: str, domain: str | None) -> tuple[PrecedentModel, ...]:
        found = self.index.find(what, domain=domain, precedents=True, most=20) if what else ()
        models = (self.book.precedents[hit.id] for hit in found)
        rare = self.index.of_rare_words(what) if what else frozenset()
        return tuple(
            model
            for model in models
            if alike(what, model.violation)
            or self.index.most_of(what, model.id)
            or self.index.everyday.says(what, model.id)
            or (model.id in rare and pairs_shared(what, model.violation) > 1)
        )

    def _candidates(
        self, what: str, domain: str | None
    ) -> tuple[tuple[Rule, ...], tuple[Rule, ...]]:
        """The items that the words told are like, the nearest first; then others of the field."""
        near: dict[str, None] = {}
        if what:
            held = self.index.search(what, domain=domain, precedents=False, most=99).hits
            others = self.index.find(what, domain=domain, precedents=False, most=99)
            loose = self.index.nearest(what, (hit.id for hit in others))
            near = dict.fromkeys((*(hit.id for hit in held), *loose))
        like = [name for name in near if self.index.is_like(what, name)][:_MOST_CANDIDATES]
        own = [i.id for i in self.book.items.values() if i.sanction.domain == domain]
        near = dict.fromkeys((*(name for name in near if name in own), *own))
        rest = [name for name in near if name not in like][: _MOST_CANDIDATES - len(like)]
        items = self.book.items
        return tuple(items[name] for name in like), tuple(items[name] for name in rest)

    def _questions(
        self, answer: Answer, rules: Bearing, near: tuple[PrecedentModel, ...]
    ) -> tuple[OfficerQuestion, ...]:
        found: dict[str, OfficerQuestion] = {}
        for result in _open(answer):
            for clause in result.verdict.open:
                condition = clause.condition
                if not is_pending(clause):
                    continue
                text = condition.question or condition.text
                shared = len(self.questions.get(condition.id, ())) > 1
                same = condition.id not in (IN_FORCE, UNSEEN)
                key = condition.id if shared and same else f"{result.rule.id}/{condition.id}"
                before = found.get(key)
                asked = (*(before.rules if before else ()), result.rule.id)
                basis = before.basis if before else condition.basis
                found[key] = OfficerQuestion(
                    key=key, text=text, basis=basis, rules=asked, sayings=_sayings(text, near)
                )
        open_ = {result.rule.id for result in _open(answer)}
        for conflict in rules.conflicts:
            if answer.leaves[conflict.ruling] is Truth.UNKNOWN and open_ & set(conflict.members):
                both = tuple(b for name in conflict.members for b in self.book.items[name].basis)
                found[conflict.ruling] = OfficerQuestion(
                    key=conflict.ruling, text=RULING, basis=both, rules=conflict.members, sayings=()
                )
        return tuple(found.values())


def _symbol(value: object) -> str | None:
    return next(iter(value.symbols)) if isinstance(value, Choice) and value.symbols else None


def _unnamed(rules: Bearing, answer: Answer) -> bool:
    """Whether it matters that the incident does not say which items it falls under."""
    return rules.unnamed and answer.worst != answer.best


def _open(answer: Answer) -> Iterator[RuleResult]:
    """The rules that are open and could still make the outcome more lenient."""
    if answer.worst == answer.best:
        return
    waiting = [r.rule.sanction for r in answer.rules if r.decides is Truth.UNKNOWN]
    listed = (
        any(sanction.listed for sanction in waiting) or answer.leaves.get(UNNAMED) is Truth.UNKNOWN
    )
    for result in answer.rules:
        bars = result.rule.sanction.bars_lists and listed
        if result.decides is Truth.UNKNOWN and (bars or _could_help(result.rule, answer.worst)):
            yield result


def _could_help(rule: Rule, worst: Consequence) -> bool:
    may = worst.may or worst.must
    return any(
        EFFECTS.index(effect) < EFFECTS.index(worst.must if modality == "must" else may)
        for effect, modality in rule.sanction.outcomes
    )


def _missing(answer: Answer, ahead: Collection[str]) -> tuple[Missing, ...]:
    """Facts that are not known and matter, in the order they are read; but for the fields of which
    it is told that their day had not come.
    """
    return tuple(
        dict.fromkeys(
            missing
            for result in _open(answer)
            for clause in result.verdict.open
            for missing in clause.missing
            if missing.name != ACT or missing.field not in ahead
        )
    )


def _turns(incident: Incident, answers: list[Answer]) -> Iterator[Turn]:
    """What each arrival changed, the beginning first."""
    before: Mapping[str, Truth] = {}
    parts: tuple[Learnt, ...] = (incident.base, *incident.arrivals)
    for part, answer in zip(parts, answers, strict=True):
        changed = {
            leaf: (before[leaf], truth)
            for leaf, truth in answer.leaves.items()
            if leaf in before and before[leaf] is not truth
        }
        yield Turn(label=part.label, on=part.on, answer=answer, changed=changed)
        before = answer.leaves


def _sayings(text: Text, near: tuple[PrecedentModel, ...]) -> tuple[Saying, ...]:
    """The precedents near the act whose conditions use the question's words."""
    words = {text.zh[n : n + 2] for n in range(len(text.zh) - 1)}
    needed = max(1, (len(words) * 2) // 3)
    found = [m for m in near if sum(word in m.conditions for word in words) >= needed]
    return tuple(
        Saying(model, passage(model.conditions, text.zh)) for model in found[:_MOST_PRECEDENTS]
    )
