"""What a model is asked for, and its answer as candidates.

A model counts characters badly, so it is asked for words, which grounding then finds in the text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kb.errors import InvalidValue
from kb.model import vocabulary
from kb.read.article.values import Candidate, Field

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kb.read.article.values import Document

#: What a field that a model proposes is worth, as long as nobody has measured it.
_CONFIDENCE = 0.5
COLUMNS = "title kind status date said places actors counts claimant stance quote".split()


def schema() -> dict[str, Any]:
    """Return the JSON schema of an answer."""
    text = {"type": "string"}
    field = {
        "type": "object",
        "properties": {
            "column": {"type": "string", "enum": COLUMNS},
            "value": text,
            "words": text,
        },
        "required": ["column", "value", "words"],
    }
    event = {
        "type": "object",
        "properties": {
            "words": text,
            "quote": text,
            "fields": {"type": "array", "items": field},
        },
        "required": ["words", "quote", "fields"],
    }
    return {
        "type": "object",
        "properties": {"events": {"type": "array", "items": event}},
        "required": ["events"],
    }


def instructions() -> str:
    """Return what a model is told, with the terms of the vocabulary."""
    lists = "\n".join(
        f"{name}: {', '.join(terms)}"
        for name, terms in (
            ("kind", vocabulary.kinds()),
            ("status", vocabulary.statuses()),
            ("stance", vocabulary.stances()),
            ("role", vocabulary.roles()),
            ("count", vocabulary.counts()),
        )
    )
    return f"""You read a news article and list the events that it reports. Opinions are no events.
For each event give `words`, the one to four words of the article that name it, `quote`, the
sentence that carries it, and `fields`. Each field has a column, a value, and `words`: the words of
the article that it stands on, copied letter for letter. Leave out what the article does not say.
title: what happened, in a few plain words of your own.
date, said: when it happened, and when the claimant said it, in EDTF (2022-09-05, 2022-08~,
[..2022-09-15], 2022-08/2022-09), resolved by the day of publication; never more exact than the
words.
places: one field a place. actors: one field an actor, as `role: name`. counts: `killed: 2`,
`wounded: 3..5`. claimant: who says so within the article. Terms that may stand:
{lists}"""


def question(document: Document) -> str:
    """Return what is asked of one article."""
    day = document.published or "unknown: leave relative dates out"
    return f"Published: {day}\n\n{document.text}"


def candidates_of(answer: str, document: Document, name: str) -> list[Candidate]:
    """Return the candidates of an answer in JSON, with or without a fence around it.

    Raises
    ------
    InvalidValue
        If it is no JSON of the schema.
    """
    bare = answer.strip().removeprefix("```json").removeprefix("```").removesuffix("```")
    try:
        events = json.loads(bare)["events"]
        return [_candidate(x, document, name) for x in events]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        said = f"{type(error).__name__}: {error}"
        raise InvalidValue(
            f"extractor {name}: its answer is not of the form asked for: {said}"
        ) from error


def _candidate(event: dict[str, Any], document: Document, name: str) -> Candidate:
    start = _place(event["quote"], event["words"], document.text)
    end = start + len(event["words"]) if start >= 0 else -1
    fields = [Field("quote", event["quote"], method=name, words=event["quote"])]
    return Candidate(start, end, (*fields, *_fields(event, name)), name)


def _fields(event: dict[str, Any], name: str) -> Iterator[Field]:
    for x in event["fields"]:
        if x["column"] != "quote":
            words = str(x.get("words") or "")
            yield Field(
                x["column"], str(x["value"]), confidence=_CONFIDENCE, method=name, words=words
            )


def _place(quote: str, words: str, text: str) -> int:
    """Return where an event's words are, in its quote where that is in the text; -1 for nowhere."""
    at = text.find(quote) if quote else -1
    if at >= 0 and (inside := quote.find(words)) >= 0:
        return at + inside
    return text.find(words) if words and text.count(words) == 1 else -1
