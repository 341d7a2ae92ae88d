"""Where the places lie that candidates name, whoever proposed these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.model.names import fold
from kb.read.article.naming import place_names
from kb.resolve.places import resolve_places

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kb.read.article.analysis import Analysis
    from kb.read.article.values import Candidate
    from kb.resolve.places import Place

#: So many characters of an article are company enough for a name.
_COMPANY = 100_000

__all__ = ["located", "located_names"]


def located(candidates: Sequence[Candidate], analysis: Analysis) -> dict[int, dict[str, Place]]:
    """Return the places of each candidate, by its number from 1 and by the names it gives them.

    A name that the article was not found to have, since a person or another program wrote it, is
    looked up as if it stood at the end of the article. What no gazetteer has is left out.
    """
    names = place_names(analysis.places)
    known = {fold(names[x.place.id]): x.place for x in analysis.places}
    wanted = {
        number: [name.strip() for cell in x.values("places") for name in cell.split(";")]
        for number, x in enumerate(candidates, start=1)
    }
    strange = {name for row in wanted.values() for name in row if fold(name) not in known}
    known |= {fold(x): y for x, y in located_names(strange, analysis.document.text).items()}
    return {
        number: {name: known[fold(name)] for name in row if fold(name) in known}
        for number, row in wanted.items()
    }


def located_names(names: Collection[str], text: str) -> dict[str, Place]:
    """Return the places that names mean in the company of a text, those that are known."""
    given, text = sorted(filter(str.strip, names)), text[:_COMPANY]
    spans, end = [], len(text) + 1
    for name in given:
        spans.append((end, end + len(name)))
        end += len(name) + 2
    if not given:
        return {}
    found = resolve_places(f"{text}\n{'. '.join(given)}.", spans)
    return {name: place for name, place in zip(given, found, strict=True) if place is not None}
