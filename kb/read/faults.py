"""What is wrong in the cells of one file, gathered while they are read."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from kb.model.tables import Issue

__all__ = ["Faults"]


@dataclass
class Faults:
    """Collects what is wrong in one file, all of it.

    `rows` are the spreadsheet rows of the table's rows, `cells` the table as it was read.
    """

    file: str
    rows: np.ndarray
    cells: pd.DataFrame
    found: list[Issue] = field(default_factory=list)

    def add(self, where: np.ndarray, column: str, reason: str, allowed: str) -> None:
        """Report a fault of every row in where: a mask or positions."""
        positions = np.flatnonzero(where) if where.dtype == bool else where
        codes, texts = pd.factorize(self.cells[column].iloc[positions].array)
        values = np.asarray(texts, dtype=object)[codes].tolist()
        self.found += [
            Issue(self.file, int(row), column, reason, str(value), allowed)
            for row, value in zip(self.rows[positions].tolist(), values, strict=True)
        ]
