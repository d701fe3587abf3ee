"""What visitors take with them of a list: all that is filtered there, in its order, through the one door."""

from .files import exports_of, file_of
from .ways import Export, json_twin, ways_to_take

__all__ = ["Export", "exports_of", "file_of", "json_twin", "ways_to_take"]
