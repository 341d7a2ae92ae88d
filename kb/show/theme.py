"""Colours, marks, fonts and sizes of everything that is drawn: once, here.

The hues are those of Okabe and Ito, which people with any common colour blindness can tell apart
(Masataka Okabe and Kei Ito, "Color Universal Design", 2008, https://jfly.uni-koeln.de/color/).
Their yellow is left out: it does not stand off from white paper. Colour never speaks alone: the
shape of a mark says what became of the event, and its fill and ring say who stands by it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import NamedTuple

from kb.model.vocabulary import family

__all__ = [
    "DARK",
    "FAMILIES",
    "STANDINGS",
    "STATUSES",
    "Family",
    "Standing",
    "Status",
    "family_of",
    "key_symbol",
    "tint",
]

PAPER, INK, MUTED, RULE, BAND = "#ffffff", "#1b1f24", "#5b6570", "#d8dde3", "#f5f6f8"
GHOST = "#6b7480"

#: What takes the place of the colours above on dark paper; the hues stay.
DARK = MappingProxyType({
    PAPER: "#14171a", INK: "#e8eaed", MUTED: "#a2abb5", RULE: "#343a41", BAND: "#1c2024",
    GHOST: "#97a1ac",
})  # fmt: skip

SANS = '"Helvetica Neue", Helvetica, Arial, "Liberation Sans", "Noto Sans", sans-serif'
SERIF = 'Georgia, "Times New Roman", "Liberation Serif", "Noto Serif", serif'

#: Sizes in pixels. A plot as wide as PLOT_WIDTH has room for every label; see kb/show/stack.py.
PLOT_WIDTH = 660
LABEL_FONT, LABEL_CHAR, LABEL_LENGTH = 11.5, 6.0, 38
ROW, ROW_BARE, ROW_LEAST, LANE_PAD = 24, 15, 5, 7


class Family(NamedTuple):
    """A hue, and the kinds of events that have it."""

    label: str
    color: str
    kinds: tuple[str, ...]


FAMILIES: tuple[Family, ...] = (
    Family("Fighting", "#D55E00", ("conflict",)),
    Family("Control of land", "#0072B2", ("territory",)),
    Family("Movement", "#56B4E9", ("movement", "exercise")),
    Family("Infrastructure", "#E69F00", ("infrastructure",)),
    Family("Politics, diplomacy", "#009E73", ("politics", "diplomacy", "statement")),
    Family("Repression, disobedience", "#CC79A7", ("repression", "disobedience")),
    Family("Other", "#5b6570", ("other",)),
)

_BY_KIND = MappingProxyType({kind: each for each in FAMILIES for kind in each.kinds})


def family_of(kind: str) -> Family:
    """Return the family whose hue a kind has; an unknown kind is of the last one.

    Examples
    --------
    >>> family_of("strike").label, family_of("skirmish").label
    ('Fighting', 'Other')
    """
    return _BY_KIND.get(family(kind), FAMILIES[-1])


class Status(NamedTuple):
    """What became of an event: the shape of its mark.

    `happened` is false for what is only meant to happen, or will not: its bar is hollow.
    """

    name: str
    label: str
    symbol: str
    happened: bool


STATUSES: tuple[Status, ...] = (
    Status("occurred", "Occurred", "circle", True),
    Status("ongoing", "Ongoing", "triangle-right", True),
    Status("planned", "Planned", "diamond", False),
    Status("postponed", "Postponed", "hourglass", False),
    Status("cancelled", "Cancelled", "x", False),
)


class Standing(NamedTuple):
    """Who stands by an event: what its mark is filled, ringed or crossed with."""

    name: str
    label: str
    variant: str


STANDINGS: tuple[Standing, ...] = (
    Standing("agreed", "", ""),
    Standing("one_sided", "told by one side", "-open"),
    Standing("contested", "contested", "-open-dot"),
    Standing("denied", "denied", "-x-open"),
    Standing("withdrawn", "withdrawn", "-cross-open"),
)


def key_symbol(status: Status, standing: Standing) -> str:
    """Return the symbol that stands for a mark in the legend, where it has no ring around it.

    Examples
    --------
    >>> key_symbol(STATUSES[2], STANDINGS[1]), key_symbol(STATUSES[1], STANDINGS[3])
    ('diamond-open', 'circle-x-open')
    """
    crossed = standing.variant in ("-x-open", "-cross-open")
    has_variant = (
        status.symbol in ("circle", "diamond") if crossed else status.symbol != "hourglass"
    )
    plain = standing.variant in ("", "-open")
    return (status.symbol if plain or has_variant else "circle") + standing.variant


def tint(color: str, opacity: float) -> str:
    """Return a colour let through at some opacity.

    Examples
    --------
    >>> tint("#0072B2", 0.25)
    'rgba(0,114,178,0.25)'
    """
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{opacity:g})"
