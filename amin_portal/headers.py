"""What every answer tells browsers they may do with it: nothing that no page of ours needs.

The answers are few kinds, so each kind has its headers ready; what a view says by itself stands. `docs/security.md`
says why each is as it is. Those that depend on the settings come from Django's SecurityMiddleware.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

POLICY = "Content-Security-Policy"
DIRECTIVES = {  # of a page that loads no script and sends its forms to us
    "default-src": "'none'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
SCRIPTS = {"script-src": "'self'", "connect-src": "'self'"}  # what the desk, the login and the explorer need besides
PASSKEYS = ("publickey-credentials-create", "publickey-credentials-get")
FEATURES = (  # that browsers would lend to a page, or ask their owner to
    "accelerometer", "autoplay", "browsing-topics", "camera", "clipboard-read", "clipboard-write", "display-capture",
    "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "idle-detection", "local-fonts",
    "magnetometer", "microphone", "midi", "otp-credentials", "payment", "picture-in-picture", "screen-wake-lock",
    "serial", "storage-access", "sync-xhr", "usb", "window-management", "xr-spatial-tracking",
)  # fmt: skip
WITH_SCRIPTS = ("/admin/", "/account/")
BROKEN = (404, 500)  # in place of which a machine for development shows what went wrong, in a page of Django's own


def policy(more: dict[str, str] | None = None) -> str:
    """The Content-Security-Policy of our pages, with more or other directives."""
    return "; ".join(f"{name} {sources}" for name, sources in (DIRECTIVES | (more or {})).items())


def permissions(passkeys: str) -> str:
    return ", ".join([f"{feature}=()" for feature in FEATURES] + [f"{feature}={passkeys}" for feature in PASSKEYS])


PUBLIC = {
    POLICY: policy(),
    "Permissions-Policy": permissions(passkeys="()"),
    "Cross-Origin-Resource-Policy": "same-origin",  # who may read the record elsewhere asks by CORS, which this allows
}
DESK = PUBLIC | {
    POLICY: policy(SCRIPTS),
    "Permissions-Policy": permissions(passkeys="(self)"),
    "Cache-Control": "private, no-store",
}


class HeadersMiddleware:
    """Stands around everything else, so that no answer is without them: redirects, files and failures included."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not (settings.DEBUG and response.status_code in BROKEN):
            headers = response.headers
            for name, value in (DESK if request.path_info.startswith(WITH_SCRIPTS) else PUBLIC).items():
                if name not in headers:
                    headers[name] = value
        return headers_of(response) if request.method == "HEAD" else response


def headers_of(response: HttpResponseBase) -> HttpResponseBase:
    """The answer to HEAD, which has no body. Its length stays: it is that of the answer to GET."""
    if response.streaming:
        response.streaming_content = ()
    else:
        response.content = b""
    return response
