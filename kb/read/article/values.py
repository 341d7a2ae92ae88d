"""The values that the stages of reading hand on: documents, sentences, candidates."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What a part of a page is, of which some tell of events.
ZONE_KINDS = ("title", "dateline", "heading", "body", "caption", "biography", "boilerplate")


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a document; `end` is exclusive, `kind` one of `ZONE_KINDS`."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Document:
    """The text of an article, and what is known of it.

    All offsets in the values of reading count characters of `text`. `zones` lie in order and do
    not overlap. `published` is a day or an instant (ISO 8601), empty where it is not known; then
    relative dates stay unresolved. `stated` is the day that the page says itself, `notes` are what
    a person should know of how the text was found.
    """

    text: str
    zones: tuple[Zone, ...]
    published: str = ""
    source: str = ""
    url: str = ""
    lang: str = "en"
    stated: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a sentence.

    `lemma` is lower-case; `tag` (Penn Treebank), `dep` and `head` (a token's place in its sentence;
    its own at the root) are of a parser and are empty, and -1, where none is installed. `label` is
    the entity that a name recogniser sees it in (`PERSON`, `ORG`, `GPE`, …).
    """

    start: int
    end: int
    text: str
    lemma: str
    tag: str = ""
    dep: str = ""
    head: int = -1
    label: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens; `paragraph` counts from 0, `zone` is its zone's kind."""

    start: int
    end: int
    tokens: tuple[Token, ...]
    paragraph: int
    zone: str = "body"


@dataclass(frozen=True, slots=True)
class Mention:
    """A phrase as printed, and what it resolved to.

    `kind` is date, place, actor or event; `value` is EDTF, the name of a place or an actor, or an
    event kind; `why` says by which rule.
    """

    start: int
    end: int
    text: str
    kind: str
    value: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """What a candidate says in one column of events.csv, and the words that it stands on.

    In list columns one field is one entry (`agent: Armed Forces of Ukraine`). In `relations` a
    target `#3` is the third candidate that the same extractor returns for the document. `start`
    and `end` are -1 where no words carry it, which only a rule stated in `method` may do (a status
    that follows from tense, say). `confidence` lies in 0..1. An extractor that cannot count
    characters gives the `words` instead: they are looked up in the text.
    """

    column: str
    value: str
    start: int = -1
    end: int = -1
    confidence: float = 1.0
    method: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A report that an extractor proposes: the words that name the event, and its fields.

    `others` are the offsets of further words that name the same event. `confidence` is how often
    people mark such a candidate as one of the article's events, None where nobody measured it.
    """

    start: int
    end: int
    fields: tuple[Field, ...]
    extractor: str = ""
    others: tuple[tuple[int, int], ...] = ()
    confidence: float | None = None

    def values(self, column: str) -> list[str]:
        """Return the entries of a column, in order."""
        return [x.value for x in self.fields if x.column == column]


class Extractor(Protocol):
    """Anything that proposes reports of a document; found by the entry point `kb.extractors`."""

    def __call__(self, document: Document) -> Iterable[Candidate]:
        """Propose candidates, their offsets counted in `document.text`."""
        ...
