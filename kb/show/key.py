"""How to read the marks: small drawings of them, each with its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.show.sketch import bar_svg, mark_svg
from kb.show.theme import STANDINGS, STATUSES

if TYPE_CHECKING:
    from markupsafe import Markup

    from kb.show.words import Words

__all__ = ["whole_key"]

_BARS = ("core", "within", "fade", "hollow", "ghost")


def whole_key(words: Words) -> list[list[tuple[Markup, str]]]:
    """Return drawings with their words: what became of an event, who stands by it, bars."""
    return [
        [
            (mark_svg(each.symbol, "agreed"), words[f"status_{each.name}"].lower())
            for each in STATUSES
        ],
        [(mark_svg("circle", each.name), words[f"mark_{each.name}"]) for each in STANDINGS],
        [(bar_svg(name), words[f"bar_{name}"]) for name in _BARS],
    ]
