"""The forms of English words, for text that no parser has read.

Rules of spelling give the regular forms; `irregular.csv` lists the others. Tags are those of the
Penn Treebank, since that is what parsers give.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path
from types import MappingProxyType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Verbs of several syllables that double their last letter all the same.
_DOUBLED = frozenset(
    "admit commit compel confer control defer embed enrol equip expel format hijack kidnap occur "
    "omit patrol permit prefer propel rebel refer regret remit repel submit transfer transmit "
    "travel cancel label model channel fuel signal program overrun".split()
)
#: Those of them that are written with one letter as well.
_EITHER = frozenset("cancel travel label model channel fuel signal program kidnap".split())
_SHORT = re.compile(r"[^aeiou]*(?:qu)?[aeiou][bdfgklmnprtvz]")
_HISSING = ("s", "x", "z", "ch", "sh")


def plural(noun: str) -> str:
    """Return the regular plural of a noun, which is also how verbs end after he, she and it.

    >>> plural("casualty"), plural("clash")
    ('casualties', 'clashes')
    """
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith((*_HISSING, "o")) else "s")


def verb_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a verb, each with its tag.

    >>> sorted(verb_forms("ban"))[:3]
    [('ban', 'VB'), ('ban', 'VBP'), ('banned', 'VBD')]
    """
    yield lemma, "VB"
    yield lemma, "VBP"
    yield plural(lemma), "VBZ"
    for stem in _stems(lemma):
        yield stem + "ing", "VBG"
    past, participle = _irregular().get(lemma, ((), ()))
    for form in past or _regular_past(lemma):
        yield form, "VBD"
    for form in participle or _regular_past(lemma):
        yield form, "VBN"


def noun_forms(lemma: str) -> Iterator[tuple[str, str]]:
    """Yield the forms of a noun, each with its tag."""
    yield lemma, "NN"
    yield plural(lemma), "NNS"


@cache
def stripped(form: str, verb: bool) -> str:
    """Return what a form may be a form of, by its ending alone.

    >>> stripped("shelled", True), stripped("bridges", False)
    ('shell', 'bridge')
    """
    if not verb:
        return _singular(form)
    if form in irregular_forms():
        return irregular_forms()[form]
    for ending in ("ing", "ed"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            return _unstemmed(form[: -len(ending)])
    return _singular(form)


def _stems(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("ie"):
        return (lemma[:-2] + "y",)
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return (lemma[:-1],)
    if lemma in _EITHER:
        return (lemma, lemma + lemma[-1])
    if (lemma in _DOUBLED and lemma[-1] not in "ck") or _SHORT.fullmatch(lemma):
        return (lemma + lemma[-1],)
    return (lemma,)


def _regular_past(lemma: str) -> tuple[str, ...]:
    if lemma.endswith("e"):
        return (lemma + "d",)
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return (lemma[:-1] + "ied",)
    return tuple(stem + "ed" for stem in _stems(lemma))


def _singular(form: str) -> str:
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("es") and form[:-2].endswith(("ss", "x", "zz", "ch", "sh")):
        return form[:-2]
    return form[:-1] if form.endswith("s") and not form.endswith(("ss", "us", "is")) else form


def _unstemmed(stem: str) -> str:
    if len(stem) > 2 and stem[-1] == stem[-2] and stem[-1] not in "lsz":
        return stem[:-1]
    if stem.endswith("i"):
        return stem[:-1] + "y"
    if re.search(
        r"(?:[^aeiou][aeiou][cgsvz]|[aiou]t|[rln]c|[rdl]g|u|v|[^aeioul]l|[aeiou]r)$", stem
    ):
        return stem + "e"
    return stem


@cache
def _irregular() -> Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]:
    with Path(__file__).with_name("irregular.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return MappingProxyType(
        {x["lemma"]: (tuple(x["past"].split(";")), tuple(x["participle"].split(";"))) for x in rows}
    )


@cache
def irregular_forms() -> Mapping[str, str]:
    """Return the irregular pasts and participles, each with its lemma."""
    forms: dict[str, str] = {}
    for lemma, (past, participle) in _irregular().items():
        for form in (*past, *participle):
            forms.setdefault(form, lemma)
    return MappingProxyType(forms)
