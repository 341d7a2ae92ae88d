"""What fills the slots of an incident: nouns that name the same, and how well they fit it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from muc_features import steps
from muc_settings import NOUN, SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from muc_incidents import Incident
    from muc_model import Model
    from muc_text import Noun, Text


@dataclass(slots=True)
class Entity:
    """Nouns that name the same and may fill a slot, the surest first; `chance` is the surest's."""

    chance: float
    words: frozenset[str]
    names: list[str] = field(default_factory=list)
    nouns: list[Noun] = field(default_factory=list)

    def holds(self, noun: Noun) -> bool:
        """Tell whether a noun lies inside one of the entity, or around it."""
        return any(
            (x.start <= noun.start and noun.end <= x.end)
            and (x.start, x.end) != (noun.start, noun.end)
            for x in self.nouns
        )

    def is_same(self, text: Text, noun: Noun, words: frozenset[str]) -> bool:
        """Tell whether a noun has the name, the head and no other words, or is in apposition."""
        if noun.value.lower() in {x.value.lower() for x in self.nouns}:
            return True
        fits = words <= self.words or self.words <= words
        if fits and _head(noun) in {_head(x) for x in self.nouns}:
            return True
        syntax = text.syntaxes[noun.sentence]
        return any(
            x.sentence == noun.sentence
            and ("appos" in (syntax.dep(noun.place), syntax.dep(x.place)))
            and (syntax.head(noun.place) == x.place or syntax.head(x.place) == noun.place)
            for x in self.nouns
        )


def _head(noun: Noun) -> str:
    return (noun.head.split() or [""])[-1].removesuffix("s")


def entities_of(text: Text, slot: str) -> list[Entity]:
    """Join a text's nouns that name the same, without those inside another of them."""
    nouns = [(x.chances[slot], x) for x in text.nouns if x.chances.get(slot, 0) >= NOUN]
    return coalesce(text, nouns)


def coalesce(text: Text, nouns: Iterable[tuple[float, Noun]]) -> list[Entity]:
    """Join nouns that name the same, the surest first."""
    found: list[Entity] = []
    for chance, noun in sorted(nouns, key=lambda x: -x[0]):
        if any(x.holds(noun) for x in found):
            continue
        name = re.sub(r"\s+", " ", text.raw[noun.start : noun.end])
        words = frozenset(re.findall(r"[\w-]+", name.lower())) - {"a", "an", "the", "of"}
        same = next((x for x in found if x.is_same(text, noun, words)), None)
        if same is None and words:
            same = Entity(chance, words)
            found.append(same)
        if same is not None:
            if name not in same.names:
                same.names.append(name)
            same.nouns.append(noun)
    return found


def fill(text: Text, incidents: list[Incident], model: Model) -> None:
    """Give the incidents of a text what may fill their slots, each with its probability."""
    entities = {slot: entities_of(text, slot) for slot in SLOTS}
    for incident in incidents:
        incident.fills = {}
        for slot in SLOTS:
            rows = zip(
                entities[slot], fill_rows(text, incident, incidents, slot, entities), strict=True
            )
            found = [(model.chance(f"fill {slot}", row), x) for x, row in rows]
            incident.fills[slot] = sorted(found, key=lambda x: -x[0])


def fill_rows(
    text: Text,
    incident: Incident,
    incidents: list[Incident],
    slot: str,
    entities: dict[str, list[Entity]],
) -> Iterator[list[str]]:
    """Yield the features of each entity as what fills a slot of an incident."""
    within = [_distance(x, incident) for x in entities[slot]]
    for rank, (entity, far) in enumerate(zip(entities[slot], within, strict=True)):
        nearer = sum(within[x] <= far for x in range(rank))
        yield [
            *_of_chances(entity, slot),
            *_of_place(text, entity, far, incident, incidents),
            *_of_rivals(entity, slot, entities),
            *_of_type(text, entity, incident),
            *_of_owner(entity, far, incident, incidents),
            *_of_mates(entity, slot, entities),
            f"rank={min(rank, 5)}",
            f"nearer={min(nearer, 5)}",
            f"nearer={min(nearer, 3)}/{min(far, 2)}",
            f"type={incident.type}",
            f"many={min(6, int(2 * sum(x.chance for x in entities[slot])))}",
        ]


def _of_chances(entity: Entity, slot: str) -> Iterator[str]:
    yield from steps("p", entity.chance)
    ranked = sorted((x.chances[slot] for x in entity.nouns), reverse=True)
    yield from steps("second", ranked[1] if len(ranked) > 1 else 0)
    yield f"mentions={min(len(ranked), 4)}"
    first = entity.nouns[0]
    yield from (f"kind={first.kind}", f"c={first.noun_class}", f"h={first.word}")
    yield f"words={min(4, len(entity.words))}"
    yield f"named={any(x.kind != 'phrase' for x in entity.nouns)}"
    yield f"plural={first.head != first.value.lower().split()[-1]}"


def _distance(entity: Entity, incident: Incident) -> int:
    """Return how many sentences lie between an entity's nearest noun and an incident."""
    return min(abs(x.sentence - s) for x in entity.nouns for s in incident.sentences)


def _of_place(
    text: Text, entity: Entity, far: int, incident: Incident, incidents: list[Incident]
) -> Iterator[str]:
    yield f"far={min(far, 4)}"
    yield f"far={min(far, 2)}/{incident.type}"
    inside = [x for x in entity.nouns if x.sentence in incident.sentences]
    yield f"inside={min(3, len(inside))}"
    best = max((incident.sentences[x.sentence] for x in inside), default=0)
    yield from steps("told", best)
    others = [x for x in incidents if x is not incident]
    rival = min((_distance(entity, x) for x in others), default=9)
    same = min((_distance(entity, x) for x in others if x.type == incident.type), default=9)
    yield f"rival={min(far, 2)}/{min(rival, 2)}"
    yield f"same={min(far, 2)}/{min(same, 2)}"
    if inside:
        top = max(incident.sentences.values())
        yield f"top={incident.sentences[inside[0].sentence] == top}"
        yield f"first={inside[0].sentence == min(incident.sentences)}"
    chances = text.chances[incident.type]
    yield f"here={int(5 * max(chances[x.sentence] for x in entity.nouns))}"


def _of_type(text: Text, entity: Entity, incident: Incident) -> Iterator[str]:
    """Yield what an entity is beside the type of the incident."""
    first = entity.nouns[0]
    yield f"h/type={first.word}/{incident.type}"
    yield f"c/type={first.noun_class}/{incident.type}"
    yield from steps("whole", text.whole.get(incident.type, 0))
    for value in {x.value.lower() for x in entity.nouns if x.kind == "organisation"}:
        yield f"n={value}"
    yield from (f"kind={x}" for x in {x.kind for x in entity.nouns})


def _of_owner(
    entity: Entity, far: int, incident: Incident, incidents: list[Incident]
) -> Iterator[str]:
    """Yield which of the text's incidents tells most of the entity where it looks the part most."""
    at = entity.nouns[0].sentence
    mine = incident.sentences.get(at, 0)
    most = max((x.sentences.get(at, 0) for x in incidents), default=0)
    owner = "nobody" if not most else "mine" if mine == most else "shared" if mine else "other"
    yield from (f"owner={owner}", f"owner={owner}/{min(4, len(incidents))}/{incident.type}")
    holding = sum(any(x.sentence in y.sentences for x in entity.nouns) for y in incidents)
    yield from (f"holding={min(4, holding)}", f"holding={min(4, holding)}/{min(far, 2)}")
    same = sum(x.type == incident.type for x in incidents)
    yield from (f"alone={len(incidents) == 1}/{min(far, 3)}", f"same={min(3, same)}/{min(far, 2)}")


def _of_mates(entity: Entity, slot: str, entities: dict[str, list[Entity]]) -> Iterator[str]:
    """Yield how near the surest of the other slots stand to an entity."""
    at = {x.sentence for x in entity.nouns}
    for other in SLOTS:
        if other != slot and entities[other]:
            best = entities[other][0]
            gap = min(abs(x.sentence - y) for x in best.nouns for y in at)
            yield f"mate={other}/{min(gap, 2)}/{int(best.chance * 4)}"


def _of_rivals(entity: Entity, slot: str, entities: dict[str, list[Entity]]) -> Iterator[str]:
    """Yield how far the same nouns may fill other slots, and the slot others."""
    for other in SLOTS:
        if other != slot:
            chance = max(x.chances.get(other, 0) for x in entity.nouns)
            yield f"else={other}/{int(chance * 5)}"
            if chance > entity.chance:
                yield "beaten"
    best = entities[slot][0].chance
    yield f"behind={int((best - entity.chance) * 6)}"
