"""Compression of what goes out, but for what must arrive byte for byte."""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class PoliteGZipMiddleware(GZipMiddleware):
    """Leaves alone what says `no-transform` (RFC 9111): a file, whose length, ranges and strong ETag then stay true."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if "no-transform" in response.get("Cache-Control", ""):
            return response
        return super().process_response(request, response)
