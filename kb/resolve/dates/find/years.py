"""Whether a number by itself is a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.resolve.dates.find.scan import Piece

_STRONG = frozenset(
    "in since by until till during early late mid before after between throughout circa into"
    " around".split()
)
#: Words after which a number is a year even before people: "in 1943 people fled".
_SURE = frozenset("in since by until during".split())
_MONEY = frozenset("$£€#№=+@&*")
#: The last year that is one, and the years that need no cue.
_LATE, _USUAL = 2199, (1500, 2050)


def is_year(pieces: Sequence[Piece], place: int, *, bc: bool) -> bool:
    """Tell whether a number that no rule took is a year, by its neighbours."""
    piece = pieces[place]
    values = piece.values
    if "yyyy" not in values and not (bc and "yyy" in values):
        return False
    year = int(piece.text)
    before = pieces[place - 1] if place else None
    after = pieces[place + 1] if place + 1 < len(pieces) else None
    cue = before.text.lower() if before is not None else ""
    if "yyyy" not in values:
        return cue in ("in", "since", "by", "until", "from") and (
            after is None or not _is_noun(after)
        )
    if year > _LATE or cue in _MONEY or (cue and cue[-1:] in "$£€#"):
        return False
    if after is not None and (after.text.lower() == "x" or after.text in ("%", "°")):
        return False
    counted = after.values.get("notafter") if after is not None else None
    if counted and not (counted == "who" and cue in _SURE):
        return False
    if (
        before is not None
        and before.end == piece.start
        and cue.strip()
        and cue not in ("(", "-", "–", "—", "/", "'", '"', "[", "‘", "“", "=")
    ):
        return False
    if (cue == "-" and _goes_on(pieces, place)) or (cue == "/" and _is_symbol(pieces, place)):
        return False
    if cue in ("a", "an") and after is not None and after.text[:1].isupper():
        return False  # "a 2005 Honda"
    if cue == "at" or _is_address(pieces, place) or _is_numbered(pieces, place):
        return False
    if cue in _STRONG and (year <= _USUAL[1] or cue != "around"):
        return True
    if not _USUAL[0] <= year <= _USUAL[1]:
        return cue in ("(", "year")
    return after is None or not _is_noun(after)


_STREETS = frozenset(
    "st street ave avenue rd road blvd boulevard dr drive ln lane hwy highway pkwy parkway ct court"
    " pl place block".split()
)


def _is_address(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a number is that of a house: "1935 Orchard St."."""
    for piece in pieces[place + 1 : place + 4]:
        if not piece.text[:1].isupper() and piece.text.lower() != "block":
            return False
        if piece.text.lower() in _STREETS:
            return True
    return False


#: Things that are numbered, with a capital: what follows is no year.
_NUMBERED = frozenset(
    "Resolution Resolutions Room Flight Route Highway Bus Section Article Paragraph Order Number No"
    " Regulation Directive Decree Bill Model Suite Apartment Flat Page Unit Lot Box Channel Boeing"
    " Airbus Building Gate Hangar Platform Proposition Local Chapter Psalm Windows Ward Ordinance"
    " Troop Squadron Battery Lodge Camp Precinct Interstate Exit PO".split()
)


#: Things that are numbered, also without one.
_NUMBERED_TOO = frozenset(
    "page pages room flight bus hill Hill Hills height verse Isbn ISBN".split()
)


def _is_numbered(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a number is a name: "Resolution 1701", "Room No. 2010"."""
    before = [x.text for x in pieces[max(place - 2, 0) : place]]
    stop = len(before) > 1 and before[-1] == "."
    if not before:
        return False
    word = before[-1 - stop]
    return word in _NUMBERED or word in _NUMBERED_TOO


def _goes_on(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether a number follows another and a dash, as in "555-1984"."""
    if place < 2:
        return False
    dash, number = pieces[place - 1], pieces[place - 2]
    glued = number.end == dash.start and dash.end == pieces[place].start
    return glued and number.text.isdigit() and len(number.text) != 4


def _is_symbol(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether letters and a stroke stand before a number: "S/2022/135"."""
    if place < 2:
        return False
    stroke, letters = pieces[place - 1], pieces[place - 2]
    return letters.text.isupper() and letters.end == stroke.start


_NOT_NOUNS = frozenset(
    "was is as this his its has vs thus us afterwards elections towards across besides"
    " always".split()
)


def _is_noun(piece: Piece) -> bool:
    word = piece.text
    return word.islower() and word.isalpha() and word.endswith("s") and word not in _NOT_NOUNS
