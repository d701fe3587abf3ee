"""How a record is cited: in words (APA, Chicago) and as files for reference managers (RIS, BibTeX, CSL-JSON)."""

from .citation import Citation, Whole
from .views import Cited, CitedFile, ShortAddress, cited_files

__all__ = ["Citation", "Cited", "CitedFile", "ShortAddress", "Whole", "cited_files"]
