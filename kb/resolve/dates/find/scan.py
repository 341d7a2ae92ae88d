"""A text as pieces: words, numbers and signs with where they stand and what they may mean.

The pattern can split no text in two ways and gives nothing back once taken, so that scanning is
linear in the text, whatever it holds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kb.resolve.dates.find.words import Lexicon

Kinds = frozenset[str]


@dataclass(slots=True)
class Piece:
    """A stretch of text: its symbol stands for the kinds of meaning that it may have."""

    start: int
    end: int
    text: str
    symbol: str
    values: Mapping[str, Any]
    rule: str = ""
    parts: tuple[Piece, ...] = field(default=())


_PATTERN = re.compile(
    r"(?P<address>(?:https?://|www\.)[^\s<>\"]++)"
    r"|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:?[0-9]{2})?)?)(?![0-9/])"
    r"|(?P<basic>(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01]))(?![0-9])"
    r"|(?P<dmy>[0-9]{1,4}(?P<sign>[./-])[0-9]{1,2}(?P=sign)[0-9]{1,4})(?![0-9])"
    r"|(?P<big>[0-9]{1,3}(?:,[0-9]{3})++(?:\.[0-9]++)?)"
    r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9:])"
    r"|(?P<decimal>[0-9]++[.][0-9]++(?:[.][0-9]++)*+)"
    r"|(?P<decade>(?:[0-9]{1,3})0)(?:['’]?s|['’]S)(?!\w)"
    r"|(?P<nth>[0-9]{1,2})(?:st|nd|rd|th|ST|ND|RD|TH)(?!\w)"
    r"|(?P<apos>['’‘][0-9]{2})(?![\w'’])"
    r"|(?P<slashed>[0-9]{1,2}/[0-9]{1,2})(?![\w/])"
    r"|(?P<number>[0-9]++)"
    r"|(?P<dotted>[^\W\d_](?:\.[^\W\d_])++\.?)(?!\w)"
    r"|(?P<word>[^\W\d_]++)"
    r"|(?P<poss>['’][sS])(?!\w)"
    r"|(?P<block>\n[ \t\r\f\v]*+\n\s*+)"
    r"|(?P<other>[^\s])"
)
_MONEY = frozenset("$£€¥")
#: What may follow a word or number without being of it.
_LOOSE = frozenset({"other", "poss", "block"})
_DASHES = frozenset("-–—‐‑‒−~")


def number_kinds(text: str) -> Kinds:
    """Return what a number in digits may be, by its size."""
    if len(text) > 4:
        return frozenset({"num"})
    value = int(text)
    kinds = {"n"} if value else {"num"}
    if len(text) <= 2:
        kinds |= {"dd"} if 1 <= value <= 31 else set()
        kinds |= {"hh"} if value <= 24 else set()
        kinds |= {"yy"} if len(text) == 2 else set()
    if len(text) == 3:
        kinds.add("yyy")
    if len(text) == 4:
        kinds |= {"yyyy"} if 1000 <= value <= 2999 else set()
        kinds |= {"hhmm"} if value // 100 < 25 and value % 100 < 60 else set()
    return frozenset(kinds)


def scan(text: str, lexicon: Lexicon) -> list[Piece]:
    """Return the pieces of a text."""
    return list(_merged(scan_raw(text, lexicon), lexicon))


def scan_raw(text: str, lexicon: Lexicon) -> list[Piece]:
    pieces: list[Piece] = []
    add = pieces.append
    other, words, symbol = lexicon.other, lexicon.words, lexicon.symbol
    glued = -1  # where a word ended that goes on in digits, or digits in letters: "T34", "3D"
    for match in _PATTERN.finditer(text):
        kind = match.lastgroup
        start, end = match.span()
        said = match.group()
        if kind == "word":
            known = words.get(said) or words.get(said.lower())
            if known is None:
                add(Piece(start, end, said, other, _NONE))
            else:
                kinds, values = known
                if said[0].islower() and "cased" in values:
                    kinds = values["cased"]
                add(Piece(start, end, said, symbol(kinds), values))
            if start == glued and pieces[-1].symbol == other and len(pieces) > 1:
                pieces[-2].symbol, pieces[-2].values = other, _NONE
            glued = end
            continue
        if (
            start == glued
            and kind not in _LOOSE
            and kind != "dotted"
            and (kind != "number" or pieces[-1].symbol == other)
        ):
            add(Piece(start, end, said, other, _NONE))
            glued = end
            continue
        money = pieces and pieces[-1].text in _MONEY and kind == "number"
        add(_numeric("num" if money else kind or "", said, start, end, lexicon, match))
        glued = -1 if kind in _LOOSE else end
    return pieces


_NONE: dict[str, Any] = {}


def _numeric(
    kind: str, said: str, start: int, end: int, lexicon: Lexicon, match: re.Match[str]
) -> Piece:
    symbol = lexicon.symbol
    if kind == "number":
        kinds = number_kinds(said)
        value = int(said) if len(said) <= 4 else 0
        return Piece(start, end, said, symbol(kinds), dict.fromkeys(kinds, value))
    if kind == "address":
        return Piece(start, end, said, lexicon.other, _NONE)
    if kind in ("dotted", "other"):
        if said in _DASHES:
            return Piece(start, end, said, symbol(frozenset({"dash"})), _NONE)
        known = lexicon.words.get(said.lower())
        if known:
            return Piece(start, end, said, symbol(known[0]), known[1])
        return Piece(start, end, said, lexicon.other, _NONE)
    if kind == "sign":
        kind = "dmy"
    if kind == "basic":  # ISO 8601 without signs
        said = f"{said[:4]}-{said[4:6]}-{said[6:]}"
    name = {
        "iso": "D0",
        "basic": "D0",
        "dmy": "D0",
        "nth": "oo",
        "apos": "apos",
        "clock": "clock",
        "slashed": "slashed",
        "decimal": "decimal",
    }.get(kind)
    if kind == "decade":
        return Piece(
            start, end, said, symbol(frozenset({"decade"})), {"decade": int(match["decade"])}
        )
    if kind == "poss":
        return Piece(start, end, said, symbol(frozenset({"poss"})), _NONE)
    if kind == "block":
        return Piece(start, end, said, symbol(frozenset({"block"})), _NONE)
    if name == "oo":
        value = int(match["nth"])
        return Piece(start, end, said, symbol(frozenset({"oo"})), {"oo": value})
    if name is None or (name == "decimal" and said.count(".") > 1):
        return Piece(start, end, said, symbol(frozenset({"num"})), _NONE)
    if name == "decimal":
        return Piece(start, end, said, symbol(frozenset({name})), {name: float(said)})
    return Piece(start, end, said, symbol(frozenset({name})), {name: said})


def _merged(pieces: list[Piece], lexicon: Lexicon) -> Iterator[Piece]:
    """Join words that mean something together, the longest first, and "Aug" with its dot."""
    place, count = 0, len(pieces)
    phrases, abbreviated = lexicon.phrases, lexicon.abbreviated
    while place < count:
        piece = pieces[place]
        word = piece.text.lower()
        if word in phrases:
            for words, (kinds, values) in phrases[word]:
                size = len(words)
                if place + size <= count and all(
                    pieces[place + k].text.lower() == words[k] for k in range(1, size)
                ):
                    last = pieces[place + size - 1]
                    text = " ".join(x.text for x in pieces[place : place + size])
                    piece = Piece(piece.start, last.end, text, lexicon.symbol(kinds), values)
                    place += size - 1
                    break
        if (
            word in abbreviated
            and place + 1 < count
            and pieces[place + 1].text == "."
            and pieces[place + 1].start == piece.end
        ):
            place += 1
            if piece.values.get("abbreviation") and piece.text[:1].isupper():
                kinds = piece.values["abbreviation"]
                piece = Piece(
                    piece.start, piece.end + 1, piece.text, lexicon.symbol(kinds), piece.values
                )
        yield piece
        place += 1
