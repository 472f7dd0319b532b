"""The kinds of documents: what ``--json`` prints, each with its form."""

from huiqi.serialisation.adoptions import AdoptionForm
from huiqi.serialisation.agendas import AgendaForm
from huiqi.serialisation.answers_back import AnswersForm
from huiqi.serialisation.audits import AuditForm
from huiqi.serialisation.computations import ComputationForm
from huiqi.serialisation.decisions import CheckedForm
from huiqi.serialisation.differences import DifferenceForm
from huiqi.serialisation.errors import ErrorsForm
from huiqi.serialisation.funds import SharingForm
from huiqi.serialisation.guides import GuideForm
from huiqi.serialisation.incident_receipts import IncidentReplayForm
from huiqi.serialisation.inquiries import InquiryForm
from huiqi.serialisation.ladders import LadderForm
from huiqi.serialisation.penalties import PenaltyForm
from huiqi.serialisation.penalty_items import ImportForm, PenaltyFoundForm, UndoForm
from huiqi.serialisation.receipts import ReplayForm
from huiqi.serialisation.rulebooks import FactsForm, RuleForm, RulesForm
from huiqi.serialisation.screens import ScreeningChangeForm, ScreeningForm
from huiqi.serialisation.tested import TestedForm

#: The form of each kind, beside the ``format`` that every document begins with.
FORMS: dict[str, type] = {
    "check": CheckedForm,
    "estimate": CheckedForm,
    "replay": ReplayForm,
    "ladder": LadderForm,
    "compute": ComputationForm,
    "calendar": AgendaForm,
    "fund": SharingForm,
    "penalty": PenaltyForm,
    "penalty-replay": IncidentReplayForm,
    "penalty-find": PenaltyFoundForm,
    "penalty-import": ImportForm,
    "penalty-undo": UndoForm,
    "audit": AuditForm,
    "diff": DifferenceForm,
    "screen": ScreeningForm,
    "screen-change": ScreeningChangeForm,
    "test": TestedForm,
    "rules": RulesForm,
    "facts": FactsForm,
    "rule": RuleForm,
    "guide": GuideForm,
    "questions": InquiryForm,
    "answers": AnswersForm,
    "adoption": AdoptionForm,
    "errors": ErrorsForm,
}
