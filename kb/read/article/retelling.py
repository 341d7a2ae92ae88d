"""Mentions of one happening: what the title and a later "the attack" are dated by."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from kb.read.article.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.dating import Dating
    from kb.read.article.triggers import Trigger
    from kb.read.article.values import Sentence

#: Rules that date by words of the sentence itself.
_BY_WORDS = frozenset(
    "its own words;its verb;its clause;its phrase;reported by then;recorded by then".split(";")
)
#: Without a parser, words longer than this are taken for names and nouns.
_LONG = 4
_KNOWN = frozenset("the this that his her its their".split())


def share_dates(
    sentences: Sequence[Sentence],
    triggers: Sequence[Sequence[Trigger]],
    found: Sequence[Sequence[Dating]],
) -> list[list[Dating]]:
    """Give a mention the date of another mention of the same happening.

    Titles and headings retell what the text below them says; a noun with "the" or a possessive
    means what has been told; and so does a verb whose sentence names the same things.
    """
    dated: dict[str, tuple[Dating, set[str]]] = {}
    contents = [content(Syntax(x)) for x in sentences]
    for row, datings, words in zip(triggers, found, contents, strict=True):
        for trigger, dating in zip(row, datings, strict=True):
            if dating.rule in _BY_WORDS:
                dated.setdefault(_key(trigger), (dating, words))
    return [
        [
            _again(sentence, words, trigger, dating, dated.get(_key(trigger)))
            for trigger, dating in zip(row, datings, strict=True)
        ]
        for sentence, words, row, datings in zip(sentences, contents, triggers, found, strict=True)
    ]


def content(syntax: Syntax) -> set[str]:
    """Return the nouns and names of a sentence, by which one tells that it is of the same story."""
    if not syntax.parsed:
        return {x for x in syntax.words if len(x) > _LONG}
    return {
        x.lemma
        for x in syntax.tokens
        if x.tag[:2] == "NN" and len(x.lemma) > 2 and x.label not in ("DATE", "TIME")
    }


def _again(
    sentence: Sentence,
    words: set[str],
    trigger: Trigger,
    dating: Dating,
    other: tuple[Dating, set[str]] | None,
) -> Dating:
    if other is None or dating.rule not in ("undated", "day of the story"):
        return dating
    found, named = other
    if trigger.modality.reality != "real" or not _retells(sentence, trigger, words & named):
        return dating
    return replace(
        dating,
        time_span=found.time_span,
        start=found.start,
        end=found.end,
        rule="another mention",
        confidence=0.7,
    )


def _retells(sentence: Sentence, trigger: Trigger, shared: set[str]) -> bool:
    if sentence.zone in ("title", "heading"):
        return True
    if not trigger.is_noun:
        return bool(shared)
    syntax = Syntax(sentence)
    before = syntax.words[max(0, trigger.place - 3) : trigger.place]
    return any(x in _KNOWN for x in before)


def _key(trigger: Trigger) -> str:
    """Mentions of one happening share a kind, and the beginning of their words."""
    return f"{trigger.kind}:{trigger.entry.lemma[:4]}"
