"""Reads one PDF in a process of its own: a program that imports nothing of the portal.

    python -I child.py <limits as JSON> <path>

A PDF may be made to harm its reader, so this process has little to lose: bounded memory and time, no file that it
could open besides the PDF, no socket, no further process. It says in lines of JSON what it finds, as it goes, so that
a sudden end loses no page that was read before:

    {"ready": true}                                what comes after is the fault of the PDF
    {"pages": 12}
    {"page": 1, "text": "..."}                     {"page": 1} alone if the page cannot be read
    {"complete": true}                             all pages that the limits allow
    {"picture": "<base64>", "width": 400, "height": 566}
    {"problem": "password"}                        password, damaged or memory; nothing follows
"""

import base64
import io
import json
import os
import resource
import sys

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image

LOCKED = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)


def give_up_freedom(limits: dict[str, int]) -> None:
    """Let nothing be opened from here on but the PDF: it gets descriptor 3, and there is no 4."""
    Image.init()  # what these import would be opened later
    "".encode("utf-16-le")
    os.nice(10)
    for what, most in {
        resource.RLIMIT_AS: limits["memory"],
        resource.RLIMIT_FSIZE: limits["output"],
        resource.RLIMIT_NOFILE: 4,
        resource.RLIMIT_NPROC: 0,
        resource.RLIMIT_CORE: 0,
    }.items():
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (limits["cpu_seconds"], limits["cpu_seconds"] + 1))  # SIGXCPU, then SIGKILL


def say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


def text_of(document: pypdfium2.PdfDocument, index: int, longest: int) -> str:
    page = document[index]
    text = page.get_textpage()
    found = text.get_text_range(0, min(text.count_chars(), longest))
    text.close()
    page.close()
    return found


def say_texts(document: pypdfium2.PdfDocument, limits: dict[str, int]) -> None:
    left = limits["characters"]
    for index in range(min(len(document), limits["pages"])):
        try:
            text = text_of(document, index, limits["characters_of_page"] + 1)  # one more tells that there is more
        except pypdfium2.PdfiumError:
            say(page=index + 1)
            continue
        left -= len(text)
        if left < 0:
            break
        say(page=index + 1, text=text)
    say(complete=True)


def say_picture(page: pypdfium2.PdfPage, widest: int, highest: int) -> None:
    """The scale comes from the size of the page, so that a page of 288,000 points is a small picture too."""
    width, height = page.get_size()
    scale = min((widest - 0.5) / max(width, 1), (highest - 0.5) / max(height, 1))  # pdfium rounds up
    image = page.render(scale=scale).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "WEBP", quality=75)
    say(picture=base64.b64encode(out.getvalue()).decode(), width=image.width, height=image.height)


def main() -> None:
    limits, path = json.loads(sys.argv[1]), sys.argv[2]
    give_up_freedom(limits)
    say(ready=True)
    try:
        document = pypdfium2.PdfDocument(path)
        say(pages=len(document))
        say_texts(document, limits)
        say_picture(document[0], limits["picture_width"], limits["picture_height"])
    except pypdfium2.PdfiumError as error:
        say(problem="password" if error.err_code in LOCKED else "damaged")
    except MemoryError:
        say(problem="memory")


if __name__ == "__main__":
    main()
