"""Real PDF files, made here: no font, picture or file of the machine is used."""

import io
import zlib

import pypdf

PAGE = (595, 842)  # A4, in points


class _Writer:
    """Numbered objects, and the table that says where each of them begins."""

    def __init__(self) -> None:
        self.objects: list[bytes] = []

    def add(self, content: bytes) -> int:
        self.objects.append(content)
        return len(self.objects)

    def stream(self, body: bytes, entries: bytes = b"") -> int:
        return self.add(b"<< %s /Length %d >>\nstream\n%s\nendstream" % (entries, len(body), body))

    def finish(self, catalog: int, about: int) -> bytes:
        out, offsets = io.BytesIO(), []
        out.write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        for number, content in enumerate(self.objects, start=1):
            offsets.append(out.tell())
            out.write(b"%d 0 obj\n%s\nendobj\n" % (number, content))
        table = out.tell()
        out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
        out.write(b"".join(b"%010d 00000 n \n" % offset for offset in offsets))
        trailer = b"trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n"
        out.write(trailer % (len(offsets) + 1, catalog, about, table))
        return out.getvalue()


def _hex(text: str) -> bytes:
    return b"<%s>" % text.encode("utf-16-be").hex().encode()


def _font(writer: _Writer, characters: list[str]) -> int:
    """A font that is not embedded, in which code n means the n-th of the characters, as the table ToUnicode says."""
    lines = [b"<%04x> %s" % (code, _hex(character)) for code, character in enumerate(characters, start=1)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    table = b"".join(b"%d beginbfchar\n%s\nendbfchar\n" % (len(block), b"\n".join(block)) for block in blocks)
    to_unicode = writer.stream(
        b"/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapName /Ours def\n/CMapType 2 def\n"
        b"1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n%sendcmap\nend\nend" % table
    )
    descriptor = writer.add(
        b"<< /Type /FontDescriptor /FontName /Ours /Flags 4 /FontBBox [0 -200 1000 900] "
        b"/ItalicAngle 0 /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    glyphs = writer.add(
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Ours /FontDescriptor %d 0 R /DW 500 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>" % descriptor
    )
    return writer.add(
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Ours /Encoding /Identity-H "
        b"/DescendantFonts [%d 0 R] /ToUnicode %d 0 R >>" % (glyphs, to_unicode)
    )


def _drawn(text: str, codes: dict[str, int]) -> bytes:
    lines = [b"<%s> Tj T*" % b"".join(b"%04x" % codes[character] for character in line) for line in text.splitlines()]
    return b"BT /F 12 Tf 14 TL 50 780 Td\n%s\nET" % b"\n".join(lines)


def _document(writer: _Writer, contents: list[int], resources: bytes, title: str, size: tuple[int, int]) -> bytes:
    """The pages whose contents are the streams of these numbers."""
    tree = len(writer.objects) + len(contents) + 1
    page = b"<< /Type /Page /Parent %d 0 R /MediaBox [0 0 %d %d] /Resources << %s >> /Contents %d 0 R >>"
    pages = [writer.add(page % (tree, *size, resources, content)) for content in contents]
    kids = b" ".join(b"%d 0 R" % number for number in pages)
    writer.add(b"<< /Type /Pages /Count %d /Kids [%s] >>" % (len(pages), kids))
    catalog = writer.add(b"<< /Type /Catalog /Pages %d 0 R >>" % tree)
    about = writer.add(b"<< /Title <feff%s> >>" % title.encode("utf-16-be").hex().encode())
    return writer.finish(catalog, about)


def pdf(pages: list[str], title: str = "", size: tuple[int, int] = PAGE) -> bytes:
    """A PDF with these texts, in any script, one a page; an empty text is an empty page."""
    characters = sorted({character for page in pages for line in page.splitlines() for character in line})
    writer, codes = _Writer(), {character: code for code, character in enumerate(characters, start=1)}
    font = _font(writer, characters)
    streams = {text: writer.stream(_drawn(text, codes)) for text in dict.fromkeys(pages)}
    return _document(writer, [streams[text] for text in pages], b"/Font << /F %d 0 R >>" % font, title, size)


def scanned_pdf(pages: int = 1) -> bytes:
    """Pages that are pictures: there is no text in it."""
    writer = _Writer()
    grey = zlib.compress(bytes(range(0, 250, 10)) * 25)
    picture = writer.stream(
        grey,
        b"/Type /XObject /Subtype /Image /Width 25 /Height 25 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode",
    )
    content = writer.stream(b"q 495 0 0 742 50 50 cm /I Do Q")
    return _document(writer, [content] * pages, b"/XObject << /I %d 0 R >>" % picture, "", PAGE)


def broken_pdf() -> bytes:
    """The beginning of a PDF, as after an upload that was cut off."""
    whole = pdf(["Cut off before the end."])
    return whole[: whole.index(b"/Type /Pages")]


def locked_pdf() -> bytes:
    """A PDF that opens with a password only."""
    writer, out = pypdf.PdfWriter(clone_from=io.BytesIO(pdf(["Between us."]))), io.BytesIO()
    writer.encrypt("secret", algorithm="RC4-128")  # the others need one more package
    writer.write(out)
    return out.getvalue()


def swelling_pdf(gigabytes: int = 2) -> bytes:
    """A small file whose one page unpacks to gigabytes of blanks."""
    packer, writer = zlib.compressobj(9), _Writer()
    head = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 2**20) + packer.flush(zlib.Z_FULL_FLUSH)  # each block stands by itself
    content = writer.stream(head + again * (gigabytes * 1024) + packer.flush(), b"/Filter /FlateDecode")
    return _document(writer, [content], b"", "", PAGE)
