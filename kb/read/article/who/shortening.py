"""Names that an article gives in full once: acronyms, surnames and last words after them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kb.read.article.values import Mention
from kb.read.article.who.units import whole_units

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


def mention_of(text: str, start: int, end: int, why: str, value: str = "") -> Mention:
    return Mention(start, end, text[start:end], "actor", value or clean(text[start:end]), why)


def clean(name: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"(?:'s|’s)$", "", name)).strip(" .,")


def acronyms(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the acronyms of organisations that are spelt out somewhere."""
    for mention in [x for x in mentions if x.why.startswith("spelt out")]:
        acronym = mention.why.rpartition(" ")[2]
        for match in re.finditer(rf"\b{re.escape(acronym)}\b", text):
            yield mention_of(text, *match.span(), "acronym", mention.value)
        for match in re.finditer(re.escape(mention.value), text):
            yield mention_of(text, *match.span(), "organisation", mention.value)


def surnames(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the surnames of persons who are named in full somewhere before."""
    for mention in [x for x in mentions if x.why.startswith("person")]:
        *first, last = mention.value.split()
        if first and last[:1].isupper():
            for match in re.finditer(rf"\b{re.escape(last)}\b", text[mention.end :]):
                start, end = (mention.end + x for x in match.span())
                yield mention_of(text, start, end, "person")


def short_names(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Yield "the Front" where one organisation alone has a name that ends so."""
    for last, names in _last_words(mentions).items():
        if len(names) == 1:
            (whole,) = names.values()
            pattern = rf"\b[Tt]he ({re.escape(last)})\b(?! [A-Z])"
            for match in re.finditer(pattern, text[whole.end :]):
                start, end = (whole.end + x for x in match.span(1))
                yield mention_of(text, start, end, "organisation by its last word", whole.value)


def fullest(mentions: list[Mention]) -> Iterator[Mention]:
    """Give surnames and last words of organisations the full name that the document has."""
    full: dict[str, str] = {}
    for x in mentions:
        words = x.value.split()
        if x.why.startswith("person") and len(words) > 1:
            full.setdefault(words[-1], x.value)
            if len(words) > 2 and words[-2][:1].isupper():
                full.setdefault(words[-2], x.value)
    units = whole_units(x.value for x in mentions if x.why == "unit")
    whole = {last: next(iter(x)) for last, x in _last_words(mentions).items() if len(x) == 1}
    for x in mentions:
        if x.why.startswith("person") and x.value in full:
            yield Mention(x.start, x.end, x.text, x.kind, full[x.value], f"{x.why}, by surname")
        elif x.why == "unit" and x.value in units:
            yield Mention(x.start, x.end, x.text, x.kind, units[x.value], "unit by its number")
        elif x.why.startswith("organisation") and x.value in whole:
            name = whole[x.value]
            yield Mention(x.start, x.end, x.text, x.kind, name, "organisation by its last word")
        else:
            yield x


def _last_words(mentions: Iterable[Mention]) -> dict[str, dict[str, Mention]]:
    """Return the organisations by the last words of their names, and by the names."""
    ending: dict[str, dict[str, Mention]] = {}
    for mention in mentions:
        words = mention.value.split()
        named = mention.why.startswith(("spelt out", "organisation")) and len(words) > 1
        if named and words[-1].istitle() and words[0][:1].isupper():
            ending.setdefault(words[-1], {}).setdefault(mention.value, mention)
    return ending
