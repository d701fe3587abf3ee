"""The style sheet as it is sent: one file, made of the many in which it is written.

`static/css/index.css` names its parts in order, each with the cascade layer it belongs to. Browsers would fetch such
imports one after the other; here they are written into `css/portal.css`, which is what pages ask for.
"""

import posixpath
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

IMPORT = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\)( print)?;')
ADDRESS = re.compile(r'url\("([^"]+)"\)')
COMMENT = re.compile(r"\s*/\*.*?\*/", re.DOTALL)
LINE = re.compile(r"\n\s*")


def written_out(index: Path) -> str:
    """The style sheet at `index` with every `@import` replaced by what it names; comments and indents go.

    Raises FileNotFoundError where a part is missing, ValueError where an import is written in a way not known here.
    """

    def part(found: re.Match) -> str:
        name, layer, on_paper = found.groups()
        folder = posixpath.dirname(name)
        css = (index.parent / name).read_text(encoding="utf-8")
        css = ADDRESS.sub(lambda address: f'url("{posixpath.normpath(posixpath.join(folder, address[1]))}")', css)
        css = f"@layer {layer} {{\n{css}}}"
        return f"@media print {{\n{css}}}" if on_paper else css

    css = IMPORT.sub(part, index.read_text(encoding="utf-8"))
    if "@import" in css:
        raise ValueError(f"{index} imports something in a way that is not known: write it like the others.")
    return LINE.sub("\n", COMMENT.sub("", css)).strip() + "\n"


class StylesheetFinder(BaseFinder):
    """Finds `css/portal.css`, written anew into `var/` whenever one of its parts has changed."""

    name = "css/portal.css"
    index = Path(settings.BASE_DIR, "static/css/index.css")
    folder = Path(settings.VAR_DIR, "static")

    def check(self, **kwargs) -> list:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs) -> str | list[str]:
        if path != self.name:
            return []
        return [str(self.write())] if find_all else str(self.write())

    def list(self, ignore_patterns: list[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        self.write()
        yield self.name, FileSystemStorage(location=self.folder)

    def write(self) -> Path:
        """Where the file lies; replaced in one step, so that no reader ever sees half of it."""
        path, css = self.folder / self.name, written_out(self.index)
        if not path.exists() or path.read_text(encoding="utf-8") != css:
            path.parent.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
                file.write(css)
            Path(file.name).chmod(0o644)
            Path(file.name).replace(path)
        return path
