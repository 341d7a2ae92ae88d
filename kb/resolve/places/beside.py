"""What stands beside a name: the signs of the words before and behind it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.resolve.places import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.resolve.places.spot import Spot
    from kb.resolve.places.tokens import Token

__all__ = ["after", "before"]

_SENTENCE_END = re.compile(r"(?:^|[.!?:;\n”\"“])\s*[\"“‘'(]*\s*$")
_DATELINE = re.compile(r"[^\n]{0,40}?\s?(?:--|[—–]|\([A-Z][A-Za-z]+\))")
#: Roles of what has a name with a place in it, without being there.
_BODIES = {"press", "company", "treaty"}


def before(spot: Spot, text: str, words: Sequence[Token]) -> Iterator[str]:
    """Yield what stands before a name: the beginning, a role, a first name, another word."""
    if _SENTENCE_END.search(text, max(0, spot.start - 8), spot.start):
        yield "begins sentence"
        return
    if spot.first <= 0:
        return
    token = words[spot.first - 1]
    gap = text[token.end : spot.start]
    word = token.text.casefold()
    roles = tables.context().get(word, frozenset())
    if gap in {" ", ". ", "\n", "\u00a0"}:
        if roles:
            yield from (f"after {role}" for role in roles)
            yield from _after_body_of(spot, words)
        elif token.capital and word in tables.first_names():
            yield "after first name"
        elif token.capital and not _all_capitals(spot, token):
            yield "after capital"
        else:
            yield "after word"
        if token.capital and len(word) == 1:
            yield "after initial"
    elif gap == "-":
        yield "after hyphen"
    elif gap == ", ":
        yield "after comma"


def _after_body_of(spot: Spot, words: Sequence[Token]) -> Iterator[str]:
    """Yield what a name is a part of: "Bank of England", "Times of Israel"."""
    if spot.first > 1 and words[spot.first - 1].text == "of":
        body = words[spot.first - 2]
        roles = tables.context().get(body.text.casefold(), frozenset())
        if body.capital and roles & _BODIES:
            yield "after body of"


def after(spot: Spot, text: str, words: Sequence[Token]) -> Iterator[str]:
    """Yield what stands behind a name: a comma, a role, another name."""
    rest = text[spot.end : spot.end + 3]
    if rest[:2].lower() in {"'s", "’s"}:
        yield "possessive"
    elif rest[:1] == "-":
        yield "before hyphen"
    elif rest[:2] == ", ":
        yield "before comma"
    if spot.start < 60 and _DATELINE.match(text, spot.end, spot.end + 60):
        yield "dateline"
    if spot.last + 1 >= len(words) or not words[spot.last + 1].joined:
        return
    token = words[spot.last + 1]
    roles = tables.context().get(token.text.casefold(), frozenset())
    if roles:
        yield from (f"before {role}{' C' if token.capital else ''}" for role in roles)
    elif token.capital:
        first = spot.first == spot.last and spot.key in tables.first_names()
        if first:
            yield "first name before name"
        elif not _all_capitals(spot, token):
            yield "before capital"


def _all_capitals(spot: Spot, token: Token) -> bool:
    """Tell whether capitals say nothing: "ATTACK ON KHARKIV MARKET", or none at all."""
    return (spot.text.isupper() and token.text.isupper()) or token.text.islower()
