"""Compression of what goes out, but for what must arrive byte for byte."""

import re
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import has_vary_header

PUBLIC = re.compile(r"\bpublic\b")


class BareGZipMiddleware(GZipMiddleware):
    """Without random bytes, which hide how long a page with a secret in it is (BREACH); it is for pages with none."""

    max_random_bytes = 0


class PoliteGZipMiddleware(GZipMiddleware):
    """Leaves alone what says `no-transform` (RFC 9111): a file, whose length, ranges and strong ETag then stay true.

    What is the same for everybody has no secret to hide, and comes out the same each time.
    """

    def __init__(self, get_response: Any) -> None:
        super().__init__(get_response)
        self.bare = BareGZipMiddleware(get_response)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        said = response.get("Cache-Control", "")
        if "no-transform" in said:
            return response
        if PUBLIC.search(said) and not response.cookies and not has_vary_header(response, "Cookie"):
            return self.bare.process_response(request, response)
        return super().process_response(request, response)
