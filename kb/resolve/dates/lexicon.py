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
LANGUAGES = ("en", "uk", "ru", "de", "fr", "es", "ar")
#: A phrase with more characters, or more tokens, is none.
LONGEST = 200
MOST_TOKENS = 40

_SEASON_CODES = {"spring": 21, "summer": 22, "autumn": 23, "winter": 24}
_NUMERIC_KEYS = ("month", "weekday", "number", "ordinal", "deictic", "zone", "roman")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx xxi".split()
_SIGNS = {"-": frozenset({"dash"}), **dict.fromkeys(",.()'/،:", frozenset({"skip"}))}
_TEXT = str.maketrans(
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u0640’ʼ`´‘\u02bc", "-------\u0640''''''"
)


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
    letters: dict[int, str] = field(default_factory=dict)  # letters that are written either way
    plain: bool = False  # accents and vowel signs count for nothing
    glued: tuple[str, ...] = ()  # letters that are written with the word after them
    words: frozenset[str] = frozenset()
    stands_for: dict[str, str] = field(default_factory=dict)


def fold(text: str, *, letters: dict[int, str], plain: bool) -> str:
    """Write a text as the words of the table are compared."""
    text = unicodedata.normalize("NFKC", text).translate(_TEXT).lower()
    text = "".join(str(unicodedata.decimal(x)) if x.isdecimal() else x for x in text)
    if plain:
        text = "".join(
            x for x in unicodedata.normalize("NFKD", text) if not unicodedata.combining(x)
        )
    return re.sub("-{2,}", "-", text.translate(letters))


def alphabet_of(text: str) -> str:
    """Return the alphabet that a text is written in, as far as our languages need it.

    >>> alphabet_of("у понеділок"), alphabet_of("on Monday"), alphabet_of("30.08.2022")
    ('cyrillic', 'latin', '')
    """
    if any("\u0400" <= x <= "\u04ff" for x in text):
        return "cyrillic"
    if any("\u0600" <= x <= "\u06ff" and x.isalpha() for x in text):
        return "arabic"
    return "latin" if any(x.isalpha() for x in text) else ""


ALPHABETS = {"en": "latin", "uk": "cyrillic", "ru": "cyrillic", "ar": "arabic"} | dict.fromkeys(
    ("de", "fr", "es"), "latin"
)


@cache
def load_language(code: str) -> Language:
    """Return a language by its code.

    >>> load_language("uk").day_first
    True
    """
    source = files(__package__).joinpath("languages", f"{code}.toml")
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    letters: dict[int, str] = str.maketrans(table.pop("letters", {}))
    plain = bool(table.pop("plain", False))
    stands_for = table.pop("stands_for", {})
    glued = tuple(table.pop("glued", ()))
    pattern = _pattern(
        table.pop("ordinal_endings"), table.pop("decade_endings"), table.pop("elided", [])
    )
    lone = {name: frozenset(table.pop(name)) for name in ("never_alone", "capital_alone")}
    day_first = table.pop("numeric") != "either"
    table.pop("alphabet")
    instead = {
        fold(x, letters=letters, plain=plain): fold(y, letters=letters, plain=plain)
        for x, y in stands_for.items()
    }
    entries: dict[str, dict[tuple[str, ...], Token]] = {}
    for form, kind, value in _rows(table):
        said = (x.group() for x in pattern.finditer(fold(form, letters=letters, plain=plain)))
        expanded = " ".join(instead.get(x, x) for x in said)
        words = tuple(x.group() for x in pattern.finditer(expanded))
        known = entries.setdefault(words[0], {}).get(words, Token(form))
        if kind == "mark":
            token = Token(form, known.tags, known.marks | {value})
        else:
            token = Token(form, {**known.tags, kind: value}, known.marks)
        entries[words[0]][words] = token
    ordered = {
        first: sorted(found.items(), key=lambda x: -len(x[0])) for first, found in entries.items()
    }
    return Language(
        code,
        day_first,
        ordered,
        pattern=pattern,
        never_alone=lone["never_alone"],
        capital_alone=lone["capital_alone"],
        letters=letters,
        plain=plain,
        glued=glued,
        words=frozenset(word for found in entries.values() for form in found for word in form),
        stands_for=instead,
    )


def _rows(table: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, str, Any]]:
    for kind, entries in table.items():
        for key, forms in entries.items():
            value: Any = int(key) if kind in _NUMERIC_KEYS else key
            value = _SEASON_CODES[key] if kind == "season" else value
            for form in forms:
                yield form, kind, value


def _pattern(ordinals: list[str], decades: list[str], elided: list[str]) -> re.Pattern[str]:
    """Compile what a token is; no part can be split in two ways, so matching is linear."""
    endings = {
        name: "|".join(re.escape(x) for x in sorted(texts, key=len, reverse=True)) or "(?!)"
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
        rf"|(?P<year>[0-9]{{4}})-(?:{endings['ordinal']})(?!\w)"
        r"|(?P<split_year>[0-9]{4})/[0-9]{2}(?![0-9/])"
        r"|(?P<quarter>q[1-4])(?!\w)"
        r"|(?P<short_year>'[0-9]{2})(?!\w)"
        r"|(?P<number>[0-9]+)"
        + (rf"|(?P<elided>(?:{'|'.join(elided)})')" if elided else "")
        + r"|(?P<word>[^\W\d_]+(?:'[^\W\d_]+)*)"
        r"|(?P<other>\S)"
    )


def tokenise(phrase: str, language: Language) -> list[Token] | None:
    """Return the tokens of a phrase; None where one of them has no meaning in dates.

    >>> [sorted(x.tags) for x in tokenise("30 August", load_language("en"))]
    [['number'], ['month']]
    """
    folded = fold(phrase, letters=language.letters, plain=language.plain)
    if len(folded) > LONGEST:
        return None
    matches = list(_matches(folded, language))
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
    while len(tokens) > 1 and tokens[0].marks == {"and"} and not tokens[0].tags:
        del tokens[0]
    return _with_hours(tokens)


def _matches(text: str, language: Language) -> Iterator[re.Match[str]]:
    """Find the tokens; a word that stands for others gives those, glued letters come apart."""
    for match in language.pattern.finditer(text):
        said = match.group()
        if said in language.stands_for:
            yield from language.pattern.finditer(language.stands_for[said])
            continue
        letter = next((x for x in language.glued if said.startswith(x)), "")
        rest = said[len(letter) :]
        if (
            letter
            and said not in language.words
            and (rest in language.entries or rest in language.stands_for)
        ):
            if letter in language.entries:
                yield from language.pattern.finditer(letter)
            yield from _matches(rest, language)
            continue
        yield match


def _with_hours(tokens: list[Token]) -> list[Token]:
    """Make clock times of "16 Uhr", "14.40 Uhr" and "7h30"."""
    made: list[Token] = []
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if (
            "oclock" in token.marks
            and place + 1 < len(tokens)
            and "clock" in tokens[place + 1].tags
        ):
            pass
        elif (
            "oclock" in token.marks and place + 1 < len(tokens) and tokens[place + 1].text.isdigit()
        ):
            place += 1  # "الساعة 8"
            made.append(_clock(int(tokens[place].text), 0, 3600) or tokens[place])
        elif (
            place + 1 < len(tokens)
            and "hour" in tokens[place + 1].marks
            and _may_be_time(tokens, place)
        ):
            after = tokens[place + 2].text if place + 2 < len(tokens) else ""
            dotted = re.fullmatch(r"([0-9]{1,2})[.]([0-9]{2})", token.text)
            clock = None
            if dotted:
                clock, size = _clock(int(dotted[1]), int(dotted[2]), 60), 2
            elif (
                token.text.isdigit()
                and len(after) == 2
                and after.isdigit()
                and not (place + 3 < len(tokens) and "month" in tokens[place + 3].tags)
            ):
                clock, size = _clock(int(token.text), int(after), 60), 3
            elif token.text.isdigit():
                clock, size = _clock(int(token.text), 0, 3600), 2
            elif "clock" in token.tags:
                clock, size = token, 2
            if clock:
                made.append(clock)
                place += size
                continue
            made.append(token)
        else:
            made.append(token)
        place += 1
    return made


def _may_be_time(tokens: list[Token], place: int) -> bool:
    """Tell whether a number of hours is a time of day: "à 24 heures", not "ces 24 heures"."""
    if not tokens[place + 1].tags:
        return True  # "Uhr" is nothing else
    if place == 0:
        return not any("ago" in x.marks for x in tokens)
    before = tokens[place - 1]
    return bool({"skip", "about", "at"} & before.marks) and not (
        {"in", "ago", "since", "for", "over", "within"} & before.marks
        or {"which", "quantity"} & before.tags.keys()
    )


def _clock(hour: int, minute: int, size: int) -> Token | None:
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return Token("clock", {"clock": (hour % 24 * 3600 + minute * 60, size)})


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
            if expression:
                return Token(text, {"expression": expression})
            before, dot, after = text.partition(".")
            return _clock(int(before), int(after), 60) if dot and after.isdigit() else None
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
        case "year" | "split_year":
            return Token(text, {"year": int(text[:4])})
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
