"""Rules run over the pieces of a text, stage after stage.

At each place the longest form wins, then the first. Every form is tried at most once at a place
and reads a bounded number of symbols, so that the work is linear in the text; `steps` counts it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.scan import Piece

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from kb.resolve.dates.find.rules import Grammar, Groups, Make, Rule, Stage


#: How far on the next word with a meaning is looked for.
_FAR = 4


@dataclass
class Cascade:
    """A grammar at work; `steps` counts forms tried and symbols read."""

    grammar: Grammar
    make: Mapping[str, Make]
    steps: int = 0

    def run(self, pieces: list[Piece]) -> list[Piece]:
        """Run all stages over the pieces of a text."""
        for stage in self.grammar.stages:
            pieces = self._stage(pieces, stage)
        return pieces

    def _stage(self, pieces: list[Piece], stage: Stage) -> list[Piece]:
        symbols = "".join([x.symbol for x in pieces])
        made: list[Piece] = []
        place = 0
        while found := stage.start.search(symbols, place):
            at = found.start()
            made += pieces[place:at]
            piece, place = self._longest(pieces, symbols, at, stage.by_symbol[symbols[at]])
            made.append(piece)
        return made + pieces[place:] if place else pieces

    def _longest(
        self, pieces: list[Piece], symbols: str, at: int, rules: tuple[Rule, ...]
    ) -> tuple[Piece, int]:
        """Return what the longest form makes of the pieces from a place on, and where it ends."""
        self.steps += len(rules)
        fits = [(match, rule) for rule in rules if (match := rule.pattern.match(symbols, at))]
        if len(fits) > 1:
            fits.sort(key=lambda x: -x[0].end())
        for match, rule in fits:
            self.steps += match.end() - at
            groups = _groups(pieces, match, rule, self.grammar.gap)
            made = self.make[rule.name](groups)
            if made is not None:
                said, gives, skipped = made if isinstance(made, tuple) else (made, rule.gives, 0)
                return self._piece(pieces[at + skipped], groups, said, gives, rule), match.end()
        return pieces[at], at + 1

    def _piece(self, first: Piece, groups: Groups, said: Any, gives: str, rule: Rule) -> Piece:
        symbol = self.grammar.singles[gives]
        values = {gives: said, "head": first.text}
        parts = tuple(groups[x] for x in ("first", "second", "last") if x in groups)
        return Piece(first.start, groups[":last"].end, "", symbol, values, rule.name, parts)


def _groups(pieces: list[Piece], match: re.Match[str], rule: Rule, gap: frozenset[str]) -> Groups:
    """Return the pieces of a form by name, and those at its ends and beside it."""
    start, end = match.span()
    groups = {name: pieces[match.start(name)] for name in rule.names if match.start(name) >= 0}
    groups[":first"], groups[":last"] = pieces[start], pieces[end - 1]
    if start:
        groups[":before"] = pieces[start - 1]
    if end < len(pieces):
        groups[":next"] = pieces[end]
    for after in range(end, min(end + _FAR, len(pieces))):
        if pieces[after].symbol not in gap:
            groups[":after"] = pieces[after]
            break
    return groups
