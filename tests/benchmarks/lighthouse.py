"""P9: Lighthouse on a simulated slow phone, as docs/lighthouse.md does by hand; needs Chromium and npm."""

import json
import shutil
import subprocess
from argparse import Namespace
from os import environ

from .databases import Server
from .figures import Figure, exactly
from .gunicorn import gunicorn
from .portal import ROOT, manage

VERSION = "13.5.0"
PAGES = {"home": "/", "meetings": "/meetings/", "plan": "/plans/amcap-iii-phase-2/", "search": "/search/"}
AUDITS = {
    "largest-contentful-paint": ("largest contentful paint", 1_500, "ms"),
    "cumulative-layout-shift": ("layout shift", 0, ""),
    "total-blocking-time": ("blocking time", 0, "ms"),
}


def measure(server: Server, asked: Namespace) -> list[Figure]:
    """Of the portal's own record, served as in production."""
    chromium = shutil.which("chromium")
    if not (chromium and shutil.which("npx")):
        return [Figure("P9", "Lighthouse", "not measured here: needs Chromium and npm")]
    with server.empty() as kept:
        manage(kept.address, "load_reference_data", "--verbosity", "0")
        with gunicorn(kept.address) as served:
            return [
                exactly("P9", f"{name}, {what}", audits[audit]["numericValue"], most, unit, ",.3g")
                for name, path in PAGES.items()
                for audits in [audited(f"http://127.0.0.1:{served.port}{path}", chromium)]
                for audit, (what, most, unit) in AUDITS.items()
            ]


def audited(address: str, chromium: str) -> dict:
    """The audits of one page. Raises CalledProcessError where Lighthouse fails."""
    headers = json.dumps({"X-Forwarded-Proto": "https"})
    command = ["npx", "--yes", f"lighthouse@{VERSION}", address, "--quiet", "--output=json", "--output-path=stdout"]
    command += ["--only-categories=performance", f"--extra-headers={headers}"]
    command += ["--chrome-flags=--headless --no-sandbox --disable-gpu"]
    variables = {**environ, "CHROME_PATH": chromium}
    told = subprocess.run(command, cwd=ROOT, env=variables, check=True, capture_output=True)  # noqa: S603
    return json.loads(told.stdout)["audits"]
