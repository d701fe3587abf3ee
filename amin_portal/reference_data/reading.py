"""Reads the files strictly: whatever is missing, misspelt or left unread is named by file, record, field and reason."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from amin_portal.publishing.partial_dates import PartialDate

FOLDER = Path(__file__).parent

OVERVIEW_PAGE = {
    "title": "ASEAN Minerals Cooperation overview page",
    "publisher": "ASEAN Secretariat",
    "url": "https://asean.org/our-communities/economic-community/asean-minerals-cooperation/overview",
    "date": "",
}


def choices(kinds: type) -> dict:
    """What a file may say for an enumeration: its values."""
    return {kind.value: kind for kind in kinds}


class DataError(Exception):
    """A file cannot be loaded. Says where and why."""

    def __init__(self, file: str, record: str, field: str, reason: str) -> None:
        self.file, self.record, self.field, self.reason = file, record, field, reason
        super().__init__(f"{file}, record “{record}”, field “{field}”: {reason}")


class Row:
    """One record of a file. `finish()` refuses fields that nobody has read, unless it is read `again`."""

    def __init__(
        self, file: str, key: str, values: Any, titles: Mapping[str, dict] | None = None, again: bool = False
    ) -> None:
        self.file, self.key, self.titles, self.again = file, key, titles or {}, again
        if not isinstance(values, dict):
            raise DataError(file, key, "-", f"a record is an object in braces, not {values!r}")
        self.values, self.unread = values, set(values)

    def error(self, field: str, reason: str) -> DataError:
        return DataError(self.file, self.key, field, reason)

    def __getitem__(self, field: str) -> Any:
        """Raises DataError where the field is missing."""
        if field not in self.values:
            raise self.error(field, "is missing")
        self.unread.discard(field)
        return self.values[field]

    def _typed(self, field: str, kind: type | tuple, name: str) -> Any:
        value = self[field]
        if value is not None and (not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool)):
            raise self.error(field, f"{value!r} is not {name}")
        return value

    def text(self, field: str) -> str:
        """Text; empty for null."""
        return self._typed(field, str, "text") or ""

    def number(self, field: str) -> Any:
        return self._typed(field, (int, float), "a number")

    def flag(self, field: str) -> bool:
        value = self._typed(field, bool, "true or false")
        if value is None:
            raise self.error(field, "is null; write true or false")
        return value

    def date(self, field: str) -> PartialDate | None:
        text = self.text(field)
        try:
            return PartialDate.parse(text) if text else None
        except ValueError as error:
            raise self.error(field, f"{text!r}: {error}") from error

    def choice(self, field: str, choices: Mapping[str | None, Any]) -> Any:
        """What `choices` has for the value; its keys are what the file may say."""
        value = self[field]
        if not isinstance(value, str | None) or value not in choices:
            raise self.error(field, f"{value!r} is none of {', '.join(str(choice) for choice in choices)}")
        return choices[value]

    def texts(self, field: str) -> list[str]:
        values = self._typed(field, list, "a list") or []
        for value in values:
            if not isinstance(value, str):
                raise self.error(field, f"{value!r} is not text")
        return values

    def numbers(self, field: str) -> list[int]:
        values = self._typed(field, list, "a list") or []
        for value in values:
            if not isinstance(value, int):
                raise self.error(field, f"{value!r} is not a whole number")
        return values

    def mapping(self, field: str, kind: type) -> dict[str, Any]:
        """An object whose values are all of one kind."""
        values = self._typed(field, dict, "an object") or {}
        for name, value in values.items():
            if not isinstance(value, kind):
                raise self.error(field, f"{value!r} of “{name}” is not a {kind.__name__}")
        return values

    def rows(self, field: str, again: bool | None = None) -> Iterator["Row"]:
        """The records nested in a field; each is finished when the next is asked for.

        They are read `again` if this row is, unless said otherwise.
        """
        for position, values in enumerate(self._typed(field, list, "a list") or [], start=1):
            row = Row(
                self.file,
                f"{self.key} > {field} {position}",
                values,
                self.titles,
                self.again if again is None else again,
            )
            yield row
            row.finish()

    def row(self, field: str) -> "Row | None":
        values = self[field]
        return None if values is None else Row(self.file, f"{self.key} > {field}", values, self.titles, self.again)

    def sources(self, field: str = "sources") -> list[dict]:
        """Sources as the portal keeps them: a name or address in the file, or an object, or a list of these."""
        value = self[field]
        return [self._source(field, one) for one in (value if isinstance(value, list) else [value]) if one is not None]

    def _source(self, field: str, source: Any) -> dict:
        if isinstance(source, dict) and set(source) == {"title", "publisher", "url", "date"}:
            return {part: source[part] or "" for part in ("title", "publisher", "url", "date")}
        if source == OVERVIEW_PAGE["title"]:
            return OVERVIEW_PAGE
        if isinstance(source, str) and source.startswith(("http://", "https://")):
            return self.titles.get(source) or {"title": "", "publisher": "", "url": source, "date": ""}
        raise self.error(field, f"{source!r} is neither an address nor title, publisher, url and date")

    def finish(self) -> None:
        for field in () if self.again else sorted(self.unread):
            raise self.error(field, "is not known here; is it misspelt?")


class Files:
    """The files of a folder, each a list of records (editorial.json: one record)."""

    def __init__(self, folder: Path = FOLDER) -> None:
        self.folder = folder
        self.titles: dict[str, dict] = {}
        self._collect_titles(self._parse("plans.json"))

    def rows(self, file: str, key: str = "slug", again: bool = False) -> Iterator[Row]:
        """The records of a file, named by their field `key`; each is finished when the next is asked for.

        `again` reads for a second purpose, so fields may stay unread.
        """
        records = self._parse(file)
        if not isinstance(records, list):
            raise DataError(file, "-", "-", "the file is not a list of records")
        seen: set[str] = set()
        for position, values in enumerate(records, start=1):
            name = str(values.get(key) or position) if isinstance(values, dict) else str(position)
            row = Row(file, name, values, self.titles, again)
            if name in seen:
                raise row.error(key, "another record has it too")
            seen.add(name)
            yield row
            row.finish()

    def record(self, file: str) -> Row:
        return Row(file, "the whole file", self._parse(file), self.titles)

    def _parse(self, file: str) -> Any:
        try:
            return json.loads((self.folder / file).read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise DataError(file, "-", "-", "the file is missing") from error
        except UnicodeDecodeError as error:
            raise DataError(file, "-", "-", f"the file is not UTF-8 (byte {error.start})") from error
        except json.JSONDecodeError as error:
            raise DataError(
                file, f"line {error.lineno}", f"column {error.colno}", f"this is not JSON: {error.msg}"
            ) from error

    def _collect_titles(self, value: Any) -> None:
        """Remember title and publisher of every address that one of the files names in full."""
        if isinstance(value, dict):
            if set(value) == {"title", "publisher", "url", "date"} and value["url"]:
                self.titles.setdefault(
                    value["url"], {part: value[part] or "" for part in ("title", "publisher", "url", "date")}
                )
            for inner in value.values():
                self._collect_titles(inner)
        elif isinstance(value, list):
            for inner in value:
                self._collect_titles(inner)
