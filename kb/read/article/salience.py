"""How much a trigger matters: what readers would call an event of the article, most of all first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kb.read.article.syntax import Syntax

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.read.article.attribution import Attribution
    from kb.read.article.dating import Dating
    from kb.read.article.triggers import Trigger
    from kb.read.article.values import Sentence

_REALITY = {"real": 0.0, "attempted": -0.7, "generic": -1.5, "opinion": -2.5, "unreal": -2.0, "negated": -2.5}


def rank(
    sentences: Sequence[Sentence],
    triggers: Sequence[Sequence[Trigger]],
    datings: Sequence[Sequence[Dating]],
    claims: Sequence[Sequence[Attribution | None]],
) -> list[list[float]]:
    """Return a score for each trigger; the lists are one for each sentence, as in `triggers`."""
    title = _title_words(sentences, triggers)
    seen: set[str] = set()
    scores = []
    body = 0
    for at, sentence in enumerate(sentences):
        syntax = Syntax(sentence)
        row = []
        for trigger, dating, claim in zip(triggers[at], datings[at], claims[at], strict=True):
            value = _score(syntax, trigger, dating, claim, body)
            key = f"{trigger.kind}:{trigger.entry.lemma}"
            value += 0.8 * (trigger.entry.lemma[:5] in title) - 0.8 * (key in seen)
            if sentence.zone == "body":
                seen.add(key)
            row.append(value)
        body += sentence.zone == "body"
        scores.append(row)
    return scores


def _score(
    syntax: Syntax, trigger: Trigger, dating: Dating, claim: Attribution | None, body: int
) -> float:
    value = float(trigger.entry.weight) + _REALITY[trigger.modality.reality]
    value += max(0.0, 1.0 - 0.12 * body)
    value += 0.5 * (dating.time_span is not None)
    value -= 0.3 * (claim is not None)
    if trigger.modality.status == "planned":
        value -= 0.5
    if syntax.sentence.zone in ("title", "heading"):
        value -= 1.0
    return value + _place_in_clause(syntax, trigger)


def _place_in_clause(syntax: Syntax, trigger: Trigger) -> float:
    if not syntax.parsed:
        return 0.0
    dep = syntax.dep(trigger.place)
    if trigger.is_noun:
        return {"nsubj": 0.2, "nsubjpass": 0.2, "dobj": 0.3}.get(dep, 0.0)
    return {"ROOT": 0.5, "conj": 0.3, "ccomp": 0.2, "relcl": -0.2, "advcl": 0.2}.get(dep, 0.0)


def _title_words(
    sentences: Sequence[Sentence], triggers: Sequence[Sequence[Trigger]]
) -> set[str]:
    return {
        x.entry.lemma[:5]
        for sentence, row in zip(sentences, triggers, strict=True)
        if sentence.zone == "title"
        for x in row
    }
