"""A text of a language as pieces: words, numbers and signs, with what each may mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.numerals import read_clock, read_numeric, roman
from kb.resolve.dates.find.scan import Kinds, Piece, number_kinds
from kb.resolve.dates.find.words import Lexicon

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Mapping

    from kb.resolve.dates.find.tongue import Tongue

#: No sentence ends at the stop of so short a word.
_SHORT = 2
#: So long are a word and an ending at least that are one without an apostrophe: "dünya", the
#: world, is not of yesterday, and Martin not of March.
_LONG_ENOUGH, _LETTERS = 4, 2
_SKIPPED = frozenset(",.()'/،:")


class Scanner:
    """A text of a language as pieces, by the symbols of its lexicon."""

    def __init__(self, tongue: Tongue, lexicon: Lexicon) -> None:
        self.tongue = tongue
        self.lexicon = lexicon

    def scan(self, text: str) -> list[Piece]:
        """Return the pieces of a text: the longest phrases that the language knows."""
        folded, places = self.tongue.aligned(text)
        raw = list(self._raw(folded))
        pieces = []
        place = 0
        while place < len(raw):
            size, piece = self._longest(raw, place)
            pieces.append(piece)
            place += size
        if places is not None:
            for piece in pieces:
                piece.start, piece.end = places[piece.start], places[piece.end]
        _break_sentences(pieces, text, self.lexicon)
        return pieces

    def _raw(self, folded: str) -> Iterator[tuple[str, int, int, re.Match[str] | None]]:
        """Yield words and numbers; what stands for others gives those, glued letters come apart."""
        for match in self.tongue.pattern.finditer(folded):
            yield from self._apart(match.group(), match.start(), match.end(), match)

    def _apart(
        self, said: str, start: int, end: int, match: re.Match[str] | None
    ) -> Iterator[tuple[str, int, int, re.Match[str] | None]]:
        tongue = self.tongue
        if said in tongue.stands_for:
            for each in tongue.pattern.finditer(tongue.stands_for[said]):
                yield each.group(), start, end, each
            return
        letter = next((x for x in tongue.glued if said.startswith(x)), "")
        rest = said[len(letter) :]
        first = self.lexicon.first
        if (
            letter
            and said not in self.lexicon.known
            and (rest in first or rest in tongue.stands_for)
        ):
            if letter in first:
                yield letter, start, start + len(letter), None
            yield from self._apart(rest, start + len(letter), end, None)
            return
        if tongue.endings and (size := self._without_ending(said)):
            yield said[:size], start, start + size, None
            yield said[size:].lstrip("'"), end - len(said[size:].lstrip("'")), end, None
            return
        yield said, start, end, match

    def _without_ending(self, said: str) -> int:
        """Return how long a word is without its ending, 0 where it has none: "Ağustos'ta"."""
        if said in self.lexicon.known:
            return 0
        head, apart, ending = said.partition("'")
        if apart:
            return len(head) if head in self.lexicon.known and ending in self.tongue.endings else 0
        for each in self.tongue.endings:
            size = len(said) - len(each)
            if size < _LONG_ENOUGH or len(each) < _LETTERS:
                continue
            if said.endswith(each) and (said[:size] in self.lexicon.known or self._leads_out(each)):
                return size
        return 0

    def _leads_out(self, ending: str) -> bool:
        """Tell whether an ending says from when, so that it counts with any word."""
        known = self.lexicon.words.get(ending)
        return known is not None and "=out" in known[1]

    def _longest(
        self, raw: list[tuple[str, int, int, re.Match[str] | None]], place: int
    ) -> tuple[int, Piece]:
        said, start, end, match = raw[place]
        for words, (kinds, values) in self.lexicon.phrases.get(said, ()):
            size = len(words)
            if place + size <= len(raw) and all(
                raw[place + k][0] == words[k] for k in range(1, size)
            ):
                symbol = self.lexicon.symbol(kinds)
                return size, Piece(start, raw[place + size - 1][2], " ".join(words), symbol, values)
        known, means = self._meaning(said, match)
        return 1, Piece(start, end, said, self.lexicon.symbol(known), means)

    def _meaning(self, said: str, match: re.Match[str] | None) -> tuple[Kinds, Mapping[str, Any]]:
        known = self.lexicon.words.get(said)
        kind = match.lastgroup if match is not None else "word"
        if known is not None:
            return known
        if kind == "word":
            number = roman(said)
            return (frozenset({"roman"}), {"roman": number}) if number else _NOTHING
        if kind in ("other", "elided", "hyphened", "dash"):
            return _sign(said)
        return _digits(kind or "", said, match, self.tongue) if match is not None else _NOTHING


_NOTHING: tuple[Kinds, Mapping[str, Any]] = (frozenset(), {})


def _sign(said: str) -> tuple[Kinds, Mapping[str, Any]]:
    if said[0] == "-":
        return frozenset({"dash"}), {"dash": True}
    return (frozenset({"=skip"}), {"=skip": True}) if said in _SKIPPED else _NOTHING


def _digits(
    kind: str, said: str, match: re.Match[str], tongue: Tongue
) -> tuple[Kinds, Mapping[str, Any]]:
    """Return what a word with digits in it may mean."""
    if kind in ("numeric", "sign", "iso"):
        found = read_numeric(said, day_first=tongue.day_first)
        if found is not None:
            name = "dotted" if said.count(".") == 1 and found.op == "calendar" else "D0"
            return frozenset({name}), {name: found}
        kind = "clock"
    if kind == "clock":
        clock = read_clock(said)
        return (frozenset({"clock"}), {"clock": clock}) if clock else _NOTHING
    if kind == "decade":
        return frozenset({"decade"}), {"decade": int(match["decade"])}
    if kind == "ordinal":
        return frozenset({"oo"}), {"oo": int(match["ordinal"])}
    if kind in ("year", "split_year"):
        return frozenset({"yyyy"}), {"yyyy": int(said[:4])}
    if kind == "decimal":
        return frozenset({"decimal"}), {"decimal": float(said.replace(",", "."))}
    if kind == "quarter":
        return frozenset({"q"}), {"q": int(said[1])}
    if kind == "short_year":
        return frozenset({"apos"}), {"apos": said}
    if kind == "block":
        return frozenset({"block"}), {"block": True}
    if kind == "number":
        kinds = number_kinds(said)
        return kinds, dict.fromkeys(kinds, int(said) if len(said) <= 4 else 0)
    return frozenset({"num"}), {}


def _break_sentences(pieces: list[Piece], text: str, lexicon: Lexicon) -> None:
    """Let nothing reach over the end of a sentence: a stop, then a capital after a space."""
    stop = lexicon.symbol(frozenset({"block"}))
    for place in range(1, len(pieces) - 1):
        piece, after = pieces[place], pieces[place + 1]
        if piece.text != "." or after.start == piece.end or not _may_begin(text[after.start]):
            continue
        before = pieces[place - 1]
        short = len(before.text) <= _SHORT
        if not short:
            piece.symbol, piece.values = stop, {"block": True}


def _may_begin(letter: str) -> bool:
    """Tell whether a sentence may begin so: with a capital, or where letters have none."""
    return letter.isalpha() and not letter.islower()


def build_tongue_lexicon(tongue: Tongue) -> Lexicon:
    """Return the words of a language as the engine reads them, with all symbols."""
    lexicon = Lexicon()
    for words, said in tongue.words.items():
        values = dict(said)
        if len(words) == 1 and (number := roman(words[0])) and "month" not in values:
            values["roman"] = number
        kinds = frozenset(values)
        lexicon.add(kinds)
        lexicon.known.update(words)
        lexicon.first.add(words[0])
        if len(words) == 1:
            lexicon.words[words[0]] = (kinds, values)
        else:
            lexicon.phrases.setdefault(words[0], []).append((words, (kinds, values)))
    for found in lexicon.phrases.values():
        found.sort(key=lambda x: -len(x[0]))
    for name in ("dash", "=skip", "roman", "clock", "dotted", "decimal"):
        lexicon.add(frozenset({name}))
    return lexicon
