import factory

from documents.models import Document, DocumentFile, KeyFigure, MeetingDocument, RelatedLink

from .meetings import MeetingFactory
from .publishing import PublishedFactory, many


class DocumentFactory(PublishedFactory):
    class Meta:
        model = Document

    title = factory.Sequence(lambda n: f"Declaration {n} on Minerals")
    kind = Document.Kind.DECLARATION
    date = "2023-11-23"
    publishers = many("publishers")
    partners = many("partners")
    bodies = many("bodies")


class DocumentFileFactory(PublishedFactory):
    """A file that lies elsewhere."""

    class Meta:
        model = DocumentFile

    document = factory.SubFactory(DocumentFactory)
    version = factory.Sequence(lambda n: n + 1)
    url = factory.LazyAttribute(lambda file: f"https://asean.org/files/{file.version}")


class UploadedFileFactory(DocumentFileFactory):
    url = ""
    file = factory.django.FileField(filename="scan.PDF", data=b"%PDF-1.7 text")


class MeetingDocumentFactory(PublishedFactory):
    class Meta:
        model = MeetingDocument

    meeting = factory.SubFactory(MeetingFactory)
    document = factory.SubFactory(DocumentFactory)
    role = MeetingDocument.Role.ADOPTED


class RelatedLinkFactory(PublishedFactory):
    class Meta:
        model = RelatedLink

    title = factory.Sequence(lambda n: f"Minerals database {n}")
    url = factory.Sequence(lambda n: f"https://example.org/{n}")
    category = RelatedLink.Category.DATABASE


class KeyFigureFactory(PublishedFactory):
    class Meta:
        model = KeyFigure

    label = factory.Sequence(lambda n: f"Minerals trade {n}")
    value = 250
    unit = "USD billion"
    year = 2018
    statement = "ASEAN traded minerals worth about 250 billion dollars."
