"""An option compared with a text, as what a payment was for: by the text of its id."""

from __future__ import annotations

from fractions import Fraction

from huiqi.audit.proofs import terms
from huiqi.audit.proofs.symbols import Symbol
from huiqi.audit.proofs.world import World
from huiqi.language import tree
from huiqi.language.types import Kind


def numbered_alike(
    world: World, node: tree.Comparison, left: Symbol, right: Symbol
) -> tuple[Symbol, Symbol]:
    """Both sides of a comparison numbered alike."""
    if Kind.TEXT not in (node.left.type.kind, node.right.type.kind):
        return left, right
    return _text(world, node.left, left), _text(world, node.right, right)


def _text(world: World, side: tree.Node, value: Symbol) -> Symbol:
    if side.type.enumeration is None:
        return value
    place: terms.Arithmetical = Fraction(-1)
    for position, symbol in enumerate(side.type.enumeration.symbols):
        here = terms.same(value.place, Fraction(position))
        place = terms.pick_number(here, world.text(symbol), place)
    return value._replace(place=place)
