"""How to read the marks: small drawings of those that a timeline uses, each with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.show.sketch import bar_svg, mark_svg
from kb.show.theme import FAMILIES, STATUSES, Family

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.show.timeline import Timeline

__all__ = ["family_key", "mark_key", "whole_key"]

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


def family_key(timeline: Timeline) -> list[Family]:
    """Return the families of kinds whose hues a timeline uses."""
    present = {bar.family for bar in (*timeline.bars, *timeline.undated)}
    return [family for family in FAMILIES if family.label in present]


def whole_key() -> list[tuple[Markup, str]]:
    """Return pairs of a drawing and its words, for every mark that there is."""
    key = [(mark_svg(each.symbol, "agreed"), each.label.lower()) for each in STATUSES]
    key += [(mark_svg("circle", name), words) for name, words in _STANDINGS]
    return key + [(bar_svg(name), words) for name, words in _BARS]


def mark_key(timeline: Timeline) -> list[tuple[Markup, str]]:
    """Return pairs of a drawing and its words, for the marks that a timeline uses."""
    bars = (*timeline.bars, *timeline.undated)
    statuses = {bar.status for bar in bars}
    standings = {bar.standing for bar in bars} | {"one_sided" for bar in bars if bar.one_sided}
    shapes = [bar.shape for bar in bars if bar.shape]
    looks = {
        "core": any(shape.core and not shape.point for shape in shapes),
        "within": any(not shape.core and not shape.point for shape in shapes),
        "fade": any(shape.approximate for shape in shapes),
        "hollow": any(bar.planned or bar.status in ("planned", "postponed") for bar in bars),
        "ghost": any(bar.ghosts for bar in bars),
    }
    key = [(mark_svg(s.symbol, "agreed"), s.label.lower()) for s in STATUSES if s.name in statuses]
    key += [(mark_svg("circle", name), words) for name, words in _STANDINGS if name in standings]
    key += [(bar_svg(name), words) for name, words in _BARS if looks[name]]
    return key
