"""An interview: one question at a time, its next one always the first that can still matter.

    interview = engine.interview(source, as_of)          # a file, a mapping, or None
    while (inquiry := interview.question) is not None:   # all that is said of it
        interview.effects()                              # what each answer would do
        interview.answer("8600")                         # 8600万元; or .unknown(), .skip()
        interview.progress.certain                       # verdicts that became certain by it
    interview.beside()                                   # what else a page asks with it
    interview.answer_beside(typed)                       # each of those as it was typed
    interview.back()                                     # the question before this one
    interview.review()                                   # all that is told, to look over
    interview.reopen(key)                                # that question again, then .answer(…)
    interview.withdraw(key)                              # as if it had never been asked
    interview.put_off                                    # what was not known and still matters
    interview.ask_again()                                # all of it is asked once more
    interview.decision, interview.profile_mapping()      # the verdicts, the profile to be saved

A list is answered by its records (``[{"name": "二号车间改造"}]``: the ``first_fields`` of the
question), by ``"没有"``, or with ``whole=False`` by some of them; what else matters of each record
is asked then, field by field.  A refused answer raises :class:`~huiqi.diagnostics.InputError`,
with the codes and words with which a file is refused, and changes nothing.

Whoever keeps nothing between two answers (a web page) carries ``interview.state.to_mapping()``,
plain JSON, and goes on with ``engine.interview_from(mapping)``; what comes back is not trusted.

Words for people are made by :mod:`huiqi.report.pages.interview`.
"""

from huiqi.interview.certainty import is_certain
from huiqi.interview.dialogue import Interview
from huiqi.interview.results import (
    AnswerEffect,
    AnswerKind,
    AskedReply,
    InterviewQuestion,
    Progress,
    RepliedBeside,
    Reviewed,
    Selectable,
    Turned,
)
from huiqi.interview.state import AskedStep, InterviewState

__all__ = [
    "AnswerEffect",
    "AnswerKind",
    "AskedReply",
    "AskedStep",
    "Interview",
    "InterviewQuestion",
    "InterviewState",
    "Progress",
    "RepliedBeside",
    "Reviewed",
    "Selectable",
    "Turned",
    "is_certain",
]
