"""How the OpenAPI schema describes the errors that every operation may answer."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from .problems import PROBLEM


class PublicSchema(AutoSchema):
    def get_response_serializers(self) -> Any:
        from .api.errors import BadParametersSerializer, ProblemSerializer, WithdrawnSerializer

        answer = super().get_response_serializers()
        if isinstance(answer, dict):
            return answer
        errors = {(400, PROBLEM): BadParametersSerializer, (404, PROBLEM): ProblemSerializer}
        if not self._is_list_view(answer):
            errors |= {301: None, (410, PROBLEM): WithdrawnSerializer}
        return {200: answer} | errors

    def get_tags(self) -> list[str]:
        return [self.view.model.collection] if hasattr(self.view, "model") else super().get_tags()
