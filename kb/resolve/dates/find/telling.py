"""What the words of a language tell of an expression found: its language, bound, and right to be.

English has rules of its own for this (`years`, `tense` and the bounds of its grammar).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any

from kb.resolve.dates.find.making import said_of
from kb.resolve.dates.find.rules import load_grammar
from kb.resolve.dates.find.said import Said
from kb.resolve.dates.find.tongue import LANGUAGES, alphabet_in, load_tongue
from kb.resolve.dates.find.verbs import tense_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from kb.resolve.dates.find.rules import Grammar
    from kb.resolve.dates.find.scan import Piece

#: The marks of words that bound what stands after them, and how they do.
_BOUNDS = {
    "=since": "since",
    "=starting": "starting",
    "=from": "from",
    "=until": "until",
    "=by": "by",
    "=before": "before",
    "=after": "after",
    "=from_on": "from_on",
}
#: The marks of words that bound what stands before them.
_BOUNDS_AFTER = {
    "=until_after": "until",
    "=since_after": "since",
    "=starting_after": "starting",
    "=by_after": "by",
    "=before_after": "before",
    "=after_after": "after",
}
_STOPS = frozenset(",.;:()")
#: How many words without a meaning may stand between such a word and what it bounds.
_REACH = 3
#: The years that a number alone may be, after a word such as "in".
_YEARS = range(1000, 2200)
#: How much a word counts that tells a time, if it is longer than an abbreviation.
_TOLD, _SHORT = 3, 2
#: Kinds of word that tell a time by themselves.
_TELLING = frozenset({"month", "weekday", "deictic", "season", "units", "vague"})


def bound_in_tongue(pieces: Sequence[Piece], place: int, grammar: Grammar) -> str:
    """Return how the word before an expression bounds it."""
    for piece in reversed(pieces[max(place - 1 - _REACH, 0) : place]):
        for mark, how in _BOUNDS.items():
            if mark in piece.values:
                return how
        if piece.symbol not in grammar.gap:
            return ""
    return ""


def bound_after_in_tongue(pieces: Sequence[Piece], place: int, grammar: Grammar) -> str:
    """Return how the word after an expression bounds it: "15 Eylül'e kadar"."""
    for piece in pieces[place : place + 1 + _REACH]:
        for mark, how in _BOUNDS_AFTER.items():
            if mark in piece.values:
                return how
        if piece.symbol not in grammar.gap or piece.text in _STOPS:
            return ""
    return ""


def said_in_tongue(
    made: Sequence[Piece], text: str, grammar: Grammar, *, alone: bool
) -> Iterator[tuple[Piece, Said]]:
    """Yield the pieces that say a time: not a word that means other things as well."""
    for place, piece in enumerate(made):
        said = said_of(piece) if piece.rule or is_year(made, place, text, grammar) else None
        if said is None or said.which == "bare" or said.op in ("number", "vague"):
            continue
        if said.which == "loose" and not alone:
            continue  # "1." may be a paragraph
        if piece.rule and not _may_stand(piece, text, grammar):
            continue
        if piece.rule and not alone and _is_name(made, place, text, grammar):
            continue
        if _is_of_street(made, place, said):
            continue
        piece.rule = piece.rule.removeprefix("t_") or "year"
        yield piece, _split_year(said, text[piece.start : piece.end])


_SPLIT_YEAR = re.compile(r"[0-9]{4}/([0-9]{2})(?![0-9])", re.ASCII)


def _split_year(said: Said, text: str) -> Said:
    """Return both years of "1990/91", which a form reads as the first."""
    match = _SPLIT_YEAR.search(text)
    if said.op != "calendar" or said.unit != "year" or said.mod or said.year is None or not match:
        return said
    last = said.year // 100 * 100 + int(match[1])
    last += 100 * (last < said.year)
    return Said("range", of=said, to=replace(said, year=last))


def is_year(pieces: Sequence[Piece], place: int, text: str, grammar: Grammar) -> bool:
    """Tell whether a number is a year: after a word such as "in", before no word that it counts."""
    piece = pieces[place]
    if piece.values.get("yyyy", 0) not in _YEARS:
        return False
    if _is_inflected(pieces, place):
        return True
    before = pieces[place - 1] if place else None
    if before is None:
        return place + 1 == len(pieces)
    marks = [x for x in before.values if x.startswith("=")]
    cued = bool(marks) and (before.text[:1].isalpha() or before.text == "(")
    return cued and not _counts(pieces, place, text, grammar)


def _is_inflected(pieces: Sequence[Piece], place: int) -> bool:
    """Tell whether an ending makes a year of a number: "2014'te", "2014'ten beri"."""
    then = pieces[place + 1 : place + 4]
    if len(then) < 2 or then[0].text != "'" or then[1].start != then[0].end:
        return False
    if len(then) > 2 and not {"n", "number"}.isdisjoint(then[2].values):
        return False  # "2000'de bir", one in two thousand
    bound = len(then) > 2 and not _BOUNDS_AFTER.keys().isdisjoint(then[2].values)
    return "=located" in then[1].values or ("=skip" in then[1].values and bound)


#: Years that are as often a round number of something.
_ROUND = 50


def _counts(pieces: Sequence[Piece], place: int, text: str, grammar: Grammar) -> bool:
    """Tell whether a round number counts the word after it: "los 1200 soldados"."""
    after = pieces[place + 1] if place + 1 < len(pieces) else None
    if (
        after is None
        or pieces[place].values["yyyy"] % _ROUND
        or after.symbol != grammar.lexicon.other
    ):
        return False
    noun = text[after.start].isalpha() and not text[after.start].isupper()
    return noun and not tense_of(pieces, place + 1, text, grammar)


def _may_stand(piece: Piece, text: str, grammar: Grammar) -> bool:
    """Tell whether a single word is a date by itself: "Mai" is, "am" is not."""
    tongue = grammar.tongue
    said = text[piece.start : piece.end]
    if tongue is None or any(x.isspace() or x.isdigit() for x in said):
        return True
    word = tongue.fold(said).strip(".")
    if word in tongue.capital_alone:
        return said[:1].isupper()
    return word not in tongue.never_alone


def _is_name(made: Sequence[Piece], place: int, text: str, grammar: Grammar) -> bool:
    """Tell whether a word with a capital names something else: the month is "mars" in French.

    After a word such as "in" a day or month is one however it is written.
    """
    tongue, piece = grammar.tongue, made[place]
    if _has_title(made, place):
        return True
    said = text[piece.start : piece.end]
    if tongue is None or not said[:1].isupper() or tongue.fold(said) not in tongue.small_alone:
        return False
    if tongue.endings and text[piece.end : piece.end + 1] in ("'", "’"):
        return False  # "Eylül'de"
    meant, before = said_of(piece), made[place - 1] if place else None
    if before is None or not before.text[:1].isalnum():
        after = made[place + 1] if place + 1 < len(made) else None
        named = after is not None and text[after.start].isupper()
        return named or (meant is not None and meant.op == "calendar")
    return before.symbol not in grammar.gap or (meant is not None and meant.op == "shift")


def _is_of_street(made: Sequence[Piece], place: int, said: Said) -> bool:
    """Tell whether a day is the name of a street: "piazza 25 aprile", "15 Temmuz Köprüsü".

    With its year it is only where the words say whose name it is, as "place du 8 mai 1945" does.
    """
    if (said.op, said.unit) != ("calendar", "day"):
        return False
    before = made[place - 1] if place else None
    if before is not None and before.text == "." and place > 1:  # "ul. 3 maja"
        before = made[place - 2]
    if before is not None and "=street" in before.values:
        return said.year is None or " " in before.text
    then = made[place + 1 : place + 2]
    return said.year is None and bool(then) and "=street_after" in then[0].values


def _has_title(made: Sequence[Piece], place: int) -> bool:
    """Tell whether a title makes a name of a word: "Herr Mai", "Dr. März"."""
    near = [x for x in made[max(place - 2, 0) : place] if x.text != "."]
    return bool(near) and "=title" in near[-1].values


def start_in_tongue(piece: Piece, text: str, grammar: Grammar) -> int:
    """Return where an expression starts, without the "in" of "in late August" before it."""
    match = _WORD.match(text, piece.start, piece.end)
    if match is None or grammar.tongue is None or match.end() == piece.end:
        return piece.start
    known = grammar.lexicon.words.get(grammar.tongue.fold(match[0]))
    if known is None or grammar.lexicon.symbol(known[0]) not in grammar.gap:
        return piece.start
    rest = text[match.end() : piece.end]
    return match.end() + len(rest) - len(rest.lstrip())


@cache
def _words(code: str) -> dict[str, int]:
    """Return how much each word of a language tells: a name of a month more than a preposition."""
    forms: list[tuple[tuple[str, ...], Mapping[str, Any]]] = [*load_tongue(code).words.items()]
    if code == "en":
        lexicon = load_grammar(code).lexicon
        forms = [((word,), values) for word, (_, values) in lexicon.words.items()]
        forms += [(x, y) for found in lexicon.phrases.values() for x, (_, y) in found]
    found: dict[str, int] = {}
    for words, values in forms:
        telling = _TELLING & values.keys() and len(words) == 1 and len(words[0]) > _SHORT
        for word in words:
            found[word] = max(found.get(word, 0), _TOLD if telling else 1)
    return found


_WORD = re.compile(r"[^\W\d_]++(?:['’ʼ][^\W\d_]++)*+")
#: So many words of a text tell its language.
_ENOUGH = 2_000


#: The blocks of Unicode that alphabets have, but for the Latin one.
_BLOCKS = {
    "cyrillic": ("\u0400", "\u04ff"),
    "hebrew": ("\u0590", "\u05ff"),
    "arabic": ("\u0600", "\u06ff"),
}


def alphabet_of(text: str) -> str:
    """Return the alphabet that a text is written in, as far as our languages need it.

    >>> alphabet_of("у понеділок"), alphabet_of("on Monday"), alphabet_of("30.08.2022")
    ('cyrillic', 'latin', '')
    """
    counts: Counter[str] = Counter()
    for char in text[: _ENOUGH * 10]:
        if char.isalpha():
            blocks = (x for x, (first, last) in _BLOCKS.items() if first <= char <= last)
            counts[next(blocks, "latin")] += 1
    return counts.most_common(1)[0][0] if counts else ""


def languages_of(text: str) -> list[str]:
    """Return the languages that a text may be in, the likeliest first, by its words of time."""
    alphabet = alphabet_of(text)
    codes = [x for x in LANGUAGES if alphabet in ("", alphabet_in(x))]
    if len(codes) < 2:
        return codes
    said = Counter(x[0] for _, x in zip(range(_ENOUGH), _WORD.finditer(text), strict=False))

    def weight(code: str) -> int:
        known, tongue = _words(code), load_tongue(code)
        heads = ((tongue.fold(x), n) for x, n in said.items())
        if tongue.endings:
            heads = ((x.partition("'")[0], n) for x, n in heads)
        return sum(n * known.get(x, 0) for x, n in heads)

    return sorted(codes, key=weight, reverse=True)


def language_of(text: str) -> str:
    """Return the language that a text seems to be in; English where nothing tells."""
    return next(iter(languages_of(text)), "en")
