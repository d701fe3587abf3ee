"""Where uploads lie. Nobody sees these names: addresses come from document, version and language."""

import re
from pathlib import PurePosixPath
from typing import Any

EXTENSION = re.compile(r"\.([a-z0-9]{1,9})$")


def extension_of(name: str) -> str:
    """The extension in small ASCII letters and digits; bin where there is none that an address could hold."""
    found = EXTENSION.search(PurePosixPath(name).suffix.lower())
    return found[1] if found else "bin"


def upload_path(file: Any, name: str) -> str:
    """documents/<document>/v<version>-<language>.<extension>; the name that the upload came with is not kept."""
    return f"documents/{file.document.slug}/v{file.version}-{file.language}.{extension_of(name)}"


def picture_path(file: Any, name: str) -> str:
    """documents/<document>/v<version>-<language>-page-1.webp"""
    return f"documents/{file.document.slug}/v{file.version}-{file.language}-page-1.{extension_of(name)}"
