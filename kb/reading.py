"""An article read: what it reports, each field with its words, for a person to judge."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from numbers import Integral
from typing import TYPE_CHECKING, Any

import pandas as pd

from kb.errors import InvalidValue, UnknownName
from kb.model.tables import REPORT_COLUMNS
from kb.read.article.document.document import read_document
from kb.read.article.extractors import BUILT_IN, find_extractor, propose
from kb.read.article.gaps import gaps, is_foreign
from kb.read.article.grounding import ground
from kb.read.article.locating import located
from kb.read.article.mentions import mentions_frame
from kb.read.article.parts import read_parts
from kb.read.article.rows import fields_frame, kept_relations, rows_of
from kb.read.article.values import Field

if TYPE_CHECKING:
    import os
    from collections.abc import Iterable, Sequence
    from datetime import date

    from kb.base import KnowledgeBase
    from kb.read.article.analysis import Analysis
    from kb.read.article.grounding import Finding
    from kb.read.article.values import Candidate, Document, Extractor
    from kb.resolve.places import Place

__all__ = ["Reading", "read_article"]

#: How a field is made that a person has put right.
CORRECTED = "corrected by a person"


def read_article(
    article: str | bytes | os.PathLike[str],
    *,
    published: str | date | None = None,
    source: str = "",
    url: str = "",
    lang: str = "en",
    extractor: str | Extractor = BUILT_IN,
    parser: bool | None = None,
    places: pd.DataFrame | None = None,
    most: int | None = None,
) -> Reading:
    r"""Read an article into candidate reports, each with the words that it stands on.

    Parameters
    ----------
    article
        Text, bytes, or the path of a file of text or HTML. Of a page, navigation is left out, and
        captions are kept apart.
    published
        The day or instant on which it came out (ISO 8601), from which relative dates count. A page
        may say it itself. Without it "on Monday" stays unresolved, and `issues` says so.
    source, url
        Who published it, and where.
    lang
        The language of the text. Events are found in English alone: of another language, or of a
        text that does not look like English, the built-in extractor proposes nothing.
    extractor
        What proposes the candidates: `built-in`, the name of an installed one, or a callable.
    parser
        Whether the built-in one uses spaCy's English pipeline: by default where it is installed.
    places
        The places of one's own knowledge base (`base.tables.places`): its names come first.
    most
        How many events at most, those that matter most: by default 20, in long articles one in 30
        words. `issues` says how many were left out.

    Raises
    ------
    InvalidValue
        If there is no text, `published` is no day, or there is no such extractor.

    Examples
    --------
    >>> text = "Officials said the bridge was hit on Monday."
    >>> reading = read_article(text, published="2022-09-06", parser=False)
    >>> reading.reports[["kind", "date"]].values.tolist()
    [['attack', '2022-09-05']]
    """
    document = read_document(article, published=published, source_name=source, url=url, lang=lang)
    if most is not None and most < 1:
        raise InvalidValue(f"most: {most} is no number of events; say 1 or more")
    found = read_parts(document, parser=parser, places=places, most=most)
    proposed: Iterable[Candidate] = () if is_foreign(document) else found.candidates
    if extractor != BUILT_IN:
        chosen = find_extractor(extractor) if isinstance(extractor, str) else extractor
        proposed = propose(chosen, document)
    candidates, findings = ground(proposed, document, trusted=extractor == BUILT_IN)
    return Reading(document, found.analysis, candidates, findings)


class Reading:
    """The candidate reports of an article; made by `read_article`, never changed.

    Candidates are numbered from 1, in the order of their words.
    """

    def __init__(
        self,
        document: Document,
        analysis: Analysis,
        candidates: Sequence[Candidate],
        findings: Sequence[Finding] = (),
    ) -> None:
        self.document = document
        self.candidates = tuple(candidates)
        self._analysis = analysis
        self._findings = tuple(findings)

    def __len__(self) -> int:
        return len(self.candidates)

    @property
    def is_foreign(self) -> bool:
        """Whether the text is in another language than English, or looks like it."""
        return is_foreign(self.document)

    def __repr__(self) -> str:
        day = f", published {self.document.published}" if self.document.published else ""
        return f"<Reading: {len(self)} candidate reports{day}>"

    @cached_property
    def _reports(self) -> pd.DataFrame:
        return rows_of(self.candidates, self.document)

    @property
    def reports(self) -> pd.DataFrame:
        """The candidates in the columns of events.csv, and `confidence`, by number.

        `confidence` is how often annotators of news marked such a candidate as one of the
        article's events; of an extractor that nobody measured, that of its weakest field.
        """
        weakest = self._fields.groupby("candidate")["confidence"].min()
        measured = pd.Series([x.confidence for x in self.candidates], self._reports.index, float)
        sure = measured.fillna(weakest.reindex(self._reports.index).astype(float)).fillna(0.0)
        return self._reports.assign(confidence=sure.round(2).to_numpy())

    @cached_property
    def _fields(self) -> pd.DataFrame:
        return fields_frame(self.candidates, self.document)

    @property
    def fields(self) -> pd.DataFrame:
        """Each field of each candidate: column, value, offsets, words, confidence, method."""
        return self._fields.copy()

    @property
    def mentions(self) -> pd.DataFrame:
        """The dates, places and actors of the article: offsets, what each resolved to, and why.

        Places have coordinates (degrees) and what those stand for (`precision`).
        """
        return mentions_frame(self._analysis)

    @property
    def issues(self) -> list[str]:
        """What could not be read, and what an extractor returned that is not in the text."""
        return [*gaps(self.document, self._analysis), *map(str, self._findings)]

    @property
    def places(self) -> pd.DataFrame:
        """The places that the candidates name, as places.csv would have them.

        Their coordinates are those of a gazetteer, as `source` says: the article reports none.
        """
        from kb.write.places import PlaceBook

        book = PlaceBook()
        for name, place in dict.fromkeys(x for row in self.located.values() for x in row.items()):
            book.name_of(name, place)
        return book.added

    @cached_property
    def located(self) -> dict[int, dict[str, Place]]:
        """The places of each candidate, by its number and the name that it gives them."""
        return located(self.candidates, self._analysis)

    def explain(self, candidate: int) -> pd.DataFrame:
        """Return why a candidate says what it says: a row a field."""
        self._of(candidate)
        chosen = self._fields[self._fields["candidate"] == candidate]
        return chosen.drop(columns="candidate").reset_index(drop=True)

    def accept(self, candidates: Iterable[int] | None = None) -> pd.DataFrame:
        """Return the reports of some candidates, all by default, to add to a knowledge base.

        Relations to events that are not among them are left out.

        Raises
        ------
        InvalidValue
            If it is given no list.
        UnknownName
            If there is no candidate of a number.
        """
        if isinstance(candidates, Integral | str):
            raise InvalidValue(f"accept takes a list of numbers of candidates: [{candidates}]")
        chosen = self._reports.index if candidates is None else candidates
        numbers = list(dict.fromkeys(chosen))
        for number in numbers:
            self._of(number)
        rows = self._reports.loc[numbers, list(REPORT_COLUMNS)].reset_index(drop=True)
        events = set(rows["event"])
        rows["relations"] = [kept_relations(x, events) for x in rows["relations"]]
        return rows

    def corrected(self, candidate: int, **values: str) -> Reading:
        """Return the reading with columns of a candidate put right by a person.

        An empty value claims nothing. The words that the field stood on stay with it.

        Raises
        ------
        InvalidValue
            If events.csv has no such column, or would list the value as a fault.
        """
        old = self._of(candidate)
        kept = [x for x in old.fields if x.column not in values]
        for column, value in values.items():
            if column not in REPORT_COLUMNS:
                raise InvalidValue.among("column", column, REPORT_COLUMNS)
            if not isinstance(value, str):
                raise InvalidValue(f"{column} {value!r} is no text")
            was = next((x for x in old.fields if x.column == column), None)
            start, end = (was.start, was.end) if was else (-1, -1)
            kept += [Field(column, value, start, end, 1.0, CORRECTED)] if value else []
        changed = list(self.candidates)
        changed[candidate - 1] = replace(old, fields=tuple(kept))
        reading = Reading(self.document, self._analysis, changed, self._findings)
        if faults := sorted(reading._faults(candidate) - self._faults(candidate)):
            raise InvalidValue("; ".join(faults))
        return reading

    def _faults(self, candidate: int) -> set[str]:
        """Return what events.csv would list as faults of a candidate's row.

        Which events there are to lead to, a reading does not know.
        """
        from kb.base import read_events

        issues = read_events(self._reports.loc[[candidate]]).issues
        issues = issues[issues["reason"] != "unknown_event"]
        columns = ["column", "value", "reason", "allowed"]
        return {
            f"{column} {value[:60]!r}: {reason.replace('_', ' ')}; allowed is {allowed}"
            for column, value, reason, allowed in issues[columns].to_numpy().tolist()
        }

    def base(self) -> KnowledgeBase:
        """Return the candidates as a knowledge base of their own, to look at.

        It has their places with the coordinates of a gazetteer, as `places` gives them.
        """
        from kb.base import KnowledgeBase
        from kb.knowledge import know
        from kb.read.table import read_table
        from kb.write.places import PlaceBook, place_reports, taken_for

        book = PlaceBook()
        said = [taken_for(self.located[number]) for number in self._reports.index]
        reports = place_reports(self.accept(), said, book)
        tables = {"events.csv": read_table(reports)}
        if len(book.added):
            tables["places.csv"] = read_table(book.added, name="places.csv")
        return KnowledgeBase(know(tables, lang="en"))

    def _repr_html_(self) -> str:
        from kb.show.article import article_card

        return article_card(self.document, self.candidates, self.mentions, self.base().tables)

    def _of(self, number: Any) -> Candidate:
        whole = isinstance(number, Integral) and not isinstance(number, bool)
        if not whole or not 1 <= number <= len(self.candidates):
            there = f"there are 1 to {len(self)}" if len(self) else "there is none"
            raise UnknownName(f"no candidate {number!r}; {there}")
        return self.candidates[number - 1]
