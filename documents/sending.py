"""Sends the bytes of a file as they are: whole, in part, or not at all to whom has them already (RFC 9110)."""

import re
from typing import NamedTuple
from urllib.parse import quote

from django.core.files.base import File
from django.db.models.fields.files import FieldFile
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header

from .intake import PDF, clean_name

HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "public, no-cache, no-transform",  # may be kept, but is asked for again: it may be withdrawn
    "X-Content-Type-Options": "nosniff",
}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.ASCII | re.IGNORECASE)
FORBIDDEN_IN_NAMES = re.compile(r'[\\/:*?"<>|]+')


class Content(NamedTuple):
    """What is said of the bytes; `identity` is another where they are, and is the strong ETag."""

    media_type: str
    identity: str
    name: str
    plain_name: str  # in ASCII, for whom cannot read the other
    is_attachment: bool

    @property
    def etag(self) -> str:
        return f'"{self.identity}"'

    @property
    def policy(self) -> str:
        """No script, no request, no origin of ours; Safari opens some PDF files in no sandbox."""
        return POLICY if self.media_type == PDF.media_type else f"{POLICY}; sandbox"

    @property
    def disposition(self) -> str:
        """RFC 6266, with both names where the readable one is not ASCII (RFC 8187)."""
        name = clean_name(FORBIDDEN_IN_NAMES.sub("-", self.name))
        if name.isascii():
            return content_disposition_header(self.is_attachment, name)
        return f"{content_disposition_header(self.is_attachment, self.plain_name)}; filename*=utf-8''{quote(name)}"


class Span:
    """The bytes of an open file from `first` to `last`, both included, for FileResponse to read."""

    def __init__(self, file: File, first: int, last: int) -> None:
        file.seek(first)
        self.file, self.left = file, last - first + 1

    def read(self, size: int) -> bytes:
        piece = self.file.read(min(size, self.left))
        self.left -= len(piece)
        return piece

    def close(self) -> None:
        self.file.close()


class Unsatisfiable(Exception):
    """The file ends before the range that was asked for."""


def send(request: HttpRequest, kept: FieldFile, content: Content) -> HttpResponseBase:
    """Raises Http404 where the storage has lost the file."""
    response = get_conditional_response(request, etag=content.etag) or answer(request, kept, content)
    for name, value in HEADERS.items():
        response[name] = value
    response["ETag"] = content.etag
    response["Content-Security-Policy"] = content.policy
    return response


def answer(request: HttpRequest, kept: FieldFile, content: Content) -> HttpResponseBase:
    text = "; charset=utf-8" if content.media_type.startswith("text/") else ""
    said = {"content_type": content.media_type + text, "headers": {"Content-Disposition": content.disposition}}
    try:
        if request.method == "HEAD":  # opens nothing
            return with_length(HttpResponse(**said), kept.storage.size(kept.name))
        file = kept.storage.open(kept.name)
    except FileNotFoundError as error:
        raise Http404 from error
    size = file.size
    try:
        span = span_asked(request, size, content.etag)
    except Unsatisfiable:
        file.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span or (0, size - 1)
    response = FileResponse(Span(file, first, last), status=206 if span else 200, **said)
    response.block_size = File.DEFAULT_CHUNK_SIZE
    if span:
        response["Content-Range"] = f"bytes {first}-{last}/{size}"
    return with_length(response, last - first + 1)


def with_length(response: HttpResponseBase, length: int) -> HttpResponseBase:
    response["Content-Length"] = length
    return response


def span_asked(request: HttpRequest, size: int, etag: str) -> tuple[int, int] | None:
    """First and last byte, or None for the whole: several ranges at once, or another's file, are answered so.

    Raises Unsatisfiable.
    """
    found = RANGE.fullmatch(request.headers.get("Range", ""))
    if not found or request.headers.get("If-Range", etag) != etag:
        return None
    first, last = found.groups()
    if not first:  # so many at the end
        if not last:
            return None
        if not int(last):
            raise Unsatisfiable
        return max(size - int(last), 0), size - 1
    if last and int(last) < int(first):
        return None
    if int(first) >= size:
        raise Unsatisfiable
    return int(first), min(int(last or size), size - 1)
