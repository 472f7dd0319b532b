"""The interview itself: its next question, answers as they are typed, and what they make of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Self

from huiqi.decision.decide import Decider
from huiqi.decision.questions import Question
from huiqi.decision.ranges import untold
from huiqi.decision.results import Decision, MeasureResult
from huiqi.diagnostics import Diagnostic, Diagnostics, InputError
from huiqi.evaluation.reads import Missing, declared_of
from huiqi.inference import InferenceWorker
from huiqi.interview.answer_text import answer_written, read_roughly
from huiqi.interview.certainty import became_certain
from huiqi.interview.effects import KeptMoves, effects_of
from huiqi.interview.made_up_of import Parts
from huiqi.interview.network_sessions import NetworkSessions
from huiqi.interview.order import QuestionOrder
from huiqi.interview.progress import progress_of
from huiqi.interview.put_off import is_closed, is_put_off, taken_up
from huiqi.interview.questioning import question_put, review_of
from huiqi.interview.results import (
    AnswerEffect,
    AskedReply,
    InterviewQuestion,
    Progress,
    Refusals,
    RepliedBeside,
    Reviewed,
)
from huiqi.interview.said import with_said
from huiqi.interview.state import InterviewState
from huiqi.interview.telling import Known, called_now, facts_told, still_there, told_of
from huiqi.interview.together import answer_beside, asked_beside, refused_beside
from huiqi.interview.told_anew import Places
from huiqi.interview.told_profile import check_told, profile_told
from huiqi.interview.worth_putting import worth_putting
from huiqi.profile.account import Account
from huiqi.profile.profile import Profile
from huiqi.rulebook.rulebook import Rulebook
from huiqi.spelling import one_line
from huiqi.wordings import says_unknown

#: The longest name of an enterprise that is taken.
LONGEST_NAME = 200


class Interview:
    """One enterprise asked question by question; see :mod:`huiqi.interview` for how to use it.

    Whatever is refused (:class:`~huiqi.diagnostics.InputError`) leaves all as it was.
    """

    def __init__(
        self, decider: Decider, state: InterviewState, worker: InferenceWorker | None = None
    ) -> None:
        """``decider`` compares nothing itself; ``worker``: the inference network beside it."""
        self._decider = decider
        self._order = QuestionOrder(decider.rulebook)
        self._sessions = NetworkSessions(worker) if worker is not None else None
        self._state = state
        self._certain: tuple[MeasureResult, ...] = ()
        diagnostics = Diagnostics()
        self._facts = facts_told(state, self.rulebook)
        account = replace(state.begun, facts=self._facts)
        profile = profile_told(account, self.rulebook, state.as_of, diagnostics)
        diagnostics.raise_errors()
        #: What reading the profile gave rise to remark; of an answer only what is new is told.
        self.remarks: Sequence[Diagnostic] = diagnostics.sorted()
        measures = [self.rulebook.measures[name] for name in state.measures]
        self._decision = decider.decide(profile, state.as_of, measures or self.rulebook.supports)
        self._questions: list[Question] | None = None
        self._put_off: list[Question] | None = None
        self._useless: set[tuple[Missing, Missing]] = set()
        self._moves = KeptMoves(decider)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free the networks beside it."""
        if self._sessions is not None:
            self._sessions.close()

    @property
    def rulebook(self) -> Rulebook:
        """The rules by which it asks."""
        return self._decider.rulebook

    @property
    def state(self) -> InterviewState:
        """What was told so far: to be kept, and to go on from."""
        return self._state

    @property
    def decision(self) -> Decision:
        """The decision as far as is known now."""
        return self._decision

    @property
    def profile(self) -> Profile:
        """The enterprise as far as it is told."""
        return self._decision.profile

    @property
    def account(self) -> Account:
        """All that is told, as a profile writes it, 未知 where somebody said so."""
        return replace(self._state.begun, facts=self._facts)

    def profile_mapping(self) -> dict[str, object]:
        """The same as a file holds it."""
        return self.account.document()

    def name(self, written: str) -> None:
        """Whose answers they are."""
        begun = replace(self._state.begun, name=one_line(written)[:LONGEST_NAME])
        self.go_to(replace(self._state, begun=begun))

    @property
    def sessions(self) -> NetworkSessions | None:
        """The inference network beside it, with what it compared."""
        return self._sessions

    @property
    def questions(self) -> Sequence[Question]:
        """All that is open, the next one first."""
        if self._questions is None:
            # What was skipped comes once more when nothing else is left.
            self._questions = self._asked(self._closed) or self._asked(self._closed_for_good)
        return self._questions

    @property
    def question(self) -> InterviewQuestion | None:
        """The question that stands; ``None`` where nothing is left to ask."""
        wanted = self._state.wanted
        if wanted is not None:
            return self._put(self._question_on(wanted), again=True)
        return self._put(self.questions[0]) if self.questions else None

    @property
    def on_page_again(self) -> Sequence[InterviewQuestion]:
        """The questions of a page that is gone back to, each as it was answered."""
        there = self._still_there(self._state.on_page_again)
        return [self._put(self._question_on(key)) for key in there]

    @property
    def asked_again(self) -> bool:
        """Whether something was said to the question that stands."""
        key = self._state.wanted
        if key is None:
            return False
        return bool(self._state.step(key)) or told_of(self._facts, key, self.profile) is not None

    @property
    def put_off(self) -> Sequence[Question]:
        """What somebody did not know, or skipped, and what still matters of it."""
        if self._put_off is None:
            told = (self._state, self._facts, self.profile, self.rulebook)
            open_ = self._parts((), lambda _: False, set()).with_parts(self._decision.questions)
            found = [question for question in open_ if is_put_off(question.missing, *told)]
            self._put_off = self._order.sorted(found, self.profile)
        return self._put_off

    def effects(self, of: InterviewQuestion | None = None) -> tuple[AnswerEffect, ...]:
        """What each answer to a question would do; absent, to the one that stands."""
        inquiry = of or self.question
        return () if inquiry is None else effects_of(inquiry, self._decision, self._decider)

    def beside(self, chosen: Sequence[Missing] = ()) -> Sequence[InterviewQuestion]:
        """What a page asks below the question that stands (:mod:`huiqi.interview.together`)."""
        return asked_beside(self, chosen)

    @property
    def progress(self) -> Progress:
        """How far it has come."""
        return progress_of(self, self._certain)

    def review(self) -> tuple[Reviewed, ...]:
        """All that is told, topic by topic, and what was not known or skipped."""
        return review_of(self._state, self._facts, self.rulebook, self.profile)

    def answer(
        self,
        written: str | Sequence[Mapping[str, str]],
        *,
        whole: bool = True,
        places: Places = (),
    ) -> Sequence[Diagnostic]:
        """Answer the question that stands; what there is to remark.

        Args:
            written: As it is typed: 是, an option, 8600 (in the question's unit) or 8600万元, a
                range, a day, 不适用, 不知道; of a list its records, each by the ids of fields.
            whole: Of a list, whether these are all.
            places: Of a list that is told anew, of each record which of those told it is.
        """
        inquiry = self._standing()
        if isinstance(written, str) and says_unknown(written):
            options = inquiry.declared.type.enumeration
            if options is None or options.find(written) is None:
                return self.unknown()
        told = answer_written(inquiry, written, self._state.as_of, places)
        remarks = read_roughly(inquiry, written)
        return (*remarks, *self._say(inquiry.key, AskedReply.ANSWERED, told, whole=whole))

    def answer_beside(self, typed: Mapping[Missing, str]) -> RepliedBeside:
        """Answer what stands below a question: :mod:`huiqi.interview.together`."""
        pages = self._state.pages
        replied = answer_beside(self, typed)
        self._state = self._state.on_last_page(pages, typed)
        return replied

    def refused_beside(self, typed: Mapping[Missing, str]) -> Refusals:
        """What of it would be refused, whatever is told above it; all stays as it was."""
        return refused_beside(self, typed)

    def check_entered(self, records: Sequence[Mapping[str, str]], *, finished: bool) -> None:
        """Refuse, as an answer would be, what cannot stand in the list that is asked for; nothing
        is answered by it.  Unless ``finished``, more fields of the last record may follow.
        """
        inquiry = self._standing()
        written = answer_written(inquiry, records, self._state.as_of)
        state = self._with(inquiry.key, AskedReply.ANSWERED, written, whole=False)
        account = replace(state.begun, facts=facts_told(state, self.rulebook))
        check_told(account, self.rulebook, state.as_of, finished=finished)

    def unknown(
        self, named: Sequence[Mapping[str, str]] | None = None, places: Places = ()
    ) -> Sequence[Diagnostic]:
        """Nobody knows it: it stays unknown, and what it is made of is asked instead.

        ``named``: of a list those that are known, where it is told anew, with their ``places``;
        absent: those told so far.
        """
        inquiry = self._standing()
        own = self._state.step(inquiry.key)
        told: object = own.written if own is not None and isinstance(own.written, list) else None
        if named is not None:
            told = answer_written(inquiry, named, self._state.as_of, places)
        return self._say(inquiry.key, AskedReply.UNKNOWN, told)

    def skip(self) -> None:
        """Leave it for another time, or as it was said; it is asked again only if it is wanted."""
        key = self._standing().key
        if self.asked_again or key in self._state.again:
            self.go_to(self._state.with_page((key,)).left(key))
        else:
            self._say(key, AskedReply.SKIPPED)

    def back(self) -> bool:
        """Show the page before this one again, as it was answered; whether there was one."""
        pages = self._state.pages_before
        for place in reversed(range(len(pages))):
            if there := self._still_there(pages[place]):
                self._state = replace(self._state, wanted=there[0], page_again=place)
                return True
        return False

    def called_now(self, key: Missing) -> Missing:
        """The same question, where its record has got another name by an answer to it."""
        return called_now(key, self._state, self._facts, self.profile)

    def ask_again(self) -> None:
        """Ask what was not known, or skipped, once more, each in its turn."""
        self.go_to(taken_up(self._state, self.profile))

    def reopen(self, key: Missing) -> None:
        """Ask one question again, whatever its turn; what was told stands until it is answered.

        Raises:
            KeyError: No such fact, or no such record.
        """
        there = self._still_there([key])
        if not there or declared_of(self.rulebook, key) is None:
            raise KeyError(key)
        self._state = replace(self._state, wanted=there[0], page_again=None)

    def withdraw(self, key: Missing) -> bool:
        """As if the question had never been asked; whether it was."""
        if self._state.step(key) is None:
            return False
        steps = tuple(step for step in self._state.steps if step.key != key)
        self.go_to(replace(self._state.left(key), steps=steps))
        return True

    def _still_there(self, page: Iterable[Missing]) -> Sequence[Missing]:
        return still_there(page, self._state, self._facts, self.profile)

    def _asked(self, closed: Callable[[Missing], bool]) -> list[Question]:
        """What is open and worth asking, in its order; of chosen measures all that is open."""
        unknown = frozenset(self._unknown())
        parts = self._parts(unknown, closed, self._useless)
        found: Sequence[Question] = parts.with_parts(self._decision.questions)
        if not self._state.measures:
            found = worth_putting(found, self.rulebook, self._decision, unknown.__contains__)
        return self._order.sorted(found, self.profile)

    def _parts(
        self,
        unknown: Iterable[Missing],
        closed: Callable[[Missing], bool],
        useless: set[tuple[Missing, Missing]],
        decision: Decision | None = None,
    ) -> Parts:
        """``decision``: the one that stands, unless another is looked at."""
        of = decision or self._decision
        return Parts(
            self._decider,
            of,
            unknown=unknown,
            closed=closed,
            useless=useless,
            moves=lambda key: self._moves(key, of),
        )

    def _unknown(self) -> Sequence[Missing]:
        """What somebody said not to know, and is not asked once more."""
        own = (step.key for step in self._state.steps if step.reply is AskedReply.UNKNOWN)
        every = dict.fromkeys((*own, *(Missing(*one) for one in self.profile.unknown)))
        return [key for key in every if not self._state.asks_again(key)]

    def _standing(self) -> InterviewQuestion:
        inquiry = self.question
        if inquiry is None:
            raise LookupError("nothing is left to ask")
        return inquiry

    def _say(
        self, key: Missing, reply: AskedReply, written: object = None, *, whole: bool = True
    ) -> Sequence[Diagnostic]:
        paged = self._state.with_page((key,)).pages
        state = self._with(key, reply, written, whole=whole)
        return self.go_to(replace(state, pages=paged))

    def _with(
        self, key: Missing, reply: AskedReply, written: object, *, whole: bool
    ) -> InterviewState:
        """The state with one more step, or with another in the place of one."""
        known = Known(self._facts, self.profile, self.rulebook)
        return with_said(self._state, known, key, reply, written, whole=whole)

    def go_to(self, state: InterviewState) -> Sequence[Diagnostic]:
        """Decide what another state comes to; what there is to remark on it that is new."""
        before, diagnostics = self._decision, Diagnostics()
        facts = facts_told(state, self.rulebook)
        if facts != self._facts or state.begun != self._state.begun:
            account, known_before = replace(state.begun, facts=facts), (self._facts, self.profile)
            profile = profile_told(account, self.rulebook, state.as_of, diagnostics, known_before)
            known = {(each.code, each.message, each.found) for each in self.remarks}
            new = [d for d in diagnostics.sorted() if (d.code, d.message, d.found) not in known]
            if diagnostics.errors:
                raise InputError(new)
            after = self._decider.decide_again(before, profile)
            if self._sessions is not None:
                self._sessions.follow(before, after)
            self._decision, self._facts = after, facts
            self.remarks = diagnostics.sorted()
        else:
            new = []
        pairs = zip(before.results, self._decision.results, strict=True)
        self._certain = tuple(now for old, now in pairs if became_certain(old, now))
        if state.steps[: len(self._state.steps)] != self._state.steps:
            # Something was taken back, or said otherwise: what did not help then may help now.
            self._useless.clear()
        self._state, self._questions, self._put_off = state, None, None
        return new

    def _closed(self, key: Missing) -> bool:
        return is_closed(key, self._state, self._facts, self.profile, self.rulebook)

    def _closed_for_good(self, key: Missing) -> bool:
        return not self._state.is_skipped_once(key) and self._closed(key)

    def _put(self, asked: Question, *, again: bool = False) -> InterviewQuestion:
        told = told_of(self._facts, asked.missing, self.profile)
        unknown = asked.missing in self._unknown()
        return question_put(asked, self.rulebook, told, again=again, not_known=unknown)

    def _question_on(self, key: Missing) -> Question:
        """What hangs on a question that is asked out of turn: of what is told already, what would
        hang on it if nobody had told it.
        """
        open_ = next((q for q in self.questions if q.missing == key), None)
        if open_ is not None:
            return open_
        without = self._decider.decide_again(self._decision, untold(self.profile, key))
        unknown = [one for one in self._unknown() if one != key]
        parts = self._parts(unknown, lambda one: one != key and self._closed(one), set(), without)
        # What settles nothing by itself is not put in its turn; a result names it all the same.
        every = (*parts.with_parts(without.questions), *without.questions)
        known_by = self.rulebook.declared(key.name).known_by
        nobody = Question(missing=key, measures=(), known_by=known_by, rules_out=False)
        return next((q for q in every if q.missing == key), nobody)
