"""`python -m tests.benchmarks`: every budget of the portal, measured in one run, as one table.

A run of everything writes its table to docs/performance.md; one of a part (--only), or a small one, only prints it.
"""

import os
import sys
import traceback
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from time import perf_counter

from . import commands, growth, lighthouse, mixed, report, running, soak, weights
from .databases import Server, Size, servers
from .figures import MISSED, Figure
from .portal import LOG, ROOT, collect_static_files, portal

Family = Callable[[Server, Namespace], list[Figure]]
SMALL = {"documents": 1_000, "rounds": 3, "large": 2_000, "seconds": 10}
USUAL = {"documents": 100_000, "rounds": 30, "large": 1_000_000, "seconds": 60}
SOAK = 600  # seconds
SMALLEST = 1_000  # documents, beside which growth is measured


def within(name: str, *needs: str) -> Family:
    """What is measured by a module in one process over one database."""

    def measure(server: Server, asked: Namespace) -> list[Figure]:
        with portal(server.kept(Size(asked.documents)).address) as there:
            return there.run(f"{name}.measure", *(getattr(asked, need) for need in needs))

    return measure


FAMILIES: dict[str, Family] = {
    "lists": within("lists", "rounds"),
    "details": within("details", "rounds"),
    "growth": growth.measure,
    "search": within("search", "rounds"),
    "desk": growth.measure_desk,
    "weights": weights.measure,
    "running": running.measure,
    "commands": commands.measure,
    "dump": within("dump"),
    "mixed": mixed.measure,
    "lighthouse": lighthouse.measure,
    "soak": soak.measure,
}
ASKED_FOR = {"lighthouse", "soak"}  # not in a run of everything


def measured(server: Server, asked: Namespace) -> Iterator[Figure]:
    """What fails is told of and does not take the rest along."""
    for name in asked.only or [name for name in FAMILIES if name not in ASKED_FOR]:
        start = perf_counter()
        try:
            found = FAMILIES[name](server, asked)
        except Exception:  # noqa: BLE001
            traceback.print_exc()
            found = [Figure("", name, f"failed; see {LOG.relative_to(ROOT)}", "", MISSED)]
        for figure in found:
            print("  ", *figure, sep=" | ", file=sys.stderr)
        print(f"{server.vendor}, {name}: {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)
        yield from found


def read(arguments: list[str] | None = None) -> Namespace:
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--small", action="store_true", help="whether everything works, within minutes")
    parser.add_argument("--documents", type=int, help="in the record that is measured")
    parser.add_argument("--large", type=int, help="documents up to which growth is measured")
    parser.add_argument("--rounds", type=int)
    parser.add_argument("--seconds", type=float, help="of mixed traffic")
    parser.add_argument("--only", nargs="+", choices=FAMILIES, metavar="FAMILY", help=", ".join(FAMILIES))
    asked = parser.parse_args(arguments)
    usual = SMALL if asked.small else USUAL
    if asked.only == ["soak"]:
        usual = usual | {"seconds": SOAK}
    for name, value in usual.items():
        setattr(asked, name, getattr(asked, name) or value)
    asked.smallest = min(SMALLEST, asked.documents)
    asked.is_whole = not (asked.only or asked.small)
    return asked


def main() -> None:
    asked, begun = read(), perf_counter()
    LOG.unlink(missing_ok=True)
    collect_static_files()
    asked_of = servers(os.environ.get("DATABASE_URL", ""))
    found = {server.vendor: list(measured(server, asked)) for server in asked_of}
    rows = report.table(found)
    print("\n".join(rows))
    if asked.is_whole:
        checksum = asked_of[0].kept(Size(asked.documents)).checksum
        versions = {server.vendor: server.version() for server in asked_of}
        report.write(report.heading(asked, checksum, versions, perf_counter() - begun), rows)


if __name__ == "__main__":
    main()
