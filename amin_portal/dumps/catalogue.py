"""The record as a data catalogue (W3C DCAT 3) in JSON-LD: a dataset for the whole and one for each collection.

https://www.w3.org/TR/vocab-dcat-3/. What is not known, such as a licence of the record as a whole, is left out.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.urls import reverse

from amin_portal.api import COLLECTIONS

from .keeping import Dump
from .making import MEDIA_TYPES

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TITLE = "The public record of ASEAN minerals cooperation"
DESCRIPTION = (
    "Meetings of the ASEAN bodies for minerals, what they decided, the documents they issued, "
    "and the action plans with their reported progress, compiled from public sources."
)
LANGUAGE = {"@id": "http://publications.europa.eu/resource/authority/language/ENG"}
IANA = "https://www.iana.org/assignments/media-types/"
NAMES = {"jsonl": "JSON Lines", "csv": "CSV"}

Node = dict[str, Any]
Absolute = Callable[[str], str]


def describe(dump: Dump | None, absolute: Absolute) -> Node:
    """The catalogue; `absolute` makes addresses of paths. Without a dump the API is the only way to the data."""
    page = absolute(reverse("dumps:list"))
    packed = {one["name"]: one for one in dump.collections} if dump else {}
    whole = {
        "@id": f"{page}#record",
        "@type": "dcat:Dataset",
        "dct:title": TITLE,
        "dct:description": DESCRIPTION,
        "dct:language": LANGUAGE,
        "dcat:landingPage": {"@id": page},
        "dcat:keyword": ["ASEAN", "minerals", "mining", "action plans", "meetings"],
    }
    if settings.RECORD_LICENCE:
        whole["dct:license"] = {"@id": settings.RECORD_LICENCE}
    if dump:
        whole |= {"dct:modified": day(dump), "dcat:distribution": [as_zip(dump, absolute)]}
    collections = [of_collection(viewset, packed, dump, absolute) for viewset in COLLECTIONS]
    return {
        "@context": CONTEXT,
        "@id": absolute(reverse("dumps:catalogue")),
        "@type": "dcat:Catalog",
        "dct:title": TITLE,
        "dct:description": DESCRIPTION,
        "dct:language": LANGUAGE,
        "foaf:homepage": {"@id": absolute(reverse("home"))},
        "dcat:service": {
            "@id": absolute(reverse("api:api-root")),
            "@type": "dcat:DataService",
            "dct:title": "API",
            "dcat:endpointURL": {"@id": absolute(reverse("api:api-root"))},
            "dcat:endpointDescription": {"@id": absolute(reverse("api-schema"))},
        },
        "dcat:dataset": [whole | {"dct:hasPart": [{"@id": one["@id"]} for one in collections]}, *collections],
    }


def of_collection(viewset: Any, packed: dict[str, Node], dump: Dump | None, absolute: Absolute) -> Node:
    name = viewset.model.collection
    page = absolute(reverse("dumps:list"))
    described = {
        "@id": f"{page}#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": name,
        "dct:title": f"{name.replace('-', ' ').capitalize()} of ASEAN minerals cooperation",
        "dct:description": viewset.__doc__.strip(),
        "dct:language": LANGUAGE,
        "dct:isPartOf": {"@id": f"{page}#record"},
        "dcat:distribution": [by_api(name, absolute)],
    }
    if dump and name in packed:
        described |= {"dct:modified": day(dump)}
        described["dcat:distribution"] += [in_zip(file, dump, absolute) for file in packed[name]["files"]]
    return described


def by_api(name: str, absolute: Absolute) -> Node:
    address = {"@id": absolute(reverse(f"api:{name}-list"))}
    return {
        "@type": "dcat:Distribution",
        "dct:title": "JSON, page by page, as it stands now",
        "dcat:accessURL": address,
        "dcat:accessService": {"@id": absolute(reverse("api:api-root"))},
        "dcat:mediaType": {"@id": f"{IANA}application/json"},
    }


def in_zip(file: Node, dump: Dump, absolute: Absolute) -> Node:
    """A file of the dump; its checksum is that of the unpacked file, and stands in the manifest."""
    extension = file["name"].rpartition(".")[2]
    media_type = MEDIA_TYPES[extension]
    return {
        "@type": "dcat:Distribution",
        "dct:title": f"{NAMES[extension]}: {file['name']} in {dump.path.name}",
        **fetched(dump, absolute),
        "dcat:mediaType": {"@id": IANA + media_type},
        "dcat:packageFormat": {"@id": f"{IANA}application/zip"},
    }


def as_zip(dump: Dump, absolute: Absolute) -> Node:
    return {
        "@type": "dcat:Distribution",
        "dct:title": f"Everything in one file, {dump.date}",
        **fetched(dump, absolute),
        "dct:issued": day(dump),
        "dcat:mediaType": {"@id": f"{IANA}application/zip"},
        "dcat:byteSize": {"@value": str(dump.bytes), "@type": "xsd:nonNegativeInteger"},
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {"@value": dump.sha256, "@type": "xsd:hexBinary"},
        },
    }


def fetched(dump: Dump, absolute: Absolute) -> Node:
    return {
        "dcat:accessURL": {"@id": absolute(reverse("dumps:list"))},
        "dcat:downloadURL": {"@id": absolute(reverse("dumps:file", args=[dump.name]))},
    }


def day(dump: Dump) -> Node:
    return {"@value": dump.date.isoformat(), "@type": "xsd:date"}
