"""One table of everything that was measured, printed and kept in docs/performance.md."""

import os
import platform
from argparse import Namespace
from collections.abc import Iterable, Mapping
from datetime import date
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


def heading(asked: Namespace, checksum: str, versions: Mapping[str, str], seconds: float) -> str:
    """When, on what, of which rows, and how busy the machine was."""
    software = {"Python": platform.python_version(), "Django": django.get_version(), **versions}
    told = ", ".join(f"{name} {version}" for name, version in software.items())
    return (
        f"Measured on {date.today():%-d %B %Y}, {os.cpu_count()} cores ({processor()}), {told}; "  # noqa: DTZ011
        f"{asked.documents:,} documents, checksum of the rows `{checksum}`; {asked.rounds} rounds, "
        f"{seconds / 60:.0f} minutes in all, load average at the end {os.getloadavg()[0]:.1f}."
    )


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
