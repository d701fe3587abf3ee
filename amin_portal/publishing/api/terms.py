"""On what terms the record may be used, as far as whoever keeps it has said, and how to name it."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from amin_portal.publishing.paths import path_to

LICENCE = (
    "Address of the licence of this record; null: whoever keeps it has stated none, so nothing is granted beyond what "
    "the law allows. Single documents may have a licence of their own."
)


def terms(request: HttpRequest) -> dict[str, Any]:
    docs = request.build_absolute_uri(path_to("api-docs"))
    return {
        "licence": settings.RECORD_LICENCE or None,
        "attribution": settings.RECORD_ATTRIBUTION,
        "terms": f"{docs}#terms",
    }


TERMS_SCHEMA = {
    "licence": {"type": ["string", "null"], "format": "uri", "description": LICENCE},
    "attribution": {"type": "string", "description": "How to name this record where it is used."},
    "terms": {"type": "string", "format": "uri", "description": "Where the terms stand in words."},
}
