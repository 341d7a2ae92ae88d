"""Any model that the library `llm` knows, as an extractor: `kb read --extractor llm:NAME`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kb.errors import InvalidValue, MissingLibrary
from kb.read.article.adapters.proposal import candidates_of, instructions, question, schema

if TYPE_CHECKING:
    from kb.read.article.values import Candidate, Document, Extractor


def llm_extractor(model: str | Any = "") -> Extractor:
    """Return an extractor that asks a model once for each article.

    `model` is a name that `llm` knows, its default where empty, or a model of that library. The
    article is sent to whoever runs the model.

    Raises
    ------
    MissingLibrary
        If the library is not installed.
    InvalidValue
        If it knows no such model, or the model does not answer.
    """
    asked = _model(model) if isinstance(model, str) else model
    name = f"llm:{getattr(asked, 'model_id', model)}"

    def extract(document: Document) -> list[Candidate]:
        schema_given = {"schema": schema()} if getattr(asked, "supports_schema", False) else {}
        try:
            response = asked.prompt(question(document), system=instructions(), **schema_given)
            answer = response.text()
        except Exception as error:  # a plugin may raise anything
            raise InvalidValue(f"extractor {name}: the model did not answer: {error}") from error
        return candidates_of(answer, document, name)

    return extract


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
