"""What speaks for an incident that MUC counts: it wants those by terrorists and guerrillas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from muc_dates import how_long_ago
from muc_features import steps
from muc_places import home_of
from muc_text import is_violent, lemma

if TYPE_CHECKING:
    from collections.abc import Iterator

    from muc_incidents import Incident
    from muc_text import Text

#: What fills a slot of an incident with this probability tells whether MUC counts it.
LIKELY = 0.25
#: Of how many of the sentences that tell most of an incident the words are looked at.
TOLD = 3


def incident_features(text: Text, incident: Incident, incidents: list[Incident]) -> list[str]:
    """Return what speaks for an incident that MUC counts."""
    best, total = max(incident.sentences.values()), sum(incident.sentences.values())
    found = [f"type={incident.type}", f"total={min(6, int(total * 2))}"]
    found += [*steps("best", best), *(f"{x}/{incident.type}" for x in steps("best", best))]
    for slot, fills in incident.fills.items():
        found += steps(slot, fills[0][0] if fills else 0)
        sum_ = sum(x for x, _ in fills)
        found += [f"{slot}={min(6, int(sum_ * 3))}", f"{slot}/{incident.type}={int(sum_ > 0.4)}"]
        for chance, entity in fills[:4]:
            if chance >= LIKELY:
                noun = entity.nouns[0]
                found += [f"{slot}:{noun.noun_class}", f"{slot}:h={noun.word}"]
    found.append(f"first={min(6, min(incident.sentences))}")
    found += [*_when(text, incident), *_where(text, incident), *_told(text, incident)]
    return found + _beside(incident, incidents)


def _when(text: Text, incident: Incident) -> Iterator[str]:
    yield from steps("dated", incident.date_chance)
    if incident.date and text.published:
        yield f"exact={incident.date[0] is not None}"
        yield f"year={(incident.date[1] or '')[:4] == text.published[:4]}"
        first, last = incident.date
        ago = how_long_ago((first, last), text.published)
        yield from (f"ago={ago}", f"ago={ago}/{first is None}")


def _where(text: Text, incident: Incident) -> Iterator[str]:
    yield from steps("placed", incident.place_chance)
    yield f"place={min(2, len(incident.place))}"
    country = incident.place[0] if incident.place else ""
    home = home_of(text)
    yield from (f"in={country}", f"in={country}/{country == home}", f"home={home}")


def _told(text: Text, incident: Incident) -> Iterator[str]:
    """Yield how the text as a whole, and the sentence that tells most, speak of it."""
    yield from steps("whole", text.whole.get(incident.type, 0))
    yield from steps("any", max(text.whole.values(), default=0))
    yield f"source={text.dateline.partition(' (')[0][:25]}"
    ranked = sorted(incident.sentences, key=lambda x: -incident.sentences[x])[:TOLD]
    for at in ranked:
        for happening in text.happenings[at]:
            trigger = happening.trigger
            if is_violent(trigger.kind):
                yield f"t={trigger.entry.lemma}"
                yield f"k={trigger.kind}/{trigger.modality.reality}"
                yield f"s={trigger.modality.status}/{trigger.tag}"
        syntax = text.syntaxes[at]
        words = {lemma(syntax, x) for x, word in enumerate(syntax.words) if word.isalpha()}
        yield from (f"w={x}" for x in words)


def _beside(incident: Incident, incidents: list[Incident]) -> list[str]:
    """Return how an incident compares with the others of its text."""

    def weight(x: Incident) -> float:
        return sum(x.sentences.values())

    same = [x for x in incidents if x.type == incident.type and x is not incident]
    shared = [
        x
        for x in incidents
        if x is not incident and not x.sentences.keys().isdisjoint(incident.sentences)
    ]
    found = [f"same={min(4, len(same))}", f"all={min(6, len(incidents))}"]
    found.append(f"better={min(3, sum(weight(x) > weight(incident) for x in same))}")
    found.append(f"rank={min(5, sum(weight(x) > weight(incident) for x in incidents))}")
    found += [f"shares={x.type}/{incident.type}/{weight(x) > weight(incident)}" for x in shared]
    alike = [x for x in same if (x.date, x.place) == (incident.date, incident.place)]
    found.append(f"alike={min(2, len(alike))}")
    return found
