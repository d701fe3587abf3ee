"""P8: what pages weigh, of the portal's own record and of the made one with long lists."""

from argparse import Namespace

from .databases import Server, Size
from .figures import Figure
from .portal import manage, portal


def measure(server: Server, asked: Namespace) -> list[Figure]:
    with server.empty() as kept:
        manage(kept.address, "load_reference_data", "--verbosity", "0")
        with portal(kept.address) as there:
            found = there.run("weighing.of_the_real_record")
    with portal(server.kept(Size(asked.documents)).address) as there:
        return found + there.run("weighing.of_the_made_record")
