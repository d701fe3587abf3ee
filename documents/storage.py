"""Where uploads lie. Nobody sees these names: addresses come from document, version and language."""

from pathlib import PurePosixPath
from typing import Any


def upload_path(file: Any, name: str) -> str:
    """documents/<document>/v<version>-<language>.<extension>; the name that the upload came with is not kept."""
    extension = PurePosixPath(name).suffix.lower()[:10]
    return f"documents/{file.document.slug}/v{file.version}-{file.language}{extension}"
