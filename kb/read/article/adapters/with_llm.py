"""Any model that the library `llm` knows, as an extractor: `kb read --extractor llm:NAME`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.errors import InvalidValue, MissingLibrary
from kb.read.article.adapters.proposal import candidates_of, instructions, question, schema

if TYPE_CHECKING:
    from kb.read.article.values import Candidate, Document


class LlmExtractor:
    """An extractor that asks a model once for each article.

    `model` is a name that `llm` knows, its default where empty, or a model of that library. The
    article is sent to whoever runs the model.

    Raises
    ------
    MissingLibrary
        If the library is not installed.
    InvalidValue
        If it knows no such model, or the model does not answer in the form asked for.
    """

    def __init__(self, model: str | Any = "") -> None:
        self._model = _model(model) if isinstance(model, str) else model
        self.name = f"llm:{getattr(self._model, 'model_id', model)}"

    def __call__(self, document: Document) -> list[Candidate]:
        """Ask the model what an article reports."""
        supported = getattr(self._model, "supports_schema", False)
        shape = {"schema": schema()} if supported else {}
        try:
            response = self._model.prompt(question(document), system=instructions(), **shape)
            answer = response.text()
        except Exception as error:  # a plugin may raise anything
            raise InvalidValue(
                f"extractor {self.name}: the model did not answer: {error}"
            ) from error
        return candidates_of(answer, document, self.name)


def _model(name: str) -> Any:
    try:
        import llm
    except ImportError as error:
        raise MissingLibrary("the extractor llm needs the library llm: pip install llm") from error
    try:
        return llm.get_model(name or None)
    except llm.UnknownModelError as error:
        raise InvalidValue(
            f"llm knows no model {name!r}; `llm models` lists those it does"
        ) from error
