"""The YAML of what cannot be otherwise, and of what figures open."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from huiqi.rulebook.model_parts import Formula, Identifier, Model, WrittenText


class ConstraintModel(Model):
    """What cannot be otherwise: one figure against others, ``fact op expression``."""

    text: WrittenText
    condition: Formula = Field(alias="if", description="such as 'main_revenue <= revenue'")
    when: Formula | None = Field(None, description="it holds only where this is known to be so")
    each: Identifier | None = Field(None, description="the list of whose records it speaks")
    severity: Literal["error", "ask", "assume", "hint"] = Field(
        description="error: a stated contradiction is refused; ask: it is remarked on (where no "
        "record of the same key fulfils it); assume: nothing is; hint: what is not so opens "
        "something, which the text says.  error and assume bound unknowns"
    )
    bounds: bool = Field(
        True, description="false: what is not stated may not have happened, and stays open"
    )
    line: Formula | None = Field(
        None, description="of a hint: the limit from which it is told how far the figure is"
    )
    where_open: WrittenText | None = Field(
        None,
        description="of a hint: what is said where 'when' is asked of a table and left open, and "
        "the figure is as near to the line on either side; absent: nothing is",
    )
    ask: WrittenText | None = Field(None, description="of a hint: what to ask the enterprise")
    note: str = Field("", description="why it holds, where that is not plain")
