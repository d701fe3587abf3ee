"""What is told of pages that are no record's: the portal itself, its data, and where a page stands."""

import html
import re
from typing import Any

from django.conf import settings
from django.urls import reverse

from amin_portal.dumps.catalogue import DESCRIPTION, TITLE
from amin_portal.dumps.keeping import Dump

from .nodes import Absolute, Node, known

CRUMB = re.compile(r"<li\b[^>]*>(.*?)</li>", re.DOTALL)
ADDRESS = re.compile(r"""<a\b[^>]*? href="([^"]*)\"""")
TAG = re.compile(r"<[^>]*>")
STEPS_TO_A_LIST = 2  # home, and the list


def breadcrumbs(markup: str, absolute: Absolute) -> Node | None:
    """The path that a page shows, from its own HTML; the last step is the page itself and needs no address.

    None for a page right below the home page, of which the path says nothing that the address does not.
    """
    steps = []
    for step in CRUMB.findall(markup):
        address = ADDRESS.search(step)
        steps.append(
            {
                "@type": "ListItem",
                "position": len(steps) + 1,
                "name": " ".join(html.unescape(TAG.sub("", step)).split()),
                "item": absolute(html.unescape(address[1])) if address else None,
            }
        )
    return known({"@type": "BreadcrumbList", "itemListElement": steps}) if len(steps) > STEPS_TO_A_LIST else None


def web_site(name: str, absolute: Absolute) -> Node:
    home = absolute(reverse("home"))
    return {
        "@type": "WebSite",
        "name": name,
        "url": home,
        "inLanguage": "en",
        "potentialAction": {
            "@type": "SearchAction",
            "target": {
                "@type": "EntryPoint",
                "urlTemplate": f"{absolute(reverse('search'))}?q={{search_term_string}}",
            },
            "query-input": "required name=search_term_string",
        },
    }


def dataset(dump: Dump | None, absolute: Absolute) -> Node:
    """The record as data; without a dump it has no file to fetch."""
    file: dict[str, Any] | None = None
    if dump:
        file = {
            "@type": "DataDownload",
            "contentUrl": absolute(reverse("dumps:file", args=[dump.name])),
            "encodingFormat": "application/zip",
            "contentSize": f"{dump.bytes} B",
            "sha256": dump.sha256,
        }
    return known(
        {
            "@type": "Dataset",
            "@id": f"{absolute(reverse('dumps:list'))}#record",
            "name": TITLE,
            "description": DESCRIPTION,
            "url": absolute(reverse("dumps:list")),
            "isAccessibleForFree": True,
            "license": settings.RECORD_LICENCE,
            "inLanguage": "en",
            "dateModified": dump.date.isoformat() if dump else None,
            "distribution": file,
            "includedInDataCatalog": {
                "@type": "DataCatalog",
                "name": TITLE,
                "url": absolute(reverse("dumps:catalogue")),
            },
        }
    )
