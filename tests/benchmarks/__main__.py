"""`python -m tests.benchmarks`: every budget of the portal, measured in one run, as one table.

A run of everything writes its table to docs/performance.md; one of a part (--only) or of a small record prints it.
"""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from time import perf_counter

from . import report
from .databases import Server, Size, servers
from .figures import Figure
from .portal import collect_static_files, portal

Family = Callable[[Server, Namespace], list[Figure]]


def within(name: str, *needs: str) -> Family:
    """What is measured by a module in one process over one database."""

    def measure(server: Server, asked: Namespace) -> list[Figure]:
        with portal(server.kept(Size(asked.documents)).address) as there:
            return there.run(f"{name}.measure", *(getattr(asked, need) for need in needs))

    return measure


FAMILIES: dict[str, Family] = {
    "lists": within("lists", "rounds"),
    "details": within("details", "rounds"),
    "search": within("search"),
    "dump": within("dump"),
}


def measured(server: Server, asked: Namespace) -> Iterator[Figure]:
    for name, family in FAMILIES.items():
        if asked.only and name not in asked.only:
            continue
        start = perf_counter()
        found = family(server, asked)
        yield from found
        print(f"{server.vendor}, {name}: {perf_counter() - start:.0f} s", file=sys.stderr, flush=True)


def main() -> None:
    parser = ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--only", nargs="*", choices=FAMILIES, metavar="FAMILY", help=", ".join(FAMILIES))
    asked = parser.parse_args()
    collect_static_files()
    found = {server.vendor: list(measured(server, asked)) for server in servers(os.environ.get("DATABASE_URL", ""))}
    print("\n".join(report.table(found)))


if __name__ == "__main__":
    main()
