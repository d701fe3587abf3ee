"""Office files of a few bytes, good and bad."""

import io
import zipfile

CONTENT_TYPES = {"[Content_Types].xml": b"<Types/>"}
MEMBERS = {
    "docx": CONTENT_TYPES | {"word/document.xml": b"<w/>"},
    "xlsx": CONTENT_TYPES | {"xl/workbook.xml": b"<x/>"},
    "pptx": CONTENT_TYPES | {"ppt/presentation.xml": b"<p/>"},
    "odt": {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<o/>"},
    "ods": {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"<o/>"},
    "odp": {"mimetype": b"application/vnd.oasis.opendocument.presentation", "content.xml": b"<o/>"},
}


def archive(members: dict[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w", compression) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return kept.getvalue()


def office(extension: str, **more: bytes) -> bytes:
    return archive(MEMBERS[extension] | more)
