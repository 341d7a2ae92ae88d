"""The words of a text with their offsets, and which sequences of them may be names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["LONGEST", "Token", "spans_of_names", "tokens"]

#: The most words that the name of a place has here.
LONGEST = 5

_WORD = re.compile(r"[^\W\d_]+(?:[’'ʼ](?![sS]\b)[^\W\d_]+)*")

#: What may stand between the words of one name.
_GAP = re.compile(r"[ \u00a0]|[-‐‑–]|[ ]?\n(?!\s)")
_APOSTROPHES = frozenset("'’ʼ")  # "Cox's Bazar"
_DOTTED_GAP = re.compile(r"\. ?")
_DOTTED = frozenset({"st", "ste", "mt", "ft", "n", "s", "e", "w", "twp"})

#: Words that stand in names without a capital.
_SMALL = frozenset(
    "of the de la le les lès au aux du del della di des das dos da do al el ad am an upon on under"
    " sur en der den van von bei na nad and y ad ar ash az ech er es esh ez s nuclear"
    " power refugee".split()
)


#: Words that end a name, and are often printed without a capital.
_NOUNS = frozenset(
    "airport bay bridge camp canal city county dam district governorate island islands krai lake"
    " mountain mountains oblast ocean peninsula plant plateau prefecture province raion region"
    " reservoir river sea state station strait straits territory valley".split()
)


class Token(NamedTuple):
    """A word; `capital` says that it begins with a capital, or is of a script without them."""

    start: int
    end: int
    text: str
    capital: bool
    joined: bool


def tokens(text: str) -> list[Token]:
    """Return the words of a text; `joined` says that a name may go on from the word before."""
    found: list[Token] = []
    all_small = text.islower()  # a headline that somebody printed without capitals
    for match in _WORD.finditer(text):
        start, end = match.span()
        word = match[0]
        capital = all_small or not word[0].islower()
        joined = bool(found) and _are_joined(text, found[-1], start)
        found.append(Token(start, end, word, capital, joined))
    return found


def _are_joined(text: str, before: Token, start: int) -> bool:
    if start - before.end > 2:
        return False
    gap = text[before.end : start]
    if _GAP.fullmatch(gap) or (gap in _APOSTROPHES and text[start : start + 2] == "s "):
        return True
    return before.text.casefold() in _DOTTED and bool(_DOTTED_GAP.fullmatch(gap))


def spans_of_names(words: list[Token]) -> Iterator[tuple[int, int]]:
    """Yield the first and the last word of each sequence that may be a name, longest first."""
    for first, token in enumerate(words):
        if token.capital:
            yield from ((first, last) for last in reversed(_ends(words, first)))


def _ends(words: list[Token], first: int) -> list[int]:
    ends = [first]
    for last in range(first + 1, min(first + LONGEST, len(words))):
        token = words[last]
        if not token.joined:
            break
        if token.capital or token.text in _NOUNS:
            ends.append(last)
        elif token.text not in _SMALL:
            break
    return ends
