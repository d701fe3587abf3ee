"""How feeds tell of documents, their files, links and key figures; and the feed of a document."""

from collections.abc import Iterator

from django.utils.text import capfirst

from amin_portal.publishing.conditional import unchanged_since_version
from amin_portal.publishing.feeds import Entry, RecordFeedView, Told

from .models import Document, DocumentFile, KeyFigure, RelatedLink


def said_of_document(document: Document) -> Iterator[str]:
    yield ", ".join(filter(None, [capfirst(document.get_kind_display()), str(document.date or "")]))
    yield document.summary


def said_of_file(file: DocumentFile) -> Iterator[str]:
    yield file.document.title
    yield ", ".join(filter(None, [file.media_type, file.url]))


DOCUMENTS = Told(Document, said_of_document, title=lambda document: document.title)
FILES = Told(DocumentFile, said_of_file)
LINKS = Told(RelatedLink, lambda link: [link.note, link.url])
FIGURES = Told(KeyFigure, lambda figure: [figure.statement])


class DocumentFeed(RecordFeedView):
    """A document and its files: each version in each language is an entry."""

    model = Document

    def entries(self) -> list[list[Entry]]:
        one = Document.objects.filter(pk=self.object.pk)
        return [DOCUMENTS.newest(one), FILES.newest(DocumentFile.objects.filter(document=self.object))]


document = unchanged_since_version(DocumentFeed.as_view())
