"""The vocabulary: kinds, statuses, roles, stances, counts and relations, from one table.

`vocabulary.csv` beside this module holds a row per term: its type, the broader term, a label, a
definition, and the codes that other projects have for it. A cell of codes has `;` between them:

    CODE     means the same as the kind: written and read
    <CODE    is broader than the kind: written when the kind is exported, never read as it
    >CODE    is narrower than the kind: read as the kind, never written

PLOVER codes are `EVENT` or `EVENT:mode`, ACLED codes `event type` or `event type: sub-event type`,
CAMEO codes digits, of which a prefix is the broader code. What could not be found in one of these
sources has no code:

- PLOVER-0.7b1: Open Event Data Alliance, PLOVER manual, draft 0.7b1 (2021),
  https://github.com/openeventdata/PLOVER, PLOVER_MANUAL.tex
- CAMEO2PLOVER-2021: the crosswalk CAMEO2PLOVER-2021.txt of the same repository, which also lists
  the CAMEO codes with their names
- CAMEO-1.1b3: Schrodt, CAMEO event and actor codebook, version 1.1b3 (March 2012); its list of
  event types at https://www.andybeger.com/cameo/event-type-list.html
- ACLED-codebook: Armed Conflict Location & Event Data, codebook,
  https://acleddata.com/knowledge-base/codebook/
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal, NamedTuple

from kb.errors import InvalidValue, UnknownName

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "Term",
    "broader",
    "code",
    "counts",
    "definition",
    "family",
    "is_known",
    "kind_of_code",
    "kinds",
    "label",
    "narrower_or_same",
    "nearest",
    "relations",
    "roles",
    "stances",
    "statuses",
    "terms",
]

TermType = Literal["kind", "status", "role", "stance", "count", "relation"]
Scheme = Literal["plover", "cameo", "acled"]

TYPES: tuple[TermType, ...] = ("kind", "status", "role", "stance", "count", "relation")
SCHEMES: tuple[Scheme, ...] = ("plover", "cameo", "acled")


class Term(NamedTuple):
    """One row of the vocabulary."""

    type: str
    term: str
    broader: str
    label: str
    definition: str
    plover: str
    cameo: str
    acled: str
    sources: str


@cache
def terms() -> Mapping[str, Term]:
    """Return every term by its name, in the order of the table.

    Examples
    --------
    >>> terms()["strike"].broader
    'attack'
    """
    with Path(__file__).with_name("vocabulary.csv").open(encoding="utf-8", newline="") as file:
        rows = [Term(**row) for row in csv.DictReader(file)]
    return MappingProxyType({row.term: row for row in rows})


@cache
def _of_type(type: str) -> tuple[str, ...]:
    return tuple(name for name, term in terms().items() if term.type == type)


def kinds() -> tuple[str, ...]:
    """Return the kinds of events, each after the broader one.

    Examples
    --------
    >>> kinds()[:3]
    ('conflict', 'attack', 'strike')
    """
    return _of_type("kind")


def statuses() -> tuple[str, ...]:
    """Return the statuses that an event may have.

    Examples
    --------
    >>> statuses()
    ('occurred', 'ongoing', 'planned', 'postponed', 'cancelled')
    """
    return _of_type("status")


def roles() -> tuple[str, ...]:
    """Return the roles that an actor may have in an event.

    Examples
    --------
    >>> roles()
    ('agent', 'target', 'victim', 'speaker', 'mediator', 'instrument', 'participant')
    """
    return _of_type("role")


def stances() -> tuple[str, ...]:
    """Return the stances that a claimant may take.

    Examples
    --------
    >>> stances()
    ('asserts', 'doubts', 'denies', 'retracts')
    """
    return _of_type("stance")


def counts() -> tuple[str, ...]:
    """Return the names of what reports count.

    Examples
    --------
    >>> counts()[:3]
    ('casualties', 'killed', 'wounded')
    """
    return _of_type("count")


def relations() -> tuple[str, ...]:
    """Return the relations between events.

    Examples
    --------
    >>> relations()
    ('after', 'because of', 'part of', 'about', 'same as', 'not')
    """
    return _of_type("relation")


def is_known(type: TermType, term: str) -> bool:
    """Say whether the vocabulary has the term in that type.

    Examples
    --------
    >>> is_known("kind", "strike"), is_known("role", "strike")
    (True, False)
    """
    found = terms().get(term)
    return found is not None and found.type == type


def label(term: str) -> str:
    """Return the words to show for a term; one that is not known shows as it is.

    Examples
    --------
    >>> label("assault"), label("skirmish")
    ('Ground assault', 'skirmish')
    """
    found = terms().get(term)
    return found.label if found else term


def definition(term: str) -> str:
    """Return what a term means; nothing for one that is not known.

    Examples
    --------
    >>> definition("ongoing")
    'It has begun and had not ended when it was reported.'
    """
    found = terms().get(term)
    return found.definition if found else ""


@cache
def broader(term: str) -> tuple[str, ...]:
    """Return the terms above a term, nearest first; none above an unknown one.

    Examples
    --------
    >>> broader("strike")
    ('attack', 'conflict')
    """
    found = terms().get(term)
    if found is None or not found.broader:
        return ()
    return found.broader, *broader(found.broader)


@cache
def narrower_or_same(term: str) -> frozenset[str]:
    """Return a term and all that stand below it.

    Examples
    --------
    >>> sorted(narrower_or_same("territory"))
    ['capture', 'territory', 'withdrawal']
    """
    return frozenset({term, *(name for name in terms() if term in broader(name))})


def family(kind: str) -> str:
    """Return the top-level kind above a kind; an unknown kind is of the family `other`.

    Examples
    --------
    >>> family("strike"), family("conflict"), family("skirmish")
    ('conflict', 'conflict', 'other')
    """
    return (kind, *broader(kind))[-1] if is_known("kind", kind) else "other"


def nearest(type: TermType, term: str) -> tuple[str, ...]:
    """Return up to three terms of the type that look most like a word, the best first.

    Examples
    --------
    >>> nearest("status", "occured")
    ('occurred',)
    """
    from difflib import get_close_matches  # loaded only when somebody has erred

    if type not in TYPES:
        raise InvalidValue.among("type of term", type, TYPES)
    return tuple(get_close_matches(term.strip().lower(), _of_type(type), n=3, cutoff=0.6))


def _codes(kind: str, scheme: str) -> list[str]:
    cell: str = getattr(terms()[kind], scheme)
    return [code.strip() for code in cell.split(";") if code.strip()]


def code(kind: str, scheme: Scheme) -> str | None:
    """Return the code to write for a kind in a foreign scheme, None where there is none.

    Examples
    --------
    >>> code("strike", "cameo"), code("strike", "plover"), code("vote", "acled")
    ('195', 'ASSAULT:heavy-weapons', None)
    """
    _check_scheme(scheme)
    if not is_known("kind", kind):
        raise UnknownName.nearest("kind", kind, kinds())
    written = (code for code in _codes(kind, scheme) if not code.startswith(">"))
    return next((code.removeprefix("<") for code in written), None)


@cache
def _kinds_by_code(scheme: str) -> Mapping[str, str]:
    return MappingProxyType(
        {
            code.removeprefix(">"): kind
            for kind in kinds()
            for code in _codes(kind, scheme)
            if not code.startswith("<")
        }
    )


def kind_of_code(code: str, scheme: Scheme) -> str | None:
    """Return the kind that a foreign code is read as, None where no kind fits.

    A code that the table does not list is read as its broader code is.

    Examples
    --------
    >>> kind_of_code("1952", "cameo"), kind_of_code("PROTEST:riot", "plover")
    ('strike', 'protest')
    >>> kind_of_code("Battles: Armed clash", "acled")
    'battle'
    """
    _check_scheme(scheme)
    known = _kinds_by_code(scheme)
    found = (known[broad] for broad in _broader_codes(code, scheme) if broad in known)
    return next(found, None)


def _broader_codes(code: str, scheme: str) -> list[str]:
    """Return a code and those above it, nearest first."""
    if scheme == "cameo":
        return [code[:length] for length in range(len(code), 1, -1)]
    return [code, code.split(":")[0]]


def _check_scheme(scheme: str) -> None:
    if scheme not in SCHEMES:
        raise InvalidValue.among("scheme", scheme, SCHEMES)
