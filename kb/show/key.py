"""How to read the marks: small drawings of them, each with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.show.sketch import bar_svg, mark_svg
from kb.show.theme import STATUSES

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = ["whole_key"]

_STANDINGS = (
    ("agreed", "filled: told by more than one side"),
    ("one_sided", "hollow: told by one side only"),
    ("contested", "ringed: sources contradict each other"),
    ("denied", "crossed: somebody denies it"),
    ("withdrawn", "struck out: taken back"),
)
_BARS = (
    ("core", "solid: it certainly lasted so long"),
    ("within", "hatched: some time in here"),
    ("fade", "fading: about then"),
    ("hollow", "outlined: a plan"),
    ("ghost", "dotted: a date that lost, or an earlier plan"),
)


def whole_key() -> list[tuple[Markup, str]]:
    """Return pairs of a drawing and its words, for every mark that there is."""
    key = [(mark_svg(each.symbol, "agreed"), each.label.lower()) for each in STATUSES]
    key += [(mark_svg("circle", name), words) for name, words in _STANDINGS]
    return key + [(bar_svg(name), words) for name, words in _BARS]
