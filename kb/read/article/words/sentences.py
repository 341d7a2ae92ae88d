"""The sentences of a document, and their words: by a parser, or by rules where there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.values import Sentence, Token
from kb.read.article.words.casing import BRACKETED
from kb.read.article.words.language import installed_pipeline, pipeline
from kb.read.article.words.mending import mended
from kb.read.article.words.tokens import sentences_in, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.tokens import Span

    from kb.read.article.values import Document, Zone

#: Zones that tell of events; those that do not are left out.
TELLING = frozenset({"title", "heading", "body"})
#: A parser gets at most so many characters at once, which bounds its memory.
_AT_ONCE = 20_000
#: A sentence has at most so many words, and for a parser so many characters: rules look at each
#: word from each other.
_LONGEST_SENTENCE, _LONGEST_AT_ONCE = 250, 1_800


def split_sentences(
    document: Document, *, parser: bool | None = None, text: str | None = None
) -> list[Sentence]:
    """Return the sentences of an article's title, headings and body, in order.

    `text` is the document's with another case, where it has lost its own. `parser` says whether
    spaCy's pipeline tags and parses them: by default where it is installed and the document is in
    English. Without it tokens have no tag, head or label.

    Raises
    ------
    MissingLibrary
        If a parser is asked for and none is installed.
    """
    zones = [x for x in document.zones if x.kind in TELLING]
    if parser is None:
        known = document.lang.partition("-")[0] == "en"
        parser = bool(installed_pipeline()) and known
    read = _parsed if parser else _split
    return [x for x in read(document.text if text is None else text, zones) if x.tokens]


def _split(text: str, zones: Sequence[Zone]) -> Iterator[Sentence]:
    for paragraph, zone in enumerate(zones):
        for start, end in sentences_in(text, zone.start, zone.end):
            for words in _batched(words_of(text, start, end), _LONGEST_SENTENCE):
                yield Sentence(words[0].start, words[-1].end, words, paragraph, zone.kind)


def _batched(words: tuple[Token, ...], size: int) -> Iterator[tuple[Token, ...]]:
    """Yield the words in runs of a size, the last one shorter."""
    for first in range(0, len(words), size):
        yield words[first : first + size]


def _parsed(text: str, zones: Sequence[Zone]) -> Iterator[Sentence]:
    parts = list(_parts(text, zones))
    words = (_without_acronyms(text[start:end]) for _, _, start, end in parts)
    for (paragraph, zone, start, _), doc in zip(parts, pipeline().pipe(words), strict=True):
        for span in doc.sents:
            tokens = mended(_tokens(span, start))
            if tokens:
                yield Sentence(tokens[0].start, tokens[-1].end, tokens, paragraph, zone.kind)


def _without_acronyms(text: str) -> str:
    """Return a text of the same length without acronyms in brackets, at which parsers stumble.

    >>> _without_acronyms("the Front [HWF] fled")
    'the Front       fled'
    """
    return BRACKETED.sub(lambda x: " " * len(x.group()), text)


def _parts(text: str, zones: Sequence[Zone]) -> Iterator[tuple[int, Zone, int, int]]:
    """Yield the zones, those that are too long for a parser cut between sentences."""
    for paragraph, zone in enumerate(zones):
        if zone.end - zone.start <= _LONGEST_AT_ONCE:
            yield paragraph, zone, zone.start, zone.end
            continue
        yield from ((paragraph, zone, *cut) for cut in _cut(text, zone))


def _cut(text: str, zone: Zone) -> Iterator[tuple[int, int]]:
    """Yield parts of a zone of a parser's size that end with a sentence, or pieces of one."""
    first = last = zone.start
    for start, end in sentences_in(text, zone.start, zone.end):
        if last > first and end - first > _AT_ONCE:
            yield first, last
            first = last
        if end - start > _LONGEST_AT_ONCE:
            if start > first:
                yield first, start
            yield from _pieces(text, start, end)
            first = end
        last = end
    if first < zone.end:
        yield first, zone.end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence that is too long in pieces, cut between clauses or else between words."""
    while end - start > _LONGEST_AT_ONCE:
        last = start + _LONGEST_AT_ONCE
        found = (text.rfind(x, start + 1, last) for x in ("; ", ", ", " "))
        cut = next((x + 1 for x in found if x > start), last)
        yield start, cut
        start = cut
    yield start, end


def _tokens(span: Span, offset: int) -> tuple[Token, ...]:
    """Return the words of a sentence; white space is none, and what hangs on it hangs higher."""
    kept = [x for x in span if not x.is_space]
    places = {x.i: at for at, x in enumerate(kept)}
    return tuple(
        Token(
            offset + x.idx,
            offset + x.idx + len(x.text),
            x.text,
            x.lemma_.lower(),
            x.tag_,
            x.dep_,
            places.get(x.head.i, places[x.i]),
            x.ent_type_,
        )
        for x in kept
    )
