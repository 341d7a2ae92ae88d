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
SENTENCE, INCIDENT, NOUN, NEAR = 0.1, 0.12, 0.04, 0.1
#: The thresholds that have a name of their own.
NAMED = ("link", "keep")


@dataclass(slots=True)
class Settings:
    """What decides: `link` of sentences on one incident, `keep` of what a template is worth.

    A fill counts from its chance in `fill` on.
    """

    link: float = 0.85
    keep: float = 0.0
    fill: dict[str, float] = field(default_factory=lambda: dict.fromkeys(SLOTS, 0.3))

    def as_table(self) -> dict[str, float]:
        """Return the thresholds by name, as they stand among the weights."""
        named = {x: getattr(self, x) for x in NAMED}
        return {**named, **{f"fill {x}": y for x, y in self.fill.items()}}

    @classmethod
    def from_table(cls, table: Mapping[str, float]) -> Settings:
        """Return the thresholds of a table; what it lacks stays as it is."""
        settings = cls(**{x: table[x] for x in NAMED if x in table})
        for name in SLOTS:
            settings.fill[name] = table.get(f"fill {name}", settings.fill[name])
        return settings
