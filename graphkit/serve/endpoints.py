"""The addresses of the server, each with the method of the reader that answers it, and OpenAPI made from them."""

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from graphkit import __version__
from graphkit.errors import OptionError, UnknownNameError
from graphkit.publish.view import LANGUAGES, PAGES
from graphkit.serve.reader import GraphReader


@dataclass(frozen=True)
class Endpoint:
    """One address: its method and path, and what answers it."""

    verb: str
    path: str
    answer: Callable[..., dict[str, Any]]

    @cached_property
    def model(self) -> type[BaseModel]:
        """The parameters as a model, from the signature of what answers."""
        listed = list(inspect.signature(self.answer).parameters.values())[1:]
        fields: dict[str, Any] = {
            p.name: (p.annotation, ... if p.default is inspect.Parameter.empty else p.default) for p in listed
        }
        return create_model(self.name, __config__=ConfigDict(extra="forbid"), **fields)

    @property
    def name(self) -> str:
        """The name of the method that answers, which is that of the tool too."""
        return self.answer.__name__

    @property
    def about(self) -> str:
        """What it answers, in a line."""
        return inspect.getdoc(self.answer) or ""

    @property
    def places(self) -> list[str]:
        """The parameters that stand in the path."""
        return [name for name in self.model.model_fields if f"{{{name}}}" in self.path]

    def check(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the typed parameters; OptionError that names the first that is unknown, missing or of another kind."""
        try:
            made = self.model.model_validate(given)
        except ValidationError as error:
            fault = error.errors()[0]
            name = ".".join(map(str, fault["loc"]))
            if fault["type"] == "extra_forbidden":
                known = self.model.model_fields
                raise OptionError(str(UnknownNameError("parameter", name, known))) from error
            if fault["type"] == "missing":
                raise OptionError(f"The parameter {name} is missing. Give it.") from error
            told = f"{fault['msg'][:1].lower()}{fault['msg'][1:]}"
            raise OptionError(f"The parameter {name} is {fault['input']!r:.60}: {told}.") from error
        return {name: getattr(made, name) for name in self.model.model_fields}


ENDPOINTS = (
    Endpoint("GET", "/graph", GraphReader.describe_graph),
    Endpoint("GET", "/schema", GraphReader.describe_schema),
    Endpoint("GET", "/queries", GraphReader.list_queries),
    Endpoint("GET", "/queries/{name}", GraphReader.read_query),
    Endpoint("POST", "/query", GraphReader.run_query),
    Endpoint("GET", "/statements", GraphReader.search_statements),
    Endpoint("GET", "/statements/{id}", GraphReader.read_statement),
    Endpoint("GET", "/findings/{analysis}", GraphReader.list_findings),
    Endpoint("GET", "/findings/{analysis}/{id}", GraphReader.read_finding),
)
"""Every address that answers with JSON about the graph; each is a tool of the other face too."""
ERRORS = {
    400: "The request can't be used: the query, a parameter, the Host header.",
    404: "There is no such address, query, statement, finding, analysis or page.",
    413: "The body is too long.",
    503: "A limit of time or memory was reached, or too many queries wait.",
}


def make_openapi() -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of the server."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.verb.lower()] = _make_operation(endpoint)
    paths["/pages/{page}"] = {"get": _make_page_operation()}
    error = {
        "type": "object",
        "required": ["status", "error"],
        "properties": {
            "status": {"type": "integer"},
            "error": {"type": "string", "description": "What is wrong, where, and what to do."},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "graphkit",
            "version": __version__,
            "description": "A built graph, for reading. Every answer about statements carries ids and exact wording.",
        },
        "paths": paths,
        "components": {"schemas": {"Error": error}},
    }


def _make_operation(endpoint: Endpoint) -> dict[str, Any]:
    schema = endpoint.model.model_json_schema()
    responses = _make_responses("application/json", {"type": "object"})
    told = {"operationId": endpoint.name, "summary": endpoint.about, "responses": responses}
    if endpoint.verb == "POST":
        return {**told, "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}
    required = schema.get("required", [])
    parameters = [
        {
            "name": name,
            "in": "path" if name in endpoint.places else "query",
            "required": name in required,
            "description": field.pop("description", ""),
            "schema": field,
        }
        for name, field in schema.get("properties", {}).items()
    ]
    return {**told, "parameters": parameters}


def _make_page_operation() -> dict[str, Any]:
    names = [("page", "path", list(PAGES)), ("lang", "query", list(LANGUAGES))]
    return {
        "operationId": "make_page",
        "summary": "An interactive page of the graph.",
        "parameters": [
            {"name": name, "in": where, "required": where == "path", "schema": {"type": "string", "enum": known}}
            for name, where, known in names
        ],
        "responses": _make_responses("text/html", {"type": "string"}),
    }


def _make_responses(kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    refused = {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Error"}}}}
    errors = {str(status): {"description": about, **refused} for status, about in ERRORS.items()}
    return {"200": {"description": "The answer.", "content": {kind: {"schema": schema}}}, **errors}
