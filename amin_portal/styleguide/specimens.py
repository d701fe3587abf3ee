"""A component as the style guide shows it: its real template, filled in each of its states."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import count

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

ID = re.compile(r'(?<=\s)id="([^"]+)"')
LED_TO = re.compile(r'(?<=\s)(id|for|aria-describedby|href)="(#?)([^"]+)"')
LABELLED = re.compile(r'(?<=\s)aria-labelledby="([^"]+)"')
LABEL = re.compile(r'(?<=\s)aria-label="([^"]+)"')
NARROW = {f"_in_{place}.html" for place in ("paragraph", "results", "list", "sources", "facts", "side")}


@dataclass(frozen=True)
class State:
    """What a component shows, and what that is called; `template` where it is another than that of the specimen."""

    label: str | Promise
    context: dict = field(default_factory=dict)
    template: str = ""


@dataclass(frozen=True)
class Specimen:
    """A component with its states; `parts` are the templates it is made of, or the classes where it has none.

    `around` names the template of the style guide that puts it where it belongs: `_in_list.html` for a line of a list.
    """

    title: str | Promise
    template: str
    states: tuple[State, ...] = (State(""),)
    note: str | Promise = ""
    around: str = ""
    parts: tuple[str, ...] = ()

    @property
    def is_narrow(self) -> bool:
        """Its states have room beside each other."""
        return self.around in NARROW

    @property
    def named(self) -> list[str]:
        """The templates, or classes, that are shown."""
        templates = (self.template, *(state.template for state in self.states))
        real = [name for name in templates if name and not name.startswith("styleguide/")]
        return list(dict.fromkeys((*real, *self.parts)))


@dataclass(frozen=True)
class Group:
    """Specimens that belong together."""

    anchor: str
    title: str | Promise
    specimens: tuple[Specimen, ...]


@dataclass(frozen=True)
class Shown:
    """A state as it stands on the page, with its number there."""

    number: int
    label: str | Promise
    html: SafeString


def shown(groups: Iterable[Group], request: HttpRequest) -> list[tuple[Group, list[tuple[Specimen, list[Shown]]]]]:
    """The groups with their specimens, each with its states rendered."""
    numbers = count(1)
    return [
        (
            group,
            [
                (specimen, [render(specimen, state, next(numbers), request) for state in specimen.states])
                for specimen in group.specimens
            ],
        )
        for group in groups
    ]


def render(specimen: Specimen, state: State, number: int, request: HttpRequest) -> Shown:
    """One state in HTML."""
    template = state.template or specimen.template
    around = f"styleguide/{specimen.around}" if specimen.around else template
    html = render_to_string(around, {"template": template, **state.context}, request)
    return Shown(number, state.label, mark_safe(one_of_several(html, number, str(state.label))))  # noqa: S308 rendered above


def one_of_several(html: str, number: int, label: str) -> str:
    """The HTML of a component with ids that no other has, and with its landmarks named after the state as well.

    A page of the portal shows such a component once, this one shows it in every state.
    """
    ids = set(ID.findall(html))
    html = LED_TO.sub(
        lambda found: f'{found[1]}="{found[2]}{found[3]}-{number}"' if found[3] in ids else found[0], html
    )
    state, words = (f" state-{number}", f": {escape(label)}") if label else ("", "")
    html = LABELLED.sub(rf'aria-labelledby="\1-{number}{state}"', html)
    return LABEL.sub(lambda found: f'aria-label="{found[1]}{words}"', html)
