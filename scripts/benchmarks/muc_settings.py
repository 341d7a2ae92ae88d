"""From which probability on something counts; `muc_train.py` chooses them on MUC's `dev`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = ("ATTACK", "BOMBING", "KIDNAPPING", "ARSON", "ROBBERY")
SLOTS = ("perp_ind", "perp_org", "phys", "hum", "instr")

#: A sentence that may tell of an incident; one that an incident needs; a noun that may fill a slot;
#: nouns are looked at where a sentence, or one beside it, has the last.
SENTENCE, INCIDENT, NOUN, NEAR = 0.15, 0.2, 0.04, 0.1


@dataclass(slots=True)
class Settings:
    """Thresholds: `link` of sentences on one incident, `keep` of incidents, `fill` of slots."""

    link: float = 0.6
    keep: dict[str, float] = field(default_factory=lambda: dict.fromkeys(TYPES, 0.4))
    fill: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SLOTS, 0.3))

    def as_table(self) -> dict[str, float]:
        """Return the thresholds by name, as they stand among the weights."""
        named = {f"keep {x}": y for x, y in self.keep.items()}
        return {"link": self.link, **named, **{f"fill {x}": y for x, y in self.fill.items()}}

    @classmethod
    def from_table(cls, table: Mapping[str, float]) -> Settings:
        """Return the thresholds of a table; what it lacks stays as it is."""
        settings = cls(link=table.get("link", cls().link))
        for name in TYPES:
            settings.keep[name] = table.get(f"keep {name}", settings.keep[name])
        for name in SLOTS:
            settings.fill[name] = table.get(f"fill {name}", settings.fill[name])
        return settings
