"""Sentences and words of English by rules of spelling alone, for where no parser is installed.

Words are cut as the Penn Treebank cuts them: `'s` and `n't` apart, abbreviations whole.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kb.read.article.values import Token

if TYPE_CHECKING:
    from collections.abc import Iterator

_WORD = re.compile(
    r"""
    (?:[^\W\d_]\.){2,10}                                  # U.S., a.m.
    | \d{1,40}(?:[.,:/]\d{1,40}){0,8}                     # 1,920  3.5  23:30
    | [^\W\d_]{1,80}n['’]t\b                              # cut again below
    | ['’](?:s|re|ve|ll|d|m)\b                            # what hangs on a word
    | [^\W_]{1,80}(?:[-‐‑][^\W_]{1,80}){0,6}              # words, with their hyphens
    | \.{3} | -- | \S
    """,
    re.VERBOSE | re.IGNORECASE,
)
_END = re.compile(r"[.!?…]{1,3}[\"”’'»)\]]{0,3}(?=\s)|[.!?][\"”’»]{1,2}(?=\s|$)")
_OPENS = re.compile(r"\s+[\"“‘'«(\[]{0,3}(?:[^\W_a-z]|[—–-]\s)")
_INITIAL = re.compile(r"(?:^|[\s.(“\"])[^\W\d_a-z]\.$")
_LAST_WORD = re.compile(r"[\w.’'-]{1,30}$")
_NEAR = 40


def words_of(text: str, start: int, end: int) -> tuple[Token, ...]:
    """Return the words of a part of a text, with their offsets in it."""
    return tuple(_words(text, start, end))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    for match in _WORD.finditer(text, start, end):
        first, last = match.span()
        word = match[0]
        if word.endswith(".") and len(word) > 3 and word[:-1].lower() in abbreviations():
            yield _token(text, first, last)
        elif len(word) > 3 and word[-3:].lower() in ("n't", "n’t"):
            yield _token(text, first, last - 3)
            yield _token(text, last - 3, last)
        elif text[last : last + 1] == "." and word.lower() in abbreviations() and last < end:
            yield _token(text, first, last + 1)
        elif word == "." and first > start and text[first - 1].isalpha() and _taken(text, first):
            continue
        else:
            yield _token(text, first, last)


def _taken(text: str, dot: int) -> bool:
    """Tell whether a full stop belongs to the abbreviation before it."""
    found = _LAST_WORD.search(text, max(dot - _NEAR, 0), dot)
    return found is not None and found[0].lower() in abbreviations()


def _token(text: str, start: int, end: int) -> Token:
    word = text[start:end]
    return Token(start, end, word, word.lower())


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the sentences of a paragraph lie, without white space around them.

    >>> text = "Col. Isaacs spoke in the U.S. on Monday. He left."
    >>> [text[a:b] for a, b in sentences_in(text, 0, len(text))]
    ['Col. Isaacs spoke in the U.S. on Monday.', 'He left.']
    """
    first = start
    for match in _END.finditer(text, start, end):
        if _goes_on(text, match.start(), match.end(), end):
            continue
        yield from _trimmed(text, first, match.end())
        first = match.end()
    yield from _trimmed(text, first, end)


def _goes_on(text: str, stop: int, after: int, end: int) -> bool:
    """Tell whether a sentence goes on behind what looks like its end."""
    if not _OPENS.match(text, after, end):
        return after < end
    if text[stop] != "." or after - stop > 1:
        return False
    before = text[max(stop - _NEAR, 0) : stop]
    last = _LAST_WORD.search(before)
    word = last[0].lower() if last else ""
    return word in abbreviations() or bool(_INITIAL.search(before + "."))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = text[start:end]
    bare = words.strip()
    if bare:
        low = start + len(words) - len(words.lstrip())
        yield low, low + len(bare)


@cache
def abbreviations() -> frozenset[str]:
    """Return words that are written with a full stop and end no sentence by it, without it."""
    path = Path(__file__).with_name("abbreviations.txt")
    lines = path.read_text(encoding="utf-8").splitlines()
    return frozenset(x for x in lines if x and not x.startswith("#"))
