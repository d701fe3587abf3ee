"""The citation on the page of a record, its files beside that page, and the short address that all of them name."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.safestring import SafeString

from amin_portal.publishing.conditional import unchanged_since_version
from amin_portal.publishing.models import Publishable
from amin_portal.publishing.twins import RecordTwin
from amin_portal.publishing.views import PublicDetail

from .citation import Citation
from .formats import FORMATS, Format
from .styles import apa, chicago


class Way(NamedTuple):
    """A file with the citation: what it is called, and where it is."""

    name: str
    address: str


class Cited(PublicDetail):
    """The page of a record that can be cited. `short_name` is the URL name of its short address."""

    short_name = ""

    @staticmethod
    def citation_of(record: Publishable, address: str) -> Citation:
        """What is cited, at that address."""
        raise NotImplementedError

    @property
    def citation(self) -> Citation:
        names = [self.kwargs[name] for name in ("slug", "part") if name in self.kwargs]
        return self.citation_of(self.object, self.request.build_absolute_uri(reverse(self.short_name, args=names)))

    @property
    def apa(self) -> SafeString:
        return apa(self.citation)

    @property
    def chicago(self) -> SafeString:
        return chicago(self.citation)

    def citation_files(self) -> Iterator[Way]:
        page = self.object.get_absolute_url().removesuffix("/")
        return (Way(format.name, f"{page}.{format.extension}") for format in FORMATS)


class CitedFile(RecordTwin, Cited):
    """The citation as a file."""

    format: Format = FORMATS[0]

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponse:
        cited = self.citation
        return HttpResponse(
            self.format.write(cited),
            content_type=self.format.media_type,
            headers={
                "Content-Disposition": f'attachment; filename="{cited.key}.{self.format.extension}"',
                "X-Robots-Tag": "noindex",
            },
        )


class ShortAddress(PublicDetail):
    """Leads to the page of a public record, wherever that is now: it is the short address that stays.

    Parameters that others have hung on it (`?utm_source=...`) stay behind; who has it from paper is never refused.
    """

    viewer = None

    def render_to_response(self, context: dict, **kwargs: Any) -> HttpResponse:
        return redirect(self.object)


def cited_files(page: str, view: type[CitedFile], name: str) -> list[URLPattern]:
    """The addresses of the files beside a page: <page>.ris, <page>.bib, <page>.csl.json."""
    return [
        path(
            f"{page}.{format.extension}",
            unchanged_since_version(view.as_view(format=format)),
            name=f"{name}-{format.extension}",
        )
        for format in FORMATS
    ]
