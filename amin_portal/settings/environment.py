"""Settings read from the environment, refused with a sentence when they are wrong.

django-environ parses the addresses; text, switches and lists are read here,
because it takes "maybe" for false and keeps blanks in lists.
"""

import datetime
import os
import re
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured

SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False}
S3 = ("S3_BUCKET", "S3_ENDPOINT_URL", "S3_REGION", "S3_ACCESS_KEY_ID", "S3_SECRET_ACCESS_KEY")
PATIENCE = 20  # seconds that one waits for a lock that another holds
OF_POSTGRESQL = {  # a server that has gone without a word is noticed in seconds, not in two hours
    "options": f"-c lock_timeout={PATIENCE}s",
    "connect_timeout": 5,
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 20_000,  # milliseconds; the others are seconds
}
DATABASE_SCHEMES = ("sqlite:///", "postgres://", "postgresql://")
IN_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
IN_REDIS = "amin_portal.shared_cache.SharedCache"
ROOM = 3600  # seconds, to make room alone: what is kept has a name that ends with what it depends on
REDIS = r"(rediss?://[^\s/]+(/[0-9]+)?|unix:///\S+)"


def text(name: str, default: str | None = None, *, hint: str = "") -> str:
    """The value of `name`; `default=None` means that it must be set. Raises ImproperlyConfigured."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. {hint or 'See .env.example.'}")
    return default


def switch(name: str, default: bool) -> bool:
    """A yes or no. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip().lower()
    if not value:
        return default
    if value not in SWITCH:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of {', '.join(SWITCH)}.")
    return SWITCH[value]


def number(name: str, default: int, least: int = 1) -> int:
    """A whole number, at least `least`. Raises ImproperlyConfigured for anything else."""
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if not (value.isascii() and value.isdigit() and int(value) >= least):
        raise ImproperlyConfigured(f"{name} is {value!r}; write a whole number, at least {least}.")
    return int(value)


def rate(name: str, default: str) -> str:
    """So many in so much time, as in 600/minute; empty where `none` says that there is no limit.

    Raises ImproperlyConfigured for anything else.
    """
    value = text(name, default)
    if value.lower() == "none":
        return ""
    if not re.fullmatch("[1-9][0-9]{0,8}/(second|minute|hour|day)", value):
        raise ImproperlyConfigured(f"{name} is {value!r}; write 600/minute (or second, hour, day), or none.")
    return value


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """One of the words allowed. Raises ImproperlyConfigured for anything else."""
    value = text(name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}; write one of {', '.join(allowed)}.")
    return value


def secret(name: str, least: int) -> str:
    """A secret of so many characters at least, or nothing. Raises ImproperlyConfigured for a shorter one."""
    value = text(name, "")
    if value and len(value) < least:
        raise ImproperlyConfigured(f"{name} is shorter than {least} characters; make a longer, random one.")
    return value


def names(name: str, default: list[str] | None = None, *, hint: str = "") -> list[str]:
    """A comma separated list without blanks. Raises ImproperlyConfigured when it must be set and is not."""
    given = text(name, None if default is None else ",".join(default), hint=hint)
    return [part.strip() for part in given.split(",") if part.strip()]


def database(default: str, name: str = "DATABASE_URL") -> dict:
    """Django's description of the database behind the address. Raises ImproperlyConfigured."""
    url = text(name, default)
    if not url.startswith(DATABASE_SCHEMES):
        raise ImproperlyConfigured(
            f"{name} must begin with one of {', '.join(DATABASE_SCHEMES)}, "
            "for example postgres://user:password@127.0.0.1:5432/portal."
        )
    try:
        config = environ.Env.db_url_config(url)
    except ValueError as error:  # a port that is not a number
        raise ImproperlyConfigured(f"{name} cannot be read: {error}.") from error
    if not config["NAME"]:
        raise ImproperlyConfigured(f"{name} names no database: add its name after the last slash.")
    if config["ENGINE"].endswith("sqlite3"):
        # Readers go on while one writes; a writer waits instead of failing "database is locked".
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": PATIENCE,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
        config["CONN_MAX_AGE"] = 60  # to open it anew costs ten times the look-up of an unchanged answer
        if config["NAME"] != ":memory:":
            folder = Path(config["NAME"]).parent
            try:
                folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise ImproperlyConfigured(f"{name} points into {folder}, which cannot be made: {error}.") from error
    else:
        config |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        config["OPTIONS"] = OF_POSTGRESQL | config.get("OPTIONS", {})
    return config


def replica(primary: dict) -> dict[str, dict]:
    """The copy of the database behind READ_REPLICA_URL, by the name that Django knows it by; nothing if there is none.

    Raises ImproperlyConfigured where one of the two is no PostgreSQL.
    """
    if not text("READ_REPLICA_URL", ""):
        return {}
    copy = database("", name="READ_REPLICA_URL")
    if not primary["ENGINE"] == copy["ENGINE"] == "django.db.backends.postgresql":
        raise ImproperlyConfigured("READ_REPLICA_URL is for PostgreSQL alone: both it and DATABASE_URL must name one.")
    copy["OPTIONS"] |= {"connect_timeout": 2}  # seconds: the primary is there as well
    return {"replica": copy | {"TEST": {"MIRROR": "default"}}}


def cache(name: str, alone: str = IN_MEMORY, shared: str = IN_REDIS, **options: int) -> dict:
    """Django's description of a cache: in the Redis behind REDIS_URL, for all workers, else in the memory of each.

    `alone` and `shared` are the classes for the one and the other. Raises ImproperlyConfigured for what is no address
    of a Redis.
    """
    url = text("REDIS_URL", default="")
    if url and not re.fullmatch(REDIS, url):
        raise ImproperlyConfigured(
            "REDIS_URL cannot be read; write redis://127.0.0.1:6379/0, rediss://user:password@host:6379/0 for TLS, "
            "or unix:///run/redis.sock?db=0."
        )
    place = {"BACKEND": shared if url else alone, "LOCATION": url or name, "KEY_PREFIX": name}
    return place | {"TIMEOUT": ROOM, "OPTIONS": options}


def networks(name: str) -> list[IPv4Network | IPv6Network]:
    """IP addresses and networks, comma separated; none where nothing is set. Raises ImproperlyConfigured.

    Neither a network with bits of an address in it nor one that is everything is taken: both are slips of the hand.
    """
    found = []
    for value in names(name, default=[]):
        try:
            network = ip_network(value)
        except ValueError as error:
            raise ImproperlyConfigured(
                f"{name} is {value!r}; write addresses and networks such as 203.0.113.0/24, 2001:db8::/32."
            ) from error
        if not network.prefixlen:
            raise ImproperlyConfigured(f"{name} is {value!r}, which is every address; leave it empty to let all in.")
        found.append(network)
    return found


def site_address() -> str:
    """The portal's own address, or nothing. Raises ImproperlyConfigured for what is no scheme and host."""
    address = text("SITE_ADDRESS", default="").rstrip("/")
    if address and not re.fullmatch(r"https?://[^\s/?#@]+", address):
        raise ImproperlyConfigured(
            f"SITE_ADDRESS is {address!r}; write scheme and host alone: https://minerals.example.org."
        )
    return address


def security_contact() -> tuple[list[str], datetime.date | None]:
    """Whom to tell of a weakness, as addresses, and the day until which somebody has said that this holds (RFC 9116).

    Raises ImproperlyConfigured for one without the other, and for what is no such address or day.
    """
    contacts, day = names("SECURITY_CONTACT", default=[]), text("SECURITY_CONTACT_UNTIL", "")
    if wrong := [contact for contact in contacts if not contact.startswith(("mailto:", "https://", "tel:"))]:
        raise ImproperlyConfigured(f"SECURITY_CONTACT is {wrong[0]!r}; begin with mailto:, https:// or tel:.")
    try:
        until = datetime.date.fromisoformat(day) if day else None
    except ValueError as error:
        raise ImproperlyConfigured(f"SECURITY_CONTACT_UNTIL is {day!r}; write a day: 2027-06-30.") from error
    if bool(contacts) != bool(until):
        raise ImproperlyConfigured("Set both SECURITY_CONTACT and SECURITY_CONTACT_UNTIL, or none.")
    return contacts, until


def uploads() -> dict:
    """Django's description of where uploads are kept: in a folder, or in a bucket where S3_BUCKET names one.

    Raises ImproperlyConfigured for settings that miss each other, and for packages that are not there.
    """
    bucket, endpoint, region, key, secret = (text(name, "") for name in S3)
    if not bucket:
        if given := [name for name in S3 if text(name, "")]:
            raise ImproperlyConfigured(f"{given[0]} is set and S3_BUCKET is not: name the bucket, or take it out.")
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    if bool(key) != bool(secret):
        raise ImproperlyConfigured(
            "Set both S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY, or none on a machine with a role."
        )
    if endpoint and not endpoint.startswith(("https://", "http://")):
        raise ImproperlyConfigured(f"S3_ENDPOINT_URL is {endpoint!r}; it must begin with https:// or http://.")
    if not (find_spec("storages") and find_spec("boto3")):
        raise ImproperlyConfigured("S3_BUCKET needs two more packages. Run: pip install -r requirements-s3.txt")
    options = {"endpoint_url": endpoint, "region_name": region, "access_key": key, "secret_key": secret}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "file_overwrite": False,
            "max_memory_size": 8 * 1024**2,  # what is larger waits on the disk while it is sent
            **{name: value for name, value in options.items() if value},
        },
    }
