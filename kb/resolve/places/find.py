"""The two questions: which places does a text name, and where are the ones that it is said to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.resolve.places.forms import by_article, by_noun, is_definite
from kb.resolve.places.gazetteer import chain
from kb.resolve.places.given import countries_of, names_of, spans_of, text_of
from kb.resolve.places.judge import final_odds, first_odds, signs, strongest
from kb.resolve.places.known import as_place
from kb.resolve.places.longer import is_part
from kb.resolve.places.own import own_candidates
from kb.resolve.places.place import PlaceMention
from kb.resolve.places.senses import choices
from kb.resolve.places.spot import Spot, lookup, spot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd

    from kb.resolve.places.candidate import Candidate
    from kb.resolve.places.choose import Choice
    from kb.resolve.places.place import Place

__all__ = ["find_places", "resolve_places"]

#: Names with lower log odds of being places are dropped before places are chosen.
_DOUBTFUL = -1.5

#: Log odds of a mention that is known to be of a place.
_GIVEN = 9.0

#: How many rivals a place tells.
_RIVALS = 3


def find_places(
    text: str,
    *,
    spans: Sequence[tuple[int, int]] | None = None,
    names: Iterable[tuple[int, int, str]] | None = None,
    countries: Sequence[str] = (),
    places: pd.DataFrame | None = None,
) -> list[PlaceMention]:
    """Find the places that a text names, each with the one that is meant.

    A gazetteer finds the names and the words around them tell whether they are names of places
    here. The first use builds an index of the gazetteer in the user's cache folder, which takes
    some twenty seconds (docs/places.md).

    Parameters
    ----------
    text
        The text of a document: all of it counts in choosing among places of one name.
    spans
        Stretches of the text, as offsets with the end exclusive; only mentions that overlap one
        of them are returned. All of the text by default.
    names
        What a recogniser of names proposes: start, end and its label, such as PERSON, ORG or GPE.
        It weighs as a sign among others.
    countries
        Codes (ISO 3166-1, two letters) of countries that the text is likely to be about.
    places
        The places of one's own knowledge base (`base.places`): its names come before all others.

    Returns
    -------
    list of PlaceMention
        In the order of the text; none overlaps another.

    Raises
    ------
    InvalidValue
        The text is no text, a span is no pair of offsets, lies outside of it or is empty, or a code
        is no code.

    Examples
    --------
    >>> [mention] = find_places("A fire broke out in Paris, Texas.")[:1]
    >>> mention.text, mention.place.name, mention.place.within
    ('Paris', 'Paris', ('Texas', 'United States'))
    """
    text = text_of(text)
    wanted = None if spans is None else spans_of(spans, text)
    proposed = names_of(() if names is None else names, text)
    countries = countries_of(countries)
    own = own_candidates(places) if places is not None else {}
    words, spots = spot(text, own)
    shown = signs(text, words, spots, proposed)
    likely = [(x, signs_, first_odds(signs_)) for x, signs_ in zip(spots, shown, strict=True)]
    likely = [x for x in likely if x[2] > _DOUBTFUL and not is_part(x[0], words)]
    chosen = choices(text, [(x, odds) for x, _, odds in likely], countries)
    best = [x.ranked[0][0] for x in chosen]
    named = {x.country for x in best if x.kind == "country"}
    found = [
        _mention(each, choice, strongest(signs_))
        for (each, signs_, _), choice in zip(likely, chosen, strict=True)
        if final_odds(signs_, choice, named) > 0
    ]
    if wanted is None:
        return found
    return [each for each in found if _touches(each, wanted)]


def resolve_places(
    text: str,
    spans: Sequence[tuple[int, int]],
    *,
    countries: Sequence[str] = (),
    places: pd.DataFrame | None = None,
) -> list[Place | None]:
    """Return the places that the given mentions mean, None where no gazetteer has the name.

    What else the text names counts in the choice.

    Parameters
    ----------
    text
        The text of a document.
    spans
        The mentions: offsets, the end exclusive.
    countries, places
        As for `find_places`.

    Raises
    ------
    InvalidValue
        The text is no text, a span is no pair of offsets, lies outside of it or is empty, or a code
        is no code.

    Examples
    --------
    >>> text = "Athens and its neighbours in Ohio"
    >>> [place.within for place in resolve_places(text, [(0, 6)])]
    [('Ohio', 'United States')]
    """
    text = text_of(text)
    spans = spans_of(spans, text)
    countries = countries_of(countries)
    own = own_candidates(places) if places is not None else {}
    given = [_given(text, start, end, own) for start, end in spans]
    words, spots = spot(text, own)
    odds = map(first_odds, signs(text, words, spots, []))
    known = [
        (each, sure)
        for each, sure in zip(spots, odds, strict=True)
        if sure > _DOUBTFUL and not is_part(each, words) and not _touches(each, spans)
    ]
    known += [(each, _GIVEN) for each in given if each.candidates]
    known.sort(key=lambda pair: (pair[0].start, pair[0].end))
    chosen = zip(known, choices(text, known, countries), strict=True)
    places_ = {id(each): _place(choice) for (each, _), choice in chosen}
    return [places_.get(id(each)) for each in given]


def _given(text: str, start: int, end: int, own: Mapping[str, list[Candidate]]) -> Spot:
    name = text[start:end]
    key, candidates = lookup(name, own)
    candidates = by_article(candidates, is_definite(text, start, end)) or candidates
    candidates = by_noun(candidates, text, start, end)
    return Spot(start, end, name, key, "name", candidates)


def _touches(each: Spot | PlaceMention, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start < each.end and each.start < end for start, end in spans)


def _mention(spot: Spot, choice: Choice, why: tuple[str, ...]) -> PlaceMention:
    _, share = choice.ranked[0]
    is_demonym = spot.kind == "demonym"
    return PlaceMention(spot.start, spot.end, spot.text, _place(choice), share, why, is_demonym)


def _place(choice: Choice) -> Place:
    (best, _), *others = choice.ranked
    rivals = (f"{x.name} ({', '.join(chain(x))})" for x, _ in others[:_RIVALS])
    return as_place(best, choice.why, tuple(rivals))
