"""The words of a language, and a phrase as tokens that know what they may mean.

A language is one TOML file in `languages/`; a speaker adds words there and needs no Python.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from kb.model.calendar import years
from kb.model.timespan import TimeSpan
from kb.resolve.dates.expressions import Fixed
from kb.resolve.dates.numeric import read_iso, read_numeric

if TYPE_CHECKING:
    from collections.abc import Iterator

#: The languages with tables of their own, in the order in which they are tried.
LANGUAGES = ("en", "uk", "ru")
#: A phrase with more characters, or more tokens, is none.
LONGEST = 200
MOST_TOKENS = 24

_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_NUMERIC_KEYS = ("month", "weekday", "number", "ordinal", "deictic", "zone")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()
_SIGNS = {"-": frozenset({"dash"}), **dict.fromkeys(",.()'", frozenset({"skip"}))}
_TEXT = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212’ʼ`´‘\u02bc", "-------''''''")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign: `tags` holds what it may mean, by kind of meaning."""

    text: str
    tags: dict[str, Any] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Language:
    """The words of a language: by first word, the longest first."""

    code: str
    day_first: bool
    entries: dict[str, list[tuple[tuple[str, ...], Token]]]
    never_alone: frozenset[str]
    capital_alone: frozenset[str]
    pattern: re.Pattern[str]


def alphabet_of(text: str) -> str:
    """Return the alphabet that a text is written in, as far as our languages need it.

    >>> alphabet_of("у понеділок"), alphabet_of("on Monday"), alphabet_of("30.08.2022")
    ('cyrillic', 'latin', '')
    """
    if any("\u0400" <= x <= "\u04ff" for x in text):
        return "cyrillic"
    return "latin" if any(x.isalpha() for x in text) else ""


ALPHABETS = {"en": "latin", "uk": "cyrillic", "ru": "cyrillic"}


@cache
def load_language(code: str) -> Language:
    """Return a language by its code.

    >>> load_language("uk").day_first
    True
    """
    source = files(__package__).joinpath("languages", f"{code}.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    pattern = _pattern(table.pop("ordinal_endings"), table.pop("decade_endings"))
    lone = {name: frozenset(table.pop(name)) for name in ("never_alone", "capital_alone")}
    day_first = table.pop("numeric") != "either"
    table.pop("alphabet")
    entries: dict[str, dict[tuple[str, ...], Token]] = {}
    for form, kind, value in _rows(table):
        words = tuple(x.group() for x in pattern.finditer(form))
        known = entries.setdefault(words[0], {}).get(words, Token(form))
        if kind == "mark":
            token = Token(form, known.tags, known.marks | {value})
        else:
            token = Token(form, {**known.tags, kind: value}, known.marks)
        entries[words[0]][words] = token
    ordered = {
        first: sorted(found.items(), key=lambda x: -len(x[0])) for first, found in entries.items()
    }
    return Language(code, day_first, ordered, pattern=pattern, **lone)


def _rows(table: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str, Any]]:
    for kind, entries in table.items():
        for key, forms in entries.items():
            value: Any = int(key) if kind in _NUMERIC_KEYS else key
            value = _SEASON_CODES[key] if kind == "season" else value
            for form in forms:
                yield form, kind, value


def _pattern(ordinals: list[str], decades: list[str]) -> re.Pattern[str]:
    """Compile what a token is; no part can be split in two ways, so matching is linear."""
    endings = {
        name: "|".join(re.escape(x) for x in sorted(texts, key=len, reverse=True))
        for name, texts in (("ordinal", ordinals), ("decade", decades))
    }
    return re.compile(
        r"(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?(?:t[0-9:]{2,8}(?:z|[+-][0-9]{2}:?[0-9]{2})?)?)"
        r"(?![0-9/.\-]*[0-9])"
        r"|(?P<clock>[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?)(?![0-9:])"
        r"|(?P<numeric>[0-9]{1,4}(?P<sign>[./-])[0-9]{1,2}(?P=sign)[0-9]{2,4}"
        r"|[0-9]{1,2}[./][0-9]{1,2})(?![0-9])"
        rf"|(?P<decade>[0-9]{{2,3}}0)-?(?:{endings['decade']})(?!\w)"
        rf"|(?P<ordinal>[0-9]{{1,2}})-?(?:{endings['ordinal']})(?!\w)"
        r"|(?P<quarter>q[1-4])(?!\w)"
        r"|(?P<short_year>'[0-9]{2})(?!\w)"
        r"|(?P<number>[0-9]+)"
        r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
        r"|(?P<other>\S)"
    )


def tokenise(phrase: str, language: Language) -> list[Token] | None:
    """Return the tokens of a phrase; None where one of them has no meaning in dates.

    >>> [sorted(x.tags) for x in tokenise("30 August", load_language("en"))]
    [['number'], ['month']]
    """
    folded = unicodedata.normalize("NFKC", phrase).translate(_TEXT).lower()
    if len(folded) > LONGEST:
        return None
    matches = list(language.pattern.finditer(folded))
    texts = [x.group() for x in matches]
    if len(texts) > MOST_TOKENS or not _may_stand(phrase.strip(), texts, language):
        return None
    tokens: list[Token] = []
    place = 0
    while place < len(texts):
        size, token = _longest(texts, place, language)
        token = token or _plain(matches[place], language)
        if token is None:
            return None
        tokens.append(token)
        place += size
    return tokens


def _may_stand(phrase: str, texts: list[str], language: Language) -> bool:
    """Tell whether a single word is a date by itself: "May" is, "may" is not."""
    words = [x for x in texts if x[0].isalnum()]
    if len(words) != 1:
        return True
    if words[0] in language.capital_alone:
        return phrase[:1].isupper()
    return words[0] not in language.never_alone


def _longest(texts: list[str], place: int, language: Language) -> tuple[int, Token | None]:
    for words, token in language.entries.get(texts[place], ()):
        if tuple(texts[place : place + len(words)]) == words:
            return len(words), token
    return 1, None


def _plain(match: re.Match[str], language: Language) -> Token | None:
    """Return the token of a number or sign; None where it has no meaning in dates."""
    kind, text = match.lastgroup, match.group()
    match kind:
        case "iso":
            span = read_iso(text.upper())
            return Token(text, {"expression": Fixed(span)}) if span else None
        case "numeric" | "sign":
            expression = read_numeric(text, day_first=language.day_first)
            return Token(text, {"expression": expression}) if expression else None
        case "clock":
            hour, minute, *second = map(int, text.split(":"))
            if hour > 23 or minute > 59 or second > [59]:
                return None
            parts = hour * 3600 + minute * 60 + sum(second)
            return Token(text, {"clock": (parts, 1 if second else 60)})
        case "decade":
            first = int(match["decade"])
            span = TimeSpan(years(first, first + 9), years(first, first + 9))
            return Token(text, {"expression": Fixed(span), "decade": True})
        case "ordinal":
            return Token(text, {"ordinal": int(match["ordinal"])})
        case "quarter":
            return Token(text, {"season": 32 + int(text[1])})
        case "number":
            year = {"year": int(text)} if len(text) == 4 and text[0] != "0" else {}
            return Token(text, {"number": int(text), **year}) if len(text) <= 4 else None
        case "word":
            roman = _roman(text)
            return Token(text, {"roman": roman}) if roman else None
    return Token(text, {}, _SIGNS[text]) if text in _SIGNS else None


def _roman(text: str) -> int:
    """Read a Roman numeral of a century, in Latin or Cyrillic letters; 0 where it is none."""
    text = text.replace("х", "x").replace("і", "i")
    return _ROMAN.index(text) + 1 if text in _ROMAN else 0
