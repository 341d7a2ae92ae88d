"""The words of a language, by its file, and how a text of it is compared with them.

A text is compared in small letters, with digits and signs of one kind; each piece keeps where it
stands in the text as it was written.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

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
_NUMERIC = frozenset("month weekday repeated number ordinal deictic zone roman decade".split())
_SIGNS = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u05be\u0640\u2019\u02bc`\u00b4\u2018\u05f3\u05f4\u00a0",
    "--------\u0640''''''\" ",
)
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
    letters: dict[int, str]  # letters that are written either way
    plain: bool  # accents and vowel signs count for nothing
    glued: tuple[str, ...]  # letters that are written with the word after them
    verb_last: bool  # the verb of a sentence ends it
    week_begins: str  # "monday" or "sunday"
    verbs: Mapping[str, tuple[str, ...]]  # what tells the past, the future, and what does not
    pattern: re.Pattern[str] = re.compile("")
    endings: tuple[str, ...] = ()  # what is written with the word before, also after an apostrophe
    stands_for: Mapping[str, str] = field(default_factory=dict)
    never_alone: frozenset[str] = frozenset()
    small_alone: frozenset[str] = frozenset()
    capital_alone: frozenset[str] = frozenset()
    marks: Mapping[str, list[str]] = field(default_factory=dict)
    words: Mapping[tuple[str, ...], Mapping[str, Any]] = field(default_factory=dict)  # and meanings

    def with_words(self, table: Mapping[str, Mapping[str, list[str]]]) -> Tongue:
        """Return the language with the words of its tables, each with what it may mean."""
        words: dict[tuple[str, ...], dict[str, Any]] = {}
        for form, kind, value in _rows(table):
            known = words.setdefault(self._split(form), {})
            known[kind] = value
            if kind in ("unit", "units"):
                known[f"={value}w"] = True
        return replace(self, words=words)

    def _split(self, form: str) -> tuple[str, ...]:
        parts = [x.group() for x in self.pattern.finditer(self.fold(form))]
        if self.stands_for.keys().isdisjoint(parts):
            return tuple(parts)
        said = " ".join(self.stands_for.get(x, x) for x in parts)
        return tuple(x.group() for x in self.pattern.finditer(said))

    def fold(self, text: str) -> str:
        """Write a text as words are compared."""
        return self.aligned(text)[0]

    def aligned(self, text: str) -> tuple[str, list[int] | None]:
        """Return a text as words are compared, and where each character of it comes from.

        None says that each stands where it stood.
        """
        if text.isascii():
            return text.translate(_SIGNS).lower(), None
        written = {x: self._written(x) for x in set(text)}
        if not any(map(unicodedata.combining, written)):
            said = "".join(map(written.__getitem__, text))
            if len(said) == len(text) and all(len(x) == 1 for x in written.values()):
                return said, None
        pieces: list[str] = []
        places: list[int] = []
        for start, cluster in _clusters(text):
            said = written[cluster] if cluster in written else self._written(cluster)
            for each in said:
                pieces.append(each)
                places.append(start)
        places.append(len(text))
        return "".join(pieces), places

    def _written(self, cluster: str) -> str:
        plain = unicodedata.normalize("NFKC", cluster)
        whole = len(plain) == 1 or plain.isalpha()  # "½" is no "1/2"
        said = (plain if whole else cluster).translate(_SIGNS).lower()
        if self.plain:
            apart = unicodedata.normalize("NFD", said)
            said = "".join(x for x in apart if not unicodedata.combining(x))
        said = said.translate(self.letters)
        return "".join(str(unicodedata.decimal(x)) if x.isdecimal() else x for x in said)


#: Signs over one character, at most: more are put in order in quadratic time, and are no writing
#: (the Stream-Safe Text Format of Unicode Standard Annex 15).
_MOST_SIGNS = 30


def _clusters(text: str) -> Iterator[tuple[int, str]]:
    """Yield each character with the signs that are written over it."""
    start = 0
    for place in range(1, len(text) + 1):
        full = place == len(text) or place - start > _MOST_SIGNS
        if full or not unicodedata.combining(text[place]):
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
    folding = _folding(code, table)
    return replace(
        folding,
        pattern=_pattern(folding, table),
        endings=tuple(_fold(folding, table.pop("endings", ()))),
        stands_for={
            folding.fold(x): folding.fold(y) for x, y in table.pop("stands_for", {}).items()
        },
        never_alone=frozenset(map(folding.fold, table.pop("never_alone", ()))),
        small_alone=frozenset(map(folding.fold, table.pop("small_alone", ()))),
        capital_alone=frozenset(map(folding.fold, table.pop("capital_alone", ()))),
        marks=table.get("mark", {}),
    ).with_words(table)


def _folding(code: str, table: dict[str, Any]) -> Tongue:
    """Return how a language writes its words, before its words are known."""
    verbs = table.pop("verb", {})
    return Tongue(
        code=code,
        day_first=table.pop("numeric") != "either",
        alphabet=table.pop("alphabet"),
        letters=str.maketrans(table.pop("letters", {})),
        plain=bool(table.pop("plain", False)),
        glued=tuple(table.pop("glued", ())),
        verb_last=bool(table.pop("verb_last", False)),
        week_begins=table.pop("week_begins", "monday"),
        verbs={x: tuple(verbs.get(x, ())) for x in ("none", "past", "future")},
    )


def _fold(tongue: Tongue, endings: Iterable[str]) -> list[str]:
    """Return endings as they are compared, the longest first."""
    return sorted({tongue.fold(x) for x in endings}, key=lambda x: (-len(x), x))


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
    if kind == "edge_after":
        return kind, _EDGE[key]
    if kind == "edge":
        return ("edge", _EDGE[key]) if key in _EDGE else ("more", key.upper())
    if kind == "part":
        return kind, _PART[key]
    if kind == "fraction":
        return kind, float(key)
    return _KIND.get(kind, kind), int(key) if kind in _NUMERIC else key


def _pattern(tongue: Tongue, table: dict[str, Any]) -> re.Pattern[str]:
    """Compile what a piece is; no part can be split in two ways, so matching is linear."""
    endings = {
        name: "|".join(map(re.escape, _fold(tongue, table.pop(f"{name}_endings", ())))) or "(?!)"
        for name in ("ordinal", "decade")
    }
    elided, hyphened = table.pop("elided", ()), table.pop("hyphened", ())
    return re.compile(
        r"(?P<address>(?:https?://|www\.)[^\s<>\"]++)"
        r"|(?P<iso>[0-9]{4}-[0-9]{2}-[0-9]{2}"
        r"(?:[t ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:z|[+-][0-9]{2}:?[0-9]{2})?)?)"
        r"(?![0-9/.\-]{0,9}[0-9])"
        r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9:])"
        r"|(?P<decimal>[0-9]{1,3},[0-9]{1,2}(?!,?[0-9])|[0-9]{1,2}\.[0-9](?![.,]?[0-9]))"
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
        + (rf"|(?P<hyphened>(?:{'|'.join(hyphened)})-)" if hyphened else "")
        + r"|(?P<word>[^\W\d_]++(?:'[^\W\d_]++)*+)"
        r"|(?P<dash>-{1,3}+)"
        r"|(?P<block>\n[ \t\r\f\v]*+\n\s*+)"
        r"|(?P<other>[^\s])"
    )
