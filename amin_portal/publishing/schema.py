"""How the OpenAPI schema describes what an operation takes, and what it may answer in place of what was asked for."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from .problems import PROBLEM

ANSWERS = {
    200: "What was asked for.",
    301: "The record has another address now; see `Location`.",
    304: "The reader has this answer already (`If-None-Match`, `If-Modified-Since`).",
    400: "A parameter was not understood; `errors` names each, with what is nearest and what is allowed.",
    404: "Nothing public has this address, or the list has no such page.",
    405: "The record is read only: GET, HEAD and OPTIONS are answered.",
    406: "Nothing that the reader accepts is at hand.",
    410: "The record was withdrawn; the answer is its tombstone.",
    429: "Too many requests; `Retry-After` says in how many seconds to go on.",
    500: "The portal failed.",
    503: "The record cannot be read just now; `Retry-After` says in how many seconds to try again.",
}

PAGING = {
    "page": (
        "Which page, from 1; one that the list does not have is 404.",
        {"type": "integer", "minimum": 1, "maximum": 999999999},
        1,
    ),
    "page_size": (
        "How many records a page holds.",
        {"type": "integer", "minimum": 1, "maximum": 100, "default": 25},
        25,
    ),
}


class PublicSchema(AutoSchema):
    def get_response_serializers(self) -> Any:
        from .api.errors import IN_PLACE, ProblemSerializer, WithdrawnSerializer

        answer = super().get_response_serializers()
        if isinstance(answer, dict):
            return answer
        errors = IN_PLACE | {(404, PROBLEM): ProblemSerializer}
        if not self._is_list_view(answer):
            errors |= {301: None, (410, PROBLEM): WithdrawnSerializer}
        return {200: answer} | errors

    def _get_response_bodies(self, direction: str = "response") -> dict:
        bodies = super()._get_response_bodies(direction)
        for status, body in bodies.items():
            body["description"] = ANSWERS[int(status)]
        for status in {"429", "503"} & bodies.keys():
            seconds = {"schema": {"type": "integer"}, "description": "Seconds to wait."}
            bodies[status]["headers"] = {"Retry-After": seconds}
        if self._is_table():
            bodies["200"]["content"]["text/csv"] = {"schema": {"type": "string"}}
        return bodies

    def _is_table(self) -> bool:
        return getattr(self.view, "action", "") == "list" and "format" in getattr(self.view, "own_parameters", ())

    def _get_parameters(self) -> list[dict]:
        """Each with a sentence and an example; those of the filters as our own words have them."""
        from .api.describing import described, parameter, shape_parameters

        told = {one["name"]: one for one in super()._get_parameters()}
        if hasattr(self.view, "own_parameters"):
            told |= {one["name"]: one for one in shape_parameters(self.view)}
        if self._is_table():
            forms = {"type": "string", "enum": ["json", "csv"]}
            told["format"] = parameter("format", "The form of the answer; a CSV is the whole list.", forms, "csv")
        told |= {name: parameter(name, *PAGING[name]) for name in PAGING if name in told}
        if "key" in told:
            told["key"] |= {"description": "Slug (where it is unique in the portal) or uid.", "example": "ammin-9"}
        filters = self.view.filterset_class.base_filters if hasattr(self.view, "filterset_class") else {}
        if getattr(self.view, "action", "") == "list":
            told |= {name: parameter(name, *described(name, one, self.view.model)) for name, one in filters.items()}
        return [told[name] for name in sorted(told)]

    def _map_basic_serializer(self, serializer: Any, direction: str) -> dict:
        """No field of a record is always there: `fields` and `omit` choose."""
        from .api.errors import ParameterSerializer, ProblemSerializer

        schema = super()._map_basic_serializer(serializer, direction)
        if hasattr(self.view, "own_parameters") and not isinstance(serializer, ProblemSerializer | ParameterSerializer):
            schema.pop("required", None)
        return schema

    def get_tags(self) -> list[str]:
        return [self.view.model.collection] if hasattr(self.view, "model") else super().get_tags()
