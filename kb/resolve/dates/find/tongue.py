"""The words of a language in one file, and a text of it as pieces.

A text is compared in small letters, with digits and signs of one kind; each piece keeps where it
stands in the text as it was written.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.numerals import read_clock, read_numeric, roman
from kb.resolve.dates.find.scan import Piece, number_kinds
from kb.resolve.dates.find.words import Kinds, Lexicon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_FOLDER = files("kb.resolve.dates").joinpath("languages")
#: The languages that have a file of their own, English first.
LANGUAGES = (
    "en",
    *sorted(
        x.name.removesuffix(".toml")
        for x in _FOLDER.iterdir()
        if x.name.endswith(".toml") and x.name != "en.toml"
    ),
)
_ALPHABET = re.compile(r'^alphabet = "(\w+)"', re.MULTILINE)
_NUMERIC = frozenset(
    {"month", "weekday", "number", "ordinal", "deictic", "zone", "roman", "decade"}
)
_SIGNS = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u0640\u2019\u02bc`\u00b4\u2018\u00a0",
    "-------\u0640''''' ",
)
_SKIPPED = frozenset(",.()'/،:")
#: How kinds of word in a language's file are called in the forms.
_KIND = {"quantity": "vague", "half_day": "ampm"}
_EDGE = {"early": "START", "mid": "MID", "late": "END"}
_PART = {"morning": "MO", "noon": "MI", "afternoon": "AF", "evening": "EV", "night": "NI"}


@dataclass(frozen=True)
class Tongue:
    """How the words of a language are written."""

    code: str
    day_first: bool
    alphabet: str
    pattern: re.Pattern[str]
    letters: dict[int, str]  # letters that are written either way
    plain: bool  # accents and vowel signs count for nothing
    glued: tuple[str, ...]  # letters that are written with the word after them
    stands_for: dict[str, str]
    never_alone: frozenset[str]
    capital_alone: frozenset[str]
    marks: Mapping[str, list[str]]
    words: Mapping[tuple[str, ...], Mapping[str, Any]]  # what each word or phrase may mean

    def fold(self, text: str) -> str:
        """Write a text as words are compared."""
        return self.aligned(text)[0]

    def aligned(self, text: str) -> tuple[str, list[int] | None]:
        """Return a text as words are compared, and where each character of it comes from.

        None says that each stands where it stood.
        """
        if text.isascii():
            return text.translate(_SIGNS).lower(), None
        pieces: list[str] = []
        places: list[int] = []
        for start, cluster in _clusters(text):
            for each in self._written(cluster):
                pieces.append(each)
                places.append(start)
        places.append(len(text))
        return "".join(pieces), places

    def _written(self, cluster: str) -> str:
        said = unicodedata.normalize("NFKC", cluster).translate(_SIGNS).lower()
        if self.plain:
            apart = unicodedata.normalize("NFKD", said)
            said = "".join(x for x in apart if not unicodedata.combining(x))
        said = said.translate(self.letters)
        return "".join(str(unicodedata.decimal(x)) if x.isdecimal() else x for x in said)


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character with the signs that are written over it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.combining(text[place]):
            yield start, text[start:place]
            start = place


@cache
def alphabet_in(code: str) -> str:
    """Return the alphabet of a language, by the head of its file."""
    head = _FOLDER.joinpath(f"{code}.toml").read_text(encoding="utf-8")
    match = _ALPHABET.search(head)
    return match[1] if match else ""


@cache
def load_tongue(code: str) -> Tongue:
    """Return a language by its code.

    >>> load_tongue("uk").day_first
    True
    """
    source = _FOLDER.joinpath(f"{code}.toml")
    try:
        table = tomllib.loads(source.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"languages/{code}.toml: {error}") from None
    letters: dict[int, str] = str.maketrans(table.pop("letters", {}))
    stands_for = table.pop("stands_for", {})
    options = {
        "code": code,
        "day_first": table.pop("numeric") != "either",
        "alphabet": table.pop("alphabet"),
        "plain": bool(table.pop("plain", False)),
        "glued": tuple(table.pop("glued", ())),
        "pattern": _pattern(
            table.pop("ordinal_endings", []),
            table.pop("decade_endings", []),
            table.pop("elided", []),
        ),
        "letters": letters,
    }
    alone = {name: table.pop(name, []) for name in ("never_alone", "capital_alone")}
    bare = Tongue(
        **options,
        stands_for={},
        never_alone=frozenset(),
        capital_alone=frozenset(),
        marks=table.get("mark", {}),
        words={},
    )
    instead = {bare.fold(x): bare.fold(y) for x, y in stands_for.items()}
    words: dict[tuple[str, ...], dict[str, Any]] = {}
    for form, kind, value in _rows(table):
        said = " ".join(instead.get(x, x) for x in _split(bare, form))
        known = words.setdefault(tuple(_split(bare, said)), {})
        known[kind] = value
        if kind in ("unit", "units"):
            known[f"={value}w"] = True
    return Tongue(
        **options,
        stands_for=instead,
        never_alone=frozenset(map(bare.fold, alone["never_alone"])),
        capital_alone=frozenset(map(bare.fold, alone["capital_alone"])),
        marks=table.get("mark", {}),
        words=words,
    )


def _split(tongue: Tongue, form: str) -> list[str]:
    return [x.group() for x in tongue.pattern.finditer(tongue.fold(form))]


def _rows(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, Any]]:
    for kind, entries in table.items():
        for key, forms in entries.items():
            name, value = _kind(kind, key)
            for form in forms:
                yield form, name, value


def _kind(kind: str, key: str) -> tuple[str, Any]:
    """Return what the forms call a kind of word, and what its key means there."""
    if kind == "mark":
        return "=" + key, True
    if kind == "edge":
        return ("edge", _EDGE[key]) if key in _EDGE else ("more", key.upper())
    if kind == "part":
        return kind, _PART[key]
    return _KIND.get(kind, kind), int(key) if kind in _NUMERIC else key


def _pattern(ordinals: list[str], decades: list[str], elided: list[str]) -> re.Pattern[str]:
    """Compile what a piece is; no part can be split in two ways, so matching is linear."""
    endings = {
        name: "|".join(re.escape(x) for x in sorted(texts, key=len, reverse=True)) or "(?!)"
        for name, texts in (("ordinal", ordinals), ("decade", decades))
    }
    return re.compile(
        r"(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}"
        r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?)"
        r"(?![0-9/.\-]{0,9}[0-9])"
        r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9:])"
        r"|(?P<numeric>[0-9]{1,4}(?P<sign>[./-])[0-9]{1,2}(?P=sign)[0-9]{2,4}"
        r"|[0-9]{1,2}[./][0-9]{1,2})(?![0-9])"
        r"|(?P<big>[0-9]{1,3}(?:[., ][0-9]{3})++(?![0-9]))"
        rf"|(?P<decade>[0-9]{{1,3}}0)-?(?:{endings['decade']})(?!\w)"
        rf"|(?P<ordinal>[0-9]{{1,2}})-?(?:{endings['ordinal']})(?!\w)"
        rf"|(?P<year>[0-9]{{4}})-(?:{endings['ordinal']})(?!\w)"
        r"|(?P<split_year>[0-9]{4})/[0-9]{2}(?![0-9/])"
        r"|(?P<quarter>q[1-4])(?!\w)"
        r"|(?P<short_year>'[0-9]{2})(?!\w)"
        r"|(?P<number>[0-9]++)"
        + (rf"|(?P<elided>(?:{'|'.join(elided)})')" if elided else "")
        + r"|(?P<word>[^\W\d_]++(?:'[^\W\d_]++)*+)"
        r"|(?P<dash>-{1,3}+)"
        r"|(?P<block>\n[ \t\r\f\v]*+\n\s*+)"
        r"|(?P<other>[^\s])"
    )


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
        yield said, start, end, match

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
        kinds, values = self._meaning(said, match)
        return 1, Piece(start, end, said, self.lexicon.symbol(kinds), values)

    def _meaning(self, said: str, match: re.Match[str] | None) -> tuple[Kinds, Mapping[str, Any]]:
        known = self.lexicon.words.get(said)
        kind = match.lastgroup if match is not None else "word"
        if known is not None:
            return known
        if kind == "word":
            number = roman(said)
            return (frozenset({"roman"}), {"roman": number}) if number else _NOTHING
        if kind in ("other", "elided", "dash"):
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
        short = len(before.text) <= 2 or "month" in before.values or "weekday" in before.values
        if not short:
            piece.symbol, piece.values = stop, {"block": True}


def _may_begin(letter: str) -> bool:
    """Tell whether a sentence may begin so: with a capital, or where letters have none."""
    return letter.isalpha() and not letter.islower()


def build_tongue_lexicon(tongue: Tongue) -> Lexicon:
    """Return the words of a language as the engine reads them, with all symbols."""
    lexicon = Lexicon()
    for words, values in tongue.words.items():
        if len(words) == 1 and (number := roman(words[0])) and "month" not in values:
            values = {**values, "roman": number}
        kinds = frozenset(values)
        lexicon.add(kinds)
        lexicon.known.update(words)
        lexicon.first.add(words[0])
        if len(words) == 1:
            lexicon.words[words[0]] = (kinds, dict(values))
        else:
            lexicon.phrases.setdefault(words[0], []).append((words, (kinds, dict(values))))
    for found in lexicon.phrases.values():
        found.sort(key=lambda x: -len(x[0]))
    for name in ("dash", "=skip", "roman", "clock", "dotted"):
        lexicon.add(frozenset({name}))
    return lexicon
