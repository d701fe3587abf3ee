"""What of a query string cannot be honoured, and what may have been meant."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any
from urllib.parse import quote

from django.http import QueryDict

SUFFIXES = ("__in", "__isnull", "__gte", "__lte")


def is_lookup(name: str) -> bool:
    """The parameter is another by its name and a way to compare: `kind__in`."""
    return name.endswith(SUFFIXES)


def nearest(name: str, allowed: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """Up to three names that may have been meant, the likeliest first, and the question for the first of them."""
    near = tuple(get_close_matches(name, list(allowed), n=3, cutoff=0.5))
    return near, f" Did you mean “{near[0]}”?" if near else ""


@dataclass(frozen=True)
class Problem:
    """A parameter that was not understood: which, why, what would have been, and what is nearest to it."""

    parameter: str
    code: str
    detail: str
    allowed: tuple[str, ...] = ()
    nearest: tuple[str, ...] = ()

    @property
    def pointer(self) -> str:
        """Where it stands in the request seen as {"query": {name: value}}: a JSON Pointer (RFC 6901) as a fragment."""
        return f"#/query/{quote(self.parameter.replace('~', '~0').replace('/', '~1'), safe='', errors='replace')}"

    def as_json(self) -> dict[str, Any]:
        """An entry of the `errors` of problem details (RFC 9457)."""
        return {
            "parameter": self.parameter,
            "pointer": self.pointer,
            "code": self.code,
            "detail": self.detail,
            "nearest": list(self.nearest),
            "allowed": list(self.allowed),
        }

    @classmethod
    def repeated(cls, parameter: str, times: int) -> "Problem":
        return cls(parameter, "repeated", f"“{parameter}” was given {times} times; it takes one value.")

    @classmethod
    def unknown(cls, parameter: str, allowed: Iterable[str]) -> "Problem":
        allowed = tuple(sorted(allowed))
        near, hint = nearest(parameter, allowed)
        names = ", ".join(name for name in allowed if not is_lookup(name))
        taken = f"Allowed: {names}." if names else "This address takes none."
        detail = f"There is no parameter “{parameter}”.{hint} {taken}"
        return cls(parameter, "unknown", detail, allowed, near)

    @classmethod
    def unknown_name(cls, parameter: str, name: str, allowed: Iterable[str]) -> "Problem":
        """The parameter lists names, and this is none of them."""
        allowed = tuple(allowed)
        near, hint = nearest(name, allowed)
        names = f"It takes: {', '.join(allowed)}." if allowed else "There is nothing to name there."
        return cls(parameter, "invalid", f"“{parameter}”: there is no “{name}”.{hint} {names}", allowed, near)

    @classmethod
    def invalid(cls, parameter: str, detail: str, given: str, allowed: tuple[str, ...]) -> "Problem":
        near, hint = nearest(given, allowed)
        names = f" Allowed: {', '.join(allowed)}." if allowed else ""
        return cls(parameter, "invalid", f"“{parameter}”: {detail}{hint}{names}", allowed, near)


def not_known_or_repeated(query: QueryDict, allowed: Iterable[str]) -> Iterator[Problem]:
    """The parameters that are none of the allowed ones, and those that were given more than once."""
    allowed = {*allowed}
    for name, values in query.lists():
        if name not in allowed:
            yield Problem.unknown(name, allowed)
        elif len(values) > 1:
            yield Problem.repeated(name, len(values))
