"""One question about an enterprise, put so that the answer can be shown as a profile."""

from __future__ import annotations

from collections.abc import Iterable

import z3

from huiqi.audit.proofs import constructs, list_formulas, terms
from huiqi.audit.proofs.solver import Reply, ask
from huiqi.audit.proofs.terms import Logical
from huiqi.audit.proofs.translator import Translator as Translator
from huiqi.audit.proofs.world import World

#: Importing these fills the cases of the translator.
_ = (constructs, list_formulas)


def possible(world: World, formulas: Iterable[Logical]) -> Reply:
    """Whether some enterprise satisfies them: rather one of likely size to which all facts
    apply, and one whose ratios a profile can state.
    """
    common = [*world.possible, *formulas]
    reply = ask([*common, *world.applicable(), *world.modest, *world.positive])
    if not reply.possible:
        reply = ask(common)
        if not reply.possible:
            return reply
        likelier = ask([*common, *world.modest])
        reply = likelier if likelier.possible else reply
    ragged = [ratio for ratio in world.ratios if not _even(reply.model, ratio)]
    if ragged:
        kept = [z3.IsInt(ratio * 10**4) for ratio in ragged]
        neater = ask([*common, *kept])
        return neater if neater.possible else reply
    return reply


def _even(model: z3.ModelRef, ratio: terms.Arithmetical) -> bool:
    """Whether a ratio of the model has few decimals."""
    value = model.eval(ratio, model_completion=True)
    return z3.is_rational_value(value) and (terms.value_of(value) * 10**6).denominator == 1
