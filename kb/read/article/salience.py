"""How much a trigger matters: whether readers would call it an event of the article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.events.quotations import quoted_places
from kb.read.article.words.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.events.triggers import Trigger
    from kb.read.article.times.dating import Dating
    from kb.read.article.values import Sentence

_REALITY = {
    "real": 0.0,
    "attempted": -0.7,
    "generic": -1.5,
    "opinion": -2.5,
    "unreal": -2.0,
    "negated": -2.5,
}

#: What an event of its own date, or one that carries the story on, gains.
_BY_DATE = {
    "its own words": 0.9,
    "its clause": 0.7,
    "its verb": 0.7,
    "its phrase": 0.7,
    "its circumstance": 0.7,
    "day of the story": 0.5,
    "reported by then": 0.2,
}
#: Words of biographies, which tell no news.
_LIVES = frozenset("born graduated alumnus".split())
_BY_STATUS = {"planned": -0.7, "postponed": 0.7, "cancelled": 0.7}
_BY_FORM = {"VBD": 0.5, "VB": -0.7, "VBZ": -0.5, "VBP": -0.5}


def rank(
    sentences: Sequence[Sentence],
    triggers: Sequence[Sequence[Trigger]],
    datings: Sequence[Sequence[Dating]],
) -> list[list[float]]:
    """Return a score for each trigger; the lists are one for each sentence, as in `triggers`."""
    title = _title_words(sentences, triggers)
    seen: set[str] = set()
    scores = []
    quoted = quoted_places([Syntax(x) for x in sentences])
    body = 0
    for at, sentence in enumerate(sentences):
        syntax = Syntax(sentence)
        row = []
        for trigger, dating in zip(triggers[at], datings[at], strict=True):
            value = _score(syntax, trigger, dating, trigger.place in quoted[at], body)
            key = f"{trigger.kind}:{trigger.entry.lemma}"
            value += 0.8 * (trigger.entry.lemma[:5] in title) - 0.8 * (key in seen)
            if sentence.zone == "body":
                seen.add(key)
            row.append(value)
        body += sentence.zone == "body"
        scores.append(row)
    return scores


def _score(syntax: Syntax, trigger: Trigger, dating: Dating, quoted: bool, body: int) -> float:
    value = float(trigger.entry.weight) + _REALITY[trigger.modality.reality]
    value += max(0.0, 1.0 - 0.12 * body)
    value += _BY_DATE.get(dating.rule, 0.0)
    value += _BY_FORM.get(trigger.tag, 0.0)
    value -= 2.0 * (quoted or not _LIVES.isdisjoint(syntax.words))
    value += _BY_STATUS.get(trigger.modality.status, 0.0)
    if syntax.sentence.zone in ("title", "heading"):
        value -= 2.5
    return value + _place_in_clause(syntax, trigger)


def _place_in_clause(syntax: Syntax, trigger: Trigger) -> float:
    if not syntax.parsed:
        return 0.0
    dep = syntax.dep(trigger.place)
    if trigger.is_noun:
        return {"nsubj": -0.3, "dobj": 0.3}.get(dep, 0.0)
    named = any(
        syntax.tokens[x].label for x in syntax.with_dep(trigger.place, "nsubj", "nsubjpass", "dobj")
    )
    by_dep = {"ROOT": 0.3, "conj": 0.2, "ccomp": 0.2, "relcl": -0.2, "acl": -0.3}
    return by_dep.get(dep, 0.0) + 0.3 * named


def _title_words(sentences: Sequence[Sentence], triggers: Sequence[Sequence[Trigger]]) -> set[str]:
    return {
        x.entry.lemma[:5]
        for sentence, row in zip(sentences, triggers, strict=True)
        if sentence.zone == "title"
        for x in row
    }
