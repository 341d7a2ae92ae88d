"""The words of a language, by its file, and how a text of it is compared with them.

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
    pattern: re.Pattern[str]
    letters: dict[int, str]  # letters that are written either way
    plain: bool  # accents and vowel signs count for nothing
    glued: tuple[str, ...]  # letters that are written with the word after them
    endings: tuple[str, ...]  # what is written with the word before, also after an apostrophe
    verb_last: bool  # the verb of a sentence ends it
    stands_for: dict[str, str]
    never_alone: frozenset[str]
    small_alone: frozenset[str]
    capital_alone: frozenset[str]
    marks: Mapping[str, list[str]]
    words: Mapping[tuple[str, ...], Mapping[str, Any]]  # what each word or phrase may mean
    verbs: Mapping[str, re.Pattern[str]]  # what tells the past and the future, and what does not

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
    letters: dict[int, str] = str.maketrans(table.pop("letters", {}))
    stands_for = table.pop("stands_for", {})
    options = {
        "code": code,
        "day_first": table.pop("numeric") != "either",
        "alphabet": table.pop("alphabet"),
        "plain": bool(table.pop("plain", False)),
        "glued": tuple(table.pop("glued", ())),
        "verb_last": bool(table.pop("verb_last", False)),
        "letters": letters,
        "verbs": {
            x: _endings(table.get("verb", {}).get(x, ())) for x in ("none", "past", "future")
        },
    }
    alone = {name: table.pop(name, []) for name in ("never_alone", "small_alone", "capital_alone")}
    own = ("ordinal_endings", "decade_endings", "elided", "hyphened", "endings")
    said = {x: table.pop(x, []) for x in own}
    bare = Tongue(
        **options,
        pattern=_pattern([], [], said["elided"], said["hyphened"]),
        endings=(),
        stands_for={},
        never_alone=frozenset(),
        small_alone=frozenset(),
        capital_alone=frozenset(),
        marks=table.get("mark", {}),
        words={},
    )
    ordinals, decades = (_fold(bare, said[x]) for x in ("ordinal_endings", "decade_endings"))
    instead = {bare.fold(x): bare.fold(y) for x, y in stands_for.items()}
    words: dict[tuple[str, ...], dict[str, Any]] = {}
    for form, kind, value in _rows(table):
        parts = " ".join(instead.get(x, x) for x in _split(bare, form))
        known = words.setdefault(tuple(_split(bare, parts)), {})
        known[kind] = value
        if kind in ("unit", "units"):
            known[f"={value}w"] = True
    return Tongue(
        **options,
        pattern=_pattern(ordinals, decades, said["elided"], said["hyphened"]),
        endings=tuple(_fold(bare, said["endings"])),
        stands_for=instead,
        never_alone=frozenset(map(bare.fold, alone["never_alone"])),
        small_alone=frozenset(map(bare.fold, alone["small_alone"])),
        capital_alone=frozenset(map(bare.fold, alone["capital_alone"])),
        marks=table.get("mark", {}),
        words=words,
    )


def _fold(tongue: Tongue, endings: Iterable[str]) -> list[str]:
    """Return endings as they are compared, the longest first."""
    return sorted({tongue.fold(x) for x in endings}, key=lambda x: (-len(x), x))


def _split(tongue: Tongue, form: str) -> list[str]:
    return [x.group() for x in tongue.pattern.finditer(tongue.fold(form))]


def _rows(table: Mapping[str, Mapping[str, list[str]]]) -> Iterator[tuple[str, str, Any]]:
    for kind, entries in table.items():
        if kind == "verb":
            continue
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


def _endings(words: Iterable[str]) -> re.Pattern[str]:
    """Compile words of which a star is at least two letters: "*лися"."""
    said = (re.escape(x).replace(r"\*", r"\w{2,40}") for x in words)
    return re.compile("|".join(said) or "(?!)")


def _pattern(
    ordinals: list[str], decades: list[str], elided: list[str], hyphened: list[str]
) -> re.Pattern[str]:
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
