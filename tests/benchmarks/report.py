"""One table of everything that was measured, printed and kept in docs/performance.md."""

import os
import platform
from collections.abc import Iterable, Mapping
from pathlib import Path

import django

from .figures import Figure
from .portal import ROOT

PAPER = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- written by make bench: begin -->", "<!-- written by make bench: end -->"


def table(found: Mapping[str, Iterable[Figure]]) -> list[str]:
    """Rows of Markdown: one for each thing measured, with figure and verdict of each database beside each other."""
    lines: dict[tuple[str, str], dict[str, Figure]] = {}
    for vendor, figures in found.items():
        for figure in figures:
            lines.setdefault((figure.budget, figure.what), {})[vendor] = figure
    head = ["budget", "what", "limit", *(name for vendor in found for name in (vendor, "verdict"))]
    rows = [head, ["---"] * len(head)]
    for (budget, what), by_vendor in sorted(lines.items(), key=lambda line: place_of(line[0][0])):
        cells = []
        for vendor in found:
            figure = by_vendor.get(vendor)
            cells += [figure.value, figure.verdict] if figure else ["", ""]
        limits = dict.fromkeys(figure.limit for figure in by_vendor.values() if figure.limit)
        rows.append([budget, what, "; ".join(limits), *cells])
    return [f"| {' | '.join(row)} |" for row in rows]


def place_of(budget: str) -> int:
    return int(budget[1:] or 0) if budget[1:].isdigit() or not budget else 99


def machine(versions: Mapping[str, str]) -> str:
    told = [f"Python {platform.python_version()}", f"Django {django.get_version()}"]
    told += [f"{name} {version}" for name, version in versions.items()]
    load = os.getloadavg()[0]
    return f"{os.cpu_count()} cores ({processor()}), {', '.join(told)}; load average at the end {load:.1f}"


def processor() -> str:
    """As Linux names it; elsewhere the kind of it alone."""
    names = Path("/proc/cpuinfo")
    lines = names.read_text().splitlines() if names.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.machine())


def write(heading: str, rows: list[str], paper: Path = PAPER) -> None:
    """Put the table in the place of the last one. Raises ValueError where the paper has no such place."""
    before, begin, rest = paper.read_text(encoding="utf-8").partition(BEGIN)
    _old, end, after = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"{paper} has no place for the table between {BEGIN} and {END}.")
    told = "\n".join([BEGIN, "", heading, "", *rows, "", END])
    paper.write_text(f"{before}{told}{after}", encoding="utf-8")
