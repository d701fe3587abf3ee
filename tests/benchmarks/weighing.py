"""P8: what pages weigh as they go out, plain and compressed, with what they name; bytes, so exactly the same each time.

The pages of the portal's own record, and those of the made one with long lists. Compressed is what a browser gets that
takes Brotli or gzip: files of the portal come in Brotli, pages in gzip.
"""

import re

from django.conf import settings

from .asking import Asked, Server, serve
from .figures import Figure, exactly

KB = 1000
FILES = re.compile(rb'(?:href|src)="(/static/[^"]+\.(?:css|js|woff2|svg|png|webp))"')
OF_A_LIST, OF_A_DETAIL = (16, 5), (24, 8)  # kB, plain and compressed
REAL = {
    "documents": ("/documents/", OF_A_LIST),
    "meetings": ("/meetings/", OF_A_LIST),
    "plans": ("/plans/", OF_A_LIST),
    "outcomes": ("/outcomes/", OF_A_LIST),
    "meeting": ("/meetings/ammin-10/", OF_A_DETAIL),
    "plan": ("/plans/amcap-iii-phase-2/", OF_A_DETAIL),
    "document": ("/documents/amcap-iv/", OF_A_DETAIL),
}
MADE = {
    "made documents": ("/documents/", OF_A_LIST),
    "made meetings": ("/meetings/", OF_A_LIST),
    "meeting with 30 outcomes and 20 papers": ("/meetings/meeting-0/", OF_A_DETAIL),
    "plan with 400 actions": ("/plans/plan-0/", OF_A_DETAIL),
    "made document": ("/documents/document-20/", OF_A_DETAIL),
}


def of_the_real_record() -> list[Figure]:
    server = serve()
    found = [figure for name, (address, most) in REAL.items() for figure in weighed(server, name, address, most)]
    return found + of_files(server)


def of_the_made_record() -> list[Figure]:
    server = serve()
    return [figure for name, (address, most) in MADE.items() for figure in weighed(server, name, address, most)]


def weighed(server: Server, name: str, address: str, most: tuple[float, float]) -> list[Figure]:
    sizes = (size(server, address, gzip=False), size(server, address, gzip=True))
    return [
        exactly("P8", f"{name}, {way}", bytes_ / KB, limit, "kB", ".1f")
        for way, bytes_, limit in zip(("plain", "compressed"), sizes, most, strict=True)
    ]


def size(server: Server, address: str, gzip: bool = True) -> int:
    """Bytes of the body. Raises AssertionError where the page is not there."""
    answer = server.ask(Asked(address, gzip=gzip))
    if answer.status != 200:
        raise AssertionError(f"{address} answered {answer.status}.")
    return len(answer.body)


def of_files(server: Server) -> list[Figure]:
    """What the first page of a visit brings along, and what the next one adds."""
    named = {one.decode() for one in FILES.findall(server.ask(Asked("/")).body)}
    sizes = {address: size(server, address) for address in named}
    style = sum(bytes_ for address, bytes_ in sizes.items() if address.endswith(".css"))
    scripts = sum(bytes_ for address, bytes_ in sizes.items() if address.endswith(".js"))
    fonts = sum(path.stat().st_size for path in (settings.BASE_DIR / "static" / "fonts").glob("*.woff2"))
    first = size(server, "/") + sum(sizes.values())
    return [
        exactly("P8", "style sheets, compressed", style / KB, 12, "kB", ".1f"),
        exactly("P8", "all fonts", fonts / KB, 60, "kB", ".1f"),
        exactly("P8", "scripts", scripts / KB, 8, "kB", ".1f"),
        exactly("P8", f"home and the {len(named)} files that it names, first visit", first / KB, 120, "kB", ".1f"),
        exactly("P8", "the next page (meetings)", size(server, "/meetings/") / KB, 12, "kB", ".1f"),
    ]
