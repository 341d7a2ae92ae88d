"""A long text read in parts, so that time and memory grow with it and no faster.

Stages look at an article as a whole, and so at each name beside each other: right for an article,
too much for a book. What is longer than `WHOLE` is read a part at a time, and only what was found
is kept of each. Nobody is followed from one part to the next.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, NamedTuple

from kb.read.article.analysis import Analysis, analyse
from kb.read.article.extract import candidates_of
from kb.read.article.grounding import renumbered
from kb.read.article.values import Candidate, Document, Zone
from kb.read.article.words.tokens import sentences_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import pandas as pd

#: Texts of at most so many characters are read whole; parts have about so many.
WHOLE, PART = 200_000, 100_000


class Read(NamedTuple):
    """What was found in a document, and what it proposes; offsets count in the whole of it."""

    analysis: Analysis
    candidates: list[Candidate]


def read_parts(
    document: Document,
    *,
    parser: bool | None = None,
    places: pd.DataFrame | None = None,
    most: int | None = None,
) -> Read:
    """Analyse a document and propose its reports, in parts where it is long.

    Options are those of `analyse`. Without `most` each part gives as many events as an article of
    its length.
    """
    if len(document.text) <= WHOLE:
        analysis = analyse(document, parser=parser, places=places, most=most)
        return Read(analysis, candidates_of(analysis))
    found: list[Analysis] = []
    candidates: list[Candidate] = []
    for start, part in parts_of(document, PART):
        analysis = analyse(part, parser=parser, places=places, most=most)
        numbers = {x: x + len(candidates) for x in range(1, 1 + len(analysis.events))}
        candidates += [_moved(renumbered(x, numbers), start) for x in candidates_of(analysis)]
        found.append(_found(analysis, start))
    chosen = _weightiest(candidates, most)
    told = sum(x.told for x in found)
    every = Analysis(
        document,
        (),
        (),
        tuple(y for x in found for y in x.dates),
        tuple(y for x in found for y in x.places),
        tuple(y for x in found for y in x.actors),
        left_out=sum(x.left_out for x in found) + len(candidates) - len(chosen),
        told=told,
        parsed=any(x.parsed for x in found),
        parts=len(found),
    )
    return Read(every, chosen)


def parts_of(document: Document, size: int) -> Iterator[tuple[int, Document]]:
    """Yield a document in parts of about a number of characters, with where each begins.

    They end between paragraphs, or where one of these is longer than a part, between sentences.
    """
    zones: list[Zone] = []
    for zone in _pieces(document, size):
        if zones and zone.end - zones[0].start > size:
            yield zones[0].start, _part(document, zones)
            zones = []
        zones.append(zone)
    if zones:
        yield zones[0].start, _part(document, zones)


def _pieces(document: Document, size: int) -> Iterator[Zone]:
    """Yield the zones, those that are longer than a part in pieces."""
    for zone in document.zones:
        first = zone.start
        if zone.end - zone.start > size:
            for start, _ in sentences_in(document.text, zone.start, zone.end):
                while start - first > 2 * size:
                    yield Zone(first, first + size, zone.kind)
                    first += size
                if start - first > size:
                    yield Zone(first, start, zone.kind)
                    first = start
            while zone.end - first > 2 * size:
                yield Zone(first, first + size, zone.kind)
                first += size
        yield Zone(first, zone.end, zone.kind)


def _part(document: Document, zones: Sequence[Zone]) -> Document:
    start, end = zones[0].start, zones[-1].end
    moved = tuple(Zone(x.start - start, x.end - start, x.kind) for x in zones)
    return replace(document, text=document.text[start:end], zones=moved)


def _found(analysis: Analysis, start: int) -> Analysis:
    """Return what is kept of a part: what was found, counted in the whole text."""
    return replace(
        analysis,
        document=replace(analysis.document, text="", zones=()),
        sentences=(),
        events=(),
        dates=tuple(_shifted(analysis.dates, start)),
        places=tuple(_shifted(analysis.places, start)),
        actors=tuple(_shifted(analysis.actors, start)),
    )


def _shifted(found: Iterable[Any], by: int) -> Iterator[Any]:
    for x in found:
        yield replace(x, start=x.start + by, end=x.end + by)


def _moved(candidate: Candidate, by: int) -> Candidate:
    fields = (x if x.start < 0 else replace(x, start=x.start + by, end=x.end + by)
              for x in candidate.fields)  # fmt: skip
    others = tuple((a + by, b + by) for a, b in candidate.others)
    return replace(
        candidate,
        start=candidate.start + by,
        end=candidate.end + by,
        fields=tuple(fields),
        others=others,
    )


def _weightiest(candidates: Sequence[Candidate], most: int | None) -> list[Candidate]:
    """Return the candidates that matter most, in order, and their relations to each other."""
    if most is None or len(candidates) <= most:
        return list(candidates)
    ranked = sorted(range(len(candidates)), key=lambda x: -(candidates[x].confidence or 0.0))
    numbers = {x + 1: new for new, x in enumerate(sorted(ranked[:most]), start=1)}
    return [renumbered(candidates[x - 1], numbers) for x in numbers]


__all__ = ["PART", "WHOLE", "Read", "parts_of", "read_parts"]
