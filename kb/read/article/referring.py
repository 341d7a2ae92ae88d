"""What a text calls by a common noun after it has named it: "the city", "the same village".

The last place of that kind named before is meant, unless a name follows ("the city of Goma").
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kb.read.article.values import Sentence, Token
    from kb.resolve.places import PlaceMention

__all__ = ["REFERRED", "references"]

#: The rule by which an event has such a place.
REFERRED = "a noun that stands for a place named before"
_SETTLEMENTS, _REGIONS = frozenset({"town", "capital"}), frozenset({"state", "county", "area"})
_KINDS = (
    dict.fromkeys("city town village suburb municipality".split(), _SETTLEMENTS)
    | {"capital": frozenset({"capital"})}
    | dict.fromkeys("region province oblast governorate department".split(), _REGIONS)
    | {"island": frozenset({"island"})}
)
_DEFINITE = frozenset({"the", "this", "that"})
#: Words between the article and the noun that keep the reference: "the besieged port city".
_KEEPING = frozenset(
    "same besieged port whole entire embattled stricken border eastern western northern southern"
    " northeastern northwestern southeastern southwestern coastal mountainous".split()
)
#: Words that go on behind a noun that is whole; another noun makes it a part: "the city council".
_ON = frozenset(
    "and or but in on at by to from with after before since when while where as during for that"
    " which is was were has had will until because killing wounding injuring overnight early late"
    " last this yesterday today between against over near early leaving forcing said".split()
)
#: How many sentences back a place may have been named.
_BACK = 5


def references(
    sentences: Sequence[Sentence], mentions: Sequence[PlaceMention]
) -> Iterator[PlaceMention]:
    """Yield for each noun that stands for a place a mention of that place, at the noun's words."""
    named = sorted((x for x in mentions if not x.is_demonym), key=lambda x: x.start)
    for number, sentence in enumerate(sentences):
        since = sentences[max(0, number - _BACK)].start
        for start, end, kinds in _nouns(sentence):
            before = [x for x in named if since <= x.start and x.end <= start]
            meant = next((x for x in reversed(before) if x.place.kind in kinds), None)
            if meant is not None:
                yield replace(meant, start=start, end=end, confidence=meant.confidence / 2)


def _nouns(sentence: Sentence) -> Iterator[tuple[int, int, frozenset[str]]]:
    """Yield where a definite noun stands that names no place itself, and of what kinds it is."""
    words = sentence.tokens
    for at, word in enumerate(words):
        kinds = _KINDS.get(word.text, frozenset())
        if not kinds:
            continue
        first = at - 1
        while first > 0 and words[first].text in _KEEPING:
            first -= 1
        is_whole = at + 1 == len(words) or _goes_on(words[at + 1])
        if first >= 0 and words[first].text.casefold() in _DEFINITE and is_whole:
            yield word.start, word.end, kinds


def _goes_on(after: Token) -> bool:
    return not after.text[:1].isalpha() or after.text in _ON or after.tag[:2] in ("VB", "MD")
