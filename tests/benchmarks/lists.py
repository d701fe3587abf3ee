"""P1 to P3: the list of documents in the API and as a page, made anew and as it was kept, beside both floors."""

import json
import re
from functools import partial
from itertools import cycle

from django.db import connection

from documents.models import Document

from .asking import Asked, Case, Server, by_other_hosts, publish, same, serve
from .figures import Figure, at_least

CONSTANT, RAW = Asked("/floor/constant"), Asked("/floor/raw")
API, PAGE = Asked("/api/v1/documents/"), Asked("/documents/")
LEAST_OF_R = {"API": ("P1", 0.6), "page": ("P3", 0.3)}
LEAST_OF_C = {
    "sqlite": {"API": ("P2", 0.7), "page": ("P3", 0.45)},
    "postgresql": {"API": ("P2", 0.5), "page": ("P3", 0.45)},
}
OTHERS = {"calendar": "/meetings/calendar.ics", "feed": "/documents/feed.atom"}
ADDRESSES = 400
Shares = dict[str, list[float]]


def narrowed(address: str, most: int) -> list[Asked]:
    """So many lists, each of a kind and year."""
    pairs = [(kind, year) for year in range(1996, 2027) for kind in Document.Kind.values if kind != "publication"]
    return [Asked(f"{address}?kind={kind}&year={year}") for kind, year in pairs[:most]]


def slugs(server: Server, asked: Asked) -> list[str]:
    """The documents that an answer lists, in their order."""
    answer = server.ask(asked)
    if answer.status != 200:
        raise AssertionError(f"{asked.address} answered {answer.status}: {answer.body[:300]!r}")
    if answer.headers["Content-Type"].startswith("application/json"):
        return [one["slug"] for one in json.loads(answer.body)["results"]]
    found = re.findall(rb'href="/documents/(document-[0-9]+)/"', answer.body)
    return [slug.decode() for slug in dict.fromkeys(found)]


def refuse_other_records(server: Server) -> None:
    """Raise AssertionError where what is compared does not list the same 25 records."""
    for query in ("", "?kind=study&year=2005"):
        wanted = slugs(server, Asked(f"/floor/raw{query}"))
        for asked in (API, PAGE):
            found = slugs(server, Asked(f"{asked.address}{query}"))
            if found != wanted or not (found or query):
                raise AssertionError(f"{asked.address}{query} lists {found[:3]} ..., the floor {wanted[:3]} ...")


def kept_cases(server: Server, name: str, asked: Asked, most: int) -> list[Case]:
    """Of one list, whose addresses have all been asked before: no more than are kept at a time."""
    tag, many = server.ask(asked).headers["ETag"], narrowed(asked.address, most)
    for one in many:
        server.ask(one)
    return [
        Case("C", same(CONSTANT)),
        Case(f"{name}, kept", same(asked)),
        Case(f"{name}, kept, gzip", same(asked._replace(gzip=True))),
        Case(f"{name}, kept, 400 addresses", cycle(many)),
        Case(f"{name}, 304", same(asked._replace(known=tag)), status=304),
    ]


def cases_of_others(server: Server) -> list[Case]:
    made = [Case("C", same(CONSTANT))]
    for name, address in OTHERS.items():
        tag = server.ask(Asked(address)).headers["ETag"]
        made.append(Case(f"{name}, 304", same(Asked(address, tag)), status=304))
    return made


def cold_cases(server: Server, most: int) -> list[Case]:
    made = [Case("R", same(RAW)), Case("R, gzip", same(RAW._replace(gzip=True)))]
    made.append(Case("R, 400 addresses", cycle(narrowed(RAW.address, most))))
    for name, asked in (("API", API), ("page", PAGE)):
        ask_once = partial(server.ask, asked)  # so that what its version counts is at hand
        made += [
            Case(f"{name}, nothing cached", same(asked), publish),
            Case(f"{name}, nothing cached, gzip", same(asked._replace(gzip=True)), publish),
            Case(f"{name}, nothing cached, 400 addresses", cycle(narrowed(asked.address, most)), publish),
            Case(f"{name}, made anew with the counts of its version", by_other_hosts(asked), ask_once),
        ]
    return made


def measure(rounds: int, most: int = ADDRESSES) -> list[Figure]:
    server = serve()
    refuse_other_records(server)
    warm = [server.rounds(kept_cases(server, *one, most), rounds) for one in (("API", API), ("page", PAGE))]
    warm.append(server.rounds(cases_of_others(server), rounds))
    cold = server.rounds(cold_cases(server, most), rounds)
    counts = {name: server.statements(asked, publish) for name, asked in (("API", API), ("page", PAGE))}
    found = [floor_figure("C", warm[0]["C"]), floor_figure("R", cold["R"])]
    found += [of_r(name, cold, counts) for name in cold if not name.startswith("R")]
    return found + [of_c(name, group) for group in warm for name in group if name != "C"]


def floor_figure(name: str, taken: list) -> Figure:
    what = {"C": "floor C: constant view", "R": "floor R: one raw page as JSON"}[name]
    return Figure("", what, microseconds(taken))


def microseconds(taken: list) -> str:
    ordered = sorted(one.cpu for one in taken)
    return f"{ordered[len(ordered) // 2] * 1e6:,.0f} µs"


def of_r(name: str, taken: dict, counts: dict[str, int]) -> Figure:
    """The gate is the page that everybody opens, with nothing cached; the rest is told beside it."""
    kind, _comma, way = name.partition(", ")
    floor = {"gzip": "R, gzip", "400 addresses": "R, 400 addresses"}.get(way.rpartition(", ")[2], "R")
    budget, least = LEAST_OF_R[kind]
    shares = [bare.cpu / one.cpu for bare, one in zip(taken[floor], taken[name], strict=True)]
    is_gate = way == "nothing cached"
    more = f"; {microseconds(taken[name])}" + (f", {counts[kind]} statements" if is_gate else "")
    return at_least(budget, f"documents, {name}", shares, least if is_gate else None, "R", more)


def of_c(name: str, taken: dict) -> Figure:
    kind, _comma, way = name.partition(", ")
    budget, least = LEAST_OF_C[connection.vendor].get(kind, ("P2", LEAST_OF_C[connection.vendor]["API"][1]))
    shares = [bare.cpu / one.cpu for bare, one in zip(taken["C"], taken[name], strict=True)]
    is_gate = way in ("kept", "304")
    what = f"documents, {name}" if kind in LEAST_OF_R else name
    return at_least(budget, what, shares, least if is_gate else None, "C", f"; {microseconds(taken[name])}")
