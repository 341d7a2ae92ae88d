"""Lemmas of English words without a parser: of the words that the tables know, else by endings."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType

from kb.read.article.words.forms import irregular_forms, noun_forms, stripped, verb_forms
from kb.read.article.words.stative import FAINT, STATIVE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Tables with words, and the column that has them.
_TABLES = {
    "triggers.csv": "lemma",
    "../events/modality.csv": "word",
    "../events/reporting.csv": "word",
}


def lemma_of(form: str, verb: bool) -> str:
    """Return what a lower-case word is a form of.

    >>> lemma_of("blew", True), lemma_of("postponed", True), lemma_of("bridges", False)
    ('blow', 'postpone', 'bridge')
    """
    return _known(verb).get(form) or stripped(form, verb)


@cache
def _known(verb: bool) -> Mapping[str, str]:
    forms = verb_forms if verb else noun_forms
    found = dict(irregular_forms()) if verb else {}
    for lemma in _words("verb" if verb else "noun"):
        for form, _ in forms(lemma):
            found.setdefault(form, lemma)
    return MappingProxyType(found)


def _words(pos: str) -> Iterator[str]:
    for name, column in _TABLES.items():
        with (Path(__file__).parent / name).open(encoding="utf-8", newline="") as file:
            yield from (x[column] for x in csv.DictReader(file) if x["pos"] == pos)
    if pos == "verb":
        yield from sorted(STATIVE | FAINT)
