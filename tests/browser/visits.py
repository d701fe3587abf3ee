"""A page in the browser, and everything that is wrong with it, in sentences."""

from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, Response

from .pages import Kind

HERE = Path(__file__).parent
NODE_MODULES = HERE.parent.parent / "node_modules"
AXE = NODE_MODULES / "axe-core" / "axe.min.js"
AXE_OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"target-size": {"enabled": True}},
    "resultTypes": ["violations"],
}
RULES_OF_COLOUR = ["color-contrast", "link-in-text-block"]  # of those that run: all that a theme can break
ELEMENTS_SHOWN = 3  # of each broken rule


@cache
def script(name: str) -> str:
    """The text of a script that runs in the page."""
    return (HERE / "scripts" / f"{name}.js").read_text()


class Visit:
    """A page of that kind, opened at `address`, with or without `scripts`; what goes wrong meanwhile is noted."""

    def __init__(self, page: Page, address: str, kind: Kind, scripts: bool = True) -> None:
        self.page, self.address, self.kind = page, address, kind
        self.faults: list[str] = []
        self.noted = {
            "console": self._hear,
            "pageerror": lambda error: self.faults.append(f"script failed: {error}"),
            "requestfailed": lambda request: self.faults.append(f"no answer: {request.url} {request.failure}"),
            "response": self._check,
        }
        for event, note in self.noted.items():
            page.on(event, note)
        page.goto(address)
        if scripts:  # without them, nobody would be called back at the next frame
            page.evaluate(script("settled"))

    def leave(self) -> None:
        """Free the window for the next page, which comes in its place: a blank one between takes two processes more."""
        for event, note in self.noted.items():
            self.page.remove_listener(event, note)

    def _hear(self, message: ConsoleMessage) -> None:
        own_status = message.location["url"] == self.address and f"status of {self.kind.status} " in message.text
        if message.type in ("error", "warning") and not own_status:
            self.faults.append(f"console {message.type}: {message.text}")

    def _check(self, response: Response) -> None:
        expected = self.kind.status if response.url == self.address else 200
        if response.status not in (expected, 304):  # 304: the browser has it already
            self.faults.append(f"{response.status} instead of {expected}: {response.url}")

    def faults_of_loading(self) -> list[str]:
        """What the browser complained of, what the policy forbade, what moved; before anybody touches the page."""
        observed = self.page.evaluate("window.observed")
        violations = [f"forbidden by the policy: {violation}" for violation in observed["violations"]]
        moved = [f"the page moved while it was built: shift {observed['shift']:.4f}"] if observed["shift"] else []
        return [*self.faults, *violations, *moved]

    def faults_of_structure(self) -> list[str]:
        """A page says its language, and has one main heading."""
        language = self.page.evaluate("document.documentElement.lang")
        headings = self.page.locator("h1").count()
        faults = [] if language else ["the page does not say its language"]
        return faults if headings == 1 else [*faults, f"{headings} main headings instead of 1"]

    def faults_of_width(self) -> list[str]:
        """A page is never scrolled sideways, and hides no words."""
        wide = self.page.evaluate(script("wide"))
        cut = [f"words are cut off: {element}" for element in self.page.evaluate(script("cut"))]
        return [f"scrolls sideways by {wide}", *cut] if wide else cut

    def faults_of_access(self) -> list[str]:
        """What axe finds. The last look at a page, because it adds its script."""
        return broken_rules(self.page)

    def faults_of_colour(self) -> list[str]:
        """What axe finds that depends on the theme: the rest is the same in both, and was asked before."""
        return broken_rules(self.page, RULES_OF_COLOUR)


def broken_rules(page: Page, only: list[str] | None = None) -> list[str]:
    """Each rule of access that the page breaks, with its elements; of all rules, or of those named."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    options = AXE_OPTIONS | ({"runOnly": only, "rules": {}} if only else {})
    found = page.evaluate("options => axe.run(document, options)", options)
    return [_sentence(violation["id"], violation["help"], violation["nodes"]) for violation in found["violations"]]


def _sentence(rule: str, meaning: str, nodes: list[dict]) -> str:
    """One broken rule, with the first few elements that break it."""
    shown = [f"    {node['html'][:300]}\n      {node['failureSummary']}" for node in nodes[:ELEMENTS_SHOWN]]
    return "\n".join([f"{rule}: {meaning} ({len(nodes)} elements)", *shown])


def fail_with(seen: Visit, *faults: str) -> None:
    """End the test with all that is wrong and ours, the address first; with nothing wrong, let it pass."""
    ours = [fault for fault in faults if not fault.startswith(seen.kind.not_ours)]
    if ours:
        pytest.fail("\n".join([seen.address, *ours]), pytrace=False)
