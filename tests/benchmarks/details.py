"""P4: the page of a meeting with 30 outcomes and 20 papers, and of a plan with 400 actions, beside the raw page."""

from .asking import Asked, Case, Taken, by_other_hosts, publish, same, serve
from .figures import Figure, at_least, exactly
from .lists import RAW, microseconds

LEAST = 0.15
PAGES = {  # the large one, and another of its kind that is smaller
    "meeting with 30 outcomes and 20 papers": (Asked("/meetings/meeting-0/"), Asked("/meetings/meeting-9/")),
    "plan with 400 actions": (Asked("/plans/plan-0/"), Asked("/plans/plan-1/")),
}
OTHERS = {
    "document": Asked("/documents/document-20/"),
    "API, meeting": Asked("/api/v1/meetings/meeting-0/"),
    "API, plan": Asked("/api/v1/plans/plan-0/"),
}


def measure(rounds: int) -> list[Figure]:
    server = serve()
    pages = {name: large for name, (large, _small) in PAGES.items()} | OTHERS
    taken = server.rounds(cases(pages), rounds)
    found = [figure(name, times, taken["R"]) for name, times in taken.items() if name != "R"]
    for name, (large, small) in PAGES.items():
        asked_of_it, asked_of_small = (server.statements(one, publish) for one in (large, small))
        what = f"{name}, statements (a smaller one: {asked_of_small})"
        found.append(exactly("P4", what, asked_of_it, asked_of_small, ""))
    return found


def cases(pages: dict[str, Asked]) -> list[Case]:
    made = [Case("R", same(RAW))]
    for name, asked in pages.items():
        made += [
            Case(f"{name}, nothing cached", same(asked), publish),
            Case(f"{name}, made anew in its version", by_other_hosts(asked)),
            Case(f"{name}, asked again", same(asked)),
        ]
    return made


def figure(name: str, times: list[Taken], raw: list[Taken]) -> Figure:
    shares = [bare.cpu / one.cpu for bare, one in zip(raw, times, strict=True)]
    is_gate = name.endswith(", nothing cached") and name.removesuffix(", nothing cached") in PAGES
    return at_least("P4", name, shares, LEAST if is_gate else None, "R", f"; {microseconds(times)}")
